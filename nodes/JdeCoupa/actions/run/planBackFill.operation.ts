import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import type { ItemResult } from '../../../../lib/node/operation';
import { planBackFill } from '../../model/backFill';
import type { FlowState } from '../../model/planStep';
import { jsonParameter } from '../parameters';

const SHOW = { show: { resource: ['run'], operation: ['planBackFill'] } };

export const description: INodeProperties[] = [
	{
		displayName: 'State Rows',
		name: 'stateRows',
		type: 'json',
		default: '={{ $input.all().map((item) => item.json) }}',
		displayOptions: SHOW,
		description: "Rows of the table 'jde_coupa_state'",
	},
	{
		displayName: 'Flow',
		name: 'flow',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. suppliers',
		displayOptions: SHOW,
		description: 'Name of the flow, as it stands in the tables',
	},
	{
		displayName: 'From',
		name: 'from',
		type: 'string',
		default: '',
		placeholder: 'e.g. 2026-01-31',
		displayOptions: SHOW,
		description: 'First day whose changes are read again; empty reads everything',
	},
	{
		displayName: 'Requests per Second',
		name: 'requestsPerSecond',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 25 },
		default: 5,
		displayOptions: SHOW,
		description: 'Share of the rate that the flow may take meanwhile; 0 for all it may take otherwise',
	},
	{
		displayName: 'Person',
		name: 'person',
		type: 'string',
		default: '',
		displayOptions: SHOW,
		description: 'Who asks for it',
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

/** One item: what to write to the flow's row, the lease it must still have, and the decision in words. */
export async function execute(this: IExecuteFunctions): Promise<ItemResult[]> {
	const text = (name: string) => String(this.getNodeParameter(name, 0, '') ?? '').trim();
	const wish = {
		flow: text('flow'),
		from: text('from').slice(0, 10),
		requestsPerSecond: Number(this.getNodeParameter('requestsPerSecond', 0, 5)),
		person: text('person'),
		reason: text('reason'),
	};
	const states = jsonParameter<FlowState[]>(this, 'stateRows', '[]');
	const value = [planBackFill(states, wish, new Date().toISOString())];
	return [{ itemIndex: 0, result: { ok: true, value } }];
}
