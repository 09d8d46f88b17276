const ESCAPES: Record<string, string> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	// n8n reads a backslash with an n behind it as the end of a line.
	'\\': '&#92;',
};

/** Text as it is to be read on a page of an n8n form, whatever it contains. */
export function escaped(value: string): string {
	return value.replace(/[&<>"\\]/g, (character) => ESCAPES[character]);
}

/** The description of a failure, whose upstream part is escaped already. */
export function escapedOnce(description: string): string {
	const plain = description.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&');
	return escaped(plain);
}

/** A table of texts; cells that hold HTML already are given as `{ html }`. */
export function table(head: readonly string[], rows: ReadonlyArray<ReadonlyArray<Cell>>): string {
	const line = (tag: string, cells: readonly Cell[]) =>
		`<tr>${cells.map((cell) => `<${tag}>${typeof cell === 'string' ? escaped(cell) : cell.html}</${tag}>`).join('')}</tr>`;
	return `<table><thead>${line('th', head)}</thead><tbody>${rows.map((cells) => line('td', cells)).join('')}</tbody></table>`;
}

export type Cell = string | { html: string };

/** `2026-11-24 10:00`, of an ISO 8601 time in UTC. */
export function minute(time: string): string {
	return time.slice(0, 16).replace('T', ' ');
}
