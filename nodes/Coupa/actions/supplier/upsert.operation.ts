import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import type { ItemResult } from '../../../../lib/node/operation';
import { supplierModel } from '../../model/supplier';
import { RECORD_KEY_OPTION, contentOption } from '../shared/documentOptions';
import { optionsCollection, shownFor } from '../shared/shown';
import { writeItems } from '../shared/write';
import {
	DOCUMENT_PARAMETERS,
	NAME_TAKEN_OPTION,
	WRITE_OPTIONS,
	createOnlyParameter,
} from '../shared/writeParameters';

export const description: INodeProperties[] = shownFor(
	'supplier',
	['upsert'],
	[
		...DOCUMENT_PARAMETERS,
		createOnlyParameter(supplierModel.createOnly),
		optionsCollection([...WRITE_OPTIONS, NAME_TAKEN_OPTION, contentOption(), RECORD_KEY_OPTION]),
	],
);

/** Creates the supplier, or writes only the fields that differ. A dry run writes nothing. */
export async function execute(this: IExecuteFunctions, items: INodeExecutionData[]): Promise<ItemResult[]> {
	return await writeItems(this, items, supplierModel, 'upsert');
}
