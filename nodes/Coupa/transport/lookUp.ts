import type { IDataObject } from 'n8n-workflow';

import { calendarDay } from '../../../lib/dates';
import { isRecord } from '../../../lib/diff';
import type { Failure, Settled } from '../../../lib/failure';
import { failure } from '../../../lib/failure';
import type { Coupa } from './types';

/** Documented: no page is longer. */
export const PAGE_SIZE = 50;
/** Longest text of keys in one address, encoded: servers refuse request lines of some 8,000 characters. */
const KEYS_LENGTH = 3_000;
const DAY_MS = 86_400_000;
/** `2026-01-31` */
const DAY_LENGTH = 10;

export interface Listing {
	path: string;
	/** filters and `fields` */
	query: Record<string, string>;
	/** `suppliers`, for messages */
	about: string;
	scope?: string;
	/** the page after an id instead of an offset: nothing is skipped when records leave the list meanwhile */
	afterId?: boolean;
	/** @default by id, the oldest first */
	order?: Order;
}

export interface Order {
	by: string;
	dir: 'asc' | 'desc';
}

const BY_ID: Order = { by: 'id', dir: 'asc' };

/** Reads pages by id until one comes short. A record that moved between two pages comes once. */
export async function listAll(
	coupa: Coupa,
	listing: Listing,
	limit = Number.POSITIVE_INFINITY,
	isEnough: (records: IDataObject[]) => boolean = () => false,
): Promise<Settled<IDataObject[]>> {
	const byId = new Map<string, IDataObject>();
	const size = Math.min(PAGE_SIZE, limit);
	let lastId = '';
	for (let offset = 0; ; offset += size) {
		const place = lastId === '' ? offsetOf(offset) : { 'id[gt]': lastId };
		const page = await pageAt(coupa, listing, place, size);
		if (!page.ok) return page;
		const before = byId.size;
		page.value.forEach((record, i) => byId.set(String(record.id ?? `${offset}-${i}`), record));
		const records = [...byId.values()];
		lastId = listing.afterId ? String(page.value.at(-1)?.id ?? '') : '';
		// A list that knows no pages gives the same again for ever.
		const isOver = page.value.length < size || byId.size === before;
		if (isOver || records.length >= limit || isEnough(records)) {
			return { ok: true, value: records.slice(0, limit) };
		}
	}
}

/** The records with the highest IDs. */
export async function newest(coupa: Coupa, listing: Listing, count: number): Promise<Settled<IDataObject[]>> {
	return await pageAt(coupa, { ...listing, order: { by: 'id', dir: 'desc' } }, {}, count);
}

export interface LookUp extends Omit<Listing, 'query'> {
	/** attribute that identifies */
	by: string;
	/** whether Coupa keeps it unique, so that one record a key is all there can be */
	isUnique: boolean;
	/** the list takes no filters: it is read whole */
	isSmall?: boolean;
	/** values are days: what is answered as a time belongs to the day that it names */
	isDate?: boolean;
	fields: string;
}

/** Finds records by key, 50 keys a call. @returns by key what was found, or why it could not be looked up */
export async function lookUp(
	coupa: Coupa,
	{ by, isUnique, isSmall = false, isDate = false, fields, ...listing }: LookUp,
	values: readonly string[],
): Promise<Map<string, Settled<IDataObject[]>>> {
	const found = new Map<string, Settled<IDataObject[]>>();
	await Promise.all(
		chunks([...new Set(values)]).map(async (keys) => {
			const filter = isDate ? daysFilter(by, keys) : filterOf(by, keys, isSmall);
			const text = (value: unknown) => {
				const key = String(value ?? '').trim();
				return isDate ? calendarDay(key) : key;
			};
			const isOf = (key: string) => (row: IDataObject) => text(row[by]) === text(key);
			const rows = await listAll(
				coupa,
				{ ...listing, query: { ...filter, ...(fields === '' ? {} : { fields }) } },
				undefined,
				(records) => isUnique && keys.every((key) => records.some(isOf(key))),
			);
			for (const key of keys) {
				found.set(key, rows.ok ? ofKey(listing, rows.value, by, isOf(key)) : rows);
			}
		}),
	);
	return found;
}

/** Records whose key is not shown may be the one that is looked for: taking it for missing would make a second one. */
function ofKey(
	{ about }: Pick<Listing, 'about'>,
	rows: IDataObject[],
	by: string,
	isOf: (row: IDataObject) => boolean,
): Settled<IDataObject[]> {
	const hidden = rows.length > 0 && rows.every((row) => row[by] === undefined);
	return hidden ? { ok: false, failure: notShown(by, about) } : { ok: true, value: rows.filter(isOf) };
}

export function notShown(attribute: string, about: string): Failure {
	return failure({
		code: 'COUPA_NOT_SHOWN',
		category: 'configuration',
		message: `Coupa does not show '${attribute}' of ${about}, so a record cannot be recognised`,
		description:
			'Look at Setup > Integrations > API Filters in Coupa: a default filter of this resource leaves the attribute out. Add it there, then run it again.',
		details: { attribute },
	});
}

/** A day more at each end: Coupa's day begins at midnight of another zone. */
function daysFilter(by: string, keys: readonly string[]): Record<string, string> {
	const days = keys.map((key) => Date.parse(key.slice(0, DAY_LENGTH))).filter((day) => !Number.isNaN(day));
	const day = (milliseconds: number) => new Date(milliseconds).toISOString().slice(0, DAY_LENGTH);
	return days.length === 0
		? {}
		: {
				[`${by}[gt_or_eq]`]: day(Math.min(...days) - DAY_MS),
				[`${by}[lt_or_eq]`]: day(Math.max(...days) + DAY_MS),
			};
}

function filterOf(by: string, keys: readonly string[], isSmall: boolean): Record<string, string> {
	if (isSmall) return {};
	return keys.length === 1 ? { [by]: keys[0] } : { [`${by}[in]`]: keys.join(',') };
}

function offsetOf(offset: number): Record<string, string> {
	return offset === 0 ? {} : { offset: String(offset) };
}

async function pageAt(
	coupa: Coupa,
	{ path, query, about, scope, order = BY_ID }: Listing,
	place: Record<string, string>,
	size: number,
): Promise<Settled<IDataObject[]>> {
	const { result } = await coupa.send({
		method: 'GET',
		path,
		query: { ...query, limit: String(size), ...place, order_by: order.by, dir: order.dir },
		effect: 'repeatable',
		about,
		scope,
	});
	if (!result.ok) return result;
	if (!Array.isArray(result.value)) return { ok: false, failure: notAList(path) };
	return { ok: true, value: result.value.filter(isRecord) };
}

/** A comma separates keys, so a key that holds one is looked up alone. */
function chunks(keys: readonly string[]): string[][] {
	const single = keys.filter((key) => key.includes(',')).map((key) => [key]);
	const groups: string[][] = [];
	let length = 0;
	for (const key of keys.filter((one) => !one.includes(','))) {
		const last = groups[groups.length - 1];
		const own = encodeURIComponent(`${key},`).length;
		if (last && last.length < PAGE_SIZE && length + own <= KEYS_LENGTH) {
			last.push(key);
			length += own;
		} else {
			groups.push([key]);
			length = own;
		}
	}
	return [...groups, ...single];
}

function notAList(path: string): Failure {
	return failure({
		code: 'COUPA_NO_LIST',
		category: 'configuration',
		message: `'${path}' did not answer with a list of records`,
		description: "Check 'Resource Path' and 'Instance URL' in the credential",
		details: { path },
	});
}
