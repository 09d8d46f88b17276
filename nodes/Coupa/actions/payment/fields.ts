import type { INodeProperties } from 'n8n-workflow';

import { INVOICE_LOCATOR } from '../invoice/fields';

const DOCUMENT: INodeProperties = {
	displayName: 'Document',
	name: 'document',
	type: 'options',
	noDataExpression: true,
	options: [
		{ name: 'Define Below', value: 'defineBelow', description: 'Give the values one by one' },
		{
			name: 'Whole Item',
			value: 'wholeItem',
			description:
				"The input item has the fields amount-paid, payment-date, notes, paid (true, false or none) and 'invoice' with its ID, or with invoice-number, supplier and custom-fields",
		},
	],
	default: 'defineBelow',
	description: 'Where the payment comes from',
};

const VALUES: INodeProperties[] = [
	{
		displayName: 'Amount Paid',
		name: 'amountPaid',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. 49.00',
		description: 'Exact decimal amount in the currency of the invoice. A negative one reverses a payment.',
	},
	{
		displayName: 'Payment Date',
		name: 'paymentDate',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. 2026-01-31',
		description: 'Day of the payment',
	},
	{
		displayName: 'Notes',
		name: 'notes',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. JDE 1234 77',
		description:
			'Number of the check or transaction. By it, up to a semicolon, a payment is recognised, so that it is never added twice.',
	},
	{
		displayName: 'Paid Flag',
		name: 'paid',
		type: 'options',
		options: [
			{ name: 'Leave as It Is', value: 'leave', description: 'Do not touch the flag of the invoice' },
			{ name: 'Set to Not Paid', value: 'false', description: 'The invoice is open again' },
			{ name: 'Set to Paid', value: 'true', description: 'The invoice is paid in full' },
		],
		default: 'leave',
		description: 'What the flag of the invoice becomes that says it is fully paid',
	},
];

/** One payment of one invoice. */
export const PAYMENT_PARAMETERS: INodeProperties[] = [
	DOCUMENT,
	...[...INVOICE_LOCATOR, ...VALUES].map((property) => ({
		...property,
		displayOptions: { show: { document: ['defineBelow'] } },
	})),
];
