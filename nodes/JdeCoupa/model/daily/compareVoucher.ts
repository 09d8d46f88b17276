import type { IDataObject } from 'n8n-workflow';

import { compare, decimalText, parseDecimal } from '../../../../lib/decimal';
import { isRecord } from '../../../../lib/diff';
import { settle } from '../../../../lib/failure';
import { buildPayments } from '../payment/buildPayments';
import type { BuiltPayments, PaymentRules } from '../payment/buildPayments';
import { textsAt } from '../paths';
import { coupaIdOf } from '../stamp';
import { textOf } from '../text';
import type { Difference } from './difference';

export interface VoucherRules extends PaymentRules {
	/** whether the flows have posted, so that something may be missing */
	invoices: boolean;
	payments: boolean;
}

/** What Coupa has of a voucher. */
export interface Copy {
	invoice: IDataObject | null;
	/** IDs of invoices under the number that are no copies */
	others: readonly string[];
}

const DEAD = ['voided', 'abandoned'];

/**
 * What does not agree between a posted voucher in scope and its invoice.
 * @param parked keys of payments that stand parked: what Coupa lacks of them is known
 */
export async function compareVoucher(
	voucher: IDataObject,
	copy: Copy,
	parked: ReadonlySet<string>,
	rules: VoucherRules,
): Promise<Difference[]> {
	const { invoice } = copy;
	const isBornThere = textsAt(voucher, rules.stampField).some((cell) => coupaIdOf(cell) !== undefined);
	const isVoid = textOf(voucher.voided) === 'yes';
	if (invoice === null) return rules.invoices && !isVoid ? [missing(voucher, copy, isBornThere)] : [];
	const isDead = DEAD.includes(textOf(invoice.status));
	if (isBornThere ? false : isVoid !== isDead) return rules.invoices ? [half(voucher, invoice)] : [];
	return rules.payments && !isDead ? await paymentsOf(voucher, invoice, parked, rules, isBornThere) : [];
}

function name(voucher: IDataObject): string {
	return `Voucher ${textOf(voucher.key)}, ${textOf(voucher.grossAmount)} ${textOf(voucher.currency)} of supplier ${textOf(voucher.supplier)}`;
}

function missing(voucher: IDataObject, { others }: Copy, isBornThere: boolean): Difference {
	const key = textOf(voucher.key);
	const number = textOf(voucher.invoiceNumber);
	return {
		key,
		kind: 'not in Coupa',
		says:
			`${name(voucher)} is posted, and neither Coupa nor the parked table has it` +
			(others.length > 0
				? `; under its number '${number}' Coupa has invoice ${others.join(', ')}, which is not its copy`
				: ''),
		todo: isBornThere
			? 'Its invoice came from Coupa and is gone there, or hidden from the client: look it up by the stamp'
			: `Put ${key} into 'replayKeys' of the flow of invoices and run 'Replay Every Night' there by hand`,
	};
}

function half(voucher: IDataObject, invoice: IDataObject): Difference {
	const isVoid = textOf(voucher.voided) === 'yes';
	return {
		key: textOf(voucher.key),
		kind: 'voided on one side',
		says: `${name(voucher)} is ${isVoid ? 'voided' : 'not voided'}, and invoice ${textOf(invoice.id)} in Coupa is '${textOf(invoice.status)}'`,
		todo: isVoid
			? `Put it into 'replayKeys' of the flow of invoices, or void the invoice in Coupa`
			: 'Ask who voided it in Coupa; void the voucher in JD Edwards, or enter it again under another number',
	};
}

const OURS = 'JDE ';

async function paymentsOf(
	voucher: IDataObject,
	invoice: IDataObject,
	parked: ReadonlySet<string>,
	rules: VoucherRules,
	isBornThere: boolean,
): Promise<Difference[]> {
	const key = textOf(voucher.key);
	const isParked = (notes: string) => parked.has(`${key} ${notes}`);
	if (parked.has(key)) return [];
	const built = await settle(async () => buildPayments(voucher, rules));
	if (!built.ok) {
		return [{ key, kind: 'payments', says: built.failure.message, todo: built.failure.description }];
	}
	const [wanted, there] = [wantedPayments(built.value), paymentsThere(invoice)];
	const found: Difference[] = [];
	const differs = (says: string, todo: string) => found.push({ key, kind: 'payments', says, todo });
	for (const [notes, amount] of wanted) {
		const other = there.get(notes);
		if (other === undefined && !isParked(notes)) {
			differs(`${name(voucher)} was paid ${amount} (${notes}), and Coupa does not show it`, REPLAY_PAYMENTS);
		} else if (other !== undefined && !isSame(other, amount)) {
			differs(
				`${name(voucher)} was paid ${amount} (${notes}), and Coupa shows ${other}`,
				'Reverse the payment in Coupa by a negative amount with notes of its own, then add the right one',
			);
		}
	}
	for (const [notes, amount] of there) {
		if (wanted.has(notes) || isParked(notes)) continue;
		differs(
			`Coupa shows a payment of ${amount} (${notes}) of voucher ${key}, which JD Edwards does not have as posted`,
			'It was deleted or unposted in JD Edwards: reverse it in Coupa by a negative amount, if nothing replaced it',
		);
	}
	const paid = paidFlag(built.value, voucher, isBornThere);
	const isPaidThere = invoice.paid === true;
	const hasParked = [...parked].some((one) => one.startsWith(`${key} `));
	if (found.length === 0 && !hasParked && paid !== undefined && paid !== isPaidThere) {
		differs(
			`${name(voucher)} has ${textOf(voucher.openAmount)} open in JD Edwards, and Coupa says ${isPaidThere ? 'paid' : 'not paid'}`,
			paid ? REPLAY_PAYMENTS : "Take the mark 'paid' off the invoice in Coupa, if it is not paid elsewhere",
		);
	}
	return found;
}

const REPLAY_PAYMENTS =
	"Put the voucher's key into 'replayKeys' of the flow of payments and run 'Replay Every Night' there by hand";

/** By the notes, without the remarks behind them. */
function wantedPayments({ payments }: BuiltPayments): Map<string, string> {
	return new Map(payments.map((one) => [keyOf(one.notes), textOf(one['amount-paid'])]));
}

function paymentsThere(invoice: IDataObject): Map<string, string> {
	const payments = (Array.isArray(invoice.payments) ? invoice.payments : []).filter(isRecord);
	const ours = payments.filter(({ notes }) => textOf(notes).startsWith(OURS));
	return new Map(ours.map((one) => [keyOf(one.notes), plain(textOf(one['amount-paid']))]));
}

function keyOf(notes: unknown): string {
	return textOf(notes).split(';')[0].trim();
}

/** What the invoice has to say; undefined where that is not for JD Edwards to decide. */
function paidFlag(
	{ payments, leftOut }: BuiltPayments,
	voucher: IDataObject,
	isBornThere: boolean,
): boolean | undefined {
	const flag = payments.at(-1)?.paid;
	if (typeof flag === 'boolean') return flag;
	// Nobody paid it in JD Edwards, yet it may be settled there by a credit, or paid in Coupa.
	return isBornThere || leftOut.length > 0 || voucher.isPaid === true ? undefined : false;
}

function isSame(a: string, b: string): boolean {
	const [left, right] = [parseDecimal(a), parseDecimal(b)];
	return left !== undefined && right !== undefined && compare(left, right) === 0;
}

function plain(amount: string): string {
	const parsed = parseDecimal(amount);
	return parsed === undefined ? amount : decimalText(parsed);
}
