import type { IDataObject } from 'n8n-workflow';

import { textOf } from '../text';
import { recordsIn } from './wanted';

/** Invoices that something else names, and where the next chunk goes on behind them; blank when nothing is left. */
export interface Named {
	ids: string[];
	after: string;
}

/** What is read of a payment: not whose bank account it was paid to. */
export const PAYMENT_FIELDS =
	'id, updated-at, payment-details.source-transaction-id, payment-details.source-transaction-type';

/** The ID of the payment in a place such as `12/4711`, which is read again because some of its invoices may be left. */
export function paymentIn(place: string): string {
	return place.split('/')[0] ?? '';
}

/**
 * Invoices that payments of Coupa Pay have paid, by the ID of the payment and that of the invoice.
 * @param read payments in the order of their IDs, up to `limit` of them
 */
export function paidBy(
	read: readonly IDataObject[],
	{ after, limit, chunkSize }: { after: string; limit: number; chunkSize: number },
): Named {
	const places = read
		.flatMap((payment) => {
			const ids = invoicesOf(payment);
			return (ids.length === 0 ? ['0'] : ids).map((id): Place => [Number(payment.id), Number(id)]);
		})
		.sort(order)
		.filter((place) => after === '' || order(place, placeOf(after)) > 0);
	const ids = new Set<string>();
	let last = after;
	for (const [payment, id] of places) {
		if (ids.size >= chunkSize) return { ids: [...ids], after: last };
		if (id > 0) ids.add(String(id));
		last = `${payment}/${id}`;
	}
	return { ids: [...ids], after: read.length < limit ? '' : last };
}

/** What a payment says it paid. Its type of an invoice is not public, so that any word for it will do. */
export function invoicesOf(payment: IDataObject): string[] {
	return recordsIn(payment['payment-details'])
		.filter(({ 'source-transaction-type': type }) => /^$|invoice/i.test(textOf(type)))
		.map((detail) => textOf(detail['source-transaction-id']))
		.filter((id) => /^\d{1,14}$/.test(id));
}

type Place = [payment: number, invoice: number];

function placeOf(text: string): Place {
	const [payment, invoice] = text.split('/').map(Number);
	return [payment, invoice ?? 0];
}

function order(one: Place, other: Place): number {
	return one[0] - other[0] || one[1] - other[1];
}

/**
 * Invoices by the stamps of vouchers, one row for each pay item.
 * @param read rows of F0411 in the order of the stamp, up to `limit` of them
 */
export function stampedBy(read: readonly IDataObject[], column: string, limit: number): Named {
	const stamps = read.map((row) => textOf(row[column])).filter((stamp) => stamp !== '');
	const ids = stamps.flatMap((stamp) => /^C(\d{1,14})$/.exec(stamp)?.slice(1) ?? []);
	return { ids: [...new Set(ids)], after: read.length < limit ? '' : (stamps[stamps.length - 1] ?? '') };
}
