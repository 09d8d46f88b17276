import type { INodeProperties } from 'n8n-workflow';

import type { Operation } from '../../../../lib/node/operation';
import * as call from './call.operation';

export const customCallOperations: Record<string, Operation> = { call };

export const customCallDescription: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['customCall'] } },
		options: [
			{
				name: 'Call',
				value: 'call',
				action: 'Call any AIS service',
				description: 'Call any other service of the AIS Server with the session of the credential',
			},
		],
		default: 'call',
	},
	...call.description,
];
