import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import { settle } from '../../../../lib/failure';
import { localTime } from '../../../../lib/zones';
import { decideOrder } from '../../model/order/decideOrder';
import type { OrderRules, StatusRule } from '../../model/order/decideOrder';
import { textOf } from '../../model/text';
import { failedItem, refuse, skippedItem } from '../leftOut';
import { zoneParameter } from '../parameters';

const displayOptions = { show: { resource: ['document'], operation: ['buildOrder'] } };

export const description: INodeProperties[] = [
	{
		displayName: 'Statuses',
		name: 'statuses',
		type: 'fixedCollection',
		placeholder: 'Add Status',
		typeOptions: { multipleValues: true, sortable: true },
		default: { rule: [{ statuses: '980/*', state: 'cancelled' }] },
		displayOptions,
		description:
			'What the last and next status of an order line mean at this site; the first row that fits counts, and an order with another status is parked',
		options: [
			{
				displayName: 'Status',
				name: 'rule',
				values: [
					{
						displayName: 'Last/Next',
						name: 'statuses',
						type: 'string',
						default: '',
						placeholder: 'e.g. 280/400, 400/*',
						description: 'Last and next status, several separated by commas; * stands for anything',
					},
					{
						displayName: 'Means',
						name: 'state',
						type: 'options',
						options: [
							{ name: 'Cancelled', value: 'cancelled', description: 'The line is not to be delivered' },
							{ name: 'Closed', value: 'closed', description: 'Nothing more happens to the line' },
							{ name: 'Open', value: 'open', description: 'The line is approved' },
							{ name: 'Pending', value: 'pending', description: 'The line is not approved yet' },
							{ name: 'Received', value: 'received', description: 'The line is delivered, not closed' },
						],
						default: 'open',
						description: 'What becomes of the line',
					},
				],
			},
		],
	},
	{
		displayName: 'PO Number',
		name: 'poNumberTemplate',
		type: 'string',
		required: true,
		default: '{company}-{type}-{number}[-{suffix}]',
		displayOptions,
		description:
			'Number of the order in Coupa, at most 20 characters; the part in brackets only where the order has a suffix',
	},
	{
		displayName: 'Close After (Days)',
		name: 'closeDelayDays',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 30,
		displayOptions,
		description: 'Days that a closed order stays open in Coupa, for invoices that are still to come',
	},
	{
		displayName: 'Time Zone',
		name: 'timeZone',
		type: 'string',
		default: 'UTC',
		placeholder: 'e.g. America/New_York',
		displayOptions,
		description: 'IANA name of the zone whose calendar day is today',
	},
];

/** Two outputs: orders, each with what to do with it in `order.action`, and what is left out. What is no order is dropped. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const read = await settle(async () => rulesOf(context));
	if (!read.ok) return refuse(context, read.failure, 2);
	const rules = read.value;
	const orders: INodeExecutionData[] = [];
	const leftOut: INodeExecutionData[] = [];
	for (const [item, { json }] of context.getInputData().entries()) {
		const key = textOf(json.key);
		if (key === '') continue;
		const decided = await settle(async () => decideOrder(json, rules));
		if (!decided.ok) leftOut.push(failedItem(item, json, decided.failure));
		else if (decided.value.action === 'skip') {
			leftOut.push(skippedItem(item, { type: 'purchase order', key }, json, decided.value));
		} else {
			const { watch } = decided.value;
			orders.push({ json: { ...json, order: decided.value, watch }, pairedItem: { item } });
		}
	}
	return [orders, leftOut];
}

function rulesOf(context: IExecuteFunctions): OrderRules {
	const { rule = [] } = context.getNodeParameter('statuses', 0, {}) as { rule?: StatusRule[] };
	return {
		statuses: rule,
		poNumberTemplate: String(context.getNodeParameter('poNumberTemplate', 0)).trim(),
		closeDelayDays: context.getNodeParameter('closeDelayDays', 0) as number,
		today: localTime(Date.now(), zoneParameter(context)).slice(0, 10),
	};
}
