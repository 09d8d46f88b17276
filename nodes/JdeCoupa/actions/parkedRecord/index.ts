import type { INodeProperties } from 'n8n-workflow';

import * as decide from './decide.operation';
import * as leaveOut from './leaveOut.operation';
import * as list from './list.operation';
import * as show from './show.operation';

export { decide, leaveOut, list, show };

export const parkedRecordDescription: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['parkedRecord'] } },
		options: [
			{
				name: 'Decide',
				value: 'decide',
				action: 'Decide on parked records',
				description: 'Turn what a person chose on the page into rows to write',
			},
			{
				name: 'Leave Out',
				value: 'leaveOut',
				action: 'Leave out settled records',
				description: 'Keep documents from being posted that a person linked or dismissed as they are',
			},
			{
				name: 'List',
				value: 'list',
				action: 'List parked records',
				description: 'Choose rows of the parked table by flow, reason, key and age',
			},
			{
				name: 'Show',
				value: 'show',
				action: 'Show parked records',
				description: 'Make the form page that shows records with their trail and asks what to do',
			},
		],
		default: 'list',
	},
	...decide.description,
	...leaveOut.description,
	...list.description,
	...show.description,
];
