import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import type { ItemResult } from '../../../../lib/node/operation';
import { parameterReader } from '../../../../lib/node/parameters';
import { listOf } from '../../model/parameters';
import { readable } from '../../model/rows';
import { updatedColumnOf } from '../../model/tables';
import { countRows, readPage } from '../../transport/dataService';
import { optionsOf } from '../options';
import { eachItemWithAis } from '../shared/eachItem';
import { dateColumnsOption, targetOf, updatedColumnOption } from './fields';

export const description: INodeProperties[] = [
	optionsOf(
		'table',
		['count'],
		[
			dateColumnsOption,
			{
				...updatedColumnOption,
				description:
					'Column that holds the day of the last change; empty for a table that has none, such as F00141',
			},
		],
	),
];

interface Options {
	updatedColumn?: string;
}

/** How many rows the signed-on user can see, and when the newest of them was changed. */
export async function execute(this: IExecuteFunctions, items: INodeExecutionData[]): Promise<ItemResult[]> {
	const read = parameterReader(this);
	return await eachItemWithAis(this, items, async (ais, i) => {
		const { table, targetType, where } = targetOf(read, i);
		const rows = await countRows(ais, table, where, targetType);
		const known = targetType === 'view' ? '' : (updatedColumnOf(table) ?? '');
		const { updatedColumn = known } = read('options', i) as Options;
		const column = listOf(updatedColumn, { table, targetType })?.[0];
		if (column === undefined) return [{ table, rows, newestChange: null }];
		const orderBy = [{ column, descending: true }];
		const query = { table, targetType, columns: [column], where, orderBy, pageSize: 1 };
		const newest = await readPage(ais, query);
		const [{ [column]: newestChange = null } = {}] = newest.rows.map((row) => readable(row, [column]));
		return [{ table, rows, newestChange }];
	});
}
