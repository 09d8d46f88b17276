import { readXml } from './xml';

export interface Payload {
	/** what the body holds; null when it is neither JSON nor XML that can be read */
	value: unknown;
	/** name of the outermost element of an XML body, which Coupa's JSON does not have */
	root?: string;
}

const FORM = /^application\/x-www-form-urlencoded\b/i;

/** Reads a body that was verified. JSON or XML is told by how it begins: senders name the type wrongly. */
export function payloadOf(body: Buffer, contentType: string): Payload {
	const text = textOf(body, contentType);
	if (text === undefined) return { value: null };
	if (text.trimStart().startsWith('<')) return readXml(text) ?? { value: null };
	const value = fromJson(text);
	if (value !== undefined) return { value };
	return { value: FORM.test(contentType.trim()) ? fieldsIn(text) : null };
}

/** The fields of a form, or the JSON that its only field holds: `payload=%7B%22event%22…` */
function fieldsIn(text: string): unknown {
	const fields = [...new URLSearchParams(text)].filter(([name]) => name !== '');
	const [[, first] = []] = fields;
	if (first === undefined) return null;
	const inside = fields.length === 1 && /^\s*[[{]/.test(first) ? fromJson(first) : undefined;
	return inside ?? Object.fromEntries(fields);
}

function fromJson(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return undefined;
	}
}

/** Text in the character set that the sender names, else UTF-8; undefined when the bytes are not in it. */
function textOf(body: Buffer, contentType: string): string | undefined {
	const [, named] = /charset\s*=\s*"?([\w.:-]+)/i.exec(contentType) ?? [];
	const [, declared] =
		/^<\?xml[^>]*?encoding\s*=\s*["']([\w.-]+)/i.exec(body.toString('latin1', 0, 200)) ?? [];
	try {
		return new TextDecoder(named ?? declared ?? 'utf-8', { fatal: true }).decode(body);
	} catch {
		return undefined;
	}
}
