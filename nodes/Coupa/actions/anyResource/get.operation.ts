import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import type { ItemResult } from '../../../../lib/node/operation';
import { optionsCollection, shownFor } from '../shared/shown';
import { READ_OPTIONS, getItems } from '../shared/read';
import { KEY_PARAMETER, PATH_PARAMETER, RECORD_LOCATOR, chosenResource } from './fields';

export const description: INodeProperties[] = shownFor(
	'anyResource',
	['get'],
	[PATH_PARAMETER, KEY_PARAMETER, RECORD_LOCATOR, optionsCollection(READ_OPTIONS)],
);

/** One record by key or ID. */
export async function execute(this: IExecuteFunctions, items: INodeExecutionData[]): Promise<ItemResult[]> {
	return await getItems(this, items, chosenResource(this));
}
