import type { IDataObject } from 'n8n-workflow';

import { fail } from '../../../../lib/failure';
import { listOf, orderOf } from '../../model/parameters';
import { PAGE_SIZE } from '../../model/readRows';
import { readable, renamer } from '../../model/rows';
import type { OutputNames, Row } from '../../model/rows';
import { TABLES, updatedColumnOf } from '../../model/tables';
import type { Ais } from '../../transport/connection';
import { readPage } from '../../transport/dataService';
import { keyValue, readByKey } from '../../transport/keySet';
import { readByLink } from '../../transport/nextLink';
import type { Target } from './fields';

export interface RowOptions {
	/** picked, or written with commas */
	columns?: string | string[];
	keyColumns?: string;
	orderBy?: string;
	outputNames?: OutputNames;
	pageSize?: number;
	paging?: 'key' | 'link' | 'single';
	rawValues?: boolean;
	updatedColumn?: string;
}

/** At most `limit` rows: page by page in key order, or one page in any order. */
export async function readRows(ais: Ais, target: Target, options: RowOptions, limit: number): Promise<Row[]> {
	const { table, targetType, where } = target;
	const key = knownKey(target, options);
	const wanted = listOf(options.columns ?? '', target);
	const orderBy = orderOf(options.orderBy ?? '', target);
	const pageSize = options.pageSize ?? PAGE_SIZE;
	const fitsOnePage = limit <= pageSize && (orderBy.length > 0 || key.length === 0);
	if (options.paging === 'single' || fitsOnePage) {
		const order = orderBy.length > 0 ? orderBy : key.map((column) => ({ column }));
		const size = Math.min(pageSize, limit);
		const query = { table, targetType, columns: wanted, where, orderBy: order, pageSize: size };
		const { rows, more } = await readPage(ais, query);
		if (more && rows.length < limit) cut(table, rows.length);
		return rows.slice(0, limit);
	}
	const keyColumns = keyOfTarget(target, options);
	if (orderBy.length > 0) orderNeedsOnePage(table);
	return (await readGroups(ais, target, keyColumns, options, { limit })).rows.slice(0, limit);
}

/** Rows behind a value of the first key column. Those that share it stay together, even beyond the limit. */
export async function readGroups(
	ais: Ais,
	{ table, targetType, where }: Target,
	key: readonly string[],
	options: RowOptions,
	{ after, limit }: { after?: string; limit: number },
): Promise<{ rows: Row[]; next: string | null }> {
	const wanted = listOf(options.columns ?? '', { table, targetType });
	const columns = wanted ? [...new Set([...key, ...wanted])] : undefined;
	const pageSize = evenPage(options.pageSize ?? PAGE_SIZE, limit);
	const groups: Row[][] = [];
	let count = 0;
	const read = options.paging === 'link' ? readByLink : readByKey;
	for await (const page of read(ais, { table, targetType, columns, where, key, after, pageSize })) {
		for (const row of page) {
			const group = groups[groups.length - 1];
			if (group && keyValue(group[0], key[0]) === keyValue(row, key[0])) group.push(row);
			else if (count >= limit) return { rows: groups.flat(), next: lastKey(groups, key[0]) };
			else groups.push([row]);
			count += 1;
		}
	}
	return { rows: groups.flat(), next: null };
}

/**
 * The limit in as few calls as the page size allows, each about as long: one row more than the limit tells whether
 * there is more, and the last row of a cut page comes again with the next one.
 */
function evenPage(pageSize: number, limit: number): number {
	if (limit === Infinity) return pageSize;
	return Math.ceil((limit + 1) / Math.ceil(limit / pageSize)) + 1;
}

function lastKey(groups: readonly Row[][], column: string): string | null {
	const [row] = groups[groups.length - 1] ?? [];
	return row === undefined ? null : (keyValue(row, column) ?? null);
}

/** The rows as the options want them: values readable or raw, columns named one way or another. */
export async function shownRows(
	ais: Ais,
	{ table, targetType, dates }: Target,
	{ outputNames = 'alias', rawValues }: RowOptions,
	rows: readonly Row[],
): Promise<IDataObject[]> {
	const query = { table, targetType, where: [], orderBy: [], pageSize: 1 };
	// The titles come with every answer; one row is enough.
	const titles = outputNames === 'title' && rows.length > 0 ? (await readPage(ais, query)).titles : {};
	const rename = renamer(table, outputNames, titles);
	return rows.map((row) => rename(rawValues === true ? row : readable(row, dates)));
}

/** The column that holds the day of the last change, without which changed rows cannot be found. */
export function updatedColumn(target: Target, options: RowOptions): string {
	const [column] = listOf(options.updatedColumn ?? updatedColumnOf(target.table) ?? '', target) ?? [];
	return column ?? notAudited(target.table);
}

/** The key columns, without which a table cannot be read page by page. */
export function keyOfTarget(target: Target, options: RowOptions): readonly string[] {
	const key = knownKey(target, options);
	return key.length > 0 ? key : unknownKey(target.table);
}

function knownKey(target: Target, { keyColumns = '' }: RowOptions): readonly string[] {
	return listOf(keyColumns, target) ?? TABLES[target.table]?.key ?? [];
}

function cut(table: string, rows: number): never {
	fail({
		code: 'JDE_PAGE_CUT',
		category: 'configuration',
		message: `Table ${table} has more rows than the ${rows} that one page holds`,
		description: "Set 'Paging' to By Key, or add conditions",
	});
}

function unknownKey(table: string): never {
	fail({
		code: 'JDE_KEY_UNKNOWN',
		category: 'configuration',
		message: `The key of table ${table} is not known, so it cannot be read page by page`,
		description: "Name its key columns in 'Key Columns', in key order",
	});
}

function notAudited(table: string): never {
	return fail({
		code: 'JDE_NOT_AUDITED',
		category: 'configuration',
		message: `Table ${table} does not say when its rows were changed`,
		description:
			"Name the column that holds the day of the last change in 'Date Updated Column', or read all rows",
	});
}

function orderNeedsOnePage(table: string): never {
	fail({
		code: 'JDE_ORDER',
		category: 'configuration',
		message: `'Order By' cannot be kept when table ${table} is read page by page`,
		description: "Set 'Paging' to Single Page, or sort behind this node",
	});
}
