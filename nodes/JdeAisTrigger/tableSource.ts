import type { Target } from '../JdeAis/actions/table/fields';
import { keyOfTarget, readGroups, shownRows, updatedColumn } from '../JdeAis/actions/table/rows';
import type { RowOptions } from '../JdeAis/actions/table/rows';
import { updatedIn } from '../JdeAis/model/changedKeys';
import { listOf } from '../JdeAis/model/parameters';
import { keyOf } from '../JdeAis/model/readRows';
import { jdeClock } from '../JdeAis/model/readSuppliers';
import type { Ais } from '../JdeAis/transport/connection';
import { readPage } from '../JdeAis/transport/dataService';
import type { ChangedSource } from './source';

/** Rows of any table, as they are: what belongs together is left to the reader. */
export function tableSource(ais: Ais, target: Target, options: RowOptions): ChangedSource {
	const { table, targetType } = target;
	const key = keyOfTarget(target, options);
	const column = updatedColumn(target, options);
	return {
		plural: `rows of ${table}`,
		clock: async () => await jdeClock(ais, table, key[0], targetType),
		async read(window, range) {
			const changed = { type: 'MATCH_ALL' as const, conditions: updatedIn(window, column) };
			const where = [...target.where, changed];
			const { rows, next } = await readGroups(ais, { ...target, where }, key, options, range);
			const shown = await shownRows(ais, target, options, rows);
			return { next, found: rows.map((row, i) => ({ key: keyOf(row, key), document: shown[i] })) };
		},
		async newest(count) {
			const wanted = listOf(options.columns ?? '', target);
			const columns = wanted && [...new Set([...key, ...wanted])];
			const orderBy = [{ column, descending: true }];
			const { where } = target;
			const query = { table, targetType, columns, where, orderBy, pageSize: count };
			return await shownRows(ais, target, options, (await readPage(ais, query)).rows);
		},
	};
}
