import type { IDataObject } from 'n8n-workflow';

import type { Change } from '../../../lib/diff';
import { isRecord } from '../../../lib/diff';
import { failure } from '../../../lib/failure';
import type { Settled } from '../../../lib/failure';
import { keyText } from '../model/document';
import { invoiceModel } from '../model/invoice';
import { PAYMENT_FIELDS, paymentEntry, paymentOn, paymentRefusal } from '../model/payment';
import type { WantedPayment } from '../model/payment';
import type { Coupa, CoupaRequest } from '../transport/types';
import type { Before } from './batch';
import { LOOK_UP_WAIT_MS, MAX_SENDS, written } from './createOnce';
import type { Tally } from './createOnce';

/** What is still to be written so that the invoice has the payment. */
export interface PaymentPlan {
	body: IDataObject;
	changes: Change[];
}

/** Compares what the invoice has with what it shall have. A payment is recognised by its notes alone. */
export function paymentPlan(
	invoice: IDataObject,
	wanted: WantedPayment,
	about: string,
): Settled<PaymentPlan> {
	const refusal = paymentRefusal(invoice, wanted, about);
	if (refusal) return { ok: false, failure: refusal };
	const isThere = paymentOn(invoice, wanted.notes) !== undefined;
	const isMarked = wanted.paid === undefined || wanted.paid === (String(invoice.paid) === 'true');
	const path = `payments[${wanted.notes}].amount-paid`;
	return {
		ok: true,
		value: {
			body: {
				...(isThere ? {} : { payments: [paymentEntry(invoice.id, wanted)] }),
				...(isMarked ? {} : { paid: wanted.paid }),
			},
			changes: [
				...(isThere ? [] : [{ path, before: null, after: wanted.amount }]),
				...(isMarked ? [] : [{ path: 'paid', before: invoice.paid ?? null, after: wanted.paid }]),
			],
		},
	};
}

/**
 * Adds a payment once. Payments cannot be changed or taken away, so after an unknown outcome the invoice is read back,
 * and only what it still lacks goes out again.
 * @returns the invoice with the payment
 */
export async function addPayment(
	coupa: Coupa,
	invoice: IDataObject,
	wanted: WantedPayment,
	plan: PaymentPlan,
	before: Before,
	tally: Tally,
): Promise<Settled<IDataObject>> {
	const { sleep, signal } = coupa.surroundings;
	const about = `payment '${wanted.notes}' of invoice '${keyText(invoice['invoice-number'])}'`;
	let { body } = plan;
	for (let send = 1; ; send += 1) {
		const request: CoupaRequest = {
			method: 'PUT',
			path: `invoices/${encodeURIComponent(String(invoice.id))}`,
			query: { fields: PAYMENT_FIELDS },
			body,
			effect: 'payments' in body ? 'once' : 'repeatable',
			about,
			scope: invoiceModel.scope,
			before,
		};
		const answer = await written(coupa, request, tally);
		const isFinal = answer.ok
			? paymentOn(answer.value, wanted.notes) !== undefined
			: answer.failure.category !== 'unknown-outcome';
		if (isFinal) return answer;

		await sleep(LOOK_UP_WAIT_MS * send, signal);
		tally.waitedMs += LOOK_UP_WAIT_MS * send;
		const read: CoupaRequest = { ...request, method: 'GET', body: undefined, effect: 'repeatable' };
		const reply = await coupa.send({ ...read, before: undefined });
		tally.calls += reply.tries;
		tally.waitedMs += reply.waitedMs;
		if (!reply.result.ok || !isRecord(reply.result.value)) return answer.ok ? unseen(about) : answer;
		const left = paymentPlan(reply.result.value, wanted, about);
		if (!left.ok) return left;
		if (left.value.changes.length === 0) return { ok: true, value: reply.result.value };
		if (answer.ok) return unseen(about);
		if (send === MAX_SENDS) return answer;
		body = left.value.body;
	}
}

/** Taken, and not to be seen: sent once more it may be paid twice. */
function unseen(about: string): Settled<never> {
	return {
		ok: false,
		failure: failure({
			code: 'COUPA_PAYMENT_NOT_SHOWN',
			category: 'unknown-outcome',
			message: `Coupa took ${about} without an objection, but does not show it`,
			description:
				"Look at the invoice in Coupa before you run it again: a payment that the node cannot see would be added twice. An API filter may hide 'payments', or the client may not write them.",
			retryable: false,
		}),
	};
}
