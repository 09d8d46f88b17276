import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import type { ItemResult } from '../../../../lib/node/operation';
import { supplierModel } from '../../model/supplier';
import { CHECK_PARAMETERS, checkItems } from '../shared/check';
import { shownFor } from '../shared/shown';

export const description: INodeProperties[] = shownFor('supplier', ['checkReferences'], CHECK_PARAMETERS);

/** What the supplier refers to and Coupa does not have, or has switched off. */
export async function execute(this: IExecuteFunctions, items: INodeExecutionData[]): Promise<ItemResult[]> {
	return await checkItems(this, items, supplierModel);
}
