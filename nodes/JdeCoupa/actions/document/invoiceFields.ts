import type { INodeProperties } from 'n8n-workflow';

/** Tax explanation codes that work alike in every JD Edwards; the others need a decision of the site. */
export const TAX_TREATMENT: INodeProperties = {
	displayName: 'Tax Treatment',
	name: 'taxTreatment',
	type: 'fixedCollection',
	placeholder: 'Add Code',
	typeOptions: { multipleValues: true },
	default: {
		rule: [
			{ letter: 'V', treatment: 'beside' },
			{ letter: 'S', treatment: 'takenOut' },
			{ letter: 'U', treatment: 'notSent' },
		],
	},
	description:
		'What becomes of a tax, by the first letter of its tax explanation code (EXR1); a voucher with another code is not built',
	options: [
		{
			displayName: 'Code',
			name: 'rule',
			values: [
				{
					displayName: 'First Letter',
					name: 'letter',
					type: 'string',
					default: '',
					placeholder: 'e.g. V',
					description: 'First letter of the tax explanation code',
				},
				{
					displayName: 'Treatment',
					name: 'treatment',
					type: 'options',
					options: [
						{
							name: 'Beside the Lines',
							value: 'beside',
							description: 'The G/L lines are net; the tax is sent beside them (VAT)',
						},
						{
							name: 'Taken Out, Not Sent',
							value: 'notSent',
							description: 'The G/L lines hold a tax that is not owed to the supplier (use tax)',
						},
						{
							name: 'Taken Out, Sent Beside',
							value: 'takenOut',
							description: 'The G/L lines hold a tax that the supplier charged (sales tax)',
						},
					],
					default: 'beside',
					description: 'Where JD Edwards keeps this tax, and whether it is sent',
				},
			],
		},
	],
};

export const LINES_WITHOUT_ORDER_LINE: INodeProperties = {
	displayName: 'Lines Without Order Line',
	name: 'linesWithoutOrderLine',
	type: 'options',
	options: [
		{ name: 'Park', value: 'park', description: 'The voucher goes to the error output' },
		{ name: 'Use Own Account', value: 'ownAccount', description: 'Send the account of the G/L line' },
	],
	default: 'park',
	description:
		'What to do with a G/L line of a matched voucher that names no order line: its account may be the clearing account',
};

export const CREDIT_FIELDS: INodeProperties[] = [
	{
		displayName: 'Credits',
		name: 'credits',
		type: 'options',
		options: [
			{
				name: 'Credit Note if the Original Is Known',
				value: 'creditNote',
				description: 'With positive amounts; an invoice with negative prices where the original is not known',
			},
			{
				name: 'Invoice with Negative Prices',
				value: 'negativePrice',
				description: 'An invoice like any other',
			},
		],
		default: 'negativePrice',
		description: 'What a voucher below zero becomes in Coupa',
	},
	{
		displayName: 'Original Invoice Number',
		name: 'originalNumberField',
		type: 'string',
		default: '',
		placeholder: 'e.g. F0411.0.URRF',
		displayOptions: { show: { credits: ['creditNote'] } },
		description: 'Field of the voucher that names the invoice which is credited; dots step into objects',
	},
	{
		displayName: 'Original Invoice Date',
		name: 'originalDateField',
		type: 'string',
		default: '',
		placeholder: 'e.g. F0411.0.URDT',
		displayOptions: { show: { credits: ['creditNote'] } },
		description: 'Field of the voucher with the date of the invoice which is credited',
	},
];
