import type { INodeProperties } from 'n8n-workflow';

import type { Operation } from '../../../../lib/node/operation';
import * as get from './get.operation';
import * as getAll from './getAll.operation';
import * as getChanged from './getChanged.operation';

export const supplierOperations: Record<string, Operation> = { get, getAll, getChanged };

export const supplierDescription: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['supplier'] } },
		options: [
			{
				name: 'Get',
				value: 'get',
				action: 'Get supplier',
				description: 'One supplier with names, address in force, phones, e-mail addresses and payees',
			},
			{
				name: 'Get Changed',
				value: 'getChanged',
				action: 'Get changed suppliers',
				description:
					'Suppliers of which any part changed since a time, an address that became effective included',
			},
			{
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many suppliers',
				description: 'Suppliers in number order, or a list of them',
			},
		],
		default: 'getAll',
	},
	...Object.values(supplierOperations).flatMap(({ description }) => description),
];
