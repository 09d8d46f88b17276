import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import { fail } from '../../../../lib/failure';
import type { ItemResult } from '../../../../lib/node/operation';
import { parameterReader } from '../../../../lib/node/parameters';
import { uploadFile } from '../../transport/mediaObjects';
import type { UploadedFile } from '../../transport/mediaObjects';
import { optionsOf } from '../options';
import { eachItemWithAis } from '../shared/eachItem';
import { targetOf } from './fields';

const displayOptions = { show: { resource: ['mediaObject'], operation: ['upload'] } };

export const description: INodeProperties[] = [
	{
		displayName: 'Input Binary Field',
		name: 'binaryField',
		type: 'string',
		required: true,
		default: 'data',
		displayOptions,
		hint: 'The name of the input field that holds the file',
		description: 'Name of the field of the input item with the file',
	},
	{
		displayName: 'Item Name',
		name: 'itemName',
		type: 'string',
		default: '',
		displayOptions,
		description: "What the attachment is called in JD Edwards; empty takes the file's name",
	},
	optionsOf('mediaObject', ['upload']),
];

/** Attaches a file to a record, once for each item. */
export async function execute(this: IExecuteFunctions, items: INodeExecutionData[]): Promise<ItemResult[]> {
	const read = parameterReader(this);
	return await eachItemWithAis(this, items, async (ais, i) => {
		const field = String(read('binaryField', i));
		if (items[i].binary?.[field] === undefined) noFile(field);
		const { fileName = 'file', mimeType } = this.helpers.assertBinaryData(i, field);
		const file: UploadedFile = {
			name: fileName,
			itemName: String(read('itemName', i, '')).trim() || fileName,
			mimeType,
			content: await this.helpers.getBinaryDataBuffer(i, field),
		};
		return [await uploadFile(ais, targetOf(read, i), file)];
	});
}

function noFile(field: string): never {
	fail({
		code: 'JDE_NO_FILE',
		category: 'validation',
		message: `The item has no file in its binary field '${field}'`,
		description: "Name the field that holds the file in 'Input Binary Field'",
	});
}
