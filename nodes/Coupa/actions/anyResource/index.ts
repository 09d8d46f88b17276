import type { INodeProperties } from 'n8n-workflow';

import type { Operation } from '../../../../lib/node/operation';
import * as create from './create.operation';
import * as get from './get.operation';
import * as getAll from './getAll.operation';
import * as update from './update.operation';
import * as upsert from './upsert.operation';

export const operations: Record<string, Operation> = { create, get, getAll, update, upsert };

export const description: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['anyResource'] } },
		options: [
			{
				name: 'Create',
				value: 'create',
				action: 'Create record',
				description: 'Create a new record',
			},
			{
				name: 'Create or Update',
				value: 'upsert',
				action: 'Create or update record',
				description: 'Create a new record, or update the current one if it already exists (upsert)',
			},
			{
				name: 'Get',
				value: 'get',
				action: 'Get record',
				description: 'Retrieve one record',
			},
			{
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many records',
				description: 'Retrieve a list of records',
			},
			{
				name: 'Update',
				value: 'update',
				action: 'Update record',
				description: 'Write the differing fields of a record that exists',
			},
		],
		default: 'upsert',
		description: 'What to do with the record',
	},
	...Object.values(operations).flatMap((operation) => operation.description),
];
