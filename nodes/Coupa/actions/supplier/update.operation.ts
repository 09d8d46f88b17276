import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import type { ItemResult } from '../../../../lib/node/operation';
import { supplierModel } from '../../model/supplier';
import { optionsCollection, shownFor } from '../shared/shown';
import { writeItems } from '../shared/write';
import { DOCUMENT_PARAMETERS, NAME_TAKEN_OPTION, WRITE_OPTIONS } from '../shared/writeParameters';
import { SUPPLIER_LOCATOR } from './fields';

export const description: INodeProperties[] = shownFor(
	'supplier',
	['update'],
	[SUPPLIER_LOCATOR, ...DOCUMENT_PARAMETERS, optionsCollection([...WRITE_OPTIONS, NAME_TAKEN_OPTION])],
);

/** Writes the fields of a known supplier that differ, its status included: Coupa inactivates instead of deleting. */
export async function execute(this: IExecuteFunctions, items: INodeExecutionData[]): Promise<ItemResult[]> {
	return await writeItems(this, items, supplierModel, 'update');
}
