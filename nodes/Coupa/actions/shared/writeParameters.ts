import type { INodeProperties } from 'n8n-workflow';

import type { LineCollection } from '../../model/resource';
import { LIMIT_OPTIONS } from '../../transport/limits';
import { ATTRIBUTE_MAPPER } from './source';

/** Which document shall be written. */
export const DOCUMENT_PARAMETERS: INodeProperties[] = [
	{
		displayName: 'Document',
		name: 'document',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Choose Attributes',
				value: 'chooseAttributes',
				description: 'Choose from the attributes and custom fields that your instance has',
			},
			{
				name: 'Define Below',
				value: 'defineBelow',
				description: 'List the attributes and their values',
			},
			{
				name: 'Whole Item',
				value: 'wholeItem',
				description:
					'The fields of the input item are the attributes, named as in Coupa. Names that begin with an underscore are left out.',
			},
		],
		default: 'wholeItem',
		description: 'Where the attributes come from that Coupa shall hold',
	},
	ATTRIBUTE_MAPPER,
	{
		displayName: 'Fields to Send',
		name: 'fieldsToSend',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add Field',
		default: {},
		displayOptions: { show: { document: ['defineBelow'] } },
		description: 'Attributes that Coupa shall hold',
		options: [
			{
				displayName: 'Field',
				name: 'values',
				values: [
					{
						displayName: 'Attribute',
						name: 'attribute',
						type: 'string',
						default: '',
						placeholder: 'e.g. payment-term.code',
						description:
							'Name of the attribute as in Coupa, with a dot before the attribute of another record',
					},
					{
						displayName: 'Value',
						name: 'value',
						type: 'string',
						default: '',
						description: 'Value that the attribute shall have',
					},
				],
			},
		],
	},
];

/** What may go wrong with a write, kept in bounds. */
export const WRITE_OPTIONS: INodeProperties[] = [
	{
		displayName: 'Check References',
		name: 'checkReferences',
		type: 'boolean',
		default: true,
		description:
			'Whether to look up what a document refers to before it is written. Without it Coupa ignores a bad reference in an update.',
	},
	{
		displayName: 'Do Not Write After',
		name: 'doNotWriteAfter',
		type: 'dateTime',
		default: '',
		description:
			'Time after which nothing more is written, such as the end of a lease. What is left then counts as not tried.',
	},
	{
		displayName: 'Dry Run',
		name: 'dryRun',
		type: 'boolean',
		default: false,
		description: 'Whether to compare only, write nothing, and report what would be written',
	},
	{
		displayName: 'Expected Updated At',
		name: 'expectedUpdatedAt',
		type: 'string',
		default: '',
		placeholder: 'e.g. 2026-01-31T10:00:00-07:00',
		description:
			"Value of 'updated-at' when the record was read. If somebody changed it since, it is reported as a conflict and not written.",
	},
	{
		displayName: 'Ignore Fields',
		name: 'ignoreFields',
		type: 'string',
		default: '',
		placeholder: 'e.g. company, searchType',
		description: 'Fields of the item that are not for Coupa, separated by commas',
	},
	{
		displayName: 'Maximum Amount',
		name: 'maximumAmount',
		type: 'string',
		default: '',
		placeholder: 'e.g. 250000',
		description:
			'Sum of the documents of one currency above which none is written, because so much at once is more likely a mistake. Empty means no limit.',
	},
	{
		displayName: 'Maximum Writes',
		name: 'maximumWrites',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 0,
		description:
			'Number of records above which none is written, because so many differences are more likely a wrong mapping. 0 means no limit.',
	},
	{
		displayName: 'Only at Host',
		name: 'onlyAtHost',
		type: 'string',
		default: '',
		placeholder: 'e.g. example-test.coupahost.com',
		description: 'Host that the credential must lead to, or else nothing is written. Refuses when empty.',
	},
	{
		displayName: 'Send Empty Fields',
		name: 'sendEmptyFields',
		type: 'boolean',
		default: false,
		description:
			'Whether an empty field empties the attribute in Coupa. Otherwise empty fields are not sent.',
	},
	...LIMIT_OPTIONS,
];

export const NAME_TAKEN_OPTION: INodeProperties = {
	displayName: 'When Name Is Taken',
	name: 'whenNameIsTaken',
	type: 'options',
	options: [
		{
			name: 'Append Number',
			value: 'appendNumber',
			description: 'Write the name with the supplier number behind it in parentheses',
		},
		{ name: 'Fail', value: 'fail', description: 'Let the record fail as duplicate' },
	],
	default: 'appendNumber',
	description: 'What to do when another supplier in Coupa already has the name',
};

export function createOnlyParameter(preset: readonly string[]): INodeProperties {
	return {
		displayName: 'Create-Only Fields',
		name: 'createOnlyFields',
		type: 'string',
		default: preset.join(', '),
		placeholder: 'e.g. description, status',
		description:
			'Attributes that are written when the record is created and left to Coupa afterwards, separated by commas',
	};
}

/** Lines that Coupa has and the document has not. */
export function missingLinesParameter(
	preset: 'delete' | 'keep',
	{ softClose }: LineCollection,
): INodeProperties {
	const orSoftClose = {
		name: 'Delete or Soft-Close',
		value: 'deleteOrSoftClose',
		description:
			'Take them out of Coupa. One that Coupa keeps is closed: for receiving if it was received, for invoicing if it was only invoiced.',
	};
	return {
		displayName: 'Lines Missing From the Document',
		name: 'missingLines',
		type: 'options',
		options: [
			{
				name: 'Delete',
				value: 'delete',
				description: 'Take them out of Coupa. One that Coupa keeps is reported with its quantity.',
			},
			...(softClose ? [orSoftClose] : []),
			{ name: 'Keep', value: 'keep', description: 'Leave them as they are' },
		],
		default: preset,
		description:
			'What becomes of lines that Coupa has and the document has not. A document without any line list changes no line.',
	};
}
