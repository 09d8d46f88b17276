import fc from 'fast-check';

import { Limiter, sharedLimiter } from '../../../lib/request/limiter';

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

	it('is shared by all who call the same host under the same limits', () => {
		const one = sharedLimiter('a.example', options, 0);
		expect(sharedLimiter('a.example', { ...options }, 5)).toBe(one);
		expect(sharedLimiter('b.example', options, 0)).not.toBe(one);
		expect(sharedLimiter('a.example', { ...options, burst: 1 }, 0)).not.toBe(one);
	});
});
