import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../../../lib/diff';
import { positiveOf } from './amounts';
import { keyText } from './document';

/** Something that is done to a record, other than writing its attributes. No HTTP, no n8n. */
export interface RecordAction {
	/** `PUT /:id/<path>` */
	path: string;
	/** `issued`, in messages */
	done: string;
	/** whether the record shows that it was done; without it an unknown outcome stays unknown */
	isDone?: (record: IDataObject) => boolean;
	/**
	 * statuses in which it is still to come, where it follows a write or got no answer; without it whenever it is not
	 * done
	 */
	dueIn?: readonly string[];
	/** statuses from which Coupa allows it, where that is documented */
	from?: readonly string[];
	/** needed besides `<scope>.write` */
	scope?: string;
	/** what is done in its place where the record is like that, and what it must show to tell */
	instead?: { where: (record: IDataObject) => boolean; shown: IDataObject; action: RecordAction };
}

/** Both spellings of `cancelled` are met in Coupa's own documents. */
export const CANCELLED = ['cancelled', 'canceled'];
export const CLOSED = ['soft_closed', 'closed'];

/** Quantities of an order line: where one of them is positive, Coupa keeps the line, and its order. */
export const TOUCHED_BY = ['received', 'invoiced'];

const hasTouchedLine = ({ 'order-lines': lines }: IDataObject) =>
	([lines ?? []].flat() as unknown[])
		.filter(isRecord)
		.some((line) => positiveOf(line, TOUCHED_BY).length > 0);

/** An order past these was issued, whatever became of it since. */
const NOT_ISSUED = ['draft', 'error', 'buyer_hold', 'currency_hold', 'supplier_hold', 'supplier_window_hold'];

const isIn = (statuses: readonly string[]) => (record: IDataObject) =>
	statuses.includes(keyText(record.status));
const isNotIn = (statuses: readonly string[]) => (record: IDataObject) =>
	keyText(record.status) !== '' && !statuses.includes(keyText(record.status));

const CLOSE = { path: 'close', done: 'closed', isDone: isIn(CLOSED) };

/** A second close is a hard one, a second issue may mail the supplier again: what is done is never done twice. */
export const ORDER_ACTIONS = {
	issue: { path: 'issue', done: 'issued', isDone: isIn(['issued']), dueIn: NOT_ISSUED },
	issueWithoutSending: {
		path: 'issue_without_send',
		done: 'issued',
		isDone: isIn(['issued']),
		dueIn: NOT_ISSUED,
	},
	cancel: { path: 'cancel', done: 'cancelled', isDone: isIn(CANCELLED) },
	cancelOrSoftClose: {
		path: 'cancel',
		done: 'cancelled or closed',
		isDone: isIn([...CANCELLED, ...CLOSED]),
		instead: {
			where: hasTouchedLine,
			shown: { 'order-lines': [Object.fromEntries(TOUCHED_BY.map((name) => [name, null]))] },
			action: CLOSE,
		},
	},
	close: CLOSE,
	reopen: { path: 'reopen', done: 'reopened', isDone: isNotIn([...CLOSED, ...CANCELLED]) },
	release: { path: 'release_from_buyer_hold', done: 'released', isDone: isNotIn(['buyer_hold']) },
} satisfies Record<string, RecordAction>;

/** Coupa says what it thinks of submitting an invoice that is dead. */
const NOT_SUBMITTED = ['draft', 'new', 'rejected', 'voided', 'abandoned', 'invalid'];

export const INVOICE_ACTIONS = {
	submit: {
		path: 'submit',
		done: 'submitted',
		isDone: isNotIn(NOT_SUBMITTED),
		// What its approvers rejected is theirs to send again.
		dueIn: ['draft', 'new'],
	},
	void: {
		path: 'void',
		done: 'voided',
		isDone: isIn(['voided']),
		from: ['pending_receipt', 'approved', 'draft'],
	},
	dispute: { path: 'dispute', done: 'disputed', isDone: isIn(['disputed']) },
	abandon: { path: 'abandon', done: 'abandoned', isDone: isIn(['abandoned']) },
	bypassApprovals: {
		path: 'bypass_approvals',
		done: 'approved',
		isDone: isIn(['approved']),
		dueIn: ['pending_approval', 'pending_action'],
		scope: 'core.invoice.approval.bypass',
	},
	withdrawDispute: {
		path: 'withdraw_dispute',
		done: 'no longer disputed',
		isDone: isNotIn(['disputed']),
		from: ['disputed'],
	},
	revalidate: { path: 'revalidate_tolerances', done: 'revalidated' },
} satisfies Record<string, RecordAction>;
