import type { INodeProperties } from 'n8n-workflow';

import type { Operation } from '../../../../lib/node/operation';
import * as addText from './addText.operation';
import * as download from './download.operation';
import { targetFields } from './fields';
import * as getAll from './getAll.operation';
import * as getText from './getText.operation';
import * as upload from './upload.operation';

export const mediaObjectOperations: Record<string, Operation> = {
	addText,
	download,
	getAll,
	getText,
	upload,
};

export const mediaObjectDescription: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['mediaObject'] } },
		options: [
			{
				name: 'Add Text',
				value: 'addText',
				action: 'Add text to record',
				description: 'Attach a text to a record, beside those that are there',
			},
			{
				name: 'Download',
				value: 'download',
				action: 'Download attachment',
				description: 'Get an attached file as binary data',
			},
			{
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many attachments',
				description: 'List the attachments of a record',
			},
			{
				name: 'Get Text',
				value: 'getText',
				action: 'Get text of attachment',
				description: 'Get the first text of a record, one by its sequence, or all',
			},
			{
				name: 'Upload',
				value: 'upload',
				action: 'Upload attachment',
				description: 'Attach a file to a record, once for each item',
			},
		],
		default: 'getAll',
	},
	...targetFields,
	...addText.description,
	...download.description,
	...getAll.description,
	...getText.description,
	...upload.description,
];
