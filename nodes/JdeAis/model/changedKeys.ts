import type { Ais } from '../transport/connection';
import { readByKey } from '../transport/keySet';
import type { Condition } from './query';
import { PAGE_SIZE, keyFrom, keyOf, partsOf } from './readRows';

/** Both ends belong to the window; UPMJ knows days only. */
export interface ChangeWindow {
	/** ISO date */
	from: string;
	/** ISO date of the JDE server's own clock, fixed before reading: the signpost */
	until: string;
}

/** Where a list of keys starts: behind a number, or with it. */
export interface KeyStart {
	after?: string;
	from?: string;
	/** rows to ask for in one call: few where few documents are wanted */
	pageSize?: number;
}

/** UPMJ names the day; the time of day (UPMT, in distribution tables TDAY) adds nothing to a window of whole days. */
export function updatedIn({ from, until }: ChangeWindow, column = 'UPMJ'): Condition[] {
	return [
		{ column, operator: 'GREATER_EQUAL', values: [from], isDate: true },
		{ column, operator: 'LESS_EQUAL', values: [until], isDate: true },
	];
}

/** The keys that a table's rows bear, ascending by their first part, which is a number. */
export async function* keysIn(
	ais: Ais,
	query: { table: string; columns: readonly string[]; conditions: readonly Condition[] },
	start: KeyStart,
): AsyncGenerator<string> {
	const { table, columns, conditions } = query;
	const key = keyFrom(table, columns);
	const where = [{ type: 'MATCH_ALL' as const, conditions }];
	let last: string | undefined;
	for await (const rows of readByKey(ais, {
		table,
		columns: key,
		where,
		key,
		...start,
		pageSize: PAGE_SIZE,
	})) {
		for (const row of rows) {
			const found = keyOf(row, columns);
			if (found !== last) yield found;
			last = found;
		}
	}
}

/**
 * Merges keys that ascend by their first part, a number, dropping repetitions; keys with the same number come in the
 * order of their texts, whatever order the database has for texts. Reads no source further than it must.
 */
export async function* mergeAscending(sources: Array<AsyncGenerator<string>>): AsyncGenerator<string> {
	const heads = await Promise.all(sources.map(async (source) => await source.next()));
	for (;;) {
		const open = heads.flatMap((head) => (head.done ? [] : [numberOf(head.value)]));
		if (open.length === 0) return;
		const smallest = Math.min(...open);
		const keys = new Set<string>();
		for (let i = 0; i < sources.length; i += 1) {
			for (let head = heads[i]; !head.done && numberOf(head.value) === smallest; head = heads[i]) {
				keys.add(head.value);
				heads[i] = await sources[i].next();
			}
		}
		yield* [...keys].sort();
	}
}

/** Whether a key stands behind a cursor, in the order of `mergeAscending`. */
export function isBehind(key: string, cursor: string): boolean {
	const difference = numberOf(key) - numberOf(cursor);
	return difference === 0 ? key > cursor : difference > 0;
}

/** The number in front, by which keys are read and merged. */
export function numberOf(key: string): number {
	return Number(partsOf(key)[0]);
}
