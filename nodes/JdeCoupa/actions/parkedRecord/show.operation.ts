import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import type { ItemResult } from '../../../../lib/node/operation';
import { asFormText, page } from '../../model/parked/page';
import type { TrailRow } from '../../model/parked/page';
import type { ParkedRow } from '../../model/parked/rows';
import { jsonParameter } from '../parameters';

const SHOW = { show: { resource: ['parkedRecord'], operation: ['show'] } };

export const description: INodeProperties[] = [
	{
		displayName: 'Records',
		name: 'records',
		type: 'json',
		default: '[]',
		displayOptions: SHOW,
		description: "Rows of the table 'jde_coupa_parked', as List gave them",
	},
	{
		displayName: 'Trail',
		name: 'trail',
		type: 'json',
		default: '={{ $input.all().map((item) => item.json) }}',
		displayOptions: SHOW,
		description: "Rows of the table 'jde_coupa_audit' that speak of these records",
	},
];

/** One item: the elements of a form page that shows the records and asks what to do, as the text that n8n takes. */
export async function execute(this: IExecuteFunctions): Promise<ItemResult[]> {
	const records = jsonParameter<Array<ParkedRow & { found?: number }>>(this, 'records', '[]');
	const elements = page(records, {
		found: Number(records[0]?.found ?? records.length),
		trail: jsonParameter<TrailRow[]>(this, 'trail', '[]'),
		now: new Date().toISOString(),
	});
	return [{ itemIndex: 0, result: { ok: true, value: [{ form: asFormText(elements) }] } }];
}
