/** What one try came to. `noAnswer` is set when no response arrived at all. */
export interface Try {
	status: number;
	headers: Record<string, unknown>;
	body: unknown;
	noAnswer?: NoAnswer;
}

export interface NoAnswer {
	/** `ECONNREFUSED`, `ENOTFOUND`, `ETIMEDOUT`, `DEPTH_ZERO_SELF_SIGNED_CERT` … */
	code: string;
	message: string;
	/** known not to have left the house: the token it needed was not given out */
	notSent?: boolean;
}

/**
 * Whether doing the same twice does harm, decided by the effect and never by the verb: an AIS read is a POST and may
 * be repeated, a Coupa PUT that appends payments may not.
 */
export type Effect = 'repeatable' | 'once';

export interface RetryPolicy {
	/** tries in all, the first one included @default 5 */
	maxAttempts: number;
	/** ceiling of the first wait after a fault, doubled each time @default 500 */
	faultBaseMs: number;
	/** the same after 429 or 503: a throttled server wants more time than a stumbling one @default 1000 */
	throttleBaseMs: number;
	/** @default 60000 */
	maxWaitMs: number;
	/** all tries and waits of one call @default 180000 */
	deadlineMs: number;
}

export const DEFAULT_RETRY_POLICY: RetryPolicy = {
	maxAttempts: 5,
	faultBaseMs: 500,
	throttleBaseMs: 1_000,
	maxWaitMs: 60_000,
	deadlineMs: 180_000,
};

/** The outside world, passed in so that every policy is tested without waiting. */
export interface Surroundings {
	/** milliseconds since 1970 */
	now: () => number;
	sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
	/** 0 to 1 */
	random: () => number;
	/** the execution's cancel signal */
	signal?: AbortSignal;
}
