import type { INodeProperties } from 'n8n-workflow';

/** One call, as the user words it. */
export const CALL_PARAMETERS: INodeProperties[] = [
	{
		displayName: 'Method',
		name: 'method',
		type: 'options',
		noDataExpression: true,
		options: ['DELETE', 'GET', 'PATCH', 'POST', 'PUT'].map((value) => ({ name: value, value })),
		default: 'GET',
		description: 'HTTP method of the call',
	},
	{
		displayName: 'Path',
		name: 'path',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. /api/contracts/7',
		description: "Path below the host of the credential, beginning with '/'. Never another host.",
	},
	{
		displayName: 'Query Parameters',
		name: 'queryParameters',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add Parameter',
		default: {},
		description: 'Arguments in the address',
		options: [
			{
				displayName: 'Parameter',
				name: 'values',
				values: [
					{
						displayName: 'Name',
						name: 'name',
						type: 'string',
						default: '',
						placeholder: 'e.g. updated-at[gt]',
						description: 'Name of the argument, exactly as Coupa wants it',
					},
					{
						displayName: 'Value',
						name: 'value',
						type: 'string',
						default: '',
						description: 'Value of the argument, not encoded',
					},
				],
			},
		],
	},
	{
		displayName: 'Body',
		name: 'body',
		type: 'json',
		default: '{}',
		displayOptions: { show: { method: ['PATCH', 'POST', 'PUT'] } },
		description: 'JSON object to send',
	},
	{
		displayName: 'Effect',
		name: 'effect',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'May Be Repeated',
				value: 'repeatable',
				description:
					'Doing it twice does no harm, such as reading, or setting attributes of a record by its ID',
			},
			{
				name: 'Only Once',
				value: 'once',
				description: 'Doing it twice does harm. After a lost answer the outcome is reported as unknown.',
			},
		],
		default: 'once',
		displayOptions: { hide: { method: ['GET'] } },
		description: 'Whether the call may go out again when no answer came',
	},
];
