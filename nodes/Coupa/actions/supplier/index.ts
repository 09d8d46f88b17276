import type { INodeProperties } from 'n8n-workflow';

import type { Operation } from '../../../../lib/node/operation';
import * as checkReferences from './checkReferences.operation';
import * as create from './create.operation';
import * as get from './get.operation';
import * as getAll from './getAll.operation';
import * as update from './update.operation';
import * as upsert from './upsert.operation';

export const operations: Record<string, Operation> = {
	checkReferences,
	create,
	get,
	getAll,
	update,
	upsert,
};

export const description: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['supplier'] } },
		options: [
			{
				name: 'Check References',
				value: 'checkReferences',
				action: 'Check references of supplier',
				description: 'Look up everything that a supplier refers to, and write nothing',
			},
			{
				name: 'Create',
				value: 'create',
				action: 'Create supplier',
				description: 'Create a new supplier',
			},
			{
				name: 'Create or Update',
				value: 'upsert',
				action: 'Create or update supplier',
				description: 'Create a new record, or update the current one if it already exists (upsert)',
			},
			{
				name: 'Get',
				value: 'get',
				action: 'Get supplier',
				description: 'Retrieve one supplier',
			},
			{
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many suppliers',
				description: 'Retrieve a list of suppliers',
			},
			{
				name: 'Update',
				value: 'update',
				action: 'Update supplier',
				description: 'Write the differing fields of a supplier that exists',
			},
		],
		default: 'upsert',
		description: 'What to do with the supplier',
	},
	...Object.values(operations).flatMap((operation) => operation.description),
];
