import { randomBytes } from 'node:crypto';

export interface Part {
	name: string;
	/** of a file */
	fileName?: string;
	contentType: string;
	content: Buffer;
}

/** A `multipart/form-data` body (RFC 7578). The boundary is drawn, so that no file can contain it. */
export function multipart(parts: readonly Part[]): { contentType: string; bytes: Buffer } {
	const boundary = `----n8n${randomBytes(16).toString('hex')}`;
	const chunks = parts.flatMap(({ name, fileName, contentType, content }) => {
		const file = fileName === undefined ? '' : `; filename="${quoted(fileName)}"`;
		const head = `--${boundary}\r\nContent-Disposition: form-data; name="${name}"${file}\r\nContent-Type: ${contentType}\r\n\r\n`;
		return [Buffer.from(head, 'utf8'), content, Buffer.from('\r\n')];
	});
	return {
		contentType: `multipart/form-data; boundary=${boundary}`,
		bytes: Buffer.concat([...chunks, Buffer.from(`--${boundary}--\r\n`)]),
	};
}

/** A file name must not end its header. */
function quoted(fileName: string): string {
	return fileName.replace(/["\r\n]/g, (character) => (character === '"' ? '%22' : ' '));
}
