import type { IDataObject } from 'n8n-workflow';

import { calendarDay } from './dates';
import { compare, parseDecimal } from './decimal';

export interface Change {
	/** dotted: `primary-address.city` */
	path: string;
	before: unknown;
	after: unknown;
}

/**
 * The differences that writing `wanted` over `existing` would make. Attributes that are not wanted are left alone,
 * `undefined` is not wanted, an empty text and null are the same, and values are compared by meaning: `100.00`
 * equals 100, and `2026-01-31` equals `2026-01-31T00:00:00Z`.
 */
export function diff(wanted: IDataObject, existing: IDataObject, path = ''): Change[] {
	return Object.entries(wanted).flatMap(([key, after]) => {
		const here = path === '' ? key : `${path}.${key}`;
		const before = existing[key];
		if (after === undefined) return [];
		if (isRecord(after)) return diff(after, isRecord(before) ? before : {}, here);
		return equalByMeaning(before, after) ? [] : [{ path: here, before: before ?? null, after }];
	});
}

/**
 * Cuts `wanted` down to the attributes a change touches. A changed object is sent whole, because half an address is
 * none, and half a reference names nothing.
 */
export function changedPart(wanted: IDataObject, changes: readonly Change[]): IDataObject {
	const touched = new Set(changes.map(({ path }) => path.split('.')[0]));
	return Object.fromEntries(Object.entries(wanted).filter(([key]) => touched.has(key)));
}

export function equalByMeaning(before: unknown, after: unknown): boolean {
	if (isBlank(before) || isBlank(after)) return isBlank(before) && isBlank(after);
	if (Array.isArray(before) && Array.isArray(after)) {
		return before.length === after.length && before.every((entry, i) => equalByMeaning(entry, after[i]));
	}
	if (isRecord(before) && isRecord(after)) return diff(after, before).length === 0;
	if (typeof before === 'boolean' || typeof after === 'boolean') return String(before) === String(after);
	if (String(before) === String(after)) return true;
	return equalNumbers(before, after) || equalDates(before, after);
}

/** Two texts are numbers only if one of them came as a number or as a decimal fraction: `007` is not `7`. */
function equalNumbers(before: unknown, after: unknown): boolean {
	const numeric = [before, after].some(
		(value) => typeof value === 'number' || (typeof value === 'string' && /^-?\d+\.\d+$/.test(value)),
	);
	const [a, b] = [parseDecimal(before), parseDecimal(after)];
	const hasLeadingZero = [before, after].some((value) => typeof value === 'string' && /^-?0\d/.test(value));
	return numeric && !hasLeadingZero && a !== undefined && b !== undefined && compare(a, b) === 0;
}

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const DATE_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:?\d{2})$/;

/** A date and a time stamp are equal if the stamp stands for that date; two stamps, if the instant is the same. */
function equalDates(before: unknown, after: unknown): boolean {
	if (typeof before !== 'string' || typeof after !== 'string') return false;
	if (DATE.test(before) && DATE_TIME.test(after)) return calendarDay(after) === before;
	if (DATE.test(after) && DATE_TIME.test(before)) return calendarDay(before) === after;
	return DATE_TIME.test(before) && DATE_TIME.test(after) && Date.parse(before) === Date.parse(after);
}

function isBlank(value: unknown): boolean {
	return value === undefined || value === null || value === '';
}

export function isRecord(value: unknown): value is IDataObject {
	return value !== null && typeof value === 'object' && !Array.isArray(value);
}
