import { COMPANIES, checkScope } from './documents.cts';
import { scope, settings, window } from './flow.cts';
import type { BuildStep, Work } from './flow.cts';

/** What the two flows that read vouchers have in common: invoices, and the payments on them. */

export const VOUCHER_SETTINGS = [
	{ name: 'voucherTypes', value: 'PV' },
	{ name: 'changeTypes', value: 'PE' },
	{ name: 'batchTypes', value: 'V' },
	{ name: 'batchTypeNames', value: 'W = manual payment' },
	{ name: 'invoiceStampField', value: 'cf-erp-invoice-number' },
	{ name: 'originColumn', value: 'URRF' },
];

export const VOUCHER_WORDS =
	'**voucherTypes**, **batchTypes**: which vouchers (F0411.DCT, ICUT); payroll, expenses, refunds and manual payments have types of their own. **batchTypeNames**: what batch types that stay out are called in the audit. **changeTypes**: document types of changes to a posted voucher. **invoiceStampField**: custom field of the Coupa invoice that holds the key of its voucher; open it to the API. **originColumn**: column of F0411 with the ID of an invoice from Coupa.';

/** The custom field that says which voucher an invoice is the copy of. */
export const INVOICE_STAMP = "={{ 'custom-fields.' + $('Settings').first().json.invoiceStampField }}";

export function readVouchers(options: Record<string, unknown>): Work['read'] {
	return {
		name: 'Get Vouchers',
		parameters: {
			resource: 'voucher',
			operation: 'getChanged',
			...window(),
			options: {
				...scope('voucherKeys'),
				changeTypes: settings('changeTypes'),
				companies: COMPANIES,
				documentsSince: settings('goLive'),
				documentTypes: settings('voucherTypes'),
				includeOrderLines: true,
				...options,
			},
		},
	};
}

/**
 * W is the batch type of manual payments without a voucher
 * (https://docs.oracle.com/en/applications/jd-edwards/financials/9.2/eoaap/payment-without-existing-voucher.html); the
 * others are rules of a site. Posting may leave no trace in the date updated, so what is not posted yet is looked at
 * again each run.
 */
const EXCLUSIONS = [
	{
		reason: 'batch type {value}',
		field: 'F0411[].ICUT',
		values: "={{ '!' + $('Settings').first().json.batchTypes }}",
		names: settings('batchTypeNames'),
		comment: 'payroll, expenses, manual payments, logged vouchers',
	},
	{
		reason: 'post error',
		field: 'F0411[].POST',
		values: 'P',
		lookAgain: true,
		comment: 'posted in the ledger only',
	},
	{ reason: 'not posted', field: 'posted', values: '!posted', lookAgain: true, comment: '' },
	{
		reason: 'evaluated receipt',
		field: 'F4311[].AVCH',
		values: 'Y',
		comment: 'no supplier invoice exists',
	},
];

export const checkVoucherScope = (stampField: string, more: Record<string, unknown> = {}): BuildStep =>
	checkScope({
		...more,
		recordType: 'voucher',
		typeField: 'type',
		types: settings('voucherTypes'),
		dateField: 'glDate',
		stampField,
		exclusions: { exclusion: EXCLUSIONS },
		...more,
	});

export const ORIGIN_FIELD = "={{ 'F0411[].' + $('Settings').first().json.originColumn }}";
