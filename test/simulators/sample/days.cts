import type { Row } from '../ais/catalogue/index.cts';
import { moveDay } from '../ais/zone.cts';
import type { Random } from './random.cts';

/** Days are `YYYYMMDD` texts, as the data service shows them. */
export function daysFrom(today: string, days: number): string {
	return moveDay(today, days, 'DAY');
}

/** One change in twelve happened on the company's day, before 10:59:59 on the server's clock. */
const CHANGED_TODAY = 1 / 12;

/** Audit columns of a record that somebody last touched in the past two years. */
export function audit(random: Random, today: string, timeColumn: 'UPMT' | 'TDAY' = 'UPMT'): Row {
	const isToday = random.chance(CHANGED_TODAY);
	const hour = isToday ? random.between(0, 10) : random.between(0, 23);
	return {
		USER: random.pick(['APCLERK', 'BUYER01', 'MDMLOAD', 'JDE']),
		PID: random.pick(['EP01012', 'EP0401', 'R04110Z', 'EP04012']),
		JOBN: random.pick(['WEB01', 'WEB02', 'BATCH1']),
		UPMJ: isToday ? today : daysFrom(today, -random.between(1, 730)),
		[timeColumn]: hour * 10_000 + random.between(0, 59) * 100 + random.between(0, 59),
	};
}

/** The same of a document, which nobody touched before its own day. */
export function touched(
	random: Random,
	from: string,
	today: string,
	timeColumn: 'UPMT' | 'TDAY' = 'UPMT',
): Row {
	const stamps = audit(random, today, timeColumn);
	return { ...stamps, UPMJ: String(stamps.UPMJ) < from ? from : stamps.UPMJ };
}
