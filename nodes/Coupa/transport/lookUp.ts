import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../../../lib/diff';
import type { Failure, Settled } from '../../../lib/failure';
import { failure } from '../../../lib/failure';
import type { Coupa } from './types';

/** Documented: no page is longer. */
export const PAGE_SIZE = 50;
/** Longest text of keys in one address, encoded: servers refuse request lines of some 8,000 characters. */
const KEYS_LENGTH = 3_000;

export interface Listing {
	path: string;
	/** filters and `fields` */
	query: Record<string, string>;
	/** `suppliers`, for messages */
	about: string;
	scope?: string;
}

/** Reads pages by id until one comes short. A record that moved between two pages comes once. */
export async function listAll(
	coupa: Coupa,
	listing: Listing,
	limit = Number.POSITIVE_INFINITY,
	isEnough: (records: IDataObject[]) => boolean = () => false,
): Promise<Settled<IDataObject[]>> {
	const byId = new Map<string, IDataObject>();
	const size = Math.min(PAGE_SIZE, limit);
	for (let offset = 0; ; offset += size) {
		const page = await pageAt(coupa, listing, offset, size);
		if (!page.ok) return page;
		page.value.forEach((record, i) => byId.set(String(record.id ?? `${offset}-${i}`), record));
		const records = [...byId.values()];
		if (page.value.length < size || records.length >= limit || isEnough(records)) {
			return { ok: true, value: records.slice(0, limit) };
		}
	}
}

export interface LookUp extends Omit<Listing, 'query'> {
	/** attribute that identifies */
	by: string;
	/** whether Coupa keeps it unique, so that one record a key is all there can be */
	isUnique: boolean;
	fields: string;
}

/** Finds records by key, 50 keys a call. @returns by key what was found, or why it could not be looked up */
export async function lookUp(
	coupa: Coupa,
	{ by, isUnique, fields, ...listing }: LookUp,
	values: readonly string[],
): Promise<Map<string, Settled<IDataObject[]>>> {
	const found = new Map<string, Settled<IDataObject[]>>();
	await Promise.all(
		chunks([...new Set(values)]).map(async (keys) => {
			const filter = keys.length === 1 ? { [by]: keys[0] } : { [`${by}[in]`]: keys.join(',') };
			const isOf = (key: string) => (row: IDataObject) => String(row[by] ?? '').trim() === key;
			const rows = await listAll(
				coupa,
				{ ...listing, query: { ...filter, fields } },
				undefined,
				(records) => isUnique && keys.every((key) => records.some(isOf(key))),
			);
			for (const key of keys) {
				found.set(key, rows.ok ? { ok: true, value: rows.value.filter(isOf(key)) } : rows);
			}
		}),
	);
	return found;
}

async function pageAt(
	coupa: Coupa,
	{ path, query, about, scope }: Listing,
	offset: number,
	size: number,
): Promise<Settled<IDataObject[]>> {
	const place: Record<string, string> = offset === 0 ? {} : { offset: String(offset) };
	const { result } = await coupa.send({
		method: 'GET',
		path,
		query: { ...query, limit: String(size), ...place, order_by: 'id', dir: 'asc' },
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
