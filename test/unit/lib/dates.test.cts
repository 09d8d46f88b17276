import fc from 'fast-check';

import {
	addDays,
	aisTimeStampToLocal,
	calendarDay,
	clockToTime,
	daysBetween,
	formatUserDate,
	gridDateToIso,
	isIsoDate,
	isUserDateFormat,
	isoToJulian,
	julianToIso,
	userDateToIso,
} from '../../../lib/dates';

/** Every day from 1990 to 2040, counted by a calendar written out here. */
function* everyDay(): Generator<{ iso: string; julian: number }> {
	for (let year = 1990; year <= 2040; year += 1) {
		let ofYear = 0;
		for (const [index, length] of [
			31,
			isLeap(year) ? 29 : 28,
			31,
			30,
			31,
			30,
			31,
			31,
			30,
			31,
			30,
			31,
		].entries()) {
			for (let day = 1; day <= length; day += 1) {
				ofYear += 1;
				const iso = `${year}-${String(index + 1).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
				yield { iso, julian: (year >= 2000 ? 100_000 : 0) + (year % 100) * 1000 + ofYear };
			}
		}
	}
}
const isLeap = (year: number) => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
const days = [...everyDay()];

describe('JDE dates', () => {
	it('translate every day from 1990 to 2040 to Julian and back', () => {
		const wrong = days.filter(
			({ iso, julian }) => isoToJulian(iso) !== julian || julianToIso(julian) !== iso,
		);
		expect(days).toHaveLength(18_628);
		expect(wrong).toEqual([]);
	});

	it.each([0, -1, 126_000, 126_366, 126_001.5, NaN, Infinity, -Infinity, 1e15])(
		'take %p for no Julian date',
		(julian) => {
			expect(julianToIso(julian)).toBeUndefined();
		},
	);

	it('know 29 February in leap years only', () => {
		expect([julianToIso(124_060), julianToIso(124_366), julianToIso(125_060)]).toEqual([
			'2024-02-29',
			'2024-12-31',
			'2025-03-01',
		]);
		expect(['2024-02-29', '2025-02-29', '2000-02-29', '1900-02-29'].map(isIsoDate)).toEqual([
			true,
			false,
			true,
			false,
		]);
		expect(addDays('2024-02-28', 1)).toBe('2024-02-29');
	});

	it.each(['2026-1-1', '2026-13-01', '2026-00-10', '2026-04-31', '20260401', '2026-04-01T00:00:00', ''])(
		'do not take %p for an ISO date',
		(text) => {
			expect(isIsoDate(text)).toBe(false);
		},
	);

	it('move by the calendar, whichever way', () => {
		const dates = fc.constantFrom(...days.slice(0, 18_000)).map(({ iso }) => iso);
		fc.assert(
			fc.property(dates, fc.integer({ min: -400, max: 400 }), (iso, moved) => {
				expect(daysBetween(iso, addDays(iso, moved))).toBe(moved);
				expect(addDays(addDays(iso, moved), -moved)).toBe(iso);
			}),
		);
	});
});

describe("dates in the user's own format", () => {
	it.each([
		['MM/dd/yyyy', '02/09/2026'],
		['dd/MM/yyyy', '09/02/2026'],
		['dd/MM/yy', '09/02/26'],
		['yyyy-MM-dd', '2026-02-09'],
		['yyyyMMdd', '20260209'],
		['dd.MM.yyyy', '09.02.2026'],
		['M/d/yyyy', '2/9/2026'],
	])('are written as %s says: %s', (format, expected) => {
		expect(formatUserDate('2026-02-09', format)).toBe(expected);
		expect(isUserDateFormat(format)).toBe(true);
	});

	it('can be read back on every day from 1990 to 2040', () => {
		for (const { iso } of days) {
			const [month, day, year] = formatUserDate(iso, 'MM/dd/yyyy').split('/');
			const [dayFirst, , shortYear] = formatUserDate(iso, 'dd/MM/yy').split('/');
			expect([`${year}-${month}-${day}`, dayFirst, shortYear]).toEqual([iso, iso.slice(8), iso.slice(2, 4)]);
		}
	});

	it.each([
		['02/09/2026', 'MM/dd/yyyy'],
		['9.2.2026', 'dd.MM.yyyy'],
		['2026-02-09', 'yyyy-MM-dd'],
	])('%p is read as %s says', (text, format) => {
		expect(userDateToIso(text, format)).toBe('2026-02-09');
	});

	it.each([
		['09/02/26', 'dd/MM/yy'],
		['31/02/2026', 'dd/MM/yyyy'],
		['02/2026', 'MM/dd/yyyy'],
		['02/09/2026', 'MMM d'],
		['', 'MM/dd/yyyy'],
	])('%p is not read as %s: nothing is guessed', (text, format) => {
		expect(userDateToIso(text, format)).toBeUndefined();
	});

	it.each(['', 'MM/yyyy', 'MMM d', 'dd-MMM-yyyy', 'dd/MM/yyyy HH:mm', 'MM/dd-yyyy', 'dd/dd/yyyy'])(
		'refuse the format %p',
		(format) => {
			expect(isUserDateFormat(format)).toBe(false);
		},
	);
});

describe('what AIS sends', () => {
	it('reads grid dates, and nothing else as one', () => {
		expect(['20260228', '20260229', ' ', '', '0', '2026-02-28'].map(gridDateToIso)).toEqual([
			'2026-02-28',
			undefined,
			undefined,
			undefined,
			undefined,
			'2026-02-28',
		]);
	});

	it('reads every second of a day without leading zeros', () => {
		for (let second = 0; second < 86_400; second += 7) {
			const [h, m, s] = [Math.floor(second / 3600), Math.floor(second / 60) % 60, second % 60];
			const expected = [h, m, s].map((part) => String(part).padStart(2, '0')).join(':');
			expect(clockToTime(h * 10_000 + m * 100 + s)).toBe(expected);
		}
	});

	it.each([240_000, 6_000, 99, 1_000_000, -1, 1.5, NaN])('takes %p for no time of day', (value) => {
		expect(clockToTime(value)).toBeUndefined();
	});

	it.each(['2026-11-22:10.56.18', '2026-11-22T10:56:18', '2026-11-22 10:56:18.934'])(
		'reads the time stamp %p of an answer as a local time',
		(text) => expect(aisTimeStampToLocal(text)).toBe('2026-11-22T10:56:18'),
	);

	it.each([
		'2026-11-22T10:56:18.934+0000',
		'2026-11-22T10:56:18Z',
		'2026-02-29:10.56.18',
		'2026-11-22:25.00.00',
		'2026-11-22:10.60.00',
		'',
	])('does not take %p for a time stamp', (text) => {
		expect(aisTimeStampToLocal(text)).toBeUndefined();
	});
});

describe('the calendar date that a time of Coupa stands for', () => {
	it.each([
		['2026-02-01', '2026-02-01'],
		['2026-02-01T00:00:00Z', '2026-02-01'],
		['midnight of the company, entered in a page: 2026-02-01T00:00:00-08:00', '2026-02-01'],
		['midnight UTC, sent as a date: 2026-01-31T16:00:00-08:00', '2026-02-01'],
		['midnight UTC further east: 2026-02-01T05:30:00+05:30', '2026-02-01'],
		['any other moment, by its own clock: 2026-02-01T23:10:00-08:00', '2026-02-01'],
		['2026-02-01T16:00:00Z', '2026-02-01'],
		['no date at all', 'no date at'],
	])('%s is %s', (text, day) => {
		expect(calendarDay(text.split(': ').at(-1)!)).toBe(day);
	});
});
