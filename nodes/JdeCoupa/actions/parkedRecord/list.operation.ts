import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import type { ItemResult } from '../../../../lib/node/operation';
import { chosenRows } from '../../model/parked/rows';
import type { ParkedRow } from '../../model/parked/rows';
import { jsonParameter } from '../parameters';

const SHOW = { show: { resource: ['parkedRecord'], operation: ['list'] } };

export const description: INodeProperties[] = [
	{
		displayName: 'Rows',
		name: 'rows',
		type: 'json',
		default: '={{ $input.all().map((item) => item.json) }}',
		displayOptions: SHOW,
		description: "Rows of the table 'jde_coupa_parked'",
	},
	{
		displayName: 'Flow',
		name: 'flow',
		type: 'string',
		default: '',
		placeholder: 'e.g. suppliers',
		displayOptions: SHOW,
		description: 'Name of the flow, as it stands in the tables; empty for all',
	},
	{
		displayName: 'Reason',
		name: 'reason',
		type: 'string',
		default: '',
		placeholder: 'e.g. reference',
		displayOptions: SHOW,
		description: 'Category, code, or what a record waits for; empty for all',
	},
	{
		displayName: 'Key',
		name: 'key',
		type: 'string',
		default: '',
		placeholder: 'e.g. 4343',
		displayOptions: SHOW,
		description: 'Key of one record; empty for all',
	},
	{
		displayName: 'Minimum Days',
		name: 'minimumDays',
		type: 'number',
		default: 0,
		displayOptions: SHOW,
		description: 'Only records that were parked first at least so many days ago',
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50,
		displayOptions: SHOW,
		description: 'Max number of results to return',
	},
];

/** The records that fit, oldest first, each with the number of all that fit as `found`. */
export async function execute(this: IExecuteFunctions): Promise<ItemResult[]> {
	const text = (name: string) => String(this.getNodeParameter(name, 0, '') ?? '').trim();
	const filter = {
		flow: text('flow'),
		reason: text('reason'),
		key: text('key'),
		minimumDays: Number(this.getNodeParameter('minimumDays', 0, 0)) || 0,
	};
	const rows = chosenRows(jsonParameter<ParkedRow[]>(this, 'rows', '[]'), filter, new Date().toISOString());
	const limit = Number(this.getNodeParameter('limit', 0, 50));
	const value = rows.slice(0, limit).map((row) => ({ ...(row as IDataObject), found: rows.length }));
	return [{ itemIndex: 0, result: { ok: true, value } }];
}
