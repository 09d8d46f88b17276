import type { INodeProperties } from 'n8n-workflow';

import * as checkCloseCalendar from './checkCloseCalendar.operation';
import * as checkGlDate from './checkGlDate.operation';

export { checkCloseCalendar, checkGlDate };

export const calendarDescription: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['calendar'] } },
		options: [
			{
				name: 'Check Close Calendar',
				value: 'checkCloseCalendar',
				action: 'Check close calendar',
				description: 'Decide whether a flow is due, not due or frozen, why, and when it is due next',
			},
			{
				name: 'Check G/L Date',
				value: 'checkGlDate',
				action: 'Check G/L date of records',
				description: 'Find the date a record may be posted under in JD Edwards',
			},
		],
		default: 'checkCloseCalendar',
	},
	...checkCloseCalendar.description,
	...checkGlDate.description,
];
