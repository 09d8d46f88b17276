import type { INodeProperties } from 'n8n-workflow';

import * as buildInvoiceLines from './buildInvoiceLines.operation';

export { buildInvoiceLines };

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
		],
		default: 'buildInvoiceLines',
	},
	...buildInvoiceLines.description,
];
