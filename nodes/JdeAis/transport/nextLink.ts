import { settle } from '../../../lib/failure';
import type { Row } from '../model/rows';
import type { Ais } from './connection';
import { readNextPage, readPage } from './dataService';
import { keyValue, readByKey, startOf } from './keySet';
import type { KeySetQuery } from './keySet';

/**
 * Reads a table page by page from one result set, which the server keeps open for a minute and continues by a link.
 * Whatever happens to the link (it expired, its answer was lost, none came though there is more), the reading goes on
 * by key behind the last whole document. Rows that share the first key column come in one piece.
 * @see https://docs.oracle.com/en/applications/jd-edwards/cross-product/9.2/rest-api/op-v2-dataservice-next-post.html
 */
export async function* readByLink(ais: Ais, query: KeySetQuery): AsyncGenerator<Row[]> {
	const { key, where } = query;
	const [column] = key;
	const start = startOf(query);
	const conditions = start ? [{ column, operator: start.operator, values: [start.value] }] : [];
	const first = {
		...query,
		where: [...where, { type: 'MATCH_ALL' as const, conditions }],
		orderBy: key.map((name) => ({ column: name })),
		keepOpen: true,
	};
	let page = await readPage(ais, first);
	let held: Row[] = [];
	for (;;) {
		const rows = [...held, ...page.rows];
		const { next, more } = page;
		if (!more && next === undefined) {
			if (rows.length > 0) yield rows;
			return;
		}
		// The next page may bring more of the last document.
		const last = rows.length > 0 ? keyValue(rows[rows.length - 1], column) : undefined;
		const whole = rows.filter((row) => keyValue(row, column) !== last);
		if (whole.length > 0) yield whole;
		held = rows.filter((row) => keyValue(row, column) === last);

		const followed =
			next === undefined ? undefined : await settle(async () => await readNextPage(ais, first, next));
		if (!followed?.ok || followed.value.rows.length === 0) {
			yield* readByKey(ais, last === undefined ? query : { ...query, after: undefined, from: last });
			return;
		}
		page = followed.value;
	}
}
