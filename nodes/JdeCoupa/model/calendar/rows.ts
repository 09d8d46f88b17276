import type { IDataObject } from 'n8n-workflow';

import { addDays, isIsoDate } from '../../../../lib/dates';
import { fail } from '../../../../lib/failure';
import { isTimeZone } from '../../../../lib/zones';
import { textOf } from '../text';

export const PHASES = ['normal', 'closing', 'frozen'] as const;
export type Phase = (typeof PHASES)[number];

/** A row of the table `jde_coupa_calendar`, checked. */
export interface CalendarRow {
	/** flow and company it is for; `*` is all of them */
	flow: string;
	company: string;
	phase: Phase;
	/** wall clock of the row's zone, `YYYY-MM-DDTHH:mm:ss`; the end is not included; blank is unbounded */
	starts: string;
	ends: string;
	intervalMinutes: number;
	/** `HH:mm`: from this time until midnight nothing is posted; blank is none */
	cutOff: string;
	timeZone: string;
}

export interface Defaults {
	intervalMinutes: number;
	timeZone: string;
}

/** The rows that are for this flow. One that cannot be read is refused by its number: it may be the freeze. */
export function calendarRows(rows: readonly IDataObject[], flow: string, defaults: Defaults): CalendarRow[] {
	return rows
		.map((row, i) => ({ row, number: i + 1 }))
		.filter(({ row }) => textOf(row.phase) !== '' || textOf(row.flow) !== '')
		.map(({ row, number }) => calendarRow(row, number, defaults))
		.filter((row) => row.flow === '*' || row.flow === flow);
}

function calendarRow(row: IDataObject, number: number, defaults: Defaults): CalendarRow {
	const phase = textOf(row.phase).toLowerCase() as Phase;
	if (!PHASES.includes(phase)) unreadable(number, 'phase', row.phase, PHASES.join(', '));
	const interval =
		textOf(row.interval_minutes) === '' ? defaults.intervalMinutes : Number(row.interval_minutes);
	if (!(interval > 0)) unreadable(number, 'interval_minutes', row.interval_minutes, 'a number above 0');
	const cutOff = textOf(row.cut_off);
	if (cutOff !== '' && !/^([01]\d|2[0-3]):[0-5]\d$/.test(cutOff))
		unreadable(number, 'cut_off', cutOff, '17:30');
	const timeZone = textOf(row.time_zone) || defaults.timeZone;
	if (!isTimeZone(timeZone)) unreadable(number, 'time_zone', timeZone, 'America/New_York');
	return {
		flow: textOf(row.flow) || '*',
		company: textOf(row.company) || '*',
		phase,
		starts: momentOf(row.starts, number, 'starts'),
		ends: momentOf(row.ends, number, 'ends'),
		intervalMinutes: interval,
		cutOff,
		timeZone,
	};
}

/** A day alone stands for all of it: as an end, until the next one begins. */
function momentOf(value: unknown, number: number, column: 'starts' | 'ends'): string {
	const text = textOf(value).replace(' ', 'T');
	if (text === '') return '';
	const [day, time = ''] = text.split('T');
	const isTime = time === '' || /^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/.test(time);
	if (!isIsoDate(day) || !isTime) unreadable(number, column, value, '2026-01-31 or 2026-01-31T18:00');
	if (time === '') return `${column === 'ends' ? addDays(day, 1) : day}T00:00:00`;
	return `${day}T${time.padEnd(8, ':00')}`;
}

function unreadable(number: number, column: string, value: unknown, example: string): never {
	fail({
		code: 'CALENDAR_ROW',
		category: 'configuration',
		message: `Row ${number} of the close calendar has '${textOf(value)}' in '${column}'`,
		description: `Correct the row in the table 'jde_coupa_calendar'; '${column}' takes ${example}`,
	});
}
