import { Breaker, RetryBudget } from '../../../lib/request/breaker';
import { Limiter } from '../../../lib/request/limiter';
import { runRequest, type RequestRules } from '../../../lib/request/run';
import { DEFAULT_RETRY_POLICY, type Try } from '../../../lib/request/types';

const status = (code: number, headers = {}): Try => ({ status: code, headers, body: {} });
const lost = (code: string): Try => ({
	status: 0,
	headers: {},
	body: undefined,
	noAnswer: { code, message: '' },
});

/** Sends answers in turn, the last one again and again, by a clock that only sleeping moves. */
function world(answers: Try[], own: Partial<RequestRules> = {}, cancel?: AbortController) {
	let ms = 0;
	const log: string[] = [];
	const rules: RequestRules = {
		effect: 'repeatable',
		policy: DEFAULT_RETRY_POLICY,
		limiter: new Limiter({ ceilingPerSecond: 1_000, burst: 1_000, concurrency: 5 }, 0),
		breaker: new Breaker(),
		budget: new RetryBudget(),
		isFinalFault: () => false,
		...own,
	};
	const surroundings = {
		now: () => ms,
		random: () => 1,
		signal: cancel?.signal,
		sleep: async (milliseconds: number, signal?: AbortSignal) => {
			log.push(`wait ${Math.round(milliseconds)}`);
			// Whoever hands a controller over cancels in the first wait.
			cancel?.abort();
			if (signal?.aborted) throw new Error('cancelled');
			ms += milliseconds;
		},
	};
	const send = async () => {
		log.push('send');
		return answers.length > 1 ? (answers.shift() as Try) : answers[0]!;
	};
	return { run: async () => await runRequest(send, rules, surroundings), log, rules };
}

describe('running a request', () => {
	it('repeats a read on 503 until it is answered, waiting longer each time', async () => {
		const { run, log } = world([status(503), status(503), status(200)]);
		expect(await run()).toMatchObject({ end: 'answered', attempts: 3, waitedMs: 3_000, last: status(200) });
		expect(log.filter((line) => line === 'send')).toHaveLength(3);
		expect(log.slice(0, 2)).toEqual(['send', 'wait 1000']);
	});

	it.each([
		['503', status(503)],
		['500', status(500)],
		['an answer lost on the way', lost('ECONNRESET')],
		['a time-out', lost('ETIMEDOUT')],
	])('never repeats a write on %s: its outcome is not known', async (_what, answer) => {
		const { run, log } = world([answer, status(200)], { effect: 'once' });
		expect(await run()).toMatchObject({ end: 'unknown', attempts: 1, waitedMs: 0 });
		expect(log).toEqual(['send']);
	});

	it.each([
		['429', status(429)],
		['a refused connection', lost('ECONNREFUSED')],
	])('repeats even a write on %s: it was not executed', async (_what, answer) => {
		const { run } = world([answer, status(201)], { effect: 'once' });
		expect(await run()).toMatchObject({ end: 'answered', attempts: 2, last: { status: 201 } });
	});

	it('waits as long as the server asked', async () => {
		const { run } = world([status(429, { 'Retry-After': '7' }), status(200)]);
		expect(await run()).toMatchObject({ attempts: 2, waitedMs: 7_000 });
	});

	it('gives up after its last try without waiting once more', async () => {
		const { run, log } = world([status(503)]);
		expect(await run()).toMatchObject({ end: 'gave-up', attempts: 5, last: { status: 503 } });
		expect(log[log.length - 1]).toBe('send');
	});

	it('gives up at once when the server asks for more time than there is', async () => {
		const { run, log } = world([status(503, { 'retry-after': '3600' })]);
		expect(await run()).toMatchObject({ end: 'gave-up', attempts: 1, waitedMs: 0 });
		expect(log).toEqual(['send']);
	});

	it.each(['ENOTFOUND', 'DEPTH_ZERO_SELF_SIGNED_CERT'])('does not repeat in vain on %s', async (code) => {
		const { run } = world([lost(code)]);
		expect(await run()).toMatchObject({ end: 'gave-up', attempts: 1, verdict: { kind: 'unreachable' } });
	});

	it('does not repeat what the server answered with a refusal', async () => {
		const { run } = world([status(400)]);
		expect(await run()).toMatchObject({ end: 'answered', attempts: 1 });
	});

	it('ends a wait when the execution is cancelled', async () => {
		const { run, log } = world([status(503)], {}, new AbortController());
		await expect(run()).rejects.toThrow('cancelled');
		expect(log).toEqual(['send', 'wait 1000']);
	});

	it('is not sent any more when the execution was cancelled while others were under way', async () => {
		const cancel = new AbortController();
		const limiter = new Limiter({ ceilingPerSecond: 20, burst: 5, concurrency: 1 }, 0);
		await limiter.enter();
		const { run, log } = world([status(200)], { limiter }, cancel);
		const ended = run();
		cancel.abort();
		await expect(ended).rejects.toMatchObject({ name: 'AbortError' });
		expect(log).toEqual([]);
	});

	it('gives its place free when it was cancelled or the sender threw', async () => {
		const limiter = new Limiter({ ceilingPerSecond: 1, burst: 1, concurrency: 1 }, 0);
		limiter.reserve(0);
		await expect(world([status(200)], { limiter }, new AbortController()).run()).rejects.toThrow('cancelled');
		await expect(limiter.enter()).resolves.toBeUndefined();
	});

	it('stops repeating when the budget is used up', async () => {
		const { run, rules } = world([status(503)], { budget: new RetryBudget(2, 0) });
		expect(await run()).toMatchObject({ end: 'gave-up', attempts: 3 });
		expect(rules.budget.spend()).toBe(false);
	});

	it('spares a host that is down, and sends nothing while the circuit is open', async () => {
		const breaker = new Breaker();
		for (let i = 0; i < 2; i += 1) await world([lost('ECONNREFUSED')], { breaker }).run();
		const { run, log } = world([status(200)], { breaker });
		expect(await run()).toMatchObject({ end: 'circuit-open', attempts: 0, last: { status: 0 } });
		expect(log).toEqual([]);
	});

	it('opens the circuit on faults only: a throttled server is alive', async () => {
		const breaker = new Breaker();
		for (let i = 0; i < 5; i += 1) await world([status(503)], { breaker }).run();
		expect(breaker.isOpen(0)).toBe(false);
	});

	it('slows all callers of the host down when one is throttled', async () => {
		const limiter = new Limiter({ ceilingPerSecond: 20, burst: 5, concurrency: 5 }, 0);
		const { run } = world([status(429, { 'retry-after': '7' }), status(200)], { limiter });
		await run();
		expect(limiter.ratePerSecond(7_000)).toBe(10);
	});

	it('makes others wait after a 503 on a write that is not repeated', async () => {
		const { run, rules } = world([status(503, { 'retry-after': '4' })], { effect: 'once' });
		expect(await run()).toMatchObject({ end: 'unknown' });
		expect(rules.limiter.reserve(0)).toBeGreaterThanOrEqual(4_000);
	});
});
