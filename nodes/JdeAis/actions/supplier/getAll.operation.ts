import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import type { ItemResult } from '../../../../lib/node/operation';
import { jdeClock, readSupplierChunk } from '../../model/readSuppliers';
import { optionsOf } from '../options';
import { eachItemWithAis } from '../shared/eachItem';
import { cursorOption, limitFields, limitOf } from '../shared/manyFields';
import { upToLimit } from '../shared/upToLimit';
import { optionsFor, scopeOf, scopeOptions } from './fields';

export const description: INodeProperties[] = [
	...limitFields('supplier', ['getAll']),
	optionsOf('supplier', ['getAll'], [...scopeOptions, cursorOption('Supplier number')]),
];

/** Suppliers as nested documents, in number order. */
export async function execute(this: IExecuteFunctions, items: INodeExecutionData[]): Promise<ItemResult[]> {
	let clock: Promise<string> | undefined;
	return await eachItemWithAis(this, items, async (ais, i) => {
		const options = optionsFor(this, i);
		clock ??= jdeClock(ais);
		const scope = scopeOf(options, (await clock).slice(0, 10));
		return await upToLimit(
			limitOf(this, i),
			options.startAfter || undefined,
			async (range) => await readSupplierChunk(ais, scope, range),
		);
	});
}
