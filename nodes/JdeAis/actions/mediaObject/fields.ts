import type { INodeProperties } from 'n8n-workflow';

import type { parameterReader } from '../../../../lib/node/parameters';
import { keyParts } from '../../model/mediaObject';
import type { MediaTarget } from '../../model/mediaObject';

const displayOptions = {
	show: { resource: ['mediaObject'], operation: ['addText', 'download', 'getAll', 'getText', 'upload'] },
};

export const targetFields: INodeProperties[] = [
	{
		displayName: 'Data Structure',
		name: 'structure',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. ABGT',
		displayOptions,
		description: 'Media object data structure: ABGT for the address book',
	},
	{
		displayName: 'Key',
		name: 'key',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. 4343',
		displayOptions,
		description: "Values of the record's key in the order of the data structure, joined by bars: 6540|3|1",
	},
	{
		displayName: 'Form',
		name: 'formName',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. P01012_W01012B',
		displayOptions,
		description: 'Application and form on which JD Edwards shows these attachments',
	},
	{
		displayName: 'Version',
		name: 'formVersion',
		type: 'string',
		default: 'ZJDE0001',
		displayOptions,
		description: 'Version of the application',
	},
];

/** The record that an item names. @throws Failed */
export function targetOf(read: ReturnType<typeof parameterReader>, itemIndex: number): MediaTarget {
	const text = (name: string) => String(read(name, itemIndex, '')).trim();
	return {
		structure: text('structure').toUpperCase(),
		key: keyParts(text('key')),
		formName: text('formName').toUpperCase(),
		version: text('formVersion'),
	};
}
