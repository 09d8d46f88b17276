import { Clock } from '../kit/clock.cts';
import { startedClient } from './testClient.cts';
import { DOCUMENTED_RATE, Throttle, type Rate } from './throttle.cts';

/** A throttle over a hand-moved "real" time. */
function throttled(rate: Partial<Rate> = {}) {
	const time = { ms: 0 };
	const clock = new Clock('2026-01-05T12:00:00Z');
	return { time, clock, throttle: new Throttle({ ...DOCUMENTED_RATE, ...rate }, clock, () => time.ms) };
}

const passed = (throttle: Throttle, calls: number): number =>
	Array.from({ length: calls }, () => throttle.refuse()).filter((reply) => reply === undefined).length;

describe('throttle of the Coupa simulator', () => {
	it('lets a burst of 20 pass and refuses the next', () => {
		const { throttle } = throttled();
		expect(passed(throttle, 30)).toBe(20);
	});

	it('lets 25 more pass for each second', () => {
		const { throttle, time } = throttled();
		passed(throttle, 20);
		let through = 0;
		for (; time.ms < 1000;) {
			time.ms += 10;
			through += passed(throttle, 1);
		}
		expect(through).toBe(25);
	});

	it('is not forgiven by moving the clock of the simulator', () => {
		const { throttle, clock } = throttled();
		passed(throttle, 20);
		clock.advance(3_600_000);
		expect(passed(throttle, 5)).toBe(0);
	});

	it.each([
		['none', undefined],
		['seconds', /^[1-9]\d*$/],
		['date', /^Mon, 05 Jan 2026 12:00:\d\d GMT$/],
	] as const)('sends Retry-After as %s when told so', (retryAfter, expected) => {
		const { throttle } = throttled({ retryAfter });
		passed(throttle, 20);
		const header = throttle.refuse()?.headers?.['retry-after'];
		if (expected === undefined) expect(header).toBeUndefined();
		else expect(header).toMatch(expected);
	});

	it.each([429, 503] as const)(
		'answers %i with an HTML page and records it in the ledger',
		async (status) => {
			const client = await startedClient({ rate: { status, perSecond: 1, burst: 3 } });
			const answers = await Promise.all(Array.from({ length: 6 }, () => client.call('GET', 'currencies')));
			const recorded = client.coupa.ledger.exchanges.filter((exchange) => exchange.status === status).length;
			await client.coupa.stop();
			expect(answers.filter((answer) => answer.status === status)).toHaveLength(3);
			expect(recorded).toBe(3);
			expect(answers.at(-1)?.headers.get('content-type')).toContain('text/html');
		},
	);
});
