import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import type { ItemResult } from '../../../../lib/node/operation';
import { parameterReader } from '../../../../lib/node/parameters';
import { updatedIn } from '../../model/changedKeys';
import { jdeClock } from '../../model/readSuppliers';
import { optionsOf } from '../options';
import { changedItems } from '../shared/changed';
import { eachItemWithAis } from '../shared/eachItem';
import { cursorOption, limitFields, reportOption, windowFields } from '../shared/manyFields';
import { targetOf } from './fields';
import { changedOptions } from './manyOptions';
import { keyOfTarget, readGroups, shownRows, updatedColumn } from './rows';
import type { RowOptions } from './rows';

export const description: INodeProperties[] = [
	...windowFields('table', 'rows'),
	...limitFields('table', ['getChanged']),
	optionsOf(
		'table',
		['getChanged'],
		[...changedOptions, cursorOption('Value of the first key column'), reportOption('rows')],
	),
];

interface Options extends RowOptions {
	startAfter?: string;
}

/** Rows changed in a closed window, a chunk at a time; rows that share the first key column stay together. */
export async function execute(this: IExecuteFunctions, items: INodeExecutionData[]): Promise<ItemResult[]> {
	const read = parameterReader(this);
	return await eachItemWithAis(this, items, async (ais, i) => {
		const target = targetOf(read, i);
		const options = read('options', i) as Options;
		const key = keyOfTarget(target, options);
		const column = updatedColumn(target, options);
		const clock = async () => await jdeClock(ais, target.table, key[0], target.targetType);
		return await changedItems(this, i, clock, async ({ window }, limit) => {
			const changed = window ? updatedIn(window, column) : [];
			const where = [...target.where, { type: 'MATCH_ALL' as const, conditions: changed }];
			const range = { after: options.startAfter || undefined, limit };
			const { rows, next } = await readGroups(ais, { ...target, where }, key, options, range);
			return { documents: await shownRows(ais, target, options, rows), next };
		});
	});
}
