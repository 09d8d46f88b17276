import { LAST_RUN_BUT_FOR_MARKS, addMarks } from './approved.cts';
import { Template } from './builder.cts';
import {
	COMPANIES,
	COMPANY_WORDS,
	DOCUMENT_OPTIONS,
	PROVED,
	REQUIRED,
	chart,
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
	...documentSettings('apInvoices'),
	...VOUCHER_SETTINGS,
	{ name: 'countedTypes', value: 'PM = manual payment' },
	{ name: 'invoiceBecomes', value: '' },
	{ name: 'markExported', value: true, type: 'boolean' as const },
	...sizes(100),
];

/** What follows the write, by what the invoice shall become; a voided voucher is voided in Coupa whatever that is. */
const STEPS =
	"={{ 'true = void; false = ' + [...({ draft: [], submitted: ['submit'], approved: ['submit', 'bypassApprovals'] }[$('Settings').first().json.invoiceBecomes] ?? [$('Settings').first().json.invoiceBecomes]), ...($('Settings').first().json.markExported ? ['markExported'] : [])].join(', ') }}";

const MAPPING = [
	row('key', 'key'),
	row('content', 'invoice.isVoided', { transform: 'translate', argument: 'true = keep; false = write' }),
	row('afterwards', 'invoice.isVoided', { transform: 'translate', argument: STEPS }),
	row('invoice-number', 'invoice.invoiceNumber'),
	row('supplier.number', 'supplier'),
	row('invoice-date', 'invoiceDate', { transform: 'date' }),
	row('invoice-date', 'glDate', { transform: 'date' }),
	row('currency.code', 'currency'),
	row('payment-term.code', 'F0411.0.PTC'),
	row('account-type.name', 'company', { transform: 'translate', argument: settings('companyCharts') }),
	row(INVOICE_STAMP, 'key'),
	row('line-level-taxation', '', { default: '={{ false }}' }),
	row('is-credit-note', 'invoice.isCreditNote'),
	row('original-invoice-number', 'invoice.originalNumber'),
	row('original-invoice-date', 'invoice.originalDate'),
	row('invoice-lines[].line-num', 'invoice.lines[].lineNumber'),
	row('invoice-lines[].type', '', { default: 'InvoiceAmountLine' }),
	row('invoice-lines[].description', 'invoice.lines[].description'),
	row('invoice-lines[].price', 'invoice.lines[].amount'),
	row('invoice-lines[].currency.code', 'currency'),
	row('invoice-lines[].account.code', 'invoice.lines[].account'),
	chart('invoice-lines[].account'),
	row('tax-lines[].type', '', { default: 'TaxLine' }),
	row('tax-lines[].amount', 'invoice.taxLines[].amount'),
	row('tax-lines[].description', 'invoice.taxLines[].code, invoice.taxLines[].area'),
];

const WORK: Work = {
	keyField: 'key',
	read: readVouchers({ countedTypes: settings('countedTypes') }),
	build: [
		checkVoucherScope(ORIGIN_FIELD, PROVED),
		{
			name: 'Build Invoice Lines',
			parameters: {
				resource: 'document',
				operation: 'buildInvoiceLines',
				taxTreatment: {
					rule: [
						{ letter: 'V', treatment: 'beside' },
						{ letter: 'S', treatment: 'takenOut' },
						{ letter: 'U', treatment: 'notSent' },
					],
				},
				linesWithoutOrderLine: 'park',
				credits: 'negativePrice',
			},
			onward: 1,
			failsAside: true,
		},
	],
	mapping: MAPPING,
	crosswalk: [
		{ field: 'payment-term.code', kind: 'payment-term', whenMissing: 'park' },
		{ field: 'currency.code', kind: 'currency', whenMissing: 'keep' },
		{ field: 'invoice-lines[].currency.code', kind: 'currency', whenMissing: 'keep' },
		{ field: 'invoice-lines[].account.code', kind: 'account', whenMissing: 'park' },
	],
	write: {
		name: 'Create or Update in Coupa',
		parameters: {
			resource: 'invoice',
			operation: 'upsert',
			document: 'wholeItem',
			missingLines: 'keep',
			createOnlyFields: '',
		},
		options: { ...DOCUMENT_OPTIONS, ownMark: INVOICE_STAMP },
	},
	words: {
		settings: `${COMPANY_WORDS} ${VOUCHER_WORDS} **countedTypes**: document types that stay out and are counted. **invoiceBecomes**: *draft*; *approved* (submitted, approvals bypassed: the Coupa client needs core.invoice.approval.bypass, and nobody in Coupa looks at it); *submitted* (to its approvals: Coupa may reject what JD Edwards has posted). **markExported**: off where another system needs the flag.\n\nInvoices that wait for receipts stay unapproved: give external order lines the match type 2-way or none.`,
		mapping:
			'**Change it here.** *Check Scope*: what stays out, and why. *Build Invoice Lines*: where taxes stand, by the first letter of their code. *Map Fields*: one row for each Coupa field. *Site Tweaks*: your own expressions. *Apply Crosswalk*: accounts and payment terms by the table jde_coupa_crosswalk.',
	},
};

export function apInvoices(): Template {
	const template = new Template('JD Edwards vouchers to Coupa invoices');
	addEntries(template, SETTINGS);
	addStepStart(template, [...REQUIRED, 'invoiceBecomes'], COMPANIES);
	addRunBranch(template, { lastRun: LAST_RUN_BUT_FOR_MARKS });
	addMarks(template);
	addWork(template, WORK);
	return template;
}
