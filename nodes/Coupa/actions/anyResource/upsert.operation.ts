import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import type { ItemResult } from '../../../../lib/node/operation';
import { RECORD_KEY_OPTION, contentOption } from '../shared/documentOptions';
import { optionsCollection, shownFor } from '../shared/shown';
import { writeItems } from '../shared/write';
import { DOCUMENT_PARAMETERS, WRITE_OPTIONS, createOnlyParameter } from '../shared/writeParameters';
import { KEY_PARAMETER, PATH_PARAMETER, chosenResource } from './fields';

export const description: INodeProperties[] = shownFor(
	'anyResource',
	['upsert'],
	[
		PATH_PARAMETER,
		KEY_PARAMETER,
		...DOCUMENT_PARAMETERS,
		createOnlyParameter([]),
		optionsCollection([...WRITE_OPTIONS, contentOption(), RECORD_KEY_OPTION]),
	],
);

/** Creates the record, or writes only the fields that differ. A dry run writes nothing. */
export async function execute(this: IExecuteFunctions, items: INodeExecutionData[]): Promise<ItemResult[]> {
	return await writeItems(this, items, chosenResource(this), 'upsert');
}
