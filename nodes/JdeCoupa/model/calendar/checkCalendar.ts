import type { IDataObject } from 'n8n-workflow';

import { localTime } from '../../../../lib/zones';
import { textOf } from '../text';
import { isOpenDay, periodsOf } from './periods';
import { firstFree, standingAt } from './phases';
import type { Standing } from './phases';
import { calendarRows } from './rows';
import type { CalendarRow, Defaults } from './rows';

export interface CalendarInput {
	flow: string;
	/** of this flow; none stands for all of them together */
	companies: readonly string[];
	rows: readonly IDataObject[];
	/** companies as JDE AIS gives them, with their open A/P periods */
	periods: readonly IDataObject[];
	/** whether a company is held while today lies in no open period of JD Edwards */
	holdClosedPeriods: boolean;
	/** ISO 8601; blank if the flow has never run */
	lastRun: string;
	/** a person need not wait for the interval, but for the freeze */
	scheduled: boolean;
	defaults: Defaults;
	/** ISO 8601, UTC */
	now: string;
}

export type Verdict = 'due' | 'notDue' | 'frozen';

export interface CalendarCheck extends IDataObject {
	verdict: Verdict;
	isDue: boolean;
	phase: string;
	/** in words, for people */
	reason: string;
	/** when to come again, ISO 8601, UTC; blank if nothing says when */
	nextDue: string;
	/** companies for which nothing may be posted now, though the flow runs for others */
	held: Array<{ company: string; reason: string; until: string }>;
}

/** A schedule does not strike to the second: what is due within this time is due. */
const SLACK_MS = 60_000;
const MINUTE_MS = 60_000;

/** Whether a flow is due, for one company at least; which companies are held meanwhile. */
export function checkCalendar(input: CalendarInput): CalendarCheck {
	const { flow, defaults } = input;
	const now = Date.parse(input.now);
	const rows = calendarRows(input.rows, flow, defaults);
	const companies = companiesOf(input);
	const standings = companies.map((company) => {
		const standing = standingAt(now, company, rows, defaults);
		return { company, ...(standing.held === '' ? periodStanding(company, standing, input) : standing) };
	});
	const free = standings.filter(({ held }) => held === '');
	const held = standings
		.filter((one) => one.held !== '')
		.map(({ company, held: reason, until }) => ({ company, reason, until: stamp(until) }));
	const lead = leading(free.length > 0 ? free : standings);
	const due = lead.map((one) => dueAt(one, now, input, rows)).filter((at) => at !== undefined);
	const next = due.length > 0 ? Math.min(...due) : undefined;
	const isDue = free.length > 0 && next !== undefined && next <= now + SLACK_MS;
	const isFrozen = free.length === 0 && standings.every(({ phase }) => phase === 'frozen');
	const verdict = isDue ? 'due' : isFrozen ? 'frozen' : 'notDue';
	return {
		verdict,
		isDue,
		phase: lead[0].phase,
		reason: reasonOf(isDue, lead[0], free.length > 0, input, next),
		nextDue: stamp(
			isDue ? firstFree(now + lead[0].intervalMinutes * MINUTE_MS, lead[0].company, rows, defaults) : next,
		),
		held,
	};
}

function companiesOf({ companies, periods, holdClosedPeriods }: CalendarInput): readonly string[] {
	if (companies.length > 0) return companies;
	const known = holdClosedPeriods ? periods.map(({ company }) => textOf(company)) : [];
	return known.length > 0 ? known : ['*'];
}

interface CompanyStanding extends Standing {
	company: string;
}

/** Those with the shortest interval decide: the others run along. */
function leading(standings: readonly CompanyStanding[]): CompanyStanding[] {
	return [...standings].sort((a, b) => a.intervalMinutes - b.intervalMinutes);
}

function dueAt(
	{ company, intervalMinutes, held, until }: CompanyStanding,
	now: number,
	{ lastRun, scheduled, defaults }: CalendarInput,
	rows: readonly CalendarRow[],
): number | undefined {
	if (held !== '') return until === undefined ? undefined : firstFree(until, company, rows, defaults);
	const last = Date.parse(lastRun);
	if (Number.isNaN(last) || !scheduled) return now;
	const next = Math.max(now, last + intervalMinutes * MINUTE_MS);
	return firstFree(next, company, rows, defaults);
}

/** What JD Edwards itself says: a date outside its open periods is not posted there. */
function periodStanding(company: string, standing: Standing, input: CalendarInput): Standing {
	if (!input.holdClosedPeriods) return standing;
	const periods = periodsOf(input.periods, company);
	const today = localTime(Date.parse(input.now), input.defaults.timeZone).slice(0, 10);
	if ('missing' in periods) return { ...standing, phase: 'frozen', held: periods.missing };
	if (isOpenDay(periods, today) === true) return standing;
	return {
		...standing,
		phase: 'frozen',
		held: `${today} is outside the open A/P periods of company ${company}, ${periods.firstDay} to ${periods.lastDay}`,
	};
}

function reasonOf(
	isDue: boolean,
	{ phase, intervalMinutes, held }: CompanyStanding,
	isFree: boolean,
	{ lastRun, scheduled, companies }: CalendarInput,
	next: number | undefined,
): string {
	if (!isFree) return companies.length > 1 ? `all companies are held; the first is ${held}` : held;
	if (isDue && !scheduled) return 'started by a person';
	const every = `every ${intervalMinutes} minutes in the phase '${phase}'`;
	if (isDue) return lastRun === '' ? 'it has never run' : `${every}, and the last run was at ${lastRun}`;
	return `${every}: not before ${stamp(next) || 'the calendar names a time'}`;
}

function stamp(instant: number | undefined): string {
	return instant === undefined ? '' : new Date(instant).toISOString();
}
