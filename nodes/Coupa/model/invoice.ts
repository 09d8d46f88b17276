import { INVOICE_ACTIONS } from './actions';
import * as refers from './references';
import { MADE_BY_COUPA } from './resource';
import type { ResourceModel } from './resource';

/**
 * Invoices by supplier and `invoice-number`. Lines are matched by `line-num`; taking one away is not documented.
 * Payments have a resource of their own, because they are only ever added.
 */
export const invoiceModel: ResourceModel = {
	path: 'invoices',
	type: 'invoice',
	key: 'invoice-number',
	keyParts: ['supplier'],
	unique: ['id'],
	scope: 'core.invoice',
	references: {
		supplier: refers.SUPPLIER,
		'account-type': refers.ACCOUNT_TYPE,
		currency: refers.CURRENCY,
		'payment-term': refers.PAYMENT_TERM,
		'bill-to-address': refers.ADDRESS,
		'ship-to-address': refers.ADDRESS,
		'requested-by': refers.USER,
		'invoice-lines.account': refers.ACCOUNT,
		'invoice-lines.account-allocations.account': refers.ACCOUNT,
		'invoice-lines.commodity': refers.COMMODITY,
		'invoice-lines.currency': refers.CURRENCY,
		'invoice-lines.uom': refers.UNIT,
	},
	lines: { attribute: 'invoice-lines', key: 'line-num', removable: false, touchedBy: [] },
	lists: ['tax-lines', 'invoice-charges'],
	alsoRead: ['status'],
	closedIn: ['voided', 'abandoned'],
	actions: INVOICE_ACTIONS,
	maxLengths: { 'invoice-number': 40, 'original-invoice-number': 40 },
	amounts: {
		...{ price: 20, quantity: 6, amount: 4, pct: 10, total: 4 },
		...{ 'supplier-total': 4, 'shipping-amount': 4, 'handling-amount': 4, 'misc-amount': 4 },
		...{ 'tax-amount': 4, 'taxable-amount': 4, base: 4, 'exchange-rate': 9, 'discount-amount': 4 },
	},
	children: {},
	createOnly: [],
	readOnly: [...MADE_BY_COUPA, 'status', 'exported', 'payments', 'paid', 'lock-version-key'],
};
