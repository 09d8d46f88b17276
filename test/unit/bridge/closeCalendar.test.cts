import type { IDataObject } from 'n8n-workflow';

import { Failed, type Failure } from '../../../lib/failure';
import { checkCalendar, type CalendarInput } from '../../../nodes/JdeCoupa/model/calendar/checkCalendar';
import { bridge, failureOf } from './bridgeNode.cts';

const NOW = '2026-03-02T10:00:00.000Z';
const minutesAgo = (minutes: number) => new Date(Date.parse(NOW) - minutes * 60_000).toISOString();
const row = (phase: string, more: IDataObject = {}): IDataObject => ({
	flow: '*',
	company: '*',
	phase,
	...more,
});
const check = (rows: IDataObject[], more: Partial<CalendarInput> = {}) =>
	checkCalendar({
		flow: 'apInvoices',
		companies: [],
		rows,
		periods: [],
		holdClosedPeriods: false,
		lastRun: minutesAgo(20),
		scheduled: true,
		defaults: { intervalMinutes: 15, timeZone: 'UTC' },
		now: NOW,
		...more,
	});
const failing = (rows: IDataObject[]): Failure => {
	try {
		return check(rows) as never;
	} catch (error) {
		if (error instanceof Failed) return error.failure;
		throw error;
	}
};

describe('a flow', () => {
	it('without a calendar is due by its interval, and says when it comes again', () => {
		expect(check([])).toMatchObject({
			verdict: 'due',
			isDue: true,
			phase: 'normal',
			nextDue: minutesAgo(-15),
		});
		expect(check([{}], { lastRun: minutesAgo(5) })).toMatchObject({
			verdict: 'notDue',
			isDue: false,
			reason: `every 15 minutes in the phase 'normal': not before ${minutesAgo(-10)}`,
			nextDue: minutesAgo(-10),
		});
	});

	it('that never ran, or was started by a person, does not wait', () => {
		expect(check([], { lastRun: '' }).reason).toBe('it has never run');
		expect(check([], { lastRun: minutesAgo(1), scheduled: false }).reason).toBe('started by a person');
	});

	it('is due when its schedule strikes some seconds early', () => {
		expect(check([], { lastRun: minutesAgo(14.5) }).isDue).toBe(true);
	});

	it('runs more often while the books are closed', () => {
		const rows = [row('normal', { interval_minutes: 60 }), row('closing', { interval_minutes: 5 })];
		expect(check(rows, { lastRun: minutesAgo(6) })).toMatchObject({ isDue: true, phase: 'closing' });
		const apart = [rows[0]!, row('closing', { interval_minutes: 5, flow: 'payments' })];
		expect(check(apart, { lastRun: minutesAgo(6) })).toMatchObject({ isDue: false, phase: 'normal' });
	});

	it('is frozen from the first to the last day, also for a person, and due when the freeze ends', () => {
		const freeze = [row('frozen', { starts: '2026-03-01', ends: '2026-03-03' })];
		expect(check(freeze, { scheduled: false })).toMatchObject({
			verdict: 'frozen',
			isDue: false,
			reason: 'frozen until 2026-03-04 00:00 (UTC)',
			nextDue: '2026-03-04T00:00:00.000Z',
		});
		expect(check(freeze, { now: '2026-03-03T23:59:59.000Z' }).verdict).toBe('frozen');
		expect(check(freeze, { now: '2026-03-04T00:00:00.000Z' }).verdict).toBe('due');
		expect(check(freeze, { now: '2026-02-28T23:59:59.000Z', lastRun: '' }).verdict).toBe('due');
	});

	it('is due behind all freezes that follow each other, never where one has no end', () => {
		const first = row('frozen', { starts: '2026-03-01', ends: '2026-03-02' });
		const next = row('frozen', { starts: '2026-03-03', ends: '2026-03-04T06:00' });
		expect(check([first, next]).nextDue).toBe('2026-03-04T06:00:00.000Z');
		expect(check([first, row('frozen', { starts: '2026-03-03' })])).toMatchObject({
			verdict: 'frozen',
			nextDue: '',
		});
	});

	it('is not opened by a row of its own while another row freezes all', () => {
		const rows = [row('frozen'), row('normal', { flow: 'apInvoices', company: '00001' })];
		expect(check(rows, { companies: ['00001'] }).verdict).toBe('frozen');
	});

	it('rests from the cut-off time until midnight, by the clock of the row', () => {
		const rows = [row('closing', { cut_off: '17:00', time_zone: 'America/New_York' })];
		const at = (now: string) => check(rows, { now, lastRun: '' });
		expect(at('2026-03-02T21:59:00.000Z').isDue).toBe(true);
		expect(at('2026-03-02T22:00:00.000Z')).toMatchObject({
			verdict: 'notDue',
			reason: 'past the cut-off time 17:00 (America/New_York)',
			nextDue: '2026-03-03T05:00:00.000Z',
		});
		// Clocks are put forward on 8 March: midnight comes an hour earlier in UTC.
		expect(at('2026-03-08T21:00:00.000Z').nextDue).toBe('2026-03-09T04:00:00.000Z');
	});

	it('freezes by the clock of the zone, whatever the season', () => {
		const rows = [row('frozen', { starts: '2026-07-01', ends: '2026-07-01', time_zone: 'Europe/Berlin' })];
		const verdictAt = (now: string) => check(rows, { now, lastRun: '' }).verdict;
		expect(['2026-06-30T21:59:59Z', '2026-06-30T22:00:00Z'].map(verdictAt)).toEqual(['due', 'frozen']);
		expect(['2026-07-01T21:59:59Z', '2026-07-01T22:00:00Z'].map(verdictAt)).toEqual(['frozen', 'due']);
	});
});

describe('of several companies', () => {
	const companies = ['00001', '00070'];

	it('a frozen one is held while the flow runs for the other', () => {
		const result = check([row('frozen', { company: '00070', ends: '2026-03-05' })], { companies });
		expect(result).toMatchObject({ verdict: 'due', phase: 'normal' });
		expect(result.held).toEqual([
			{ company: '00070', reason: 'frozen until 2026-03-06 00:00 (UTC)', until: '2026-03-06T00:00:00.000Z' },
		]);
	});

	it('the one with the shortest interval decides', () => {
		const rows = [row('closing', { company: '00070', interval_minutes: 5 })];
		expect(check(rows, { companies, lastRun: minutesAgo(6) }).isDue).toBe(true);
	});

	it('all are frozen before the flow is', () => {
		const rows = companies.map((company, i) => row('frozen', { company, ends: `2026-03-0${i + 4}` }));
		expect(check(rows, { companies })).toMatchObject({
			verdict: 'frozen',
			nextDue: '2026-03-05T00:00:00.000Z',
		});
	});

	it('one without an open period in JD Edwards is held, where the site wants that', () => {
		const period = (firstDay: string, lastDay: string) => ({ number: 1, firstDay, lastDay });
		const periods = [
			{
				company: '00001',
				apPeriod: period('2026-02-01', '2026-02-28'),
				nextApPeriod: period('2026-03-01', '2026-03-31'),
			},
			{
				company: '00070',
				apPeriod: period('2026-01-01', '2026-01-31'),
				nextApPeriod: period('2026-02-01', '2026-02-28'),
			},
		];
		expect(check([], { companies, periods }).held).toEqual([]);
		const result = check([], { companies, periods, holdClosedPeriods: true });
		expect(result).toMatchObject({ verdict: 'due', held: [{ company: '00070' }] });
		expect(result.held[0]!.reason).toContain('2026-01-01 to 2026-02-28');
		expect(check([], { periods, holdClosedPeriods: true }).held).toHaveLength(1);
		expect(check([], { companies: ['00200'], periods, holdClosedPeriods: true })).toMatchObject({
			verdict: 'frozen',
			reason: 'the open A/P periods of company 00200 are not known',
		});
	});
});

describe('a calendar row that cannot be read', () => {
	it.each([
		['phase', 'shut'],
		['starts', '31.01.2026'],
		['ends', '2026-02-30'],
		['cut_off', '5 pm'],
		['time_zone', 'Eastern'],
		['interval_minutes', 'often'],
	])('in %s stops the flow and is named', (column, value) => {
		const failure = failing([row('normal'), row('normal', { [column]: value })]);
		expect(failure).toMatchObject({ code: 'CALENDAR_ROW', category: 'configuration' });
		expect(failure.message).toBe(`Row 2 of the close calendar has '${value}' in '${column}'`);
	});
});

describe('the operation', () => {
	const parameters = {
		flow: 'suppliers',
		scheduled: true,
		intervalMinutes: 15,
		timeZone: 'UTC',
		calendarRows: '[]',
	};
	it('gives one verdict, whatever the number of items', async () => {
		const [verdicts] = await bridge('calendar', 'checkCloseCalendar', parameters, { items: [{}, {}] });
		expect(verdicts).toMatchObject([{ verdict: 'due' }]);
	});

	it('refuses a zone that nobody knows', async () => {
		const given = { ...parameters, timeZone: 'Eastern' };
		const [results] = await bridge('calendar', 'checkCloseCalendar', given);
		expect(failureOf(results![0])).toMatchObject({ code: 'TIME_ZONE', category: 'configuration' });
	});
});
