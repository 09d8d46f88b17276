import type { IWebhookFunctions } from 'n8n-workflow';

export interface RawBody {
	/** as the sender's program wrote it, after `Content-Encoding` was undone */
	body: Buffer;
	/** as it went over the wire: some senders sign what they compressed */
	wire: Buffer;
}

export type Read = { ok: true; value: RawBody } | { ok: false; status: 400 | 413 | 415; why: string };

type IncomingRequest = ReturnType<IWebhookFunctions['getRequestObject']> & {
	rawBody?: Buffer;
	/** n8n's own: reads the stream, undoes gzip and deflate, and stops at the limit of the instance */
	readRawBody?: () => Promise<void>;
};

const ENCODINGS = ['', 'identity', 'gzip', 'deflate'];

/** Reads the bytes of a request that nobody has parsed yet. */
export async function readBody(context: IWebhookFunctions, limitBytes: number): Promise<Read> {
	const request = context.getRequestObject() as IncomingRequest;
	const encoding = String(request.headers['content-encoding'] ?? '');
	const tooLarge = {
		ok: false as const,
		status: 413 as const,
		why: `The body is larger than ${limitBytes} bytes`,
	};
	if (!ENCODINGS.includes(encoding))
		return {
			ok: false,
			status: 415,
			why: `Content-Encoding '${encoding}' is not supported: send gzip, deflate or none`,
		};
	if (Number(request.headers['content-length'] ?? 0) > limitBytes) return tooLarge;

	const wire: Buffer[] = [];
	const keep = (chunk: Buffer) => wire.push(chunk);
	request.on('data', keep);
	try {
		await request.readRawBody?.();
	} catch (error) {
		const isLimit = (error as { type?: string }).type === 'entity.too.large';
		return isLimit ? tooLarge : { ok: false, status: 400, why: 'The body could not be read to its end' };
	} finally {
		request.removeListener('data', keep);
	}
	const body = request.rawBody ?? Buffer.alloc(0);
	if (body.length > limitBytes) return tooLarge;
	return { ok: true, value: { body, wire: wire.length > 0 ? Buffer.concat(wire) : body } };
}
