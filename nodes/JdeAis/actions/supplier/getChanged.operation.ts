import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import { settle } from '../../../../lib/failure';
import { eachItem } from '../../../../lib/node/operation';
import type { ItemResult } from '../../../../lib/node/operation';
import { jdeClock, readSupplierChunk, readSuppliers } from '../../model/readSuppliers';
import { aisFor } from '../../transport/connection';
import { optionsOf } from '../options';
import {
	askedWindow,
	cursorOption,
	limitFields,
	limitOf,
	listed,
	reportOption,
	windowFields,
} from '../shared/manyFields';
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
	const ais = await aisFor(this);
	return await eachItem(
		items,
		async (i) =>
			await settle(async () => {
				const { since, until, window } = await askedWindow(this, i, async () => await jdeClock(ais));
				const options = optionsFor(this, i);
				const scope = scopeOf(options, until.slice(0, 10));
				const numbers = listed(options.supplierNumbers ?? '');
				const range = { after: options.startAfter || undefined, limit: limitOf(this, i), window };
				const { suppliers, outOfScope, next } =
					numbers.length > 0
						? { ...(await readSuppliers(ais, scope, numbers)), next: null }
						: await readSupplierChunk(ais, scope, range);
				return options.reportChunk === true
					? [{ chunk: { since, until, next, outOfScope } }, ...suppliers]
					: suppliers;
			}),
	);
}
