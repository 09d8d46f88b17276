/** Whether a text is one of the values: separated by commas, `*` stands for anything. */
export function fitsOne(text: string, values: string): boolean {
	return values.split(',').some((value) => {
		const literal = value.trim().split('*').map(escaped);
		return new RegExp(`^${literal.join('.*')}$`).test(text);
	});
}

function escaped(text: string): string {
	return text.replace(/[.+?^${}()|[\]\\]/g, '\\$&');
}
