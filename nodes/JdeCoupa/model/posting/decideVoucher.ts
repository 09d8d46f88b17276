import type { IDataObject } from 'n8n-workflow';

import { glDate } from '../calendar/periods';
import { textOf } from '../text';
import { act, park } from './acting';
import type { About, Decision, Tried } from './acting';
import { voidPayment } from './decidePayment';
import { differences, duplicateOf, hasOtherKey, lookAlike } from './found';
import type { Found } from './found';
import { changeInputs, matchInputs, undoInputs, voucherInputs } from './inputs';
import { mastersProblems } from './masters';
import { nextPaymentStep, paymentsOf } from './payments';
import { refuseFor } from './problems';
import type { Wanted } from './wanted';

/** An invoice without a live voucher. @throws Failed where it must not be entered */
export function enter(wanted: Wanted, about: About, tried: Tried): Decision {
	const { ledger, settings, title, company } = about;
	const voidByHand = ledger.vouchers.find((one) => differences(wanted, one).length === 0);
	if (voidByHand && !tried.some(({ task }) => task === 'voidVoucher' || task === 'reverseMatch')) {
		park(
			'VOID_IN_JDE',
			'conflict',
			`${title} is approved in Coupa, but voucher ${voidByHand.key} was voided in JD Edwards`,
			'Void the invoice in Coupa too, or enter the voucher again by hand with its origin stamp',
		);
	}
	const duplicate = duplicateOf(wanted, ledger.ofSupplier, settings.stampColumn);
	if (duplicate !== undefined) {
		park(
			'DUPLICATE',
			'duplicate',
			`${title} is in JD Edwards already, as voucher ${duplicate}, which does not come from it`,
			`If it is the same invoice, enter ${wanted.stamp} in F0411.${settings.stampColumn} of its pay items and replay; else correct the number in Coupa, or dismiss this record`,
		);
	}
	const ordered = wanted.lines.filter(({ order }) => order).length;
	if (ordered > 0 && ordered < wanted.lines.length) {
		park(
			'MIXED',
			'configuration',
			`${title} has lines with and without purchase order`,
			'Enter it by hand with its origin stamp, or let the supplier send two invoices',
		);
	}
	const date = glDate(wanted.date, company, ledger.periods, settings.whenClosed, title);
	const alike = lookAlike(wanted, ledger.ofSupplier, settings.stampColumn);
	const notes = [date.note, alike === undefined ? '' : `looks like voucher ${alike}`].filter(
		(note) => note !== '',
	);
	return ordered > 0
		? act(about, 'matchVoucher', '', () => matchInputs(wanted, date.date, ledger.receipts, settings), notes)
		: act(about, 'enterVoucher', '', () => voucherInputs(wanted, date.date, settings), notes);
}

/** An invoice whose voucher shows something else. @throws Failed where a person must look at it */
export function change(
	wanted: Wanted,
	found: Found,
	about: About,
	invoice: IDataObject,
	differ: string[],
): Decision {
	const isPlain = !found.isMatched && wanted.lines.every(({ order }) => !order);
	refuseTaken(found, about, `was changed after approval (${differ.join('; ')})`);
	refuseFor(about.title, mastersProblems(wanted, about.ledger.masters, about.settings));
	if (found.isUnposted && isPlain && !hasOtherKey(wanted, found)) {
		return act(about, 'changeVoucher', found.key, () => changeInputs(wanted, found, about.settings), differ);
	}
	// The way back is of no use without the way in.
	const again = wanted.lines.some(({ order }) => order) ? 'matchVoucher' : 'enterVoucher';
	act(about, again, '', () => ({}));
	return undo(found, about, invoice, `Changed in Coupa ${textOf(invoice.id)}`, differ);
}

/** Takes the voucher back, and before that the payments that were. @throws Failed */
export function undo(
	found: Found,
	about: About,
	invoice: IDataObject,
	remark: string,
	notes: string[] = [],
): Decision {
	const { ledger, settings, title, company } = about;
	const back = nextPaymentStep(paymentsOf(invoice).payments, found, settings.goLive);
	if (back?.step === 'void') return voidPayment(back.payment, about);
	refuseTaken(found, about, 'was voided in Coupa');
	const date = glDate(found.glDate, company, ledger.periods, settings.whenClosed, title);
	const task = found.isMatched ? 'reverseMatch' : 'voidVoucher';
	return act(about, task, found.key, () => undoInputs(found, date.date, remark), [
		...notes,
		...(date.note === '' ? [] : [date.note]),
	]);
}

/** Paid, or about to be: only a person can say what becomes of it. */
function refuseTaken(found: Found, { title }: About, what: string): void {
	if (found.isInPaymentGroup) {
		park(
			'IN_PAYMENT_GROUP',
			'conflict',
			`${title} ${what}, but a payment run has its voucher ${found.key}`,
			'Replay it when the payment run is updated or reset; if it was paid, settle the difference by hand',
		);
	}
	if (!found.isPaid) return;
	const numbers = found.payments.filter(({ isVoid }) => !isVoid).map(({ number, id }) => number || id);
	park(
		'PAID',
		'conflict',
		`${title} ${what}, but its voucher ${found.key} is paid by payment ${numbers.join(', ') || 'unknown'}`,
		'Void the payment in JD Edwards and replay, or agree on a credit with the supplier and dismiss this record',
	);
}
