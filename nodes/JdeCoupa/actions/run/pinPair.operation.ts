import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { fail, settle } from '../../../../lib/failure';
import type { ItemResult } from '../../../../lib/node/operation';
import { pinPair } from '../../model/pinPair';
import type { FlowState } from '../../model/planStep';
import { jsonParameter, listParameter } from '../parameters';

const SHOW = { show: { resource: ['run'], operation: ['pinPair'] } };

export const description: INodeProperties[] = [
	{
		displayName: 'Flows',
		name: 'flows',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. suppliers, purchaseOrders',
		displayOptions: SHOW,
		description: 'Names of the flows, separated by commas',
	},
	{
		displayName: 'State Rows',
		name: 'stateRows',
		type: 'json',
		default: '[]',
		displayOptions: SHOW,
		description: 'The rows of the state table',
	},
	{
		displayName: 'JDE Connection',
		name: 'jdeConnection',
		type: 'string',
		required: true,
		default: '',
		displayOptions: SHOW,
		description: "What JDE AIS calls 'connectedTo': environment and server",
	},
	{
		displayName: 'Coupa Host',
		name: 'coupaHost',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. example.coupahost.com',
		displayOptions: SHOW,
		description: 'Host of the Coupa instance',
	},
	{
		displayName: 'Proved Currencies',
		name: 'currencies',
		type: 'string',
		default: '',
		placeholder: 'e.g. USD, JPY',
		displayOptions: SHOW,
		description: 'Currencies in which documents may be posted, separated by commas, as Check Set-Up found',
	},
];

/** One row for each flow, to be written by its name. */
export async function execute(this: IExecuteFunctions): Promise<ItemResult[]> {
	const text = (name: string) => String(this.getNodeParameter(name, 0, '')).trim();
	const result = await settle(async () => {
		const pair = {
			jdeConnection: text('jdeConnection'),
			coupaHost: text('coupaHost'),
			currencies: listParameter(this, 'currencies'),
		};
		if (pair.jdeConnection === '' || pair.coupaHost === '') noPair();
		const rows = jsonParameter<FlowState[]>(this, 'stateRows', '[]');
		return pinPair(listParameter(this, 'flows'), rows, pair, new Date().toISOString());
	});
	return [{ itemIndex: 0, result }];
}

function noPair(): never {
	fail({
		code: 'PAIR_INCOMPLETE',
		category: 'configuration',
		message: 'The pair of JD Edwards environment and Coupa host is not known',
		description: 'Connect the nodes that check both connections before this one',
	});
}
