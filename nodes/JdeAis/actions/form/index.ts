import type { INodeProperties } from 'n8n-workflow';

import type { Operation } from '../../../../lib/node/operation';
import { formFields } from './fields';
import * as read from './read.operation';
import * as write from './write.operation';

export const formOperations: Record<string, Operation> = { read, write };

export const formDescription: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['form'] } },
		options: [
			{
				name: 'Read',
				value: 'read',
				action: 'Read form',
				description: 'Open a form and give its fields and rows',
			},
			{
				name: 'Write',
				value: 'write',
				action: 'Write form',
				description: 'Fill a form in and press its buttons, once for each item',
			},
		],
		default: 'read',
	},
	...formFields,
	...write.description,
	...read.description,
];
