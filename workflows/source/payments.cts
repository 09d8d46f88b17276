import { Template } from './builder.cts';
import {
	COMPANIES,
	COMPANY_WORDS,
	PROVED,
	REQUIRED,
	checkScope,
	documentSettings,
	row,
	sizes,
} from './documents.cts';
import { addEntries, addRunBranch, addStepStart, addWork, settings } from './flow.cts';
import type { Work } from './flow.cts';
import {
	INVOICE_STAMP,
	ORIGIN_FIELD,
	VOUCHER_SETTINGS,
	VOUCHER_WORDS,
	checkVoucherScope,
	readVouchers,
} from './vouchers.cts';

const SETTINGS = [
	...documentSettings('payments'),
	...VOUCHER_SETTINGS,
	{ name: 'reservedBankAccounts', value: '' },
	...sizes(100),
];

/** The key of a payment begins with that of its voucher. */
const VOUCHERS_OF_KEYS = "={{ $('Plan Step').first().json.keys.map((key) => key.split(' ')[0]).join(',') }}";

const MAPPING = [
	row('key', 'key'),
	row('invoice.id', 'invoice.id'),
	row('invoice.invoice-number', 'invoice.invoice-number'),
	row('invoice.supplier.number', 'invoice.supplier.number'),
	row("={{ 'invoice.custom-fields.' + $('Settings').first().json.invoiceStampField }}", 'voucherKey'),
	row('amount-paid', 'amount-paid'),
	row('payment-date', 'payment-date', { transform: 'date' }),
	row('currency', 'currency'),
	row('notes', 'notes'),
	row('paid', 'paid'),
];

const WORK: Work = {
	keyField: 'key',
	read: readVouchers({ voucherKeys: VOUCHERS_OF_KEYS }),
	build: [
		// Payments of a voucher that came from Coupa do go there: it is only the document that stays.
		checkVoucherScope('', { held: '[]' }),
		{
			name: 'Build Payments',
			parameters: {
				resource: 'document',
				operation: 'buildPayments',
				reservedBankAccounts: settings('reservedBankAccounts'),
				goLive: settings('goLive'),
				stampField: ORIGIN_FIELD,
			},
			onward: 1,
			isSource: true,
		},
		// A company is held here, where each payment has its own key: a voucher without payments has nothing to wait for.
		{
			...checkScope({
				...{ recordType: 'invoice payment', typeField: '', dateField: '', stampField: '' },
				...PROVED,
			}),
			name: 'Check Calendar',
		},
	],
	mapping: MAPPING,
	crosswalk: [],
	write: {
		name: 'Add Payment in Coupa',
		parameters: { resource: 'payment', operation: 'create', document: 'wholeItem' },
		options: { recordKey: '={{ $json.key }}', ownMark: INVOICE_STAMP },
	},
	words: {
		settings: `${COMPANY_WORDS} ${VOUCHER_WORDS} **reservedBankAccounts**: G/L bank accounts (F0413.GLBA) on which payments made in Coupa are recorded; they never go back.\n\nKeep companies, types and go-live as in the flow of invoices: a payment goes onto the invoice it has made.`,
		mapping:
			'*Build Payments*: one Coupa payment for each JD Edwards payment and voucher, and one more, negative, for a void. *Map Fields*: how it is written. A payment is recognised by its notes (*JDE payment number*), so it is never added twice. One whose invoice is not approved yet waits, and each run tries it again.',
	},
};

export function payments(): Template {
	const template = new Template('JD Edwards payments to Coupa invoices');
	addEntries(template, SETTINGS);
	addStepStart(template, REQUIRED, COMPANIES);
	addRunBranch(template);
	addWork(template, WORK);
	return template;
}
