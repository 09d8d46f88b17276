import type { INodeProperties } from 'n8n-workflow';

import type { Operation } from '../../../../lib/node/operation';
import { waitField } from './fields';
import * as getStatus from './getStatus.operation';
import * as submit from './submit.operation';

export const reportOperations: Record<string, Operation> = { getStatus, submit };

export const reportDescription: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['report'] } },
		options: [
			{
				name: 'Get Status',
				value: 'getStatus',
				action: 'Get report status',
				description: 'How far a submitted job is, or wait until it is done',
			},
			{
				name: 'Submit',
				value: 'submit',
				action: 'Submit report',
				description: 'Submit a batch program (UBE) once for each item, and wait for it if wanted',
			},
		],
		default: 'submit',
	},
	...submit.description.slice(0, -1),
	...getStatus.description.slice(0, -1),
	waitField,
	...submit.description.slice(-1),
	...getStatus.description.slice(-1),
];
