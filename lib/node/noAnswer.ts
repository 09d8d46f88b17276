import type { NoAnswer } from '../request/types';

/**
 * Why no response came, from whatever n8n's request helper threw: the network's code sits one or more causes deep.
 * Message and code are the network's own and carry no header or body.
 */
export function noAnswerOf(error: unknown): NoAnswer {
	for (let cause = error, depth = 0; isObject(cause) && depth < 5; cause = cause.cause, depth += 1) {
		if (typeof cause.code === 'string' && cause.code !== '') {
			return { code: cause.code, message: String(cause.message ?? cause.code) };
		}
	}
	const message = isObject(error) ? String(error.message ?? '') : String(error);
	return { code: /socket hang up/i.test(message) ? 'ECONNRESET' : 'UNKNOWN', message };
}

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null;
}
