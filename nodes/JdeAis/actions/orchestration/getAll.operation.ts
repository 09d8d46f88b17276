import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import type { ItemResult } from '../../../../lib/node/operation';
import { parameterReader } from '../../../../lib/node/parameters';
import { discover } from '../../transport/orchestrator';
import { optionsOf } from '../options';
import { eachItemWithAis } from '../shared/eachItem';
import { limitFields, limitOf } from '../shared/manyFields';

export const description: INodeProperties[] = [
	...limitFields('orchestration', ['getAll']),
	optionsOf(
		'orchestration',
		['getAll'],
		[
			{
				displayName: 'Name Contains',
				name: 'nameContains',
				type: 'string',
				default: '',
				description: 'Only orchestrations with this text in their name, in upper or lower case',
			},
		],
	),
];

/** The definitions of the orchestrations that the user may see; discovery gives them all in one answer. */
export async function execute(this: IExecuteFunctions, items: INodeExecutionData[]): Promise<ItemResult[]> {
	const read = parameterReader(this);
	return await eachItemWithAis(this, items, async (ais, i) => {
		const { nameContains = '' } = read('options', i, {}) as { nameContains?: string };
		const wanted = nameContains.trim().toLowerCase();
		const found = await discover(ais);
		return found.filter(({ name }) => String(name).toLowerCase().includes(wanted)).slice(0, limitOf(this, i));
	});
}
