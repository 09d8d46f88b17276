import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import type { ItemResult } from '../../../../lib/node/operation';
import { parameterReader } from '../../../../lib/node/parameters';
import type { FormRequest } from '../../model/form';
import { openForm } from '../../transport/forms';
import { optionsOf } from '../options';
import { eachItemWithAis } from '../shared/eachItem';
import { moreAttributesOption } from './fields';
import { formRequestOf } from './request';

export const description: INodeProperties[] = [
	{
		displayName: 'Purpose',
		name: 'purpose',
		type: 'options',
		options: [
			{ name: 'Create', value: 'C', description: 'Add a record' },
			{ name: 'Delete', value: 'D', description: 'Delete a record' },
			{ name: 'Update', value: 'U', description: 'Change a record' },
		],
		default: 'U',
		displayOptions: { show: { resource: ['form'], operation: ['write'] } },
		description: 'What the form is opened for; what is saved is decided by the actions',
	},
	optionsOf(
		'form',
		['write'],
		[
			moreAttributesOption,
			{
				displayName: 'Stop on Warnings',
				name: 'stopOnWarnings',
				type: 'boolean',
				default: false,
				description: 'Whether the form stops at a warning; otherwise it is accepted and given in warnings',
			},
		],
	),
];

/** Fills a form in and presses its buttons, once for each item. */
export async function execute(this: IExecuteFunctions, items: INodeExecutionData[]): Promise<ItemResult[]> {
	const read = parameterReader(this);
	return await eachItemWithAis(this, items, async (ais, i) => {
		const purpose = read('purpose', i, 'U') as FormRequest['purpose'];
		return [await openForm(ais, formRequestOf(read, i, purpose))];
	});
}
