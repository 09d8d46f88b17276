import type { INodeProperties } from 'n8n-workflow';

import * as endChecks from './endChecks.operation';
import * as findDifferences from './findDifferences.operation';
import * as setUp from './setUp.operation';

export { endChecks, findDifferences, setUp };

export const checkDescription: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['check'] } },
		options: [
			{
				name: 'Check Set-Up',
				value: 'setUp',
				action: 'Check set up',
				description: 'Prove what can be proved before the first document is posted',
			},
			{
				name: 'End Checks',
				value: 'endChecks',
				action: 'End checks',
				description: 'Fail where a person has something to look at, else return the counts',
			},
			{
				name: 'Find Differences',
				value: 'findDifferences',
				action: 'Find differences',
				description: 'Compare what both systems have, and say what a person has to look at',
			},
		],
		default: 'setUp',
	},
	...setUp.description,
	...endChecks.description,
	...findDifferences.description,
];
