import type { IDataObject } from 'n8n-workflow';

import { calendarDay } from '../../../../lib/dates';
import { compare, negate } from '../../../../lib/decimal';
import type { Decimal } from '../../../../lib/decimal';
import { amountIn, isZero, total } from '../amounts';
import { isPaymentOfJde } from '../stamp';
import { textOf } from '../text';
import type { Found, FoundPayment } from './found';
import { recordsIn, titleOf } from './wanted';

/** A payment on an invoice in Coupa. */
export interface CoupaPayment {
	id: string;
	/** `C` and Coupa's ID, in the remark of the payment in JD Edwards */
	stamp: string;
	/** positive */
	amount: Decimal;
	date: string;
	notes: string;
	/** a later negative payment took it back */
	isReversed: boolean;
}

/**
 * The payments of an invoice, each with whether it was taken back. Coupa changes no payment: a reversal is another one,
 * negative, which belongs to the one whose notes it repeats, else to the last of that amount. Payments that JD Edwards
 * made are on the invoice as well, and are none of these.
 * @returns also the reversals that belong to none
 */
export function paymentsOf(invoice: IDataObject): { payments: CoupaPayment[]; unmatched: string[] } {
	const rows = recordsIn(invoice.payments)
		.map((row) => ({
			id: textOf(row.id),
			amount: amountIn(row['amount-paid'], 'payments.amount-paid', titleOf(invoice)),
			date: calendarDay(textOf(row['payment-date'])),
			notes: textOf(row.notes),
		}))
		.filter(({ amount, notes }) => !isZero(amount) && !isPaymentOfJde(notes))
		.sort((a, b) => Number(a.id) - Number(b.id));
	const payments: CoupaPayment[] = [];
	const unmatched: string[] = [];
	for (const row of rows) {
		if (row.amount.units > 0n) payments.push({ ...row, stamp: `C${row.id}`, isReversed: false });
		else {
			const open = payments.filter(
				({ amount, isReversed }) => !isReversed && compare(amount, negate(row.amount)) === 0,
			);
			const named = open.filter(({ notes }) => notes !== '' && row.notes.startsWith(notes));
			const original = [...open, ...named].pop();
			if (original) original.isReversed = true;
			else unmatched.push(row.id);
		}
	}
	return { payments, unmatched };
}

export type PaymentStep =
	| { step: 'record'; payment: CoupaPayment; parts: Array<{ payItem: string; amount: Decimal }> }
	| { step: 'void'; payment: FoundPayment }
	| { step: 'tooMuch'; payment: CoupaPayment };

/** What is still to be done in JD Edwards about the payments of one voucher, the next of it. */
export function nextPaymentStep(
	payments: readonly CoupaPayment[],
	found: Found,
	since: string,
): PaymentStep | undefined {
	const standing = (stamp: string) => found.payments.find((one) => one.stamp === stamp && !one.isVoid);
	for (const payment of payments) {
		const there = standing(payment.stamp);
		if (payment.isReversed && there) return { step: 'void', payment: there };
	}
	for (const payment of payments) {
		// A payment that JD Edwards voided by hand is not made again.
		const isThere = found.payments.some(({ stamp }) => stamp === payment.stamp);
		if (payment.isReversed || isThere || payment.date < since) continue;
		const parts = spread(payment.amount, found.open);
		return parts ? { step: 'record', payment, parts } : { step: 'tooMuch', payment };
	}
	return undefined;
}

/** Over what is open, pay item after pay item; undefined where it is more. */
function spread(
	amount: Decimal,
	open: Found['open'],
): Array<{ payItem: string; amount: Decimal }> | undefined {
	let left = amount;
	const parts: Array<{ payItem: string; amount: Decimal }> = [];
	for (const item of open) {
		if (left.units <= 0n || item.amount.units <= 0n) continue;
		const part = compare(left, item.amount) < 0 ? left : item.amount;
		parts.push({ payItem: item.payItem, amount: part });
		left = total([left, negate(part)]);
	}
	return left.units > 0n || parts.length === 0 ? undefined : parts;
}
