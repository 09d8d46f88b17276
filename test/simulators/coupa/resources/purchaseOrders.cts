import { allocations } from './allocations.cts';
import {
	children,
	customFields,
	decimal,
	each,
	flag,
	integer,
	isBlank,
	oneOf,
	opaque,
	reference,
	stamps,
	text,
	type Json,
	type Values,
} from '../attributes.cts';
import { readWrite, type Check, type Resource } from '../resource.cts';
import { isLess, isPositive, product } from './decimals.cts';
import { FINAL, lineActions, orderActions } from './orderActions.cts';

const instant = { kind: 'instant' } as const;
const SCOPE = 'core.purchase_order';

export const STATUSES = [
	...['buyer_hold', 'cancelled', 'closed', 'currency_hold', 'draft', 'error', 'expensed', 'issued'],
	...['supplier_hold', 'supplier_window_hold', 'exported', 'soft_closed'],
];

export const orderLineAllocations = allocations('order_line_allocations', 'order_lines');

export const orderLines: Resource = {
	table: 'order_lines',
	path: 'purchase_order_lines',
	noun: 'order_line',
	verbs: { GET: `${SCOPE}.read`, PUT: `${SCOPE}.write`, DELETE: `${SCOPE}.write` },
	isFixed: true,
	actions: lineActions,
	keys: ['line-num'],
	attributes: {
		...stamps,
		'line-num': text(),
		'sub-line-num': integer(),
		'order-header-id': integer({ readOnly: true }),
		'order-header-number': text(255, { readOnly: true }),
		type: oneOf(['OrderQuantityLine', 'OrderAmountLine']),
		description: text(255, { required: true }),
		price: decimal(6, { required: true }),
		quantity: decimal(6),
		total: decimal(4, { readOnly: true }),
		invoiced: decimal(6, { readOnly: true }),
		received: text(255, { readOnly: true }),
		'total-invoiced': text(255, { readOnly: true }),
		status: text(50, { readOnly: true, initial: 'created' }),
		currency: reference('currencies', { required: true }),
		uom: reference('uoms'),
		account: reference('accounts'),
		'account-allocations': children('order_line_allocations'),
		commodity: reference('commodities'),
		department: reference('departments'),
		requester: reference('users'),
		'need-by-date': instant,
		'match-type': oneOf(['direct_matching', '3-way-fifo', '3-way', '2-way', 'none']),
		'receipt-required': flag(),
		...each(
			`external-reference-number source-part-num supp-aux-part-num supplier-order-number
			manufacturer-name manufacturer-part-number`,
			text(),
		),
		'savings-pct': decimal(2),
		...each('item contract order-line-tax-detail period', opaque()),
		'custom-fields': customFields(),
	},
	parent: { table: 'purchase_orders' },
	compute: (values) => ({
		...values,
		total: product(values.quantity ?? 1, values.price, 4),
		type: values.type ?? (isBlank(values.quantity) ? 'OrderAmountLine' : 'OrderQuantityLine'),
	}),
	totals: ({ parentId }, tables) => ({
		'order-header-id': parentId ?? null,
		'order-header-number': tables.row('purchase_orders', parentId)?.values['po-number'] ?? null,
	}),
	rules: ({ values, changed, children: allocations }) => {
		const accounted = !isBlank(values.account) || allocations.length > 0 || !('account' in changed);
		const short = 'quantity' in changed && isLess(values.quantity, values.received);
		return [
			...(accounted ? [] : ["account can't be blank"]),
			...(short ? ['quantity is less than what was received'] : []),
		];
	},
	removable: ({ received, invoiced }) =>
		isPositive(received) || isPositive(invoiced)
			? 'cannot be deleted because it was received or invoiced'
			: undefined,
};

/** Each line number once in an order; closed and cancelled orders are done with; new lines need an account. */
function orderRules({ before, changed, children: lines, id, tables }: Check): string[] {
	const touches = Object.keys(changed).length > 0 || lines.some((line) => line.removed || hasContent(line));
	if (before && FINAL.includes(String(before.status)) && touches) {
		return [`Order cannot be changed in status ${String(before.status)}`];
	}
	const touched = new Set(lines.map(({ row }) => row?.id));
	const others = tables
		.childrenOf('order_lines', id ?? -1)
		.filter((row) => !touched.has(row.id))
		.map(({ values }) => values['line-num']);
	const own = lines.filter(({ removed }) => !removed).map(({ values }) => values['line-num']);
	const numbers = [...others, ...own].filter((number): number is never => !isBlank(number)).map(String);
	const blank = lines.some(
		({ row, values, children: allocations }) =>
			row === undefined && isBlank(values.account) && allocations.length === 0,
	);
	return [
		...(new Set(numbers).size < numbers.length ? ['Order lines line num has already been taken'] : []),
		...(blank ? ["Order lines account can't be blank"] : []),
		...(before === undefined && lines.length === 0 ? ["Order lines can't be blank"] : []),
	];
}

const hasContent = ({ row, changed, children: inner }: Check['children'][number]): boolean =>
	row === undefined || Object.keys(changed).length > 0 || inner.some(hasContent);

/** The External PO feature: another system owns the order, and Coupa holds its copy. */
export const purchaseOrders: Resource = {
	table: 'purchase_orders',
	noun: 'order_header',
	effect: 'purchase-order',
	verbs: readWrite(SCOPE),
	keys: ['po-number'],
	exportable: true,
	actions: orderActions,
	attributes: {
		...stamps,
		'po-number': text(20, { required: true, unique: true, label: 'PO number' }),
		type: oneOf(['ExternalOrderHeader']),
		status: oneOf(STATUSES, undefined, { readOnly: true, initial: 'draft' }),
		'transmission-status': text(255, { readOnly: true }),
		...each('version', integer({ initial: 1 })),
		'internal-revision': integer({ readOnly: true }),
		supplier: reference('suppliers', { required: true }),
		currency: reference('currencies'),
		'payment-term': reference('payment_terms'),
		'shipping-term': reference('shipping_terms'),
		'ship-to-user': reference('users', { required: true }),
		'ship-to-address': reference('addresses', { required: true }),
		requester: reference('users'),
		'order-lines': children('order_lines'),
		...each('ship-to-attention payment-method', text()),
		classification: oneOf(['msp', 'supplier', 'vms']),
		'transmission-emails': text(65_535),
		'transmission-method-override': oneOf(['supplier_default', 'email', 'do_not_transmit']),
		'hide-price': flag(),
		'acknowledged-flag': flag(),
		'order-confirmation-level': text(),
		'confirm-by-hrs': integer(),
		'custom-fields': customFields(),
	},
	rules: (check) => [
		...(check.before === undefined && check.values.type !== 'ExternalOrderHeader'
			? ['Type must be ExternalOrderHeader']
			: []),
		...orderRules(check),
	],
	totals: ({ values }): Values => ({
		'internal-revision': Number((values['internal-revision'] as Json) ?? 0) + 1,
	}),
};
