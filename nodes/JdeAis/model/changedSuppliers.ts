import { addDays } from '../../../lib/dates';
import type { Ais } from '../transport/connection';
import { readByKey } from '../transport/keySet';
import type { Condition } from './query';
import { TABLES } from './tables';

/** Tables that together make a supplier: a change of any row changes the document. */
export const SUPPLIER_TABLES = ['F0401', 'F0101', 'F0111', 'F0115', 'F0116', 'F01151'] as const;

/** Both ends belong to the window; UPMJ knows days only. */
export interface ChangeWindow {
	/** ISO date */
	from: string;
	/** ISO date of the JDE server's own clock, fixed before reading: the signpost */
	until: string;
}

const KEY_PAGE_SIZE = 500;

/**
 * The address numbers that changed in the window, ascending, each once, behind `after`. Besides changed rows it
 * brings addresses whose effective date falls into the window, for which no row changes.
 */
export async function* changedSupplierNumbers(
	ais: Ais,
	{ from, until }: ChangeWindow,
	after: string | undefined,
): AsyncGenerator<string> {
	const updated: Condition[] = [
		{ column: 'UPMJ', operator: 'GREATER_EQUAL', values: [from] },
		{ column: 'UPMJ', operator: 'LESS_EQUAL', values: [until] },
	];
	const becameEffective: Condition[] = [
		{ column: 'EFTB', operator: 'GREATER', values: [addDays(from, -1)] },
		{ column: 'EFTB', operator: 'LESS_EQUAL', values: [until] },
	];
	const sources = [
		...SUPPLIER_TABLES.map((table) => numbersIn(ais, table, updated, after)),
		numbersIn(ais, 'F0116', becameEffective, after),
	];
	yield* mergeAscending(sources);
}

async function* numbersIn(
	ais: Ais,
	table: string,
	conditions: Condition[],
	after: string | undefined,
): AsyncGenerator<string> {
	const { key } = TABLES[table];
	const where = [{ type: 'MATCH_ALL' as const, conditions }];
	const query = { table, columns: key, where, key, after, pageSize: KEY_PAGE_SIZE };
	for await (const rows of readByKey(ais, query)) {
		for (const { AN8 } of rows) yield String(AN8);
	}
}

/** Merges ascending address numbers, dropping repetitions. Reads no source further than it must. */
export async function* mergeAscending(sources: Array<AsyncGenerator<string>>): AsyncGenerator<string> {
	const heads = await Promise.all(sources.map(async (source) => await source.next()));
	for (;;) {
		const open = heads.flatMap((head) => (head.done ? [] : [Number(head.value)]));
		if (open.length === 0) return;
		const smallest = Math.min(...open);
		for (let i = 0; i < sources.length; i += 1) {
			while (!heads[i].done && Number(heads[i].value) === smallest) heads[i] = await sources[i].next();
		}
		yield String(smallest);
	}
}
