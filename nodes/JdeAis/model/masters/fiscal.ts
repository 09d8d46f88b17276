import type { IDataObject } from 'n8n-workflow';

import { addDays, gridDateToIso } from '../../../../lib/dates';
import type { Row } from '../rows';
import { text } from '../words';

export interface Period extends IDataObject {
	number: number;
	fiscalYearStart: string;
	firstDay: string;
	lastDay: string;
}

interface FiscalYear {
	/** ISO date */
	start: string;
	/** last days of the periods, ascending; a pattern repeats the last for periods it does not use */
	ends: string[];
}

const PERIODS = Array.from({ length: 14 }, (_, i) => String(i + 1).padStart(2, '0'));

/**
 * The A/P period of a company and the one behind it: these two are open.
 * The period end dates are D01J … D14J in the F0008 that public column lists show
 * (https://github.com/LongJohnBlackbeard/JDEQuery, JDE.Metadata/Tables/F0008.cs); PD01J … is taken as well.
 *
 * @param missing why there are no patterns at all, if so
 * @see https://docs.oracle.com/cd/E16582_01/doc.91/e15109/und_gl_date_warngs_err.htm
 */
export function payablesCalendar(
	company: Row,
	patterns: readonly Row[],
	date: string,
	missing: string,
): IDataObject {
	const years = patterns.flatMap(yearOf).sort((a, b) => (a.start < b.start ? -1 : 1));
	const number = Number(company.APPN ?? 0);
	const start = gridDateToIso(text(company.APFJ));
	const current = start === undefined ? undefined : periodOf(years, start, number);
	const next = current && periodBehind(years, current);
	const reason = missing || reasonFor(company, patterns, years, current, next);
	return {
		apPeriod: current ?? null,
		nextApPeriod: next ?? null,
		...(date === '' ? {} : { checkedDate: date, dateIsOpen: isOpen(date, current, next) }),
		periodsMissing: reason,
	};
}

function yearOf(row: Row): FiscalYear[] {
	const start = gridDateToIso(text(row.DFYJ));
	const ends = PERIODS.map((period) => gridDateToIso(text(row[`D${period}J`] ?? row[`PD${period}J`])));
	const first = ends.indexOf(undefined);
	const known = (first < 0 ? ends : ends.slice(0, first)) as string[];
	return start === undefined || known.length === 0 ? [] : [{ start, ends: known }];
}

function periodOf(years: readonly FiscalYear[], start: string, number: number): Period | undefined {
	const year = years.find((one) => one.start === start);
	const lastDay = year?.ends[number - 1];
	if (year === undefined || lastDay === undefined) return undefined;
	const firstDay = number === 1 ? year.start : addDays(year.ends[number - 2], 1);
	return { number, fiscalYearStart: year.start, firstDay, lastDay };
}

/** The next period that has days of its own; behind the last one the next fiscal year begins. */
function periodBehind(years: readonly FiscalYear[], current: Period): Period | undefined {
	const year = years.find(({ start }) => start === current.fiscalYearStart);
	const index = year?.ends.findIndex((end) => end > current.lastDay) ?? -1;
	return index >= 0
		? periodOf(years, current.fiscalYearStart, index + 1)
		: periodOf(years, addDays(current.lastDay, 1), 1);
}

/** Null where it cannot be told: a date outside the known period may lie in the one that is missing. */
function isOpen(date: string, current: Period | undefined, next: Period | undefined): boolean | null {
	if (current === undefined) return null;
	if (date < current.firstDay) return false;
	if (date <= (next ?? current).lastDay) return true;
	return next === undefined ? null : false;
}

function reasonFor(
	company: Row,
	patterns: readonly Row[],
	years: readonly FiscalYear[],
	current: Period | undefined,
	next: Period | undefined,
): string {
	const absent = ['DTPN', 'APPN', 'APFJ'].filter((column) => !(column in company));
	if (absent.length > 0) return `JD Edwards did not return ${absent.map((one) => `F0010.${one}`).join(', ')}`;
	const pattern = text(company.DTPN);
	if (patterns.length === 0) return `F0008 has no fiscal date pattern '${pattern}'`;
	if (years.length === 0) return 'F0008 shows neither D01J nor PD01J, the end dates of the periods';
	if (current === undefined) {
		return `F0008 pattern '${pattern}' has no year that starts with F0010.APFJ, or no period ${text(company.APPN)} in it`;
	}
	return next === undefined ? `F0008 pattern '${pattern}' does not have the year behind` : '';
}
