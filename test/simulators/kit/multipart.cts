export interface Part {
	fileName?: string;
	contentType?: string;
	content: Buffer;
}

const LINE = '\r\n';

/** The parts of a multipart/form-data body by name (RFC 7578), or what is wrong with it. */
export function readMultipart(contentType: string, body: Buffer): Record<string, Part> | { why: string } {
	const boundary = /^multipart\/form-data;.*boundary="?([^";]+)"?/i.exec(contentType)?.[1];
	if (boundary === undefined) return { why: 'not multipart' };
	const parts: Record<string, Part> = {};
	const delimiter = `--${boundary}`;
	let at = body.indexOf(delimiter);
	while (at >= 0) {
		const start = at + delimiter.length;
		if (body.subarray(start, start + 2).toString() === '--') return parts;
		const end = body.indexOf(`${LINE}${delimiter}`, start);
		if (end < 0) break;
		const named = readPart(body.subarray(start + LINE.length, end));
		if (named === undefined) return { why: 'a part without a name' };
		parts[named[0]] = named[1];
		at = end + LINE.length;
	}
	return { why: 'the multipart body does not end' };
}

function readPart(bytes: Buffer): [string, Part] | undefined {
	const headerEnd = bytes.indexOf(LINE + LINE);
	const headers = bytes.subarray(0, headerEnd).toString('utf8');
	const name = /content-disposition: *form-data;.*\bname="([^"]*)"/i.exec(headers)?.[1];
	if (headerEnd < 0 || name === undefined) return undefined;
	return [
		name,
		{
			fileName: /filename="([^"]*)"/i.exec(headers)?.[1],
			contentType: /content-type: *(\S+)/i.exec(headers)?.[1],
			content: bytes.subarray(headerEnd + 2 * LINE.length),
		},
	];
}
