import { each, flag, integer, reference, stamps, text, type Values } from '../attributes.cts';
import type { Action, Resource } from '../resource.cts';

const readOnly = { readOnly: true } as const;

/** Only what is pending can be decided. */
const decide =
	(status: string): Action['act'] =>
	({ row, search }) => {
		if (!['pending_approval', 'on_hold'].includes(String(row.values.status)))
			return { refusal: `Approval cannot be ${status} in status ${String(row.values.status)}` };
		const reason = search.get('reason');
		const changes: Values = { status, ...(reason === null ? {} : { note: reason }) };
		return { changes, effects: [status.replace('_', '-')] };
	};

export const approvals: Resource = {
	table: 'approvals',
	noun: 'approval',
	verbs: { GET: 'core.approval.read', PUT: 'core.approval.write' },
	keys: [],
	actions: {
		approve: { act: decide('approved') },
		reject: { act: decide('rejected') },
		hold: { act: decide('on_hold') },
	},
	attributes: {
		...stamps,
		status: text(50, { ...readOnly, initial: 'pending_approval' }),
		...each('approvable-type approver-type type parallel-group-name', text(255, readOnly)),
		...each('approvable-id approval-chain-id approver-id position', integer(readOnly)),
		'approval-date': { kind: 'instant', ...readOnly },
		approver: reference('users', readOnly),
		holdable: flag({ ...readOnly, initial: true }),
		note: text(65_535, readOnly),
	},
};
