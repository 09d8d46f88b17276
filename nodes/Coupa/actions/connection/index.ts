import type { INodeProperties } from 'n8n-workflow';

import type { Operation } from '../../../../lib/node/operation';
import * as check from './check.operation';

export const operations: Record<string, Operation> = { check };

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
		],
		default: 'check',
		description: 'What to do with the connection',
	},
	...check.description,
];
