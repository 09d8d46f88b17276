import type { INodeProperties } from 'n8n-workflow';

import { optionsOf } from '../options';

const show = { resource: ['orchestration'], operation: ['run'] };

/** What Run asks for besides the orchestration itself. */
export const runFields: INodeProperties[] = [
	{
		displayName: 'Specify Inputs',
		name: 'inputsAs',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'As One JSON Object',
				value: 'json',
				description: 'All inputs in one object, which an expression can give',
			},
			{ name: 'Mapping Each Input', value: 'fields', description: 'A field for each input in discovery' },
		],
		default: 'fields',
		displayOptions: { show },
		description: 'How the inputs of the orchestration are given',
	},
	{
		displayName: 'Inputs',
		name: 'inputs',
		type: 'resourceMapper',
		noDataExpression: true,
		default: { mappingMode: 'defineBelow', value: null },
		typeOptions: {
			loadOptionsDependsOn: ['orchestration.value'],
			resourceMapper: {
				resourceMapperMethod: 'orchestrationInputs',
				mode: 'add',
				fieldWords: { singular: 'input', plural: 'inputs' },
				addAllFields: true,
				multiKeyMatch: false,
				supportAutoMap: false,
			},
		},
		displayOptions: { show: { ...show, inputsAs: ['fields'] } },
		description: 'The inputs that discovery shows for the orchestration; those left empty are not sent',
	},
	{
		displayName: 'Inputs (JSON)',
		name: 'inputsJson',
		type: 'json',
		default: '{}',
		displayOptions: { show: { ...show, inputsAs: ['json'] } },
		description:
			'One value for each input, such as { "AddressNumber": "4242" }; an array input is a list of objects. Write amounts as text, so that no digit is lost.',
	},
	optionsOf(
		'orchestration',
		['run'],
		[
			{
				displayName: 'API Version',
				name: 'apiVersion',
				type: 'options',
				options: [
					{ name: 'Version 1', value: 'v1', description: 'For AIS Servers before version 2 services' },
					{ name: 'Version 2', value: 'v2', description: 'Orchestrations with defined outputs' },
					{ name: 'Version 3', value: 'v3', description: 'The version of newer AIS Servers' },
				],
				default: 'v3',
				description: 'Version of the orchestrator service to call',
			},
			{
				displayName: 'Do Not Run After',
				name: 'doNotRunAfter',
				type: 'string',
				default: '',
				placeholder: 'e.g. 2026-01-31T10:00:00Z',
				description:
					'Time after which nothing is run any more, such as the end of a lease: another workflow may be at work by then',
			},
			{
				displayName: 'Input Format',
				name: 'inputFormat',
				type: 'options',
				options: [
					{
						name: 'As Discovered',
						value: 'auto',
						description: 'Ask discovery once for each orchestration; Generic where it does not say',
					},
					{ name: 'Generic', value: 'generic', description: 'Names and values in one object' },
					{
						name: 'JDE Standard',
						value: 'standard',
						description: 'Lists of names and values, with detail inputs for rows',
					},
				],
				default: 'auto',
				description: 'Format that the orchestration was designed with',
			},
			{
				displayName: 'Put Output File in Field',
				name: 'binaryField',
				type: 'string',
				default: 'data',
				description: 'Name of the binary field for an orchestration that answers with a file',
			},
			{
				displayName: 'Return Errors as Data',
				name: 'errorsAsData',
				type: 'boolean',
				default: false,
				description:
					'Whether steps that were left undone and exceptions of the orchestration come as data instead of failing the item: look at continuedOnError and exception yourself',
			},
		],
	),
];
