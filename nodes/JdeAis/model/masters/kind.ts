import type { IDataObject } from 'n8n-workflow';

import { keyValue, readByKey } from '../../transport/keySet';
import { readPage } from '../../transport/dataService';
import type { Ais } from '../../transport/connection';
import type { Condition } from '../query';
import { PAGE_SIZE } from '../readRows';
import type { Row } from '../rows';

/** A record that other documents name: one row, with what it means in words. */
export interface MasterKind<R> {
	/** in messages: `account` */
	name: string;
	table: string;
	/** its one key column */
	column: string;
	required: readonly string[];
	/** the conditions that find what a person wrote, undefined when it cannot be one */
	find(text: string): Condition[] | undefined;
	documents(ais: Ais, rows: readonly Row[], rules: R): Promise<IDataObject[]>;
}

export const equal = (column: string, value: string): Condition => ({
	column,
	operator: 'EQUAL',
	values: [value],
});

/** The rows that meet the conditions, in key order; at most `limit`. */
export async function masterRows<R>(
	ais: Ais,
	{ table, column, required }: MasterKind<R>,
	conditions: readonly Condition[],
	limit: number,
): Promise<Row[]> {
	const rows: Row[] = [];
	const where = [{ type: 'MATCH_ALL' as const, conditions }];
	const query = { table, required, where, key: [column], pageSize: Math.min(limit + 1, PAGE_SIZE) };
	for await (const page of readByKey(ais, query)) {
		rows.push(...page);
		if (rows.length >= limit) break;
	}
	return rows.slice(0, limit);
}

/** The row that a person named. */
export async function masterRow<R>(
	ais: Ais,
	{ table, column, required }: MasterKind<R>,
	conditions: readonly Condition[],
): Promise<Row | undefined> {
	const where = [{ type: 'MATCH_ALL' as const, conditions }];
	const query = { table, required, where, orderBy: [{ column }], pageSize: 2 };
	const { rows } = await readPage(ais, query);
	return rows.find((row) => keyValue(row, column) !== undefined);
}
