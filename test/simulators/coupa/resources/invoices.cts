import { allocations } from './allocations.cts';
import {
	children,
	customFields,
	decimal,
	each,
	flag,
	integer,
	isBlank,
	isObject,
	oneOf,
	opaque,
	reference,
	stamps,
	text,
	type AttributeTable,
	type Values,
} from '../attributes.cts';
import type { Check, Resource } from '../resource.cts';
import type { Row, Tables } from '../tables.cts';
import { product, sum } from './decimals.cts';
import { invoiceActions } from './invoiceActions.cts';

const instant = { kind: 'instant' } as const;

export const STATUSES = [
	...['new', 'ap_hold', 'draft', 'on_hold', 'pending_receipt', 'rejected', 'abandoned', 'disputed'],
	...['pending_approval', 'booking_hold', 'pending_action', 'approved', 'voided', 'processing', 'invalid'],
	'payable_adjustment',
];

const taxLine: AttributeTable = {
	...stamps,
	type: oneOf(['WithholdingTaxLine', 'TcsTaxLine', 'TaxLine'], undefined, { initial: 'TaxLine' }),
	amount: decimal(4),
	...each('base taxable-amount withholding-amount supplier-rate', decimal(4)),
	rate: decimal(6),
	'code-id': integer(),
	'tax-code': opaque(),
	...each('description nature-of-tax', text()),
	code: text(255, { readOnly: true }),
};

/** Taxes of the whole invoice, or of one line: the same thing under two owners. */
const taxLines = (table: string, parent: string): Resource => ({
	table,
	noun: 'tax_line',
	verbs: {},
	keys: [],
	attributes: taxLine,
	parent: { table: parent },
});
export const invoiceTaxLines = taxLines('invoice_tax_lines', 'invoices');
export const invoiceLineTaxLines = taxLines('invoice_line_tax_lines', 'invoice_lines');

export const invoiceLineAllocations = allocations('invoice_line_allocations', 'invoice_lines');

export const invoiceLines: Resource = {
	table: 'invoice_lines',
	noun: 'invoice_line',
	verbs: {},
	keys: ['line-num'],
	attributes: {
		...stamps,
		'line-num': integer(),
		type: oneOf(['InvoiceQuantityLine', 'InvoiceAmountLine']),
		description: text(1550, { required: true }),
		price: decimal(20, { required: true }),
		quantity: decimal(6),
		total: decimal(20, { readOnly: true }),
		status: text(255, { readOnly: true }),
		currency: reference('currencies'),
		uom: reference('uoms'),
		account: reference('accounts'),
		'account-allocations': children('invoice_line_allocations'),
		commodity: reference('commodities'),
		'tax-lines': children('invoice_line_tax_lines'),
		'order-line-id': integer(),
		...each('po-number order-header-num order-line-num match-reference billing-note source-part-num', text()),
		'net-weight': decimal(6),
		'custom-fields': customFields(),
	},
	parent: { table: 'invoices' },
	compute: (values) => ({ ...values, total: product(values.quantity ?? 1, values.price, 20) }),
};

/** Additive: nothing that was paid is ever changed or taken away. */
export const invoicePayments: Resource = {
	table: 'payments',
	noun: 'payment',
	verbs: {},
	keys: ['notes'],
	appendOnly: true,
	attributes: {
		...stamps,
		'amount-paid': decimal(4, { required: true }),
		notes: text(),
		'check-number': text(),
		'payment-date': instant,
		'payable-type': text(255, { initial: 'InvoiceHeader' }),
		'payable-id': integer(),
		category: text(255, { readOnly: true }),
	},
	parent: { table: 'invoices' },
};

/** A file below an invoice, created by a form. */
export const invoiceAttachments: Resource = {
	table: 'attachments',
	noun: 'attachment',
	verbs: {
		GET: 'core.invoice.read',
		POST: 'core.invoice.write',
		DELETE: 'core.invoice.write',
	},
	keys: ['file-file-name'],
	parent: { table: 'invoices', segment: 'attachments' },
	attributes: {
		...stamps,
		type: text(),
		url: text(),
		text: text(65_535),
		...each('file file-file-name file-content-type file-file-size', text()),
		...each('intent linked-to', text()),
	},
	form: (parts): Values => {
		const type = parts['attachment[type]']?.content.toString('utf8');
		const file = parts['attachment[file]'];
		const url = parts['attachment[url]']?.content.toString('utf8');
		if (!type && !url) return { refusal: "Type can't be blank" };
		if (url) return { type: type ?? 'url', url };
		if (!file?.fileName) return { refusal: "File can't be blank" };
		return {
			type: type!,
			file: `/attachment_file/${file.fileName}`,
			'file-file-name': file.fileName,
			'file-content-type': file.contentType ?? null,
			'file-file-size': String(file.content.length),
		};
	},
};

/** Supplier and number together are taken once; a credit note names the invoice it corrects. */
function invoiceRules({ values, id, tables }: Check): string[] {
	const supplier = JSON.stringify(values.supplier ?? null);
	const number = String(values['invoice-number'] ?? '').toLowerCase();
	const taken = tables
		.rows('invoices')
		.some(
			(row) =>
				row.id !== id &&
				JSON.stringify(row.values.supplier ?? null) === supplier &&
				String(row.values['invoice-number'] ?? '').toLowerCase() === number,
		);
	const isCredit = values['is-credit-note'] === true;
	const original = ['original-invoice-number', 'original-invoice-date'].filter((name) =>
		isBlank(values[name]),
	);
	return [
		...(taken ? ['Invoice number has already been taken'] : []),
		...(isCredit ? original.map((name) => `O${name.slice(1).replaceAll('-', ' ')} can't be blank`) : []),
	];
}

function invoiceTotals({ id, values }: Row, tables: Tables): Values {
	const lines = tables.childrenOf('invoice_lines', id);
	const taxes = [
		...tables.childrenOf('invoice_tax_lines', id),
		...lines.flatMap((line) => tables.childrenOf('invoice_line_tax_lines', line.id)),
	];
	const net = lines.map((line) => line.values.total);
	const charges = [values['shipping-amount'], values['handling-amount'], values['misc-amount']];
	const tax = taxes.map((line) => line.values.amount);
	const total = sum([...net, ...charges, ...tax, isObject(values['tax-code']) ? values['tax-amount'] : 0], 4);
	return { 'gross-total': sum([...net, ...charges], 4), 'total-with-taxes': total };
}

export const invoices: Resource = {
	table: 'invoices',
	noun: 'invoice_header',
	effect: 'invoice',
	verbs: { GET: 'core.invoice.read', POST: 'core.invoice.create', PUT: 'core.invoice.write' },
	keys: ['invoice-number'],
	exportable: true,
	actions: invoiceActions,
	attributes: {
		...stamps,
		'invoice-number': text(40, { required: true }),
		'invoice-date': { ...instant, day: true, required: true },
		'account-type': reference('account_types', { required: true }),
		supplier: reference('suppliers', { required: true }),
		currency: reference('currencies'),
		'payment-term': reference('payment_terms'),
		status: oneOf(STATUSES, undefined, { readOnly: true, initial: 'draft' }),
		canceled: flag({ readOnly: true, initial: false }),
		'document-type': text(255, { readOnly: true }),
		'is-credit-note': flag({ initial: false }),
		'original-invoice-number': text(40),
		'original-invoice-date': { ...instant, day: true },
		...each('delivery-date payment-date', instant),
		'line-level-taxation': flag({ required: true }),
		'supplier-total': decimal(4),
		...each('shipping-amount handling-amount misc-amount tax-amount discount-amount', decimal(4)),
		...each('gross-total total-with-taxes', decimal(4, { readOnly: true })),
		'tax-rate': decimal(6),
		'exchange-rate': decimal(9),
		...each('tax-code remit-to-address supplier-remit-to invoice-charges taggings', opaque()),
		...each('bill-to-address ship-to-address', reference('addresses')),
		'requested-by': reference('users'),
		'invoice-lines': children('invoice_lines'),
		'tax-lines': children('invoice_tax_lines'),
		payments: children('payments'),
		paid: flag({ initial: false }),
		...each('payment-notes internal-note supplier-note', text(65_535)),
		...each('comments credit-reason payment-order-reference series', text()),
		...each(
			'image-scan image-scan-file-name image-scan-content-type image-scan-file-size',
			text(255, { readOnly: true }),
		),
		'tolerance-failures': text(512, { readOnly: true }),
		'lock-version-key': integer({ readOnly: true }),
		'custom-fields': customFields(),
	},
	compute: (values) => ({
		...values,
		'document-type': values['is-credit-note'] === true ? 'Credit Note' : 'Invoice',
	}),
	rules: invoiceRules,
	totals: invoiceTotals,
};
