import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../../../../lib/diff';
import { negate } from '../../../../lib/decimal';
import type { Decimal } from '../../../../lib/decimal';
import { amountOf, total, ZERO } from '../amounts';
import { textOf } from '../text';

/** What a payment did to one voucher, with the signs of JD Edwards. */
export interface PaymentParts {
	/** PYID, which tells the payment apart */
	id: string;
	/** DOCM, as people know it */
	number: string;
	/** ISO date */
	date: string;
	bankAccount: string;
	isPosted: boolean;
	paid: Decimal;
	discount: Decimal;
	/** undefined unless the payment is voided */
	voided?: { amount: Decimal; discount: Decimal; date: string; isPosted: boolean };
}

/**
 * Matching type of the rows that void a payment.
 * @see https://docs.oracle.com/en/applications/jd-edwards/financials/9.2/eoaap/matching-document-type-codes.html
 */
const VOID_TYPE = 'PO';

/** Payments of a voucher as JDE AIS gives them, the oldest first. */
export function partsOf(payments: unknown, columns: { amount: string; discount: string }): PaymentParts[] {
	const list = (Array.isArray(payments) ? payments : []).filter(isRecord);
	return list
		.map((payment) => onePayment(payment, columns))
		.sort((a, b) => a.date.localeCompare(b.date) || Number(a.id) - Number(b.id));
}

function onePayment(payment: IDataObject, columns: { amount: string; discount: string }): PaymentParts {
	const header = isRecord(payment.F0413) ? payment.F0413 : {};
	const rows = (Array.isArray(payment.F0414) ? payment.F0414 : []).filter(isRecord);
	const isVoid = ({ DCTM }: IDataObject) => textOf(DCTM) === VOID_TYPE;
	const [paidRows, voidRows] = [rows.filter((row) => !isVoid(row)), rows.filter(isVoid)];
	const sum = (some: readonly IDataObject[], column: string) =>
		total(some.map((row) => amountOf(row, column)));
	// D is posted in F0413 and F0414; P there is a post that went wrong.
	const isPosted = (some: readonly IDataObject[]) =>
		[header, ...some].every(({ POST }) => textOf(POST) === 'D');
	const [paid, discount] = [sum(paidRows, columns.amount), sum(paidRows, columns.discount)];
	const voidDate = textOf(header.VDGJ) || textOf(voidRows[0]?.DGJ);
	const voided = {
		amount: voidRows.length > 0 ? sum(voidRows, columns.amount) : negate(paid),
		discount: voidRows.length > 0 ? sum(voidRows, columns.discount) : negate(discount),
		date: voidDate,
		isPosted: isPosted(voidRows),
	};
	return {
		id: textOf(payment.key),
		number: textOf(payment.number),
		date: textOf(header.DMTJ),
		bankAccount: textOf(header.GLBA),
		isPosted: isPosted(paidRows),
		paid,
		discount,
		...(voidRows.length > 0 || textOf(header.VDGJ) !== '' ? { voided } : {}),
	};
}

/** What all payments together did, voids taken off. */
export function settledBy(parts: readonly PaymentParts[]): { amount: Decimal; discount: Decimal } {
	return {
		amount: total(parts.flatMap(({ paid, voided }) => [paid, voided?.amount ?? ZERO])),
		discount: total(parts.flatMap(({ discount, voided }) => [discount, voided?.discount ?? ZERO])),
	};
}
