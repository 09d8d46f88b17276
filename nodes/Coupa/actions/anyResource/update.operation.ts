import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import type { ItemResult } from '../../../../lib/node/operation';
import { optionsCollection, shownFor } from '../shared/shown';
import { writeItems } from '../shared/write';
import { DOCUMENT_PARAMETERS, WRITE_OPTIONS } from '../shared/writeParameters';
import { KEY_PARAMETER, PATH_PARAMETER, RECORD_LOCATOR, chosenResource } from './fields';

export const description: INodeProperties[] = shownFor(
	'anyResource',
	['update'],
	[PATH_PARAMETER, KEY_PARAMETER, RECORD_LOCATOR, ...DOCUMENT_PARAMETERS, optionsCollection(WRITE_OPTIONS)],
);

/** Writes the fields of a known record that differ. */
export async function execute(this: IExecuteFunctions, items: INodeExecutionData[]): Promise<ItemResult[]> {
	return await writeItems(this, items, chosenResource(this), 'update');
}
