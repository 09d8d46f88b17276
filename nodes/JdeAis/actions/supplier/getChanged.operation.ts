import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import type { ItemResult } from '../../../../lib/node/operation';
import { jdeClock, readSupplierChunk, readSuppliers } from '../../model/readSuppliers';
import { optionsOf } from '../options';
import { changedItems } from '../shared/changed';
import { eachItemWithAis } from '../shared/eachItem';
import { cursorOption, limitFields, listed, reportOption, windowFields } from '../shared/manyFields';
import { numbersOption, optionsFor, scopeOf, scopeOptions } from './fields';

export const description: INodeProperties[] = [
	...windowFields('supplier', 'suppliers'),
	...limitFields('supplier', ['getChanged']),
	optionsOf(
		'supplier',
		['getChanged'],
		[...scopeOptions, cursorOption('Supplier number'), numbersOption, reportOption('suppliers', 'number')],
	),
];

/** Suppliers of which any part changed in a closed window, a chunk at a time. */
export async function execute(this: IExecuteFunctions, items: INodeExecutionData[]): Promise<ItemResult[]> {
	return await eachItemWithAis(this, items, async (ais, i) => {
		const clock = async () => await jdeClock(ais);
		return await changedItems(this, i, clock, async ({ until, window }, limit) => {
			const options = optionsFor(this, i);
			const scope = scopeOf(options, until.slice(0, 10));
			const numbers = listed(options.supplierNumbers ?? '');
			const range = { after: options.startAfter || undefined, limit, window };
			return numbers.length > 0
				? await readSuppliers(ais, scope, numbers)
				: await readSupplierChunk(ais, scope, range);
		});
	});
}
