import type { INodeProperties } from 'n8n-workflow';

import { paymentKind } from '../../model/documents/payment';
import type { PaymentRules } from '../../model/documents/payment';
import { documentMenu } from '../shared/documentMenu';
import { documentOperations } from '../shared/documents';
import type { DocumentResource } from '../shared/documents';
import { COMPANIES_OPTION, codesOf, scopeFrom, sinceOption, typesOption } from '../shared/scopeOptions';

export const paymentResource: DocumentResource<PaymentRules> = {
	resource: 'payment',
	kind: paymentKind,
	plural: 'payments',
	label: 'Payment',
	keyName: 'paymentId',
	example: '40123',
	madeOf: 'the payment ID (F0413.PYID)',
	options: [
		COMPANIES_OPTION,
		typesOption('', 'Matching document types (F0413.DCTM) that are read, such as PK and PN; empty reads all'),
		{
			displayName: 'Include Unposted',
			name: 'includeUnposted',
			type: 'boolean',
			default: false,
			description: 'Whether to read payments, and parts of them, that are not posted (POST is not D)',
		},
		{
			displayName: 'Reserved Bank Accounts',
			name: 'reservedBankAccounts',
			type: 'string',
			default: '',
			description:
				'G/L bank accounts (F0413.GLBA) reserved for payments made in Coupa, separated by commas; their payments are left out',
		},
		sinceOption('payment date (F0413.DMTJ)'),
	],
	rulesOf: (options) => ({
		...scopeFrom(options, ''),
		postedOnly: options.includeUnposted !== true,
		reservedBankAccounts: codesOf(options, 'reservedBankAccounts'),
	}),
};

export const paymentOperations = documentOperations(paymentResource);

export const paymentDescription: INodeProperties[] = documentMenu(paymentResource, paymentOperations, {
	one: 'One payment with what it pays, summed for each voucher',
	changed: 'Payments of which the header or a detail changed since a time, voids included',
});
