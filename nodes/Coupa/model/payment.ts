import type { IDataObject } from 'n8n-workflow';

import { calendarDay } from '../../../lib/dates';
import { compare, parseDecimal } from '../../../lib/decimal';
import { equalByMeaning, isRecord } from '../../../lib/diff';
import { failure } from '../../../lib/failure';
import type { Failure } from '../../../lib/failure';
import { decimalOf } from './amounts';
import { keyText } from './document';

/** Digits that Coupa keeps of an amount paid. */
const SCALE = 4;
const NOTES_LENGTH = 255;
/** In these an invoice never becomes payable any more. */
const DEAD = ['voided', 'abandoned', 'rejected', 'invalid'];

/** A payment as it shall stand on its invoice. */
export interface WantedPayment {
	amount: string;
	date: string;
	/** the duplicate key: Coupa knows none of its own */
	notes: string;
	/** what `paid` of the invoice shall be; undefined leaves it alone */
	paid?: boolean;
}

export const PAYMENT_FIELDS = JSON.stringify([
	...['id', 'invoice_number', 'status', 'paid', { supplier: ['id', 'number'] }, { custom_fields: {} }],
	{ payments: ['id', 'notes', 'amount_paid', 'payment_date'] },
]);

/** What is wrong with a payment, whatever the invoice. */
export function unfitPayment({ amount, date, notes }: WantedPayment): Failure | undefined {
	const exact = decimalOf(amount, SCALE);
	const isDate = /^\d{4}-\d{2}-\d{2}/.test(date) && !Number.isNaN(Date.parse(date));
	const why =
		'why' in exact
			? `'Amount Paid' ${exact.why}`
			: parseDecimal(amount)!.units === 0n
				? "'Amount Paid' is zero"
				: notes === ''
					? "'Notes' is empty"
					: notes.length > NOTES_LENGTH
						? `'Notes' has ${notes.length} characters, and Coupa holds ${NOTES_LENGTH}`
						: isDate
							? undefined
							: `'Payment Date' is no date: '${date}'`;
	if (why === undefined) return undefined;
	return failure({
		code: 'COUPA_PAYMENT_UNFIT',
		category: 'validation',
		message: `A payment cannot be written: ${why}`,
		description:
			"Correct the mapping. 'Notes' is the key by which a payment is recognised, such as 'JDE 1234 77'.",
	});
}

/** The payment with these notes, if the invoice has it. What stands behind a semicolon is a remark, no part of the key. */
export function paymentOn(invoice: IDataObject, notes: string): IDataObject | undefined {
	const payments = Array.isArray(invoice.payments) ? invoice.payments.filter(isRecord) : [];
	return payments.find((payment) => paymentKey(keyText(payment.notes)) === paymentKey(notes));
}

function paymentKey(notes: string): string {
	return notes.split(';')[0].trim();
}

/** Why the invoice cannot take the payment as things stand. */
export function paymentRefusal(
	invoice: IDataObject,
	wanted: WantedPayment,
	about: string,
): Failure | undefined {
	const existing = paymentOn(invoice, wanted.notes);
	if (existing) return contradiction(existing, wanted, about);
	const status = keyText(invoice.status);
	if (status === 'approved') return undefined;
	const isDead = DEAD.includes(status);
	return failure({
		code: isDead ? 'COUPA_NOT_PAYABLE' : 'COUPA_WAITING_FOR_APPROVAL',
		category: 'conflict',
		message: `The ${about} is '${status}' and takes no payment${isDead ? '' : ' before it is approved'}`,
		description: isDead
			? 'Look at the invoice in Coupa: a payment of it has to be settled there'
			: 'Run it again once the invoice is approved in Coupa',
		retryable: !isDead,
		details: { status, ...(isDead ? {} : { reason: 'waiting-for-approval' }) },
	});
}

function contradiction(
	existing: IDataObject,
	{ amount, date, notes }: WantedPayment,
	about: string,
): Failure | undefined {
	const [before, after] = [parseDecimal(existing['amount-paid']), parseDecimal(amount)];
	const isSame = before && after && compare(before, after) === 0;
	const isSameDay =
		equalByMeaning(existing['payment-date'], date) || dayOf(existing['payment-date']) === dayOf(date);
	if (isSame && isSameDay) return undefined;
	return failure({
		code: 'COUPA_PAYMENT_DIFFERS',
		category: 'conflict',
		message: `The ${about} has a payment '${notes}' already, of another ${isSame ? 'date' : 'amount'}`,
		description:
			"Coupa changes no payment. Reverse it by a negative amount with 'Notes' of its own, then add the right one.",
		details: {
			notes,
			existing: { amount: existing['amount-paid'], date: existing['payment-date'] } as IDataObject,
			wanted: { amount, date },
		},
	});
}

function dayOf(value: unknown): string {
	return calendarDay(keyText(value));
}

export function paymentEntry(invoiceId: unknown, { amount, date, notes }: WantedPayment): IDataObject {
	return {
		'payable-type': 'InvoiceHeader',
		'payable-id': invoiceId as number,
		'amount-paid': amount,
		'payment-date': date,
		notes,
	};
}
