import { isRecord } from '../../../lib/diff';
import { failure, upstreamText } from '../../../lib/failure';
import type { Failure, FailureCategory } from '../../../lib/failure';
import type { NoAnswer } from '../../../lib/request/types';
import { saidBy } from './answers';

/** What is known about a token that was not given out: worth another try, or final. */
export type TokenTrouble = { noAnswer: NoAnswer } | { failure: Failure };

const CLIENT = "Check 'Client ID', 'Client Secret' and 'Authentication' in the credential";
const ADDRESS = "Check 'Instance URL' (and 'Token Path', if you changed it) in the credential";

/** RFC 6749 §5.2 */
const BY_ERROR: Record<string, { category: FailureCategory; message: string; description: string }> = {
	invalid_client: {
		category: 'authentication',
		message: 'Coupa does not know this client, or its secret is another',
		description: CLIENT,
	},
	unauthorized_client: {
		category: 'authentication',
		message: 'The client may not sign on by itself',
		description: "In Coupa, set the client's grant type to Client credentials, or check 'Client ID'",
	},
	invalid_grant: {
		category: 'authentication',
		message: 'The client was withdrawn in Coupa',
		description: CLIENT,
	},
	invalid_scope: {
		category: 'configuration',
		message: 'A scope was asked for that the client was not given',
		description: "Correct 'Scopes' in the credential, or grant the scopes to the client in Coupa",
	},
	unsupported_grant_type: {
		category: 'configuration',
		message: 'Coupa does not offer client credentials at this address',
		description: ADDRESS,
	},
	invalid_request: {
		category: 'configuration',
		message: 'Coupa could not read the request for a token',
		description: `${CLIENT}, and 'Scopes'`,
	},
};

const FETCHING = /acquire OAuth2 access token/;

/**
 * Reads what n8n's OAuth2 helper threw. The reason lies one to three causes deep: AuthError (with the OAuth body),
 * ResponseError (any other answer) or the network's own.
 * @returns undefined if it was not about the token
 */
export function tokenTrouble(error: unknown, requestUrl: string): TokenTrouble | undefined {
	const chain = causes(error);
	const whileFetching = chain.some(({ message }) => FETCHING.test(String(message)));
	for (const cause of chain) {
		if (cause.code === 'EAUTH' && isRecord(cause.body)) return { failure: refusal(cause.body) };
		if (cause.code === 'ESTATUS') return badAnswer(Number(cause.status), jsonIn(cause.body));
	}
	const network = chain.find(({ code }) => typeof code === 'string' && code !== '');
	const config = isRecord(network?.config) ? network.config : {};
	const elsewhere = typeof config.url === 'string' && config.url !== requestUrl;
	if (!whileFetching && !elsewhere) return undefined;

	const status = isRecord(network?.response) ? Number(network.response.status) : 0;
	if (status > 0) return badAnswer(status);
	return { noAnswer: { code: String(network?.code ?? 'UNKNOWN'), message: '', notSent: true } };
}

/** The status of an answer that n8n's helper turned into an exception, because it means that the token expired. */
export function statusThrown(error: unknown): { status: number; body: unknown } | undefined {
	const response = causes(error).find((cause) => isRecord(cause.response))?.response;
	return isRecord(response) && typeof response.status === 'number'
		? { status: response.status, body: response.data }
		: undefined;
}

function refusal(body: Record<string, unknown>): Failure {
	const name = String(body.error);
	const known = BY_ERROR[name] ?? {
		category: 'authentication' as const,
		message: 'Coupa gave out no token',
		description: `${CLIENT}, and 'Scopes'`,
	};
	const says = [name, body.error_description].filter((text) => typeof text === 'string').join(': ');
	return failure({
		code: `COUPA_TOKEN_${name.replace(/\W+/g, '_').toUpperCase()}`,
		category: known.category,
		message: known.message,
		description: `${known.description}. Coupa says: ${upstreamText(says)}`,
	});
}

/** An answer without an OAuth body: a web page, a proxy, another server. */
function badAnswer(status: number, body?: unknown): TokenTrouble {
	if (status === 429 || status >= 500) {
		return { noAnswer: { code: `HTTP ${status}`, message: '', notSent: true } };
	}
	if ([400, 422].includes(status) && isRecord(body)) {
		// Refused in the envelope of the API instead of that of OAuth.
		const says = saidBy(body).join('; ') || `HTTP ${status}`;
		return { failure: { ...refusal({ error: 'refused', error_description: says }), httpStatus: status } };
	}
	const isRefusal = status === 401 || status === 403;
	return {
		failure: failure({
			code: 'COUPA_TOKEN_ADDRESS',
			category: isRefusal ? 'authentication' : 'configuration',
			message: isRefusal
				? 'Coupa does not let this client sign on'
				: 'The address where a token was asked for is not that of a Coupa instance',
			description: isRefusal ? `${CLIENT}, and 'Instance URL'` : ADDRESS,
			httpStatus: status,
		}),
	};
}

function jsonIn(body: unknown): unknown {
	try {
		return JSON.parse(String(body)) as unknown;
	} catch {
		return undefined;
	}
}

function causes(error: unknown): Array<Record<string, unknown>> {
	const chain: Array<Record<string, unknown>> = [];
	let cause = error;
	while (typeof cause === 'object' && cause !== null && chain.length < 6) {
		chain.push(cause as Record<string, unknown>);
		cause = (cause as Record<string, unknown>).cause;
	}
	return chain;
}
