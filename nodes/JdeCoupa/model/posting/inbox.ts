import type { IDataObject } from 'n8n-workflow';

import { textOf } from '../text';
import { byId, invoices, payments } from './choice';
import type { Choice, ChooseInput } from './choice';
import { wider } from './cursor';
import type { Nets } from './cursor';
import { invoicesOf } from './namedInvoices';

/** A hint that names nothing which can be read. */
export function isBlind(row: IDataObject, nets: Nets): boolean {
	return idIn(row) === '' && paymentOf(row, nets) === '';
}

/** What events named, each once, the oldest first. */
export function fromInbox({ inbox, chunkSize, settings }: ChooseInput, choice: Choice): Choice {
	const rows = [...inbox].sort((a, b) => Number(a.id) - Number(b.id));
	const ids = new Set<string>();
	const paid = new Set<string>();
	let upTo = 0;
	let taken = 0;
	for (const row of rows) {
		const id = idIn(row);
		const payment = paymentOf(row, settings);
		const isKnown = (id === '' || ids.has(id)) && (payment === '' || paid.has(payment));
		if (!isKnown && ids.size + paid.size >= chunkSize) break;
		if (id !== '') ids.add(id);
		if (payment !== '') paid.add(payment);
		upTo = Number(row.id);
		taken += 1;
	}
	const chosen = { ...choice, inboxUpTo: upTo, moreInbox: taken < rows.length, ids: [...ids] };
	return paid.size > 0
		? payments(chosen, byId([...paid]), paid.size)
		: invoices(chosen, byId([...ids]), ids.size);
}

/** A payment that is not found, or paid more than one chunk holds, is left to the net for payments. */
export function namedByEvents(
	before: Choice,
	read: readonly IDataObject[],
	{ chunkSize }: ChooseInput,
): Choice {
	const paid = read.map(invoicesOf);
	const [{ limit }] = before.reads;
	const all = [...new Set([...before.ids, ...paid.flat()])];
	const isWhole = read.length === limit && paid.every((one) => one.length > 0) && all.length <= 2 * chunkSize;
	const ids = isWhole ? all : before.ids;
	const mode = isWhole ? before.mode : wider(before.mode, 'run');
	return invoices({ ...before, mode, ids }, byId(ids), ids.length);
}

function idIn({ document_type: type, document_id: id }: IDataObject): string {
	return textOf(type) === 'invoice' ? idText(id) : '';
}

function paymentOf({ document_type: type, document_id: id }: IDataObject, { coupaPay }: Nets): string {
	return coupaPay && textOf(type) === 'payment' ? idText(id) : '';
}

function idText(id: unknown): string {
	return /^\d{1,14}$/.test(textOf(id)) ? textOf(id) : '';
}
