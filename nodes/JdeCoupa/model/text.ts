/** A cell as text without blanks around it; an empty cell is empty text. */
export function textOf(value: unknown): string {
	return value === undefined || value === null ? '' : String(value).trim();
}

/** The same with its blanks, for what is compared or kept to the letter. */
export function text(value: unknown): string {
	return value === undefined || value === null ? '' : String(value);
}
