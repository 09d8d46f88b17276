import type { INodeProperties } from 'n8n-workflow';

import type { Operation } from '../../../../lib/node/operation';
import * as check from './check.operation';
import * as checkCustomField from './checkCustomField.operation';

export const operations: Record<string, Operation> = { check, checkCustomField };

export const description: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['connection'] } },
		options: [
			{
				name: 'Check',
				value: 'check',
				action: 'Check connection',
				description: 'Show which Coupa instance the credential leads to and what it may read',
			},
			{
				name: 'Check Custom Field',
				value: 'checkCustomField',
				action: 'Check custom field',
				description: 'Try on one invoice whether Coupa keeps what the API writes into a custom field',
			},
		],
		default: 'check',
		description: 'What to do with the connection',
	},
	...check.description,
	...checkCustomField.description,
];
