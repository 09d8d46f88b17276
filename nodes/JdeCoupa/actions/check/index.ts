import type { INodeProperties } from 'n8n-workflow';

import * as setUp from './setUp.operation';

export { setUp };

export const checkDescription: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['check'] } },
		options: [
			{
				name: 'Check Set-Up',
				value: 'setUp',
				action: 'Check set up',
				description: 'Prove what can be proved before the first document is posted',
			},
		],
		default: 'setUp',
	},
	...setUp.description,
];
