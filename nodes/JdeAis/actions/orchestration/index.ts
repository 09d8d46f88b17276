import type { INodeProperties } from 'n8n-workflow';

import type { Operation } from '../../../../lib/node/operation';
import { orchestrationField } from './fields';
import * as get from './get.operation';
import * as getAll from './getAll.operation';
import * as run from './run.operation';

export const orchestrationOperations: Record<string, Operation> = { get, getAll, run };

export const orchestrationDescription: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['orchestration'] } },
		options: [
			{
				name: 'Get',
				value: 'get',
				action: 'Get orchestration',
				description: 'The definition of one orchestration: inputs, outputs, input format',
			},
			{
				name: 'Get Many',
				value: 'getAll',
				action: 'Get many orchestrations',
				description: 'The definitions of the orchestrations that the user may see',
			},
			{
				name: 'Run',
				value: 'run',
				action: 'Run orchestration',
				description: 'Run an orchestration once for each item; it is never repeated by itself',
			},
		],
		default: 'run',
	},
	orchestrationField,
	...run.description,
	...get.description,
	...getAll.description,
];
