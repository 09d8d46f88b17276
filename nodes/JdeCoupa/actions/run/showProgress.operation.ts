import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import type { ItemResult } from '../../../../lib/node/operation';
import { progressTable } from '../../model/progress';
import type { FlowProgress } from '../../model/progress';
import { jsonParameter } from '../parameters';

export const description: INodeProperties[] = [
	{
		displayName: 'State Rows',
		name: 'stateRows',
		type: 'json',
		default: '={{ $input.all().map((item) => item.json) }}',
		displayOptions: { show: { resource: ['run'], operation: ['showProgress'] } },
		description: "Rows of the table 'jde_coupa_state'",
	},
];

/** One item with a table, as HTML for a page of a form. */
export async function execute(this: IExecuteFunctions): Promise<ItemResult[]> {
	const states = jsonParameter<FlowProgress[]>(this, 'stateRows', '[]');
	const value = [{ html: progressTable(states, new Date().toISOString()) }];
	return [{ itemIndex: 0, result: { ok: true, value } }];
}
