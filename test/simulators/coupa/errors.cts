import type { Reply } from '../kit/server.cts';

/** Raised inside a request to answer it at once; carried to the caller by `reply`. */
export class Refusal extends Error {
	constructor(readonly reply: Reply) {
		super(`refused with ${reply.status}`);
	}
}

const html = { 'content-type': 'text/html; charset=utf-8' };

const page = (title: string, words: string): string =>
	`<!DOCTYPE html>\n<html>\n<head><title>${title}</title></head>\n<body><h1>${title}</h1><p>${words}</p></body>\n</html>\n`;

/** Refused by validation: the texts under the singular name of the resource. */
export const invalid = (noun: string, messages: string[]): Reply => ({
	status: 400,
	body: { errors: { [noun]: messages } },
});

/** A request that cannot be understood, whatever the record. */
export const badRequest = (message: string): Refusal =>
	new Refusal({ status: 400, body: { errors: { base: [message] } } });

export const notFound = (what = 'Resource not found'): Reply => ({ status: 404, body: { error: what } });

export const unauthorized = (reason: string): Reply => ({
	status: 401,
	body: { error: 'Unauthorized', error_description: reason },
	headers: { 'www-authenticate': 'Bearer realm="Coupa", error="invalid_token"' },
});

export const forbidden = (scope: string): Reply => ({
	status: 403,
	body: { error: 'insufficient_scope', error_description: `Scope ${scope} is required` },
	headers: { 'www-authenticate': `Bearer realm="Coupa", error="insufficient_scope", scope="${scope}"` },
});

/** What the proxy in front of Coupa answers, which knows nothing of JSON. */
export const proxyPage = (status: number, title: string, headers: Record<string, string> = {}): Reply => ({
	status,
	body: page(`${status} ${title}`, 'nginx'),
	headers: { ...html, ...headers },
});

/** The answer of a server that broke: for `faults.add({ …, effect: htmlErrorPage() })`. */
export const htmlErrorPage = (
	status = 500,
): { answer: { status: number; body: string; headers: Record<string, string> } } => ({
	answer: {
		status,
		body: page("We're sorry, but something went wrong.", 'The administrators have been notified.'),
		headers: html,
	},
});
