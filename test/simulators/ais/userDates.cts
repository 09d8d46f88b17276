import { badRequest, failed } from './errors.cts';
import { dayToUtc, utcToDay } from './zone.cts';

/** JDE's century change year: a two-digit year below it belongs to 20xx. */
const CENTURY_CHANGE_YEAR = 40;

/** The order code of a display format as userInfo names it: E is the four-digit year, Y the two-digit one. */
export function dateFormatCode(simpleDateFormat: string): string {
	const letters = simpleDateFormat.match(/yyyy|yy|MM|dd/g) ?? [];
	return letters.map((part) => ({ yyyy: 'E', yy: 'Y', MM: 'M', dd: 'D' })[part]).join('');
}

export function dateSeparator(simpleDateFormat: string): string {
	return /[^yMd]/.exec(simpleDateFormat)?.[0] ?? '';
}

/**
 * Reads a literal as the signed-on user's profile shows dates. Nothing else is understood: a wrong order of day
 * and month that happens to be a date is taken as that date, as the real server would.
 */
export function readUserDate(literal: string, simpleDateFormat: string): string | null {
	if (literal.trim() === '') return null;
	const parts = simpleDateFormat.match(/yyyy|yy|MM|dd/g) ?? [];
	const pattern = simpleDateFormat
		.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
		.replace(/yyyy|yy|MM|dd/g, (part) => `(\\d{${part.length}})`);
	const digits = new RegExp(`^${pattern}$`).exec(literal)?.slice(1);
	const found = Object.fromEntries(parts.map((part, index) => [part, digits?.[index] ?? '']));
	const year = found.yyyy ?? fullYear(found.yy);
	const date = `${year}${found.MM}${found.dd}`;
	if (!digits || utcToDay(dayToUtc(date)) !== date) {
		throw failed(`Invalid date ${literal}: the date format of this user is ${simpleDateFormat}`);
	}
	return date;
}

function fullYear(twoDigits: string): string {
	return `${Number(twoDigits) < CENTURY_CHANGE_YEAR ? '20' : '19'}${twoDigits}`;
}

/** A date as cells with formatted values (VERSION1) show it. */
export function showUserDate(date: string | null, simpleDateFormat: string): string {
	if (date === null) return '';
	return simpleDateFormat
		.replace('yyyy', date.slice(0, 4))
		.replace('yy', date.slice(2, 4))
		.replace('MM', date.slice(4, 6))
		.replace('dd', date.slice(6, 8));
}

/** A number as the user writes it: whoever has a decimal comma must use it. */
export function readNumber(literal: string, columnName: string, decimalFormat: '.' | ','): number {
	const text = literal.trim();
	if (text === '') return 0;
	const pattern = decimalFormat === ',' ? /^-?\d+(,\d+)?$/ : /^-?\d+(\.\d+)?$/;
	if (!pattern.test(text)) throw badRequest(`${columnName}: ${literal} is not numeric`);
	return Number(text.replace(',', '.'));
}
