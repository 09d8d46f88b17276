import fc from 'fast-check';

import { nextWait, retryAfterMs } from '../../../lib/request/backoff';
import { DEFAULT_RETRY_POLICY as policy } from '../../../lib/request/types';

const now = Date.parse('2026-03-01T08:00:00Z');
const plenty = 1_000_000;

describe('the wait before the next try', () => {
	it('is any time from none up to a ceiling that doubles, with a base of its own for throttling', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 1, max: 4 }),
				fc.boolean(),
				fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
				(attempt, throttled, chance) => {
					const ceiling = Math.min(60_000, (throttled ? 1_000 : 500) * 2 ** (attempt - 1));
					const wait = nextWait({ attempt, throttled, remainingMs: plenty }, policy, () => chance);
					expect(wait).toEqual({ waitMs: Math.round(chance * ceiling) });
				},
			),
		);
	});

	it('never passes the longest wait of the policy', () => {
		const patient = { ...policy, maxAttempts: 100 };
		const wait = nextWait({ attempt: 50, throttled: true, remainingMs: plenty }, patient, () => 1);
		expect(wait).toEqual({ waitMs: 60_000 });
	});

	it('is at least what the server asked for, even beyond the longest wait', () => {
		const failed = { attempt: 1, throttled: true, retryAfterMs: 90_000, remainingMs: plenty };
		expect(nextWait(failed, policy, () => 0)).toEqual({ waitMs: 90_000 });
	});

	it('is not taken after the last try', () => {
		const failed = { attempt: policy.maxAttempts, throttled: true, retryAfterMs: 0, remainingMs: plenty };
		expect(nextWait(failed, policy, () => 0)).toEqual({ stop: 'attempts-used' });
	});

	it('is not taken if it would outlive the deadline', () => {
		const failed = { attempt: 1, throttled: true, retryAfterMs: 3_000 };
		expect(nextWait({ ...failed, remainingMs: 3_000 }, policy, () => 0)).toEqual({ stop: 'deadline' });
		expect(nextWait({ ...failed, remainingMs: 3_001 }, policy, () => 0)).toEqual({ waitMs: 3_000 });
	});
});

describe('Retry-After', () => {
	it.each([
		['retry-after', '3', 3_000],
		['Retry-After', ' 120 ', 120_000],
		['RETRY-AFTER', 2, 2_000],
		['retry-after', '0', 0],
		['retry-after', '1.2', 1_200],
		['retry-after', 'Sun, 01 Mar 2026 08:00:30 GMT', 30_000],
		['retry-after', 'Sunday, 01-Mar-26 08:00:30 GMT', 30_000],
		['retry-after', 'Sun, 01 Mar 2026 07:00:00 GMT', 0],
	])('%s: %p asks for %i ms', (name, value, expected) => {
		expect(retryAfterMs({ [name]: value }, now)).toBe(expected);
	});

	it.each([
		'',
		'soon',
		'-5',
		'1e3',
		'5 seconds',
		'NaN',
		'Infinity',
		'Soon, perhaps',
		undefined,
		null,
		['x', 'y'],
	])('%p is rubbish and asks for nothing', (value) => {
		expect(retryAfterMs({ 'retry-after': value }, now)).toBeUndefined();
	});

	it('asks for nothing where the header is absent', () => {
		expect(retryAfterMs({ date: 'Sun, 01 Mar 2026 08:00:30 GMT' }, now)).toBeUndefined();
	});
});
