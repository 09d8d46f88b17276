import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import type { ItemResult } from '../../../../lib/node/operation';
import { parameterReader } from '../../../../lib/node/parameters';
import { optionsOf } from '../options';
import { eachItemWithAis } from '../shared/eachItem';
import { limitFields } from '../shared/manyFields';
import { targetOf } from './fields';
import { manyOptions } from './manyOptions';
import { readRows, shownRows } from './rows';
import type { RowOptions } from './rows';

export const description: INodeProperties[] = [
	...limitFields('table', ['getAll']),
	optionsOf('table', ['getAll'], manyOptions),
];

/** Reads the rows of a table, by short aliases. */
export async function execute(this: IExecuteFunctions, items: INodeExecutionData[]): Promise<ItemResult[]> {
	const read = parameterReader(this);
	return await eachItemWithAis(this, items, async (ais, i) => {
		const target = targetOf(read, i);
		const options = read('options', i) as RowOptions;
		const limit = read('returnAll', i) === true ? Infinity : (read('limit', i) as number);
		return await shownRows(ais, target, options, await readRows(ais, target, options, limit));
	});
}
