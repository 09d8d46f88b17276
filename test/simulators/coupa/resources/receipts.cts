import {
	each,
	customFields,
	decimal,
	flag,
	integer,
	isBlank,
	oneOf,
	opaque,
	reference,
	stamps,
	text,
	type Values,
} from '../attributes.cts';
import { readWrite, type Action, type Resource } from '../resource.cts';
import { allocations } from './allocations.cts';
import { children } from '../attributes.cts';
import { isPositive, product } from './decimals.cts';

const TYPES = [
	'InventoryReceipt',
	...['Consumption', 'Disposal', 'ReturnToSupplier'].flatMap((what) => [
		`ReceivingQuantity${what}`,
		`ReceivingAmount${what}`,
	]),
];

const voidReceipt: Action['act'] = ({ row }) =>
	row.values.status === 'voided'
		? { refusal: 'Inventory transaction has already been voided' }
		: {
				changes: { status: 'voided', 'voided-value': row.values.quantity ?? row.values.total ?? null },
				effects: ['voided'],
			};

export const receiptAllocations = allocations('receipt_allocations', 'receiving_transactions');

/** What came in against a line of an order. It is never changed: voided, and entered anew. */
export const receipts: Resource = {
	table: 'receiving_transactions',
	noun: 'inventory_transaction',
	effect: 'receipt',
	verbs: readWrite('core.inventory.receiving'),
	keys: ['match-reference', 'barcode'],
	exportable: true,
	isFixed: true,
	actions: { void: { act: voidReceipt } },
	attributes: {
		...stamps,
		type: oneOf(TYPES, undefined, { required: true }),
		status: text(255, { readOnly: true, initial: 'created' }),
		'order-line': reference('order_lines', { required: true }),
		...each('quantity price received-weight', decimal(6)),
		total: decimal(6, { readOnly: true }),
		'voided-value': decimal(6, { readOnly: true }),
		uom: reference('uoms'),
		currency: reference('currencies', { readOnly: true }),
		account: reference('accounts'),
		'account-allocations': children('receipt_allocations'),
		'transaction-date': { kind: 'instant' },
		...each('barcode rfid-tag match-reference notes', text()),
		'soft-close-for-receiving': flag({ initial: false }),
		...each('original-transaction-id receipts-batch-id', integer({ readOnly: true })),
		comments: text(65_535, { readOnly: true }),
		...each(
			`item inspection-code asset-tags attachments from-warehouse from-warehouse-location
			to-warehouse to-warehouse-location asn-header asn-line reason-insight`,
			opaque(),
		),
		'custom-fields': customFields(),
	},
	compute: (values): Values => ({ ...values, total: product(values.quantity ?? 1, values.price, 6) }),
	rules: ({ values }) => [
		...(isBlank(values.quantity) && isBlank(values.price) ? ["Quantity can't be blank"] : []),
		...(!isBlank(values.quantity) && !isPositive(values.quantity) ? ['Quantity must be greater than 0'] : []),
	],
};
