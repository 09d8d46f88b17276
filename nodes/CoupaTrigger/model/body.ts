import { readXml } from './xml';

export interface Payload {
	/** what the body holds; null when it is neither JSON nor XML that can be read */
	value: unknown;
	/** name of the outermost element of an XML body, which Coupa's JSON does not have */
	root?: string;
}

/** Reads a body that was verified. JSON or XML is told by how it begins: senders name the type wrongly. */
export function payloadOf(body: Buffer, contentType: string): Payload {
	const text = textOf(body, contentType);
	if (text === undefined) return { value: null };
	if (text.trimStart().startsWith('<')) return readXml(text) ?? { value: null };
	try {
		return { value: JSON.parse(text) as unknown };
	} catch {
		return { value: null };
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
