import { addDays } from '../../../../lib/dates';
import { instantOf, localTime } from '../../../../lib/zones';
import { PHASES } from './rows';
import type { CalendarRow, Defaults, Phase } from './rows';

/** What holds for a company at one moment. */
export interface Standing {
	phase: Phase;
	intervalMinutes: number;
	/** why nothing is posted now; blank where it may be */
	held: string;
	/** instant at which the hold ends, undefined where nothing says so */
	until?: number;
}

/** Steps from one hold into the next; a calendar that holds longer than this has no end worth naming. */
const MOST_HOLDS = 400;

/**
 * The severest phase in force counts, so that no row of another flow or company opens what one row has frozen; among
 * equals the row made for the flow and the company, then the later one.
 */
export function standingAt(
	instant: number,
	company: string,
	rows: readonly CalendarRow[],
	defaults: Defaults,
): Standing {
	const inForce = rows.filter((row) => isFor(row, company) && isInForce(row, instant));
	const [row] = [...inForce].sort(
		(a, b) => severity(b) - severity(a) || exactness(b) - exactness(a) || (a.starts < b.starts ? 1 : -1),
	);
	if (row === undefined) {
		return { phase: 'normal', intervalMinutes: defaults.intervalMinutes, held: '' };
	}
	const { phase, intervalMinutes, ends, timeZone } = row;
	if (phase === 'frozen') {
		const until = ends === '' ? undefined : instantOf(ends, timeZone);
		return { phase, intervalMinutes, held: `frozen ${untilText(ends, timeZone)}`, until };
	}
	const cut = inForce.find((one) => one.cutOff !== '' && isPastCutOff(one, instant));
	if (cut === undefined) return { phase, intervalMinutes, held: '' };
	const midnight = `${addDays(localTime(instant, cut.timeZone).slice(0, 10), 1)}T00:00:00`;
	return {
		phase,
		intervalMinutes,
		held: `past the cut-off time ${cut.cutOff} (${cut.timeZone})`,
		until: instantOf(midnight, cut.timeZone),
	};
}

/** The first moment from `instant` on at which the company is not held; undefined where the calendar names none. */
export function firstFree(
	instant: number,
	company: string,
	rows: readonly CalendarRow[],
	defaults: Defaults,
): number | undefined {
	let at: number | undefined = instant;
	for (let holds = 0; at !== undefined && holds < MOST_HOLDS; holds += 1) {
		const { held, until } = standingAt(at, company, rows, defaults);
		if (held === '') return at;
		at = until;
	}
	return undefined;
}

function isFor(row: CalendarRow, company: string): boolean {
	return row.company === '*' || row.company === company;
}

function isInForce({ starts, ends, timeZone }: CalendarRow, instant: number): boolean {
	const local = localTime(instant, timeZone);
	return (starts === '' || local >= starts) && (ends === '' || local < ends);
}

function isPastCutOff({ cutOff, timeZone }: CalendarRow, instant: number): boolean {
	return localTime(instant, timeZone).slice(11, 16) >= cutOff;
}

function severity({ phase }: CalendarRow): number {
	return PHASES.indexOf(phase);
}

function exactness({ flow, company }: CalendarRow): number {
	return (flow === '*' ? 0 : 1) + (company === '*' ? 0 : 2);
}

function untilText(ends: string, timeZone: string): string {
	return ends === '' ? 'without an end' : `until ${ends.slice(0, 16).replace('T', ' ')} (${timeZone})`;
}
