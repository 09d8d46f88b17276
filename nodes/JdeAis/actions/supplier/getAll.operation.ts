import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import { settle } from '../../../../lib/failure';
import { eachItem } from '../../../../lib/node/operation';
import type { ItemResult } from '../../../../lib/node/operation';
import { jdeClock, readSupplierChunk } from '../../model/readSuppliers';
import { aisFor } from '../../transport/connection';
import { optionsOf } from '../options';
import { cursorOption, limitFields, limitOf } from '../shared/manyFields';
import { optionsFor, scopeOf, scopeOptions } from './fields';

export const description: INodeProperties[] = [
	...limitFields('supplier', ['getAll']),
	optionsOf('supplier', ['getAll'], [...scopeOptions, cursorOption('Supplier number')]),
];

/** Suppliers as nested documents, in number order. */
export async function execute(this: IExecuteFunctions, items: INodeExecutionData[]): Promise<ItemResult[]> {
	const ais = await aisFor(this);
	const today = (await jdeClock(ais)).slice(0, 10);
	return await eachItem(
		items,
		async (i) =>
			await settle(async () => {
				const options = optionsFor(this, i);
				const range = { after: options.startAfter || undefined, limit: limitOf(this, i) };
				return (await readSupplierChunk(ais, scopeOf(options, today), range)).suppliers;
			}),
	);
}
