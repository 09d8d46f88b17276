import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import type { ItemResult } from '../../../../lib/node/operation';
import { optionsCollection, shownFor } from '../shared/shown';
import { writeItems } from '../shared/write';
import { DOCUMENT_PARAMETERS, WRITE_OPTIONS } from '../shared/writeParameters';
import { KEY_PARAMETER, PATH_PARAMETER, chosenResource } from './fields';

export const description: INodeProperties[] = shownFor(
	'anyResource',
	['create'],
	[PATH_PARAMETER, KEY_PARAMETER, ...DOCUMENT_PARAMETERS, optionsCollection(WRITE_OPTIONS)],
);

/** Creates the record; one that exists already is refused as duplicate. */
export async function execute(this: IExecuteFunctions, items: INodeExecutionData[]): Promise<ItemResult[]> {
	return await writeItems(this, items, chosenResource(this), 'create');
}
