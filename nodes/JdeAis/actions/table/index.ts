import type { INodeProperties } from 'n8n-workflow';

import type { Operation } from '../../../../lib/node/operation';
import * as aggregate from './aggregate.operation';
import * as count from './count.operation';
import { conditionsField, groupsField, matchField, tableField, targetTypeField } from './fields';
import * as getAll from './getAll.operation';
import * as getChanged from './getChanged.operation';

export const tableOperations: Record<string, Operation> = { aggregate, count, getAll, getChanged };

/** Options stand at the end, behind the conditions that the operations share. */
const own = Object.values(tableOperations).flatMap(({ description }) => description);
const isOptions = ({ name }: INodeProperties) => name === 'options';

export const tableDescription: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['table'] } },
		options: [
			{
				name: 'Aggregate',
				value: 'aggregate',
				action: 'Aggregate table rows',
				description: 'Sum, average, minimum, maximum or count of rows by groups',
			},
			{
				name: 'Count',
				value: 'count',
				action: 'Count table rows',
				description: 'How many rows the user of the credential can see, and when the newest was changed',
			},
			{
				name: 'Get Changed',
				value: 'getChanged',
				action: 'Get changed table rows',
				description: 'Rows that were changed since a time, a chunk at a time',
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
	targetTypeField,
	tableField,
	...own.filter((field) => !isOptions(field)),
	matchField,
	conditionsField,
	groupsField,
	...own.filter(isOptions),
];
