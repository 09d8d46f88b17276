import { createHash } from 'node:crypto';

/** A field of a form: text, or a file. */
export type FormPart =
	{ name: string; text: string } | { name: string; fileName: string; mimeType: string; content: Buffer };

export interface Form {
	/** with its boundary */
	contentType: string;
	/** bytes and no stream, so that the same form can be sent again with a new token */
	body: Buffer;
}

const LINE = '\r\n';

/** A `multipart/form-data` body (RFC 7578). Equal parts give equal bodies. */
export function multipart(parts: readonly FormPart[]): Form {
	const hash = createHash('sha256');
	for (const part of parts) hash.update('text' in part ? part.text : part.content);
	const boundary = `form-${hash.digest('hex').slice(0, 40)}`;
	const chunks = parts.flatMap((part) => [
		Buffer.from(`--${boundary}${LINE}${headersOf(part)}${LINE}${LINE}`),
		'text' in part ? Buffer.from(part.text) : part.content,
		Buffer.from(LINE),
	]);
	return {
		contentType: `multipart/form-data; boundary=${boundary}`,
		body: Buffer.concat([...chunks, Buffer.from(`--${boundary}--${LINE}`)]),
	};
}

function headersOf(part: FormPart): string {
	const disposition = `Content-Disposition: form-data; name="${quoted(part.name)}"`;
	if ('text' in part) return disposition;
	const mimeType = part.mimeType.replace(/[\r\n]/g, '') || 'application/octet-stream';
	return `${disposition}; filename="${quoted(part.fileName)}"${LINE}Content-Type: ${mimeType}`;
}

/** A line break or a quote in a name would end its header. */
function quoted(text: string): string {
	return text.replace(/\r/g, '%0D').replace(/\n/g, '%0A').replace(/"/g, '%22');
}
