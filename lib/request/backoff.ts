import type { RetryPolicy } from './types';

export interface FailedTry {
	/** 1 for the first try */
	attempt: number;
	throttled: boolean;
	/** what the server asked for, if it did */
	retryAfterMs?: number;
	/** until the call's deadline */
	remainingMs: number;
}

export type Wait = { waitMs: number } | { stop: 'attempts-used' | 'deadline' };

/** Full jitter: each wait up to the ceiling is equally likely, so callers that failed together spread out. */
export function nextWait(failed: FailedTry, policy: RetryPolicy, random: () => number): Wait {
	if (failed.attempt >= policy.maxAttempts) return { stop: 'attempts-used' };

	const base = failed.throttled ? policy.throttleBaseMs : policy.faultBaseMs;
	const ceiling = Math.min(policy.maxWaitMs, base * 2 ** (failed.attempt - 1));
	const waitMs = Math.max(Math.round(random() * ceiling), failed.retryAfterMs ?? 0);

	// A wait that outlives the deadline only delays the bad news.
	return waitMs < failed.remainingMs ? { waitMs } : { stop: 'deadline' };
}

/**
 * Reads `Retry-After` in both its forms, seconds and HTTP date (RFC 9110 §10.2.3).
 * Undefined when absent or unreadable; a date in the past is 0.
 */
export function retryAfterMs(headers: Record<string, unknown>, now: number): number | undefined {
	const name = Object.keys(headers).find((key) => key.toLowerCase() === 'retry-after');
	const value = name === undefined ? '' : String(headers[name]).trim();
	if (/^\d+(\.\d+)?$/.test(value)) return Math.ceil(Number(value) * 1000);
	// Date.parse takes almost anything, so only what starts like an HTTP date is tried.
	const date = /^[A-Z][a-z]{2,8},? /.test(value) ? Date.parse(value) : Number.NaN;
	return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
