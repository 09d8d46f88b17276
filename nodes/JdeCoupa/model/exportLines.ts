import type { IDataObject } from 'n8n-workflow';

/** The columns of an exported line, in their order. */
const COLUMNS = [
	...['at', 'flow', 'key', 'action', 'category', 'message', 'changes', 'target_id', 'attempts', 'waited_ms'],
	...['run_id', 'execution_id', 'source_stamp', 'mapping_version', 'fingerprint'],
];

/**
 * Audit rows as lines of a spreadsheet, oldest first.
 *
 * @param flow blank takes all
 * @param until last day, `YYYY-MM-DD`; blank takes all
 */
export function exportLines(rows: readonly IDataObject[], flow: string, until: string): IDataObject[] {
	const lines = rows
		.filter(
			(row) =>
				row.id !== undefined &&
				(flow === '' || row.flow === flow) &&
				(until === '' || String(row.at ?? '').slice(0, 10) <= until),
		)
		.sort((a, b) => (String(a.at ?? '') < String(b.at ?? '') ? -1 : 1))
		.map((row) => Object.fromEntries(COLUMNS.map((name) => [name, harmless(row[name])])));
	// A file with its heading says more than no file.
	return lines.length > 0 ? lines : [Object.fromEntries(COLUMNS.map((name) => [name, '']))];
}

/**
 * A spreadsheet calculates a cell that begins like a formula, and texts come from other systems:
 * https://owasp.org/www-community/attacks/CSV_Injection
 */
function harmless(value: unknown): string | number {
	if (typeof value === 'number') return value;
	const text = value === undefined || value === null ? '' : String(value);
	return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}
