import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import { settle } from '../../../../lib/failure';
import type { ItemResult } from '../../../../lib/node/operation';
import { glDate } from '../../model/calendar/periods';
import { valueAt } from '../../model/paths';
import { textOf } from '../../model/text';
import { jsonParameter } from '../parameters';

const SHOW = { show: { resource: ['calendar'], operation: ['checkGlDate'] } };

export const description: INodeProperties[] = [
	{
		displayName: 'Date Field',
		name: 'dateField',
		type: 'string',
		required: true,
		default: 'invoice-date',
		displayOptions: SHOW,
		description: 'Field of the record with the date it should be posted under; dots step into objects',
	},
	{
		displayName: 'Company Field',
		name: 'companyField',
		type: 'string',
		required: true,
		default: 'company',
		displayOptions: SHOW,
		description: 'Field of the record with the JD Edwards company',
	},
	{
		displayName: 'Key Field',
		name: 'keyField',
		type: 'string',
		default: 'invoice-number',
		displayOptions: SHOW,
		description: 'Field of the record that names it in messages',
	},
	{
		displayName: 'Periods',
		name: 'periods',
		type: 'json',
		default: '[]',
		displayOptions: SHOW,
		description: "Companies with their open periods, as 'JDE AIS: Company' gives them",
	},
	{
		displayName: 'When Closed',
		name: 'whenClosed',
		type: 'options',
		options: [
			{
				name: 'First Open Day',
				value: 'firstOpenDay',
				description: 'Post under the first day of the current period, with a note for the audit',
			},
			{ name: 'Park', value: 'park', description: 'Send the record to the error output as period-closed' },
		],
		default: 'firstOpenDay',
		displayOptions: SHOW,
		description: 'What to do with a date in no open A/P period of its company',
	},
];

/** Each record with `glDate`: the date to post it under, and whether and why it was moved. */
export async function execute(this: IExecuteFunctions, items: INodeExecutionData[]): Promise<ItemResult[]> {
	const text = (name: string) => String(this.getNodeParameter(name, 0, '')).trim();
	const periods = jsonParameter<IDataObject[]>(this, 'periods', '[]');
	const [dateField, companyField, keyField] = ['dateField', 'companyField', 'keyField'].map(text);
	const whenClosed = text('whenClosed') as 'firstOpenDay' | 'park';
	const results: ItemResult[] = [];
	for (const [itemIndex, { json }] of items.entries()) {
		const at = (path: string) => textOf(valueAt(json, path));
		const result = await settle(async () => [
			{ ...json, glDate: glDate(at(dateField), at(companyField), periods, whenClosed, at(keyField)) },
		]);
		results.push({ itemIndex, result });
	}
	return results;
}
