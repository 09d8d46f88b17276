import { isRecord } from '../../../lib/diff';

/** Longer plain text is a log, no sentence for a person. */
const SENTENCE_LENGTH = 500;

/** A web page: markup that carries no complaints of Coupa's XML dialect. */
export function isWebPage(body: unknown): boolean {
	return isMarkup(body) && textsInXml(body).length === 0;
}

/**
 * The complaints in a refusal: `{"errors":{"supplier":["Name has already been taken"]}}`, or the `error` and
 * `error_description` of the sign-on side. Which other envelopes Coupa uses is not published, so that lists of texts
 * or objects, `<errors><error>…` and plain text are read too. Warnings are not complaints; the same text comes once.
 */
export function saidBy(body: unknown): string[] {
	return [...new Set(complaints(body))];
}

function complaints(body: unknown): string[] {
	if (isMarkup(body)) return textsInXml(body);
	if (typeof body === 'string') return body.length > SENTENCE_LENGTH ? [] : textsIn(body);
	if (!isRecord(body)) return textsIn(body);
	const { error, error_description: description, message } = body;
	return [...complaintsIn(body), ...textsIn(error), ...textsIn(description), ...textsIn(message)];
}

/** What stands below `errors`, also where the status says that all is well. */
export function complaintsIn(body: unknown): string[] {
	if (!isRecord(body)) return [];
	return isRecord(body.errors) ? textsBelow(body.errors) : textsIn(body.errors);
}

/** `No results match your search criteria.`, which Coupa's XML dialect says with 404 where JSON has an empty list. */
export function saysNoResults(says: readonly string[]): boolean {
	return says.some((text) => /no results match/i.test(text));
}

export function isTaken(text: string): boolean {
	return /\balready (been taken|exists)\b/i.test(text);
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

function isMarkup(body: unknown): body is string {
	return typeof body === 'string' && body.trimStart().startsWith('<');
}

function textsInXml(text: string): string[] {
	const found = [...text.matchAll(/<error(?: [^>]*)?>([^<]+)<\/error>/g)].map(([, inner]) => inner.trim());
	return found.filter((one) => one !== '').map(withoutEntities);
}

function withoutEntities(text: string): string {
	const characters: Record<string, string> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };
	return text.replace(/&(lt|gt|quot|apos|amp);/g, (_, name: string) => characters[name]);
}

/** A text without a subject is about the attribute that it stands under: `{"name":["has already been taken"]}`. */
function textsBelow(record: Record<string, unknown>): string[] {
	return Object.entries(record).flatMap(([key, value]): string[] => {
		if (key === 'warnings') return [];
		if (isRecord(value)) return textsBelow(value);
		const words = key.replace(/[-_]/g, ' ');
		const subject = `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`;
		return textsIn(value).map((text) =>
			key !== 'base' && /^[a-z]/.test(text) ? `${subject} ${text}` : text,
		);
	});
}

function textsIn(value: unknown): string[] {
	if (Array.isArray(value)) return value.flatMap(textsIn);
	// `{"message":"Name has already been taken","field":"name"}`
	if (isRecord(value)) return textsIn(value.message ?? Object.values(value));
	return typeof value === 'string' && value.trim() !== '' ? [value.trim()] : [];
}
