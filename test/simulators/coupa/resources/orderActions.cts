import { isBlank, type Values } from '../attributes.cts';
import type { Action, ActionCall } from '../resource.cts';
import { isPositive } from './decimals.cts';

/** Statuses in which nothing about an order may be changed any more. */
export const FINAL = ['closed', 'cancelled'];

const statusOf = ({ row }: ActionCall): string => String(row.values.status);
const refused = (done: string, call: ActionCall) => ({
	refusal: `Order cannot be ${done} in status ${statusOf(call)}`,
});

/** Every call transmits, also of an order that is issued already: a client that repeats blindly mails twice. */
const issue =
	(transmits: boolean): Action['act'] =>
	(call) => {
		if (FINAL.includes(statusOf(call)) || statusOf(call) === 'soft_closed') return refused('issued', call);
		const transmission: Values = { 'transmission-status': 'scheduled_for_email' };
		return {
			changes: { status: 'issued', ...(transmits ? transmission : {}) },
			effects: transmits ? ['issued', 'transmitted'] : ['issued'],
		};
	};

const cancel: Action['act'] = (call) => {
	const lines = call.tables.childrenOf('order_lines', call.row.id);
	const touched = lines.some(({ values }) => isPositive(values.received) || isPositive(values.invoiced));
	if (FINAL.includes(statusOf(call)) || touched) return refused('cancelled', call);
	return { changes: { status: 'cancelled' }, effects: ['cancelled'] };
};

/** The first time softly, the second time for good. */
const close: Action['act'] = (call) => {
	if (FINAL.includes(statusOf(call))) return refused('closed', call);
	return statusOf(call) === 'soft_closed'
		? { changes: { status: 'closed' }, effects: ['hard-closed'] }
		: { changes: { status: 'soft_closed' }, effects: ['soft-closed'] };
};

const reopen: Action['act'] = (call) => {
	const { body } = call;
	if (isBlank(body['reason-insight-id']) && isBlank(body['reason-insight-code']))
		return { refusal: "Reason insight can't be blank" };
	if (isBlank(body['reason-insight-event-comment']))
		return { refusal: "Reason insight event comment can't be blank" };
	if (statusOf(call) !== 'soft_closed') return refused('reopened', call);
	return { changes: { status: 'issued' }, effects: ['reopened'] };
};

export const orderActions: Record<string, Action> = {
	issue: { act: issue(true) },
	issue_without_send: { act: issue(false) },
	cancel: { act: cancel },
	close: { act: close },
	reopen: {
		takes: ['reason-insight-id', 'reason-insight-code', 'reason-insight-event-comment'],
		act: reopen,
	},
	release_from_buyer_hold: {
		act: (call) =>
			statusOf(call) === 'buyer_hold'
				? { changes: { status: 'issued' }, effects: ['released'] }
				: refused('released', call),
	},
};

/** Of a line that takes no invoices nothing is received either; closing what is closed is refused. */
const CLOSED_FOR: Record<string, string[]> = {
	receiving: ['soft_closed_for_receiving', 'soft_closed_for_invoicing', 'closed'],
	invoicing: ['soft_closed_for_invoicing', 'closed'],
};

const closing =
	(what: string): Action['act'] =>
	(call) =>
		CLOSED_FOR[what].includes(statusOf(call))
			? { refusal: `Order line cannot be closed for ${what} in status ${statusOf(call)}` }
			: { changes: { status: `soft_closed_for_${what}` }, effects: [`closed-for-${what}`] };

const reopening =
	(what: string): Action['act'] =>
	() => ({ changes: { status: 'created' }, effects: [`reopened-for-${what}`] });

export const lineActions: Record<string, Action> = {
	soft_close_for_receiving: { act: closing('receiving') },
	soft_close_for_invoicing: { act: closing('invoicing') },
	reopen_for_receiving: { act: reopening('receiving') },
	reopen_for_invoicing: { act: reopening('invoicing') },
};
