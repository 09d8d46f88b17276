import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import { settle } from '../../../../lib/failure';
import { eachItem } from '../../../../lib/node/operation';
import type { ItemResult } from '../../../../lib/node/operation';
import { parameterReader } from '../../../../lib/node/parameters';
import { updatedIn } from '../../model/changedKeys';
import { listOf } from '../../model/parameters';
import { jdeClock } from '../../model/readSuppliers';
import { aisFor } from '../../transport/connection';
import { optionsOf } from '../options';
import {
	askedWindow,
	cursorOption,
	limitFields,
	limitOf,
	reportOption,
	windowFields,
} from '../shared/manyFields';
import { targetOf } from './fields';
import { changedOptions } from './manyOptions';
import { keyOfTarget, readGroups, shownRows } from './rows';
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
	reportChunk?: boolean;
	startAfter?: string;
	updatedColumn?: string;
}

/** Rows changed in a closed window, a chunk at a time; rows that share the first key column stay together. */
export async function execute(this: IExecuteFunctions, items: INodeExecutionData[]): Promise<ItemResult[]> {
	const ais = await aisFor(this);
	const read = parameterReader(this);
	return await eachItem(
		items,
		async (i) =>
			await settle(async () => {
				const target = targetOf(read, i);
				const options = read('options', i) as Options;
				const key = keyOfTarget(target, options);
				const [column] = listOf(options.updatedColumn ?? 'UPMJ', target) ?? ['UPMJ'];
				const clock = async () => await jdeClock(ais, target.table, key[0], target.targetType);
				const { since, until, window } = await askedWindow(this, i, clock);
				const changed = window ? updatedIn(window, column) : [];
				const where = [...target.where, { type: 'MATCH_ALL' as const, conditions: changed }];
				const range = { after: options.startAfter || undefined, limit: limitOf(this, i) };
				const { rows, next } = await readGroups(ais, { ...target, where }, key, options, range);
				const shown = await shownRows(ais, target, options, rows);
				return options.reportChunk === true ? [{ chunk: { since, until, next } }, ...shown] : shown;
			}),
	);
}
