/** What a wall clock in one time zone shows, and back. JDE stores local times without a zone. */
export interface WallClock {
	/** YYYYMMDD */
	date: string;
	/** HHMMSS as a number: 54935 is 05:49:35 */
	time: number;
	/** yyyy-MM-dd:HH.mm.ss, the time stamp of a form or data answer */
	stamp: string;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatFor(zone: string): Intl.DateTimeFormat {
	let format = formats.get(zone);
	if (!format) {
		format = new Intl.DateTimeFormat('en-US', {
			timeZone: zone,
			hourCycle: 'h23',
			year: 'numeric',
			month: '2-digit',
			day: '2-digit',
			hour: '2-digit',
			minute: '2-digit',
			second: '2-digit',
		});
		formats.set(zone, format);
	}
	return format;
}

export function wallClock(instant: Date, zone: string): WallClock {
	const part = Object.fromEntries(
		formatFor(zone)
			.formatToParts(instant)
			.map(({ type, value }) => [type, value]),
	);
	const date = `${part.year.padStart(4, '0')}${part.month}${part.day}`;
	return {
		date,
		time: Number(`${part.hour}${part.minute}${part.second}`),
		stamp: `${part.year}-${part.month}-${part.day}:${part.hour}.${part.minute}.${part.second}`,
	};
}

/** Minutes that the zone is ahead of UTC at this instant. */
function offsetMinutes(instant: Date, zone: string): number {
	const { date, time } = wallClock(instant, zone);
	const hours = Math.trunc(time / 10_000);
	const minutes = Math.trunc(time / 100) % 100;
	const shown = dayToUtc(date) + (hours * 60 + minutes) * 60_000;
	return Math.round((shown - Math.trunc(instant.getTime() / 60_000) * 60_000) / 60_000);
}

/** Epoch milliseconds of local midnight: how AGGREGATION answers name a day. */
export function localMidnight(date: string, zone: string): number {
	const guess = dayToUtc(date);
	const once = guess - offsetMinutes(new Date(guess), zone) * 60_000;
	return guess - offsetMinutes(new Date(once), zone) * 60_000;
}

export function dayToUtc(date: string): number {
	return Date.UTC(Number(date.slice(0, 4)), Number(date.slice(4, 6)) - 1, Number(date.slice(6, 8)));
}

export function utcToDay(milliseconds: number): string {
	return new Date(milliseconds).toISOString().slice(0, 10).replaceAll('-', '');
}

export type Unit = 'DAY' | 'MONTH' | 'YEAR';

/** Moves a day; the end of a shorter month is not overrun: 31 January plus a month is 28 February. */
export function moveDay(date: string, count: number, unit: Unit): string {
	if (unit === 'DAY') return utcToDay(dayToUtc(date) + count * 86_400_000);
	const months = unit === 'YEAR' ? count * 12 : count;
	const first = new Date(dayToUtc(`${date.slice(0, 6)}01`));
	first.setUTCMonth(first.getUTCMonth() + months);
	const lastDay = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
	first.setUTCDate(Math.min(Number(date.slice(6, 8)), lastDay));
	return utcToDay(first.getTime());
}
