import type { IDataObject } from 'n8n-workflow';

import type { RecordAction } from './actions';
import { keyText } from './document';
import { anyResource } from './resource';
import type { ResourceModel } from './resource';

/**
 * Lines of purchase orders at their own address, where they are read, closed and deleted. They are created and changed
 * with their order. Coupa does not say by which status a closed line is known, so that a lost answer stays unknown.
 */
export const orderLineModel: ResourceModel = {
	...anyResource('purchase_order_lines', 'id'),
	type: 'purchase order line',
	alsoRead: ['order-header-number', 'line-num'],
	shownAs: ({ 'order-header-number': order, 'line-num': line }: IDataObject) =>
		keyText(order) === '' ? '' : `${keyText(order)} line ${keyText(line)}`,
};

export const ORDER_LINE_ACTIONS = {
	softCloseForInvoicing: { path: 'soft_close_for_invoicing', done: 'closed for invoicing' },
	softCloseForReceiving: { path: 'soft_close_for_receiving', done: 'closed for receiving' },
	reopenForInvoicing: { path: 'reopen_for_invoicing', done: 'reopened for invoicing' },
	reopenForReceiving: { path: 'reopen_for_receiving', done: 'reopened for receiving' },
} satisfies Record<string, RecordAction>;
