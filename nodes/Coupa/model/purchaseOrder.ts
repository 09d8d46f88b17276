import { CANCELLED, ORDER_ACTIONS, TOUCHED_BY } from './actions';
import { orderLineModel, softCloseOf } from './orderLine';
import * as refers from './references';
import { MADE_BY_COUPA } from './resource';
import type { ResourceModel } from './resource';

/**
 * External purchase orders by `po-number`: another system owns the order, and Coupa holds its copy. Lines are matched
 * by `line-num`; the number of decimals is that of Coupa's OpenAPI description (R39).
 */
export const purchaseOrderModel: ResourceModel = {
	path: 'purchase_orders',
	type: 'purchase order',
	key: 'po-number',
	unique: ['id', 'po-number'],
	scope: 'core.purchase_order',
	references: {
		supplier: refers.SUPPLIER,
		currency: refers.CURRENCY,
		'payment-term': refers.PAYMENT_TERM,
		'shipping-term': refers.SHIPPING_TERM,
		'ship-to-user': refers.USER,
		'ship-to-address': refers.ADDRESS,
		requester: refers.USER,
		'order-lines.account': refers.ACCOUNT,
		'order-lines.account-allocations.account': refers.ACCOUNT,
		'order-lines.commodity': refers.COMMODITY,
		'order-lines.currency': refers.CURRENCY,
		'order-lines.department': refers.DEPARTMENT,
		'order-lines.uom': refers.UNIT,
	},
	lines: {
		attribute: 'order-lines',
		key: 'line-num',
		removable: true,
		touchedBy: TOUCHED_BY,
		softClose: { model: orderLineModel, actionFor: softCloseOf },
	},
	onCreate: { type: 'ExternalOrderHeader' },
	alsoRead: ['status'],
	closedIn: ['closed', ...CANCELLED],
	actions: ORDER_ACTIONS,
	maxLengths: { 'po-number': 20 },
	amounts: { price: 6, quantity: 6, amount: 4, pct: 10, 'savings-pct': 2 },
	children: {},
	createOnly: [],
	readOnly: [...MADE_BY_COUPA, 'status', 'transmission-status', 'exported', 'internal-revision'],
};
