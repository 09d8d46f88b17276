import fc from 'fast-check';

import { Breaker, RetryBudget } from '../../../lib/request/breaker';
import { Limiter, sharedLimiter } from '../../../lib/request/limiter';
import { runRequest } from '../../../lib/request/run';
import { DEFAULT_RETRY_POLICY } from '../../../lib/request/types';

const options = { ceilingPerSecond: 20, burst: 5, concurrency: 3 };

/** When calls start that arrive after these gaps. */
function starts(limiter: Limiter, gaps: number[]): number[] {
	let now = 0;
	return gaps.map((gap) => {
		now += gap;
		return now + limiter.reserve(now);
	});
}

describe('the limiter', () => {
	it('never starts more calls than ceiling and burst in any second, however they arrive', () => {
		const gaps = fc.array(fc.oneof(fc.constant(0), fc.nat(20), fc.nat(3000)), {
			minLength: 1,
			maxLength: 200,
		});
		const limits = fc.record({
			ceilingPerSecond: fc.integer({ min: 1, max: 25 }),
			burst: fc.integer({ min: 1, max: 20 }),
			concurrency: fc.constant(3),
		});
		fc.assert(
			fc.property(gaps, limits, (pattern, own) => {
				const times = starts(new Limiter(own, 0), pattern);
				for (const from of times) {
					const inSecond = times.filter((time) => time >= from && time < from + 999.999).length;
					expect(inSecond).toBeLessThanOrEqual(own.ceilingPerSecond + own.burst);
				}
			}),
		);
	});

	it('lets nobody wait who comes slower than the ceiling', () => {
		const times = starts(new Limiter(options, 0), Array(100).fill(51) as number[]);
		expect(times).toEqual(Array.from({ length: 100 }, (_, i) => 51 * (i + 1)));
	});

	it('lets a burst go out at once after a pause, and then spaces the calls', () => {
		const limiter = new Limiter(options, 0);
		const waits = Array.from({ length: 8 }, () => limiter.reserve(10_000));
		expect(waits).toEqual([0, 0, 0, 0, 0, 50, 100, 150]);
	});

	it('halves its rate once for calls that were throttled together', () => {
		const limiter = new Limiter(options, 0);
		for (let i = 0; i < 3; i += 1) limiter.throttled(1_000 + i, 2_000);
		expect(limiter.ratePerSecond(1_003)).toBe(10);
	});

	it('halves again when it is throttled after the pause, but never to a standstill', () => {
		const limiter = new Limiter(options, 0);
		const rates: number[] = [];
		for (let i = 0; i < 20; i += 1) {
			limiter.throttled(i * 10, 10);
			rates.push(limiter.ratePerSecond(i * 10));
		}
		expect(rates[1]).toBeCloseTo(5, 1);
		expect(Math.min(...rates)).toBeGreaterThanOrEqual(0.5);
	});

	it('starts nobody within the pause that the server asked for', () => {
		const limiter = new Limiter(options, 0);
		limiter.throttled(1_000, 4_000);
		const waits = [1_000, 1_001, 2_000].map((now) => now + limiter.reserve(now));
		expect(waits).toEqual([5_000, 5_100, 5_200]);
	});

	it('wins a twentieth of the ceiling back with every second, and no more than the ceiling', () => {
		const limiter = new Limiter(options, 0);
		limiter.throttled(0, 1_000);
		expect([1_000, 2_000, 6_000, 11_000, 3_600_000].map((now) => limiter.ratePerSecond(now))).toEqual([
			10, 11, 15, 20, 20,
		]);
	});

	it('lets only so many calls be under way, in the order in which they came', async () => {
		const limiter = new Limiter(options, 0);
		const entered: number[] = [];
		for (let i = 0; i < 6; i += 1) void limiter.enter().then(() => entered.push(i));
		const settled = async () => await new Promise((resolve) => setImmediate(resolve));
		await settled();
		expect(entered).toEqual([0, 1, 2]);
		limiter.leave();
		await settled();
		expect(entered).toEqual([0, 1, 2, 3]);
		for (let i = 0; i < 5; i += 1) limiter.leave();
		await settled();
		expect(entered).toEqual([0, 1, 2, 3, 4, 5]);
	});

	it('does not hold a caller back who was cancelled, and does not keep a place for it', async () => {
		const limiter = new Limiter({ ...options, concurrency: 1 }, 0);
		await limiter.enter();
		const cancel = new AbortController();
		const cancelled = limiter.enter(cancel.signal);
		const next = limiter.enter();
		cancel.abort();
		await expect(cancelled).rejects.toMatchObject({ name: 'AbortError' });
		await expect(limiter.enter(cancel.signal)).rejects.toMatchObject({ name: 'AbortError' });
		limiter.leave();
		await expect(next).resolves.toBeUndefined();
	});

	it('lets a call that waits for its turn wait on, when the server asks for fewer meanwhile', () => {
		const limiter = new Limiter(options, 0);
		limiter.throttled(1_000, 4_000);
		expect([1_000, 4_999, 5_000].map((now) => limiter.isPaused(now))).toEqual([true, true, false]);
	});

	it('is one for all who call the same host, whatever their options', () => {
		const one = sharedLimiter('a.example', options, 0);
		const other = sharedLimiter('a.example', { ...options, ceilingPerSecond: 5 }, 0);
		other.throttled(0, 1_000);
		expect(one.ratePerSecond(1_000)).toBe(10);
		expect(one.reserve(0)).toBe(1_000);
		expect(sharedLimiter('b.example', options, 0).reserve(0)).toBe(0);
	});

	it('keeps callers within the highest of their ceilings together, and each within its own', () => {
		const ceilings = fc.array(fc.integer({ min: 1, max: 25 }), { minLength: 2, maxLength: 6 });
		const gap = fc.oneof({ weight: 40, arbitrary: fc.constant(0) }, fc.nat(40), fc.nat(2_000));
		const calls = fc.array(fc.tuple(fc.nat(5), gap), { minLength: 100, maxLength: 300 });
		const inAnySecond = (times: number[]) =>
			Math.max(...times.map((from) => times.filter((time) => time >= from && time < from + 999.999).length));
		let serial = 0;
		fc.assert(
			fc.property(ceilings, calls, (own, pattern) => {
				const host = `h${(serial += 1)}.example`;
				const callers = own.map((ceilingPerSecond) =>
					sharedLimiter(host, { ceilingPerSecond, burst: 5, concurrency: 5 }, 0),
				);
				let now = 0;
				const turns = pattern.map(([one, gapMs]) => {
					now += gapMs;
					const who = one % callers.length;
					return { who, at: now + callers[who]!.ownTurn(now) };
				});
				turns.sort((a, b) => a.at - b.at);
				const started = turns.map(({ who, at }) => ({ who, at: at + callers[who]!.reserve(at) }));
				expect(inAnySecond(started.map(({ at }) => at))).toBeLessThanOrEqual(Math.max(...own) + 5);
				for (const ceiling of new Set(own)) {
					const same = turns.filter(({ who }) => own[who] === ceiling && ceiling < Math.max(...own));
					if (same.length > 0) expect(inAnySecond(same.map(({ at }) => at))).toBeLessThanOrEqual(ceiling + 5);
				}
			}),
			{ numRuns: 50 },
		);
	});

	it('a slow caller leaves the rest of the rate to the others', () => {
		const backfill = sharedLimiter('d.example', { ...options, ceilingPerSecond: 5, burst: 1 }, 0);
		const events = sharedLimiter('d.example', { ...options, burst: 1 }, 0);
		const turns = Array.from({ length: 10 }, () => backfill.ownTurn(0));
		expect(turns).toEqual([0, 200, 400, 600, 800, 1000, 1200, 1400, 1600, 1800]);
		const waits = [0, 0, 0, 0].map(() => events.ownTurn(0) + events.reserve(0));
		expect(waits).toEqual([0, 50, 100, 150]);
	});

	it('counts the calls under way of all callers of a host, and lets nobody overtake', async () => {
		const narrow = sharedLimiter('c.example', { ...options, concurrency: 1 }, 0);
		const wide = sharedLimiter('c.example', { ...options, concurrency: 3 }, 0);
		const entered: string[] = [];
		const enter = (limiter: Limiter, name: string) => void limiter.enter().then(() => entered.push(name));
		const settled = async () => await new Promise((resolve) => setImmediate(resolve));
		enter(wide, 'wide 1');
		enter(narrow, 'narrow');
		enter(wide, 'wide 2');
		await settled();
		expect(entered).toEqual(['wide 1']);
		wide.leave();
		await settled();
		expect(entered).toEqual(['wide 1', 'narrow', 'wide 2']);
	});
});

describe('a back-fill and another flow that call one host in one process', () => {
	beforeEach(() => jest.useFakeTimers({ now: 0 }));
	afterEach(() => jest.useRealTimers());

	const SECONDS = 6;
	const WORKERS = 10;
	const sleep = async (ms: number) => await new Promise<void>((resolve) => setTimeout(resolve, ms));

	/** Calls without pause, and says how many of its calls began in each second. */
	function calling(host: string, ceilingPerSecond: number): number[] {
		const inSecond = Array<number>(SECONDS).fill(0);
		const rules = {
			effect: 'repeatable' as const,
			policy: DEFAULT_RETRY_POLICY,
			limiter: sharedLimiter(host, { ceilingPerSecond, burst: 1, concurrency: WORKERS }, 0),
			breaker: new Breaker(),
			budget: new RetryBudget(),
			isFinalFault: () => false,
		};
		const send = async () => {
			inSecond[Math.floor(Date.now() / 1000)]! += 1;
			await sleep(100);
			return { status: 200, headers: {}, body: {} };
		};
		const worker = async () => {
			while (Date.now() < SECONDS * 1000)
				await runRequest(send, rules, { now: () => Date.now(), sleep, random: () => 0 });
		};
		for (let i = 0; i < WORKERS; i += 1) void worker();
		return inSecond;
	}

	it.each([
		[5, 20],
		[2, 20],
		[1, 10],
	])('at %i and %i a second: the back-fill has its share, the other all the rest', async (share, all) => {
		const host = `share-${share}-${all}.example`;
		const [flow, backFill] = [calling(host, all), calling(host, share)];
		await jest.advanceTimersByTimeAsync(SECONDS * 1000 - 1);

		const sum = (counts: number[]) => counts.reduce((a, b) => a + b, 0);
		expect(backFill.map((calls, i) => calls + flow[i]!)).toEqual(Array(SECONDS).fill(all));
		// A turn of its own may have to wait for one on the road, and so fall into the next second.
		expect(sum(backFill)).toBeLessThanOrEqual(share * SECONDS);
		expect(sum(backFill)).toBeGreaterThanOrEqual(share * (SECONDS - 1));
	});
});
