import { nextWait, retryAfterMs } from './backoff';
import type { Breaker, RetryBudget } from './breaker';
import { classify, mayRepeat } from './classify';
import type { Verdict } from './classify';
import type { Limiter } from './limiter';
import type { Effect, RetryPolicy, Surroundings, Try } from './types';

export interface RequestRules {
	effect: Effect;
	policy: RetryPolicy;
	limiter: Limiter;
	breaker: Breaker;
	budget: RetryBudget;
	isFinalFault: (attempt: Try) => boolean;
}

export type RequestEnd =
	/** the server answered; its status says how */
	| 'answered'
	/** given up: throttled, faulty or not reachable, and certainly not executed or harmless to repeat later */
	| 'gave-up'
	/** given up, and whether it was executed is not known: read back before repeating */
	| 'unknown'
	| 'circuit-open';

export interface RequestResult {
	end: RequestEnd;
	last: Try;
	verdict: Verdict;
	attempts: number;
	waitedMs: number;
}

const NOTHING_SENT: Try = { status: 0, headers: {}, body: undefined };

/**
 * Sends a call, and again where the rules allow it. Never throws for what the server or the network did; a cancelled
 * execution ends the wait with the sleep's own exception.
 */
export async function runRequest(
	send: () => Promise<Try>,
	rules: RequestRules,
	surroundings: Surroundings,
): Promise<RequestResult> {
	const { now, sleep, random, signal } = surroundings;
	const { effect, policy, limiter, breaker, budget } = rules;
	const deadline = now() + policy.deadlineMs;
	let waitedMs = 0;

	for (let attempt = 1; ; attempt += 1) {
		if (breaker.isOpen(now())) {
			const verdict: Verdict = { kind: 'fault', executed: 'no' };
			return { end: 'circuit-open', last: NOTHING_SENT, verdict, attempts: attempt - 1, waitedMs };
		}
		const last = await inTurn(send, limiter, surroundings);
		const verdict = classify(last, rules.isFinalFault);
		const ended = (end: RequestEnd): RequestResult => ({ end, last, verdict, attempts: attempt, waitedMs });
		budget.earn();
		if (verdict.kind === 'answered') {
			breaker.answered();
			return ended('answered');
		}
		if (verdict.kind === 'unreachable') return ended('gave-up');

		const throttled = verdict.kind === 'throttled';
		if (throttled) breaker.answered();
		else breaker.fault(now());
		const asked = retryAfterMs(last.headers, now());
		const wait = nextWait(
			{ attempt, throttled, retryAfterMs: asked, remainingMs: deadline - now() },
			policy,
			random,
		);
		if (throttled) limiter.throttled(now(), 'waitMs' in wait ? wait.waitMs : (asked ?? 0));
		const repeatable = mayRepeat(verdict, effect);
		if (!repeatable) return ended('unknown');
		if ('stop' in wait || !budget.spend()) return ended('gave-up');
		await sleep(wait.waitMs, signal);
		waitedMs += wait.waitMs;
	}
}

async function inTurn(send: () => Promise<Try>, limiter: Limiter, surroundings: Surroundings): Promise<Try> {
	const { now, sleep, signal } = surroundings;
	const wait = async (delay: number) => (delay > 0 ? await sleep(delay, signal) : undefined);
	await wait(limiter.ownTurn(now()));
	await limiter.enter(signal);
	try {
		// A pause that begins while a call waits for its start holds for that call, too.
		do await wait(limiter.reserve(now()));
		while (limiter.isPaused(now()));
		return await send();
	} finally {
		limiter.leave();
	}
}
