import type { IDataObject } from 'n8n-workflow';

import { keyText } from './document';
import { CANCELLED, CLOSED } from './purchaseOrder';

/** Something that is done to a record, other than writing its attributes. No HTTP, no n8n. */
export interface RecordAction {
	/** `PUT /:id/<path>` */
	path: string;
	/** `issued`, in messages */
	done: string;
	/** whether the record shows that it was done; without it an unknown outcome stays unknown */
	isDone?: (record: IDataObject) => boolean;
	/** statuses from which Coupa allows it, where that is documented */
	from?: readonly string[];
	/** needed besides `<scope>.write` */
	scope?: string;
}

const isIn = (statuses: readonly string[]) => (record: IDataObject) =>
	statuses.includes(keyText(record.status));
const isNotIn = (statuses: readonly string[]) => (record: IDataObject) =>
	keyText(record.status) !== '' && !statuses.includes(keyText(record.status));

/** A second close is a hard one, a second issue may mail the supplier again: what is done is never done twice. */
export const ORDER_ACTIONS = {
	issue: { path: 'issue', done: 'issued', isDone: isIn(['issued']) },
	issueWithoutSending: { path: 'issue_without_send', done: 'issued', isDone: isIn(['issued']) },
	cancel: { path: 'cancel', done: 'cancelled', isDone: isIn(CANCELLED) },
	close: { path: 'close', done: 'closed', isDone: isIn(CLOSED) },
	reopen: { path: 'reopen', done: 'reopened', isDone: isNotIn([...CLOSED, ...CANCELLED]) },
	release: { path: 'release_from_buyer_hold', done: 'released', isDone: isNotIn(['buyer_hold']) },
} satisfies Record<string, RecordAction>;

/** Coupa says what it thinks of submitting an invoice that is dead. */
const NOT_SUBMITTED = ['draft', 'new', 'rejected', 'voided', 'abandoned', 'invalid'];

export const INVOICE_ACTIONS = {
	submit: { path: 'submit', done: 'submitted', isDone: isNotIn(NOT_SUBMITTED) },
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
		scope: 'core.invoice.approval.bypass',
	},
	revalidate: { path: 'revalidate_tolerances', done: 'revalidated' },
} satisfies Record<string, RecordAction>;
