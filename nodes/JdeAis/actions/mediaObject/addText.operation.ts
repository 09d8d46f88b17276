import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import { fail } from '../../../../lib/failure';
import type { ItemResult } from '../../../../lib/node/operation';
import { parameterReader } from '../../../../lib/node/parameters';
import { addText } from '../../transport/mediaObjects';
import { optionsOf } from '../options';
import { eachItemWithAis } from '../shared/eachItem';
import { targetOf } from './fields';

const displayOptions = { show: { resource: ['mediaObject'], operation: ['addText'] } };

export const description: INodeProperties[] = [
	{
		displayName: 'Text',
		name: 'text',
		type: 'string',
		typeOptions: { rows: 4 },
		required: true,
		default: '',
		displayOptions,
		description: 'Text of the new attachment',
	},
	{
		displayName: 'Item Name',
		name: 'itemName',
		type: 'string',
		default: '',
		displayOptions,
		description: 'What the attachment is called in JD Edwards; empty leaves that to JD Edwards',
	},
	optionsOf('mediaObject', ['addText']),
];

/** Adds a text to a record, once for each item. */
export async function execute(this: IExecuteFunctions, items: INodeExecutionData[]): Promise<ItemResult[]> {
	const read = parameterReader(this);
	return await eachItemWithAis(this, items, async (ais, i) => {
		const text = String(read('text', i));
		if (text.trim() === '') empty();
		const itemName = String(read('itemName', i, '')).trim();
		const more: IDataObject = { inputText: text, ...(itemName === '' ? {} : { itemName }) };
		return [await addText(ais, targetOf(read, i), more)];
	});
}

function empty(): never {
	fail({
		code: 'JDE_MEDIA_TEXT',
		category: 'validation',
		message: "'Text' is empty",
		description: 'Enter the text to attach',
	});
}
