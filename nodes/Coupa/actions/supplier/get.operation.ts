import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import type { ItemResult } from '../../../../lib/node/operation';
import { supplierModel } from '../../model/supplier';
import { optionsCollection, shownFor } from '../shared/shown';
import { READ_OPTIONS, getItems } from '../shared/read';
import { SUPPLIER_LOCATOR } from './fields';

export const description: INodeProperties[] = shownFor(
	'supplier',
	['get'],
	[SUPPLIER_LOCATOR, optionsCollection(READ_OPTIONS)],
);

/** One supplier by number, name or ID. */
export async function execute(this: IExecuteFunctions, items: INodeExecutionData[]): Promise<ItemResult[]> {
	return await getItems(this, items, supplierModel);
}
