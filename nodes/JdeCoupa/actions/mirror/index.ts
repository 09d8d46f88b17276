import type { INodeProperties } from 'n8n-workflow';

import * as buildReports from './buildReports.operation';
import * as endMirror from './endMirror.operation';
import * as planMirror from './planMirror.operation';

export { buildReports, endMirror, planMirror };

export const mirrorDescription: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['mirror'] } },
		options: [
			{
				name: 'Build Reports',
				value: 'buildReports',
				action: 'Build reports of a mirror',
				description: 'Put what is told and resolved under the integration runs that were opened for it',
			},
			{
				name: 'End',
				value: 'endMirror',
				action: 'End mirror',
				description: 'Fail where Coupa did not take something, else return the counts',
			},
			{
				name: 'Plan',
				value: 'planMirror',
				action: 'Plan mirror',
				description: 'Compare what stands parked with what Coupa was told, and say what is missing there',
			},
		],
		default: 'planMirror',
	},
	...buildReports.description,
	...endMirror.description,
	...planMirror.description,
];
