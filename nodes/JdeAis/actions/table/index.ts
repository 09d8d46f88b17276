import type { INodeProperties } from 'n8n-workflow';

import type { Operation } from '../../../../lib/node/operation';
import * as count from './count.operation';
import { conditionsField, matchField, tableField } from './fields';
import * as getAll from './getAll.operation';

export const tableOperations: Record<string, Operation> = { count, getAll };

export const tableDescription: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['table'] } },
		options: [
			{
				name: 'Count',
				value: 'count',
				action: 'Count table rows',
				description: 'How many rows the user of the credential can see, and when the newest was changed',
			},
			{
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many table rows',
				description: 'Read the rows of any table that match conditions',
			},
		],
		default: 'getAll',
	},
	tableField,
	...getAll.description,
	matchField,
	conditionsField,
	...count.description,
];
