import type { RecordAction } from './actions';
import { keyText } from './document';
import { anyResource } from './resource';
import type { ResourceModel } from './resource';

/** A step of the approval of a document, which Coupa makes and people or integrations decide. */
export const approvalModel: ResourceModel = { ...anyResource('approvals', 'id'), type: 'approval' };

const is = (wanted: string) => (record: { status?: unknown }) => keyText(record.status) === wanted;

/** By which status a held approval is known, Coupa does not say. */
export const APPROVAL_ACTIONS = {
	approve: { path: 'approve', done: 'approved', isDone: is('approved') },
	reject: { path: 'reject', done: 'rejected', isDone: is('rejected') },
	hold: { path: 'hold', done: 'put on hold' },
} satisfies Record<string, RecordAction>;
