import type { IDataObject } from 'n8n-workflow';

import { glDate } from '../calendar/periods';
import { act, park } from './acting';
import type { About, Act } from './acting';
import type { Found, FoundPayment } from './found';
import { paymentInputs } from './inputs';
import { nextPaymentStep, paymentsOf } from './payments';
import type { Wanted } from './wanted';

/** The next thing to do about the payments of an invoice, if any. @throws Failed */
export function paymentStep(
	invoice: IDataObject,
	found: Found,
	wanted: Wanted,
	about: About,
): Act | undefined {
	const { settings, ledger, title, company } = about;
	// A site that pays only in JD Edwards leaves these orchestrations off.
	if (settings.orchestrations.recordPayment === '') return undefined;
	const { payments, unmatched } = paymentsOf(invoice);
	const next = nextPaymentStep(payments, found, settings.goLive);
	if (next?.step === 'void') return voidPayment(next.payment, about);
	if (unmatched.length > 0) {
		const words = `has a negative payment in Coupa (ID ${unmatched.join(', ')}) that reverses none of its payments`;
		park(
			'REVERSAL',
			'conflict',
			`${title} ${words}`,
			'Reverse the payment in JD Edwards by hand, then dismiss this record',
		);
	}
	if (next === undefined) return undefined;
	if (next.step === 'tooMuch') {
		park(
			'PAID_TOO_MUCH',
			'conflict',
			`${title} was paid in Coupa (payment ID ${next.payment.id}), but voucher ${found.key} has less open than that`,
			'Look at the payments of the voucher in JD Edwards: it may be paid there as well',
		);
	}
	const { payment, parts } = next;
	const date = glDate(payment.date, company, ledger.periods, settings.whenClosed, title);
	return act(
		about,
		'recordPayment',
		payment.stamp,
		() => paymentInputs(payment, wanted, found, date.date, found.payee, parts, settings),
		date.note === '' ? [] : [date.note],
	);
}

export function voidPayment({ id, date: paid }: FoundPayment, about: About): Act {
	const { ledger, settings, title, company } = about;
	const date = glDate(paid, company, ledger.periods, settings.whenClosed, title);
	const inputs: IDataObject = { PaymentID: id, GLDate: date.date };
	if (settings.payStatus !== '') inputs.PayStatus = settings.payStatus;
	return act(about, 'voidPayment', id, () => inputs);
}
