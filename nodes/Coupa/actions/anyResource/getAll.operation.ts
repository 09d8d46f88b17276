import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import type { ItemResult } from '../../../../lib/node/operation';
import { optionsCollection, shownFor } from '../shared/shown';
import { GET_ALL_PARAMETERS, ORDER_OPTIONS, READ_OPTIONS, getManyItems } from '../shared/read';
import { PATH_PARAMETER, chosenResource } from './fields';

export const description: INodeProperties[] = shownFor(
	'anyResource',
	['getAll'],
	[PATH_PARAMETER, ...GET_ALL_PARAMETERS, optionsCollection([...READ_OPTIONS, ...ORDER_OPTIONS])],
);

/** Records that meet the filters, page by page in the order of their IDs. */
export async function execute(this: IExecuteFunctions, items: INodeExecutionData[]): Promise<ItemResult[]> {
	return await getManyItems(this, items, chosenResource(this));
}
