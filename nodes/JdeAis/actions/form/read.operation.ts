import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import type { ItemResult } from '../../../../lib/node/operation';
import { parameterReader } from '../../../../lib/node/parameters';
import { openForm } from '../../transport/forms';
import { optionsOf } from '../options';
import { eachItemWithAis } from '../shared/eachItem';
import { moreAttributesOption } from './fields';
import { formRequestOf } from './request';

export const description: INodeProperties[] = [
	optionsOf(
		'form',
		['read'],
		[
			{
				displayName: 'Max Rows',
				name: 'maxRows',
				type: 'number',
				typeOptions: { minValue: 1 },
				default: 100,
				description: 'How many rows of the grid to read at most; moreRows tells whether there are more',
			},
			moreAttributesOption,
		],
	),
];

/** What a form shows, after a Find if one is asked for. */
export async function execute(this: IExecuteFunctions, items: INodeExecutionData[]): Promise<ItemResult[]> {
	const read = parameterReader(this);
	return await eachItemWithAis(this, items, async (ais, i) => [
		await openForm(ais, formRequestOf(read, i, 'R')),
	]);
}
