import fc from 'fast-check';

import { instantOf, isTimeZone, localTime } from '../../../lib/zones';

const ZONES = [
	'UTC',
	'America/New_York',
	'Europe/Berlin',
	'Asia/Kolkata',
	'Australia/Lord_Howe',
	'Pacific/Apia',
];
const at = (iso: string) => Date.parse(iso);

describe('the wall clock of a zone', () => {
	it.each([
		['2026-01-15T12:00:00Z', 'America/New_York', '2026-01-15T07:00:00'],
		['2026-07-15T12:00:00Z', 'America/New_York', '2026-07-15T08:00:00'],
		['2026-01-15T20:00:00Z', 'Asia/Kolkata', '2026-01-16T01:30:00'],
		['2026-01-15T00:00:00Z', 'UTC', '2026-01-15T00:00:00'],
	])('at %s in %s shows %s', (instant, zone, local) => {
		expect(localTime(at(instant), zone)).toBe(local);
		expect(instantOf(local, zone)).toBe(at(instant));
	});

	it('leads back to the instant, wherever no hour comes twice', () => {
		const seconds = fc.integer({
			min: at('2020-01-01T00:00:00Z') / 1000,
			max: at('2035-01-01T00:00:00Z') / 1000,
		});
		fc.assert(
			fc.property(seconds, fc.constantFrom(...ZONES), (second, zone) => {
				const local = localTime(second * 1000, zone);
				const back = instantOf(local, zone);
				expect(localTime(back, zone)).toBe(local);
				expect(back).toBeLessThanOrEqual(second * 1000);
				expect(second * 1000 - back).toBeLessThanOrEqual(3_600_000);
			}),
		);
	});

	it('takes the first of an hour that comes twice, and moves a time that is skipped', () => {
		expect(instantOf('2026-10-25T02:30:00', 'Europe/Berlin')).toBe(at('2026-10-25T00:30:00Z'));
		expect(localTime(instantOf('2026-03-29T02:30:00', 'Europe/Berlin'), 'Europe/Berlin')).toBe(
			'2026-03-29T03:30:00',
		);
	});

	it('is known by the names of IANA', () => {
		expect(['Europe/Berlin', 'UTC', 'Mars/Olympus', ''].map(isTimeZone)).toEqual([true, true, false, false]);
	});
});
