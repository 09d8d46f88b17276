import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { settle } from '../../../../lib/failure';
import type { ItemResult } from '../../../../lib/node/operation';
import { decide } from '../../model/parked/decide';
import type { ParkedRow } from '../../model/parked/rows';
import { jsonParameter } from '../parameters';

const SHOW = { show: { resource: ['parkedRecord'], operation: ['decide'] } };

export const description: INodeProperties[] = [
	{
		displayName: 'Rows',
		name: 'rows',
		type: 'json',
		default: '={{ $input.all().map((item) => item.json) }}',
		displayOptions: SHOW,
		description: "Rows of the table 'jde_coupa_parked', read anew",
	},
	{
		displayName: 'Chosen Records',
		name: 'records',
		type: 'json',
		default: '[]',
		displayOptions: SHOW,
		description: 'What was ticked on the page',
	},
	{
		displayName: 'Action',
		name: 'action',
		type: 'string',
		default: '',
		displayOptions: SHOW,
		description: 'What was chosen on the page, in its words',
	},
	{
		displayName: 'Person',
		name: 'person',
		type: 'string',
		default: '',
		displayOptions: SHOW,
		description: 'Who decides',
	},
	{
		displayName: 'Reason',
		name: 'reason',
		type: 'string',
		default: '',
		displayOptions: SHOW,
		description: 'Why',
	},
];

/** One item for each record that the action changes: the row to write, the state it must still be in, the audit's words. */
export async function execute(this: IExecuteFunctions): Promise<ItemResult[]> {
	const text = (name: string) => String(this.getNodeParameter(name, 0, '') ?? '');
	const rows = jsonParameter<ParkedRow[]>(this, 'rows', '[]');
	const answer = {
		records: jsonParameter<string[]>(this, 'records', '[]'),
		action: text('action'),
		person: text('person'),
		reason: text('reason'),
	};
	const result = await settle(async () => decide(rows, answer, new Date().toISOString()));
	return [{ itemIndex: 0, result }];
}
