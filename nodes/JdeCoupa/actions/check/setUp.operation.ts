import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { settle } from '../../../../lib/failure';
import type { ItemResult } from '../../../../lib/node/operation';
import { checkSetUp } from '../../model/setUp/checkSetUp';
import type { Readings } from '../../model/setUp/checkSetUp';
import { jsonParameter, listParameter } from '../parameters';

const SHOW = { show: { resource: ['check'], operation: ['setUp'] } };

export const description: INodeProperties[] = [
	{
		displayName: 'Flows',
		name: 'flows',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. suppliers, apInvoices',
		displayOptions: SHOW,
		description: 'The flows in use, separated by commas: only what they need is checked',
	},
	{
		displayName: 'Companies',
		name: 'companies',
		type: 'string',
		default: '',
		placeholder: 'e.g. 00001, 00070',
		displayOptions: SHOW,
		description: 'Companies of which documents must be seen, separated by commas; empty is any',
	},
	{
		displayName: 'Origin Column',
		name: 'originColumn',
		type: 'string',
		default: 'URRF',
		displayOptions: SHOW,
		description: 'Column of F0411 that holds the ID of an invoice from Coupa',
	},
	{
		displayName: 'PO Number',
		name: 'poNumberTemplate',
		type: 'string',
		default: '{company}-{type}-{number}[-{suffix}]',
		displayOptions: SHOW,
		description: 'Number of an order in Coupa, as the flow of orders makes it',
	},
	{
		displayName: 'Currencies Compared by Eye',
		name: 'comparedByEye',
		type: 'string',
		default: '',
		placeholder: 'e.g. JPY',
		displayOptions: SHOW,
		description:
			'Currencies of which a person compared the amounts here with those on the screens of JD Edwards, separated by commas',
	},
	{
		displayName: 'Readings',
		name: 'readings',
		type: 'json',
		default: '{}',
		displayOptions: SHOW,
		description: "What was read, by name; template 'setup' shows how",
	},
];

/** One item: the checks, and the currencies that are proved. Fails where a check did. */
export async function execute(this: IExecuteFunctions): Promise<ItemResult[]> {
	const text = (name: string) => String(this.getNodeParameter(name, 0, '')).trim();
	const result = await settle(async () => {
		const done = await checkSetUp(jsonParameter<Readings>(this, 'readings', '{}'), {
			flows: listParameter(this, 'flows'),
			companies: listParameter(this, 'companies').map((company) => company.padStart(5, '0')),
			originColumn: text('originColumn'),
			poNumberTemplate: text('poNumberTemplate'),
			comparedByEye: listParameter(this, 'comparedByEye'),
		});
		return [{ ...done }];
	});
	return [{ itemIndex: 0, result }];
}
