import type { Ais } from '../transport/connection';
import { readByKey } from '../transport/keySet';
import type { Condition } from './query';
import type { Row } from './rows';
import { TABLES } from './tables';

/** Values a LIST condition may hold in one call. */
export const LIST_SIZE = 100;
export const PAGE_SIZE = 500;

/** A document's key as one text, blanks trimmed: `120001|PV|00001` in the order of its columns. */
export function keyOf(row: Row, columns: readonly string[]): string {
	return columns.map((column) => String(row[column] ?? '').trim()).join('|');
}

export function partsOf(key: string): string[] {
	return key.split('|');
}

export interface RowsQuery {
	table: string;
	/** columns that hold the parts of the keys */
	columns: readonly string[];
	keys: readonly string[];
	/** what else must hold */
	conditions?: readonly Condition[];
	/** columns without which the rows would be misread */
	required?: readonly string[];
}

/** All rows of a table that bear one of these keys, in key order: some calls for all of them, not one a document. */
export async function rowsOf(ais: Ais, query: RowsQuery): Promise<Row[]> {
	const { table, columns, conditions = [], required } = query;
	const rows: Row[] = [];
	for (const group of inGroups([...new Set(query.keys)])) {
		const wanted = new Set(group);
		const where = [
			{ type: 'MATCH_ALL' as const, conditions: [...withinKeys(columns, group), ...conditions] },
		];
		const key = keyFrom(table, columns);
		for await (const page of readByKey(ais, { table, required, where, key, pageSize: PAGE_SIZE })) {
			rows.push(...page.filter((row) => wanted.has(keyOf(row, columns))));
		}
	}
	return rows;
}

/** Brings more than the keys where they have several parts; what does not belong is left out afterwards. */
function withinKeys(columns: readonly string[], keys: readonly string[]): Condition[] {
	return columns.flatMap((column, i): Condition[] => {
		const values = [...new Set(keys.map((key) => partsOf(key)[i]))];
		// Whether a LIST finds blank values is not documented.
		return values.includes('') ? [] : [{ column, operator: 'LIST', values }];
	});
}

/** The table's key, led by the columns that identify the document, so that its rows come in one piece. */
export function keyFrom(table: string, columns: readonly string[]): string[] {
	return [...new Set([...columns, ...TABLES[table].key])];
}

export function grouped(rows: readonly Row[], columns: readonly string[]): Map<string, Row[]> {
	const groups = new Map<string, Row[]>();
	for (const row of rows) {
		const key = keyOf(row, columns);
		const group = groups.get(key);
		if (group) group.push(row);
		else groups.set(key, [row]);
	}
	return groups;
}

export function inGroups<T>(values: readonly T[], size = LIST_SIZE): T[][] {
	const groups: T[][] = [];
	for (let i = 0; i < values.length; i += size) groups.push(values.slice(i, i + size));
	return groups;
}
