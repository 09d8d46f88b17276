import type { IN8nHttpFullResponse } from 'n8n-workflow';

/** The body of an answer: a Buffer where it may be a file and is one, what the JSON says where it is JSON, else the text. */
export function decoded(
	{ body, headers }: Pick<IN8nHttpFullResponse, 'body' | 'headers'>,
	acceptsFile = true,
): unknown {
	if (!Buffer.isBuffer(body)) return parsed(body);
	return acceptsFile && isFile(headers) ? body : parsed(textOf(body, headers));
}

/** In the character set that the server names, UTF-8 where it names none that is known. */
function textOf(body: Buffer, headers: Record<string, unknown>): string {
	const [, charset = 'utf-8'] = /charset="?([\w-]+)/i.exec(header(headers, 'content-type')) ?? [];
	try {
		return new TextDecoder(charset).decode(body);
	} catch {
		return new TextDecoder().decode(body);
	}
}

/** A page made for people: a sign-on page, a proxy's or an application server's own. */
export function isPage(body: unknown): boolean {
	return typeof body === 'string' && /^\s*<(!doctype|html|\?xml)/i.test(body);
}

/** The name that the server gives a file, if it does: `content-disposition: attachment; filename="a.csv"`. */
export function fileNameIn(headers: Record<string, unknown>): string | undefined {
	const [, quoted, plain] =
		/filename="([^"]+)"|filename=([^;\s]+)/i.exec(header(headers, 'content-disposition')) ?? [];
	return quoted ?? plain;
}

function isFile(headers: Record<string, unknown>): boolean {
	const isAttached = /^attachment/i.test(header(headers, 'content-disposition'));
	return isAttached || /^application\/octet-stream/i.test(header(headers, 'content-type'));
}

function header(headers: Record<string, unknown>, name: string): string {
	return String(headers[name] ?? '');
}

function parsed(body: unknown): unknown {
	if (typeof body !== 'string' || !/^\s*[[{]/.test(body)) return body;
	try {
		return JSON.parse(body) as unknown;
	} catch {
		return body;
	}
}
