import type { INodeProperties } from 'n8n-workflow';

import * as buildInvoiceLines from './buildInvoiceLines.operation';
import * as buildOrder from './buildOrder.operation';
import * as buildPayments from './buildPayments.operation';
import * as checkScope from './checkScope.operation';

export { buildInvoiceLines, buildOrder, buildPayments, checkScope };

export const documentDescription: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['document'] } },
		options: [
			{
				name: 'Build Invoice Lines',
				value: 'buildInvoiceLines',
				action: 'Build invoice lines of vouchers',
				description: 'Turn the G/L distribution and the taxes of a voucher into lines that add up',
			},
			{
				name: 'Build Order',
				value: 'buildOrder',
				action: 'Build orders',
				description:
					'Decide by the statuses of its lines whether an order is written, cancelled, closed or left',
			},
			{
				name: 'Build Payments',
				value: 'buildPayments',
				action: 'Build payments of vouchers',
				description: 'Turn the posted payments of a voucher, voids included, into payments on its invoice',
			},
			{
				name: 'Check Scope',
				value: 'checkScope',
				action: 'Check scope of documents',
				description:
					'Leave out what is older than go-live, belongs to others or came from Coupa, with the reason',
			},
		],
		default: 'buildInvoiceLines',
	},
	...buildInvoiceLines.description,
	...buildOrder.description,
	...buildPayments.description,
	...checkScope.description,
];
