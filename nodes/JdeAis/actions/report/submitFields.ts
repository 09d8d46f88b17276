import type { INodeProperties } from 'n8n-workflow';

import { waitOptions } from './fields';

const displayOptions = { show: { resource: ['report'], operation: ['submit'] } };

function valuesField(displayName: string, name: string, idIs: string, description: string): INodeProperties {
	return {
		displayName,
		name,
		type: 'fixedCollection',
		placeholder: 'Add Value',
		typeOptions: { multipleValues: true },
		default: {},
		displayOptions,
		description,
		options: [
			{
				displayName: 'Value',
				name: 'value',
				values: [
					{
						displayName: 'ID',
						name: 'id',
						type: 'string',
						default: '',
						placeholder: 'e.g. 2',
						description: idIs,
					},
					{
						displayName: 'Value',
						name: 'value',
						type: 'string',
						default: '',
						description: 'Text, number or ISO date (YYYY-MM-DD)',
					},
				],
			},
		],
	};
}

export const submitFields: INodeProperties[] = [
	{
		displayName: 'Report',
		name: 'reportName',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. R04424',
		displayOptions,
		description: 'Object name of the batch program (UBE)',
	},
	{
		displayName: 'Version',
		name: 'reportVersion',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. XJDE0001',
		displayOptions,
		description: 'Version of the report to run',
	},
	valuesField(
		'Processing Options',
		'processingOptions',
		'Number of the processing option',
		'Processing options that differ from those of the version',
	),
	valuesField(
		'Report Interconnects',
		'interconnects',
		'ID of the report interconnect',
		'Values for the report interconnect, instead of processing options',
	),
	{
		displayName: 'Data Selection (JSON)',
		name: 'dataSelection',
		type: 'json',
		default: '{}',
		displayOptions,
		description:
			"Data selection instead of the version's own, as the AIS report service takes it: an object with criteria",
	},
];

export const submitOptions: INodeProperties[] = [
	...waitOptions,
	{
		displayName: 'More Attributes (JSON)',
		name: 'moreAttributes',
		type: 'json',
		default: '{}',
		description: 'Other attributes of the AIS report service, such as print options, as one object',
	},
];
