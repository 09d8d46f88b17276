import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import { settle } from '../../../../lib/failure';
import { eachItem } from '../../../../lib/node/operation';
import type { ItemResult } from '../../../../lib/node/operation';
import { parameterReader } from '../../../../lib/node/parameters';
import type { Match } from '../../model/query';
import { readable } from '../../model/rows';
import { aisFor } from '../../transport/connection';
import { countRows, readPage } from '../../transport/dataService';
import { optionsOf } from '../options';
import { matchOf, tableOf } from './fields';

export const description: INodeProperties[] = [optionsOf('table', ['count'])];

/** How many rows the signed-on user can see, and when the newest of them was changed. */
export async function execute(this: IExecuteFunctions, items: INodeExecutionData[]): Promise<ItemResult[]> {
	const ais = await aisFor(this);
	const read = parameterReader(this);
	return await eachItem(
		items,
		async (i) =>
			await settle(async () => {
				const table = tableOf(read, i);
				const where: Match[] = [matchOf(read, i, table)];
				const rows = await countRows(ais, table, where);
				const orderBy = [{ column: 'UPMJ', descending: true }];
				const newest = await readPage(ais, { table, columns: ['UPMJ'], where, orderBy, pageSize: 1 });
				const [{ UPMJ = null } = {}] = newest.rows.map((row) => readable(table, row));
				return [{ table, rows, newestChange: UPMJ }];
			}),
	);
}
