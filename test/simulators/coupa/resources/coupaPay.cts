import {
	children,
	decimal,
	each,
	integer,
	oneOf,
	opaque,
	reference,
	stamps,
	text,
	type AttributeTable,
} from '../attributes.cts';
import type { Resource } from '../resource.cts';

/** @see https://docs.coupa.com/en/developer-documentation/the-coupa-core-api/resources/transactional-resources/payments-api-coupa_paypayments- */
export const COUPA_PAY_STATUSES = [
	...['draft', 'approved', 'payment_initiated', 'payment_in_progress'],
	...['completed_successfully', 'completed_with_errors'],
];

const instant = { kind: 'instant', readOnly: true } as const;
const readOnlyText = text(255, { readOnly: true });

const account: AttributeTable = { ...stamps, type: readOnlyText, name: readOnlyText };

/** What a payment pays: an invoice in `source-transaction-…`. */
export const coupaPayDetails: Resource = {
	table: 'coupa_pay_payment_details',
	noun: 'payment_detail',
	verbs: {},
	keys: [],
	attributes: {
		...stamps,
		...each('payable-id source-transaction-id', integer({ readOnly: true })),
		...each(
			'payment-id payable-type payable-document-type source-transaction-type source-transaction-reference',
			readOnlyText,
		),
		...each(
			'transaction-total discount-total adjustment-total payment-total',
			decimal(2, { readOnly: true }),
		),
		currency: reference('currencies', { readOnly: true }),
		'payable-allocations': { ...opaque(), initial: [] },
	},
	parent: { table: 'coupa_pay_payments' },
};

/** Payments that Coupa made. The API reads them and marks them as exported; nothing else. */
export const coupaPayPayments: Resource = {
	table: 'coupa_pay_payments',
	path: 'coupa_pay/payments',
	noun: 'coupa_pay_payment',
	effect: 'coupa-pay-payment',
	verbs: { GET: 'core.pay.payments.read', PUT: 'core.pay.payments.write' },
	keys: ['payment-identifier'],
	exportable: true,
	actions: {
		export: { act: () => ({ changes: { exported: true }, effects: ['exported'] }) },
	},
	attributes: {
		...stamps,
		status: oneOf(COUPA_PAY_STATUSES, undefined, { readOnly: true, initial: 'draft' }),
		...each(
			`payment-identifier description error-text transfer-type type legal-entity-name
			source-name source-reference`,
			readOnlyText,
		),
		...each('line-num payment-batch-id', integer({ readOnly: true })),
		'external-ref-id': integer(),
		...each(
			'pay-from-total pay-to-total reporting-pay-from-total reporting-pay-to-total',
			decimal(2, { readOnly: true }),
		),
		'exchange-rate': decimal(9, { readOnly: true }),
		...each(
			'pay-from-currency pay-to-currency reporting-currency',
			reference('currencies', { readOnly: true }),
		),
		...each('released-at requested-execution-date', instant),
		'pay-to-account': { kind: 'part', of: account, readOnly: true },
		...each('pay-from-account payee payment-partner payment-batch', { ...opaque(), readOnly: true }),
		'payment-details': { ...children('coupa_pay_payment_details'), readOnly: true },
	},
};
