import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../../../../lib/diff';
import { textOf } from '../text';
import { compareVoucher } from './compareVoucher';
import type { Copy, VoucherRules } from './compareVoucher';
import type { Difference } from './difference';

/** What the flows know of themselves: their rows in the state and parked tables. */
export interface FlowBooks {
	states: readonly IDataObject[];
	/** rows that are not posted: open ones, and those that a person linked or dismissed */
	parked: readonly IDataObject[];
}

/** A flow that has not posted yet cannot have forgotten anything. */
export function isLive({ states }: FlowBooks, flow: string): boolean {
	return states.some((row) => textOf(row.flow) === flow && textOf(row.confirmation) === 'done');
}

/** Compares vouchers in scope with what Coupa has; what the flows have still to do themselves is left to them. */
export async function compareVouchers(
	vouchers: readonly IDataObject[],
	copies: ReadonlyMap<string, Copy>,
	books: FlowBooks,
	rules: VoucherRules,
): Promise<{ differences: Difference[]; checked: number; leftToTheFlows: number }> {
	const live = {
		...rules,
		invoices: rules.invoices && isLive(books, 'apInvoices'),
		payments: rules.payments && isLive(books, 'payments'),
	};
	const invoices = flowOf(books, 'apInvoices');
	const payments = flowOf(books, 'payments');
	const differences: Difference[] = [];
	let checked = 0;
	let leftToTheFlows = 0;
	for (const voucher of vouchers) {
		const key = textOf(voucher.key);
		if (key === '') continue;
		checked += 1;
		const isWaiting = invoices.parked.has(key) || invoices.watched.has(key);
		const { invoice, others } = copies.get(key) ?? { invoice: null, others: [] };
		if (isWaiting || isNewer(voucher, ['F0411'], invoices.watermark)) {
			leftToTheFlows += 1;
			continue;
		}
		const arePaymentsDue =
			!payments.watched.has(key) && !isNewer(voucher, ['F0411', 'payments'], payments.watermark);
		const due = { ...live, payments: live.payments && arePaymentsDue };
		differences.push(...(await compareVoucher(voucher, { invoice, others }, payments.parked, due)));
	}
	return { differences, checked, leftToTheFlows };
}

interface KnownToFlow {
	/** JDE server time up to which the flow has read */
	watermark: string;
	watched: ReadonlySet<string>;
	parked: ReadonlySet<string>;
}

function flowOf({ states, parked }: FlowBooks, flow: string): KnownToFlow {
	const state = states.find((row) => textOf(row.flow) === flow);
	const watched = JSON.parse(textOf(state?.watched) || '[]') as string[];
	return {
		watermark: textOf(state?.watermark),
		// The flow of payments watches payments, whose keys begin with that of the voucher.
		watched: new Set(watched.flatMap((key) => [key, key.split(' ')[0]])),
		parked: new Set(parked.filter((row) => textOf(row.flow) === flow).map(({ key }) => textOf(key))),
	};
}

/** Whether a part of the voucher changed after the flow read last. */
function isNewer(voucher: IDataObject, parts: readonly string[], watermark: string): boolean {
	return watermark !== '' && changesIn(parts.map((part) => voucher[part])).some((at) => at > watermark);
}

/** `2026-01-31T09:05:00` of every row with UPMJ and UPMT, however deep. */
function changesIn(value: unknown): string[] {
	if (Array.isArray(value)) return value.flatMap(changesIn);
	if (!isRecord(value)) return [];
	const day = textOf(value.UPMJ);
	const time = textOf(value.UPMT)
		.replace(/\D/g, '')
		.padStart(6, '0')
		.replace(/(..)(..)(..)/, '$1:$2:$3');
	return [...(day === '' ? [] : [`${day}T${time}`]), ...changesIn(Object.values(value))];
}
