import type { INodeProperties } from 'n8n-workflow';

import * as applyCrosswalk from './applyCrosswalk.operation';
import * as mapFields from './mapFields.operation';

export { applyCrosswalk, mapFields };

export const mappingDescription: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['mapping'] } },
		options: [
			{
				name: 'Apply Crosswalk',
				value: 'applyCrosswalk',
				action: 'Apply crosswalk to records',
				description: 'Replace codes of the one system by those of the other, from a table',
			},
			{
				name: 'Map Fields',
				value: 'mapFields',
				action: 'Map fields of records',
				description: 'Build documents for the target system by a table of rows',
			},
		],
		default: 'mapFields',
	},
	...mapFields.description,
	...applyCrosswalk.description,
];
