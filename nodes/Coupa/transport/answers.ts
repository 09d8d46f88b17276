import { isRecord } from '../../../lib/diff';

/** A web page or XML where JSON was asked for. */
export function isMarkup(body: unknown): boolean {
	return typeof body === 'string' && body.trimStart().startsWith('<');
}

/**
 * The complaints in a refusal: `{"errors":{"supplier":["Name has already been taken"]}}`, or the `error` and
 * `error_description` of the sign-on side. Warnings are not complaints; the same text comes once.
 */
export function saidBy(body: unknown): string[] {
	if (!isRecord(body)) return [];
	const { errors, error, error_description: description, message } = body;
	const complaints = isRecord(errors)
		? Object.entries(errors).flatMap(([key, texts]) => (key === 'warnings' ? [] : textsIn(texts)))
		: textsIn(errors);
	return [...new Set([...complaints, ...textsIn(error), ...textsIn(description), ...textsIn(message)])];
}

export function isTaken(text: string): boolean {
	return /has already been taken/i.test(text);
}

export function isNameTaken(text: string): boolean {
	return /^name has already been taken/i.test(text);
}

/** `Payment term is invalid` for the attribute `payment-term`; `must exist` is only ever said of references. */
export function namesReference(says: readonly string[], references: readonly string[]): boolean {
	return says.some((text) => {
		if (/must exist|does not exist/i.test(text)) return true;
		const start = text.toLowerCase();
		const about = references.some((attribute) => start.startsWith(attribute.replace(/[-_.]/g, ' ')));
		return about && /is invalid|is not valid|not found|is inactive/i.test(text);
	});
}

function textsIn(value: unknown): string[] {
	if (Array.isArray(value)) return value.flatMap(textsIn);
	if (isRecord(value)) return Object.values(value).flatMap(textsIn);
	return typeof value === 'string' && value.trim() !== '' ? [value.trim()] : [];
}
