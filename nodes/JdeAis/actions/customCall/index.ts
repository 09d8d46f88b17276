import type { INodeProperties } from 'n8n-workflow';

import type { Operation } from '../../../../lib/node/operation';
import * as send from './send.operation';

export const customCallOperations: Record<string, Operation> = { send };

export const customCallDescription: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['customCall'] } },
		options: [
			{
				name: 'Send',
				value: 'send',
				action: 'Send custom API call',
				description: 'Send any call to the AIS Server with the session of the credential',
			},
		],
		default: 'send',
	},
	...send.description,
];
