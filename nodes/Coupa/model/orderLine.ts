import type { IDataObject } from 'n8n-workflow';

import { CANCELLED, CLOSED } from './actions';
import type { RecordAction } from './actions';
import { positiveOf } from './amounts';
import { keyText } from './document';
import { anyResource } from './resource';
import type { ResourceModel } from './resource';

/** Lines of purchase orders at their own address, where they are read, closed and deleted. They are created and changed with their order. */
export const orderLineModel: ResourceModel = {
	...anyResource('purchase_order_lines', 'id'),
	type: 'purchase order line',
	alsoRead: ['order-header-number', 'line-num'],
	shownAs: ({ 'order-header-number': order, 'line-num': line }: IDataObject) =>
		keyText(order) === '' ? '' : `${keyText(order)} line ${keyText(line)}`,
};

/**
 * Coupa's pages show the status of a line and list no values of it; these are the ones that integrations in use go by
 * (https://github.com/rossumai/rossum-coupa-integration). Any other may be open or closed: nobody acts upon it.
 */
const OPEN = ['created', 'partially_received', 'received'];
const NO_RECEIPTS = 'soft_closed_for_receiving';
const NO_INVOICES = ['soft_closed_for_invoicing', ...CLOSED, ...CANCELLED];

const isIn = (statuses: readonly string[]) => (record: IDataObject) =>
	statuses.includes(keyText(record.status));

export const ORDER_LINE_ACTIONS = {
	softCloseForInvoicing: {
		path: 'soft_close_for_invoicing',
		done: 'closed for invoicing',
		isDone: isIn(NO_INVOICES),
		dueIn: [...OPEN, NO_RECEIPTS],
	},
	softCloseForReceiving: {
		path: 'soft_close_for_receiving',
		done: 'closed for receiving',
		// Of what takes no invoices nothing is received either.
		isDone: isIn([NO_RECEIPTS, ...NO_INVOICES]),
		dueIn: OPEN,
	},
	reopenForInvoicing: { path: 'reopen_for_invoicing', done: 'reopened for invoicing' },
	reopenForReceiving: { path: 'reopen_for_receiving', done: 'reopened for receiving' },
} satisfies Record<string, RecordAction>;

/** What was received may still be invoiced; a line that was only invoiced gets no more invoices. */
export function softCloseOf(line: IDataObject): RecordAction {
	const { softCloseForInvoicing, softCloseForReceiving } = ORDER_LINE_ACTIONS;
	return positiveOf(line, ['received']).length > 0 ? softCloseForReceiving : softCloseForInvoicing;
}
