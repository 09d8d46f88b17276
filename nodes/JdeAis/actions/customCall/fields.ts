import type { INodeProperties } from 'n8n-workflow';

import { optionsOf } from '../options';

const show = { resource: ['customCall'], operation: ['send'] };
const displayOptions = { show };

export const callFields: INodeProperties[] = [
	{
		displayName: 'Method',
		name: 'method',
		type: 'options',
		options: [
			{ name: 'DELETE', value: 'DELETE', description: 'With a body' },
			{ name: 'GET', value: 'GET', description: 'Without a body: the query says all' },
			{ name: 'POST', value: 'POST', description: 'With a body: what most AIS services take' },
			{ name: 'PUT', value: 'PUT', description: 'With a body' },
		],
		default: 'POST',
		displayOptions,
		description: 'HTTP method of the service',
	},
	{
		displayName: 'Path',
		name: 'path',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. /v2/udomanager/getallobjects',
		displayOptions,
		description: 'Path of the service below /jderest, on the AIS Server of the credential',
	},
	{
		displayName: 'Query (JSON)',
		name: 'query',
		type: 'json',
		default: '{}',
		displayOptions,
		description: 'Query parameters as one object; a list repeats its parameter',
	},
	{
		displayName: 'Body (JSON)',
		name: 'body',
		type: 'json',
		default: '{}',
		displayOptions: { show: { ...show, method: ['DELETE', 'POST', 'PUT'] } },
		description: 'Body of the request; session and device go along in headers',
	},
	{
		displayName: 'May Be Repeated',
		name: 'mayBeRepeated',
		type: 'boolean',
		default: false,
		displayOptions,
		description:
			'Whether calling twice does no harm, as with a read: then faults are repeated. Otherwise it is called once, and where no answer comes the outcome is unknown.',
	},
	optionsOf(
		'customCall',
		['send'],
		[
			{
				displayName: 'Put Output File in Field',
				name: 'binaryField',
				type: 'string',
				default: 'data',
				description: 'Name of the binary field for a service that answers with a file',
			},
			{
				displayName: 'Return Errors as Data',
				name: 'errorsAsData',
				type: 'boolean',
				default: false,
				description:
					'Whether errors in the answer come as data instead of failing the item: look at errors and exception yourself',
			},
		],
	),
];
