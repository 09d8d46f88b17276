import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../../../../lib/diff';
import { fail } from '../../../../lib/failure';
import { isIsoDate } from '../../../../lib/dates';
import { textOf } from '../text';

/** The open A/P periods of a company: the current one and the next. */
export interface OpenPeriods {
	/** of the current period */
	firstDay: string;
	number: string;
	/** of the last open period that is known */
	lastDay: string;
	/** whether the period behind the current one is known */
	isWhole: boolean;
}

/** What a G/L date came to. */
export interface GlDate extends IDataObject {
	date: string;
	/** the date that was wanted */
	wanted: string;
	isMoved: boolean;
	/** for the audit row; blank if the date was kept */
	note: string;
}

/** From the documents of JDE AIS: Company; or why they are not known. */
export function periodsOf(
	documents: readonly IDataObject[],
	company: string,
): OpenPeriods | { missing: string } {
	const document = documents.find((one) => textOf(one.company).padStart(5, '0') === company.padStart(5, '0'));
	const current = document?.apPeriod;
	if (!isRecord(current)) {
		const why = textOf(document?.periodsMissing);
		return { missing: `the open A/P periods of company ${company} are not known${why && `: ${why}`}` };
	}
	const next = isRecord(document?.nextApPeriod) ? document.nextApPeriod : undefined;
	return {
		firstDay: textOf(current.firstDay),
		number: textOf(current.number),
		lastDay: textOf((next ?? current).lastDay),
		isWhole: next !== undefined,
	};
}

/** Null where it cannot be told: the day may lie in the period that is not known. */
export function isOpenDay({ firstDay, lastDay, isWhole }: OpenPeriods, day: string): boolean | null {
	if (day < firstDay) return false;
	if (day <= lastDay) return true;
	return isWhole ? false : null;
}

/**
 * The G/L date of a document that comes into JD Edwards: its own date if that is open, else the first day of the
 * current period with a note for the audit, or none at all. Invoice date and tax date stay the supplier's.
 */
export function glDate(
	wanted: string,
	company: string,
	documents: readonly IDataObject[],
	whenClosed: 'firstOpenDay' | 'park',
	key: string,
): GlDate {
	const day = wanted.slice(0, 10);
	if (!isIsoDate(day)) noDate(key, wanted);
	const periods = periodsOf(documents, company);
	if ('missing' in periods) unknown(key, company, day, periods.missing);
	const open = isOpenDay(periods, day);
	if (open === true) return { date: day, wanted: day, isMoved: false, note: '' };
	if (open === null || whenClosed === 'park') closed(key, company, day, periods);
	const { firstDay, number } = periods;
	const note = `G/L date ${firstDay}, the first day of period ${number}, because ${day} is closed in company ${company}`;
	return { date: firstDay, wanted: day, isMoved: true, note };
}

function noDate(key: string, wanted: string): never {
	fail({
		code: 'GL_DATE_MISSING',
		category: 'validation',
		message: `Record '${key}' has no date to be posted under: '${wanted}'`,
		description: "Correct the date in the source system, or the field in 'Date Field'",
	});
}

function unknown(key: string, company: string, day: string, why: string): never {
	fail({
		code: 'PERIODS_UNKNOWN',
		category: 'period-closed',
		message: `Whether record '${key}' may be posted under ${day} is not known: ${why}`,
		description:
			"Let the user of the JD Edwards credential read F0010 and F0008, and pass all companies of the flow to 'Periods'",
		details: { company, date: day },
	});
}

function closed(key: string, company: string, day: string, { firstDay, lastDay }: OpenPeriods): never {
	fail({
		code: 'PERIOD_CLOSED',
		category: 'period-closed',
		message: `Record '${key}' cannot be posted under ${day}: company ${company} has ${firstDay} to ${lastDay} open`,
		description: 'Replay it when the period is open, or change the date or the policy in the settings',
		details: { company, date: day, openFrom: firstDay, openUntil: lastDay, reason: 'period-closed' },
	});
}
