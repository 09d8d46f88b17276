import type { Effect, Try } from './types';

export type Verdict =
	/** an answer to be read, good or bad */
	| { kind: 'answered' }
	/** the server wants fewer calls; `executed` says whether this one may have been carried out */
	| { kind: 'throttled'; executed: 'no' | 'unknown' }
	| { kind: 'fault'; executed: 'no' | 'unknown' }
	/** no repetition can help: the name does not resolve, the certificate is not trusted */
	| { kind: 'unreachable' };

/** Without a connection nothing was executed. */
const NOT_CONNECTED = new Set(['ECONNREFUSED', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);
const HOPELESS = /^(ENOTFOUND|ERR_INVALID_URL|EPROTO|ERR_TLS_.*|ERR_SSL_.*|.*CERT.*|.*SIGNATURE.*)$/;

/**
 * @param isFinalFault says that a 5xx answer of this API is the request's own fault, so that repeating is in vain
 */
export function classify(attempt: Try, isFinalFault: (attempt: Try) => boolean): Verdict {
	if (attempt.noAnswer) {
		const { code, notSent = false } = attempt.noAnswer;
		if (HOPELESS.test(code)) return { kind: 'unreachable' };
		return { kind: 'fault', executed: notSent || NOT_CONNECTED.has(code) ? 'no' : 'unknown' };
	}
	// A 429 was refused before it was executed; a 503 may come from a proxy whose server did the work.
	if (attempt.status === 429) return { kind: 'throttled', executed: 'no' };
	if (attempt.status === 503) return { kind: 'throttled', executed: 'unknown' };
	if (attempt.status >= 500 && !isFinalFault(attempt)) return { kind: 'fault', executed: 'unknown' };
	return { kind: 'answered' };
}

/** Whether the same call may go out again without looking first what became of it. */
export function mayRepeat(verdict: Verdict, effect: Effect): boolean {
	if (verdict.kind === 'answered' || verdict.kind === 'unreachable') return false;
	return effect === 'repeatable' || verdict.executed === 'no';
}
