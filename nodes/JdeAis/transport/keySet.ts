import { fail } from '../../../lib/failure';
import type { Condition, TableQuery } from '../model/query';
import type { Row } from '../model/rows';
import type { Ais } from './connection';
import { readPage } from './dataService';

export interface KeySetQuery extends Omit<TableQuery, 'orderBy'> {
	/** the columns that identify a row, in key order */
	key: readonly string[];
	/** rows whose first key column is greater than this */
	after?: string;
	/** rows whose first key column is this or greater */
	from?: string;
}

/** The last row of a page is read again with the next one, to be seen beside what follows it. */
const SMALLEST_PAGE = 2;

/**
 * Reads a table page by page in key order. A page ends where AIS says it was cut (`moreRecords`), and the next one
 * starts behind the last key seen: nothing is lost or read twice while rows come and go, as offsets would.
 * Rows that share the first key column always come in one piece, so a document is never split.
 */
export async function* readByKey(ais: Ais, query: KeySetQuery): AsyncGenerator<Row[]> {
	const pageSize = Math.max(SMALLEST_PAGE, query.pageSize);
	yield* readLevel(ais, { ...query, pageSize }, 0, [], startOf(query));
}

/** Where in the first key column the reading starts, if not at its beginning. */
export function startOf({ after, from }: KeySetQuery): Start | undefined {
	if (after !== undefined) return { operator: 'GREATER', value: after };
	return from === undefined ? undefined : { operator: 'GREATER_EQUAL', value: from };
}

interface Start {
	operator: 'GREATER' | 'GREATER_EQUAL';
	value: string;
}

/** Reads the rows whose key columns before `level` are fixed, moving along the key column of this level. */
async function* readLevel(
	ais: Ais,
	query: KeySetQuery,
	level: number,
	fixed: readonly Condition[],
	start: Start | undefined,
): AsyncGenerator<Row[]> {
	const { key, table } = query;
	const column = key[level];
	let from = start;
	for (;;) {
		const { rows, more } = await readPage(ais, {
			...query,
			where: [
				...query.where,
				{
					type: 'MATCH_ALL',
					conditions: [
						...fixed,
						...(from ? [{ column, operator: from.operator, values: [from.value] }] : []),
					],
				},
			],
			orderBy: key.slice(level).map((name) => ({ column: name })),
		});
		if (!more) {
			if (rows.length > 0) yield rows;
			return;
		}
		const last = rows.length > 0 ? keyValue(rows[rows.length - 1], column) : undefined;
		if (last === undefined) standsStill(table, column);
		const whole = rows.filter((row) => keyValue(row, column) !== last);
		// At the key asked for, nothing can stand before it on the page.
		if (last === from?.value && (from.operator === 'GREATER' || whole.length > 0)) standsStill(table, column);

		const isUnique = level === key.length - 1;
		if (whole.length > 0) {
			// What the cut may have split is read again, whole: the last group, or rows that share a key that is none.
			yield whole;
			from = { operator: 'GREATER_EQUAL', value: last };
			continue;
		}
		if (isUnique && rows.length > 1) notAKey(table, key);
		if (isUnique) {
			// The server fetches row by row.
			yield rows;
		} else {
			const group: Row[] = [];
			const within: Condition = { column, operator: 'EQUAL', values: [last] };
			for await (const page of readLevel(ais, query, level + 1, [...fixed, within], undefined)) {
				group.push(...page);
			}
			yield group;
		}
		from = { operator: 'GREATER', value: last };
	}
}

/** As text, blanks kept: a business unit's leading blanks belong to its key. */
export function keyValue(row: Row, column: string): string | undefined {
	const value = row[column];
	return value === undefined || value === null ? undefined : String(value);
}

function standsStill(table: string, column: string): never {
	fail({
		code: 'JDE_PAGING_STANDS_STILL',
		category: 'configuration',
		message: `Reading table ${table} does not move on: the AIS Server says there is more, but sends nothing behind the last ${table}.${column}`,
		description: `Check that ${table}.${column} is the first column of the table's key and is not hidden from the user`,
	});
}

function notAKey(table: string, key: readonly string[]): never {
	fail({
		code: 'JDE_NOT_A_KEY',
		category: 'configuration',
		message: `The columns ${key.join(', ')} do not identify a row of table ${table}`,
		description: "Name all columns of the table's key in 'Key Columns', in key order",
	});
}
