import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

export interface Refused {
	status: 400 | 401 | 403 | 404 | 413 | 415 | 500;
	/** for the operator */
	why: string;
}

/** What the sender learns: no more than it needs to know whom to ask. */
const ANSWERS: Readonly<Record<Refused['status'], string>> = {
	400: 'The body could not be read',
	401: 'Not authorized',
	403: 'Not allowed from this address',
	404: 'Not offered',
	413: 'The body is too large',
	415: 'This content encoding is not supported',
	500: 'Not taken',
};

const CHALLENGES: Readonly<Record<string, string>> = {
	basic: 'Basic realm="n8n"',
	bearer: 'Bearer',
	callOut: 'Bearer',
	signature: 'Signature',
};

/** Answers and starts nothing; n8n's log says why. */
export function refuse(context: IWebhookFunctions, { status, why }: Refused): IWebhookResponseData {
	const { name } = context.getNode();
	context.logger.warn(`'${name}' refused a delivery with ${status}: ${why}`);
	const kind = String(context.getNodeParameter('authentication', 'signature'));
	const headers: Record<string, string> =
		status === 401 ? { 'WWW-Authenticate': CHALLENGES[kind] ?? 'Signature' } : {};
	// A person who tests in the editor is the operator.
	const message = context.getMode() === 'manual' ? `${ANSWERS[status]}: ${why}` : ANSWERS[status];
	// The rest of a body that was not read must not be taken for the next request.
	return answer(context, status, { message }, { Connection: 'close', ...headers });
}

export function answer(
	context: IWebhookFunctions,
	status: number,
	body: IDataObject,
	headers: Record<string, string> = {},
): IWebhookResponseData {
	const response = context.getResponseObject();
	response.writeHead(status, { 'Content-Type': 'application/json', ...headers });
	response.end(JSON.stringify(body));
	return { noWebhookResponse: true };
}
