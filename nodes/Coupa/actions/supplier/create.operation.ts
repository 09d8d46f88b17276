import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import type { ItemResult } from '../../../../lib/node/operation';
import { supplierModel } from '../../model/supplier';
import { optionsCollection, shownFor } from '../shared/shown';
import { writeItems } from '../shared/write';
import { DOCUMENT_PARAMETERS, NAME_TAKEN_OPTION, WRITE_OPTIONS } from '../shared/writeParameters';

export const description: INodeProperties[] = shownFor(
	'supplier',
	['create'],
	[...DOCUMENT_PARAMETERS, optionsCollection([...WRITE_OPTIONS, NAME_TAKEN_OPTION])],
);

/** Creates the supplier; one that exists already is refused as duplicate. */
export async function execute(this: IExecuteFunctions, items: INodeExecutionData[]): Promise<ItemResult[]> {
	return await writeItems(this, items, supplierModel, 'create');
}
