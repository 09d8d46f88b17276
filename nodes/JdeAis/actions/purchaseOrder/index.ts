import type { INodeProperties } from 'n8n-workflow';

import { purchaseOrderKind } from '../../model/documents/purchaseOrder';
import type { OrderRules } from '../../model/documents/purchaseOrder';
import { documentMenu } from '../shared/documentMenu';
import { documentOperations } from '../shared/documents';
import type { DocumentResource } from '../shared/documents';
import { COMPANIES_OPTION, codesOf, scopeFrom, sinceOption, typesOption } from '../shared/scopeOptions';

const CANCELLED = '980/999';
const PRICE_DECIMALS = 6;

export const purchaseOrderResource: DocumentResource<OrderRules> = {
	resource: 'purchaseOrder',
	kind: purchaseOrderKind,
	plural: 'purchase orders',
	label: 'Order',
	keyName: 'orderKey',
	example: '00001-OP-4500-000',
	madeOf: 'order company, order type, order number and suffix, joined by hyphens',
	options: [
		{
			displayName: 'Cancelled Statuses',
			name: 'cancelledStatuses',
			type: 'string',
			default: CANCELLED,
			description:
				'Statuses of a cancelled line, as last/next (980/999) or the last alone (980), separated by commas; its row stays in F4311',
		},
		COMPANIES_OPTION,
		typesOption('', 'Order types (F4301.DCTO) that are read, such as OP; empty reads all'),
		{
			displayName: 'Include Accounts',
			name: 'includeAccounts',
			type: 'boolean',
			default: false,
			description: "Whether to add the Account Master row (F0901) of each line's account",
		},
		{
			displayName: 'Include Receipts',
			name: 'includeReceipts',
			type: 'boolean',
			default: false,
			description:
				'Whether to add the receipts (F43121) of each line; a changed receipt then marks its order as changed',
		},
		sinceOption('order date (F4301.TRDJ)'),
		{
			displayName: 'Price Decimals',
			name: 'priceDecimals',
			type: 'number',
			typeOptions: { minValue: 0, maxValue: 10 },
			default: PRICE_DECIMALS,
			description: 'Digits behind the point of the unit price, which is extended amount by ordered quantity',
		},
	],
	rulesOf: (options) => ({
		...scopeFrom(options, ''),
		cancelledStatuses: codesOf(options, 'cancelledStatuses', CANCELLED),
		priceDecimals: Number(options.priceDecimals ?? PRICE_DECIMALS),
		includeAccounts: options.includeAccounts === true,
		includeReceipts: options.includeReceipts === true,
	}),
};

export const purchaseOrderOperations = documentOperations(purchaseOrderResource);

export const purchaseOrderDescription: INodeProperties[] = documentMenu(
	purchaseOrderResource,
	purchaseOrderOperations,
	{
		one: 'One purchase order with its lines, unit prices and accounts',
		changed: 'Purchase orders of which the header or a line changed since a time',
	},
);
