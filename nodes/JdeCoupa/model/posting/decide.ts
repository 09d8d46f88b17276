import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../../../../lib/diff';
import { fail } from '../../../../lib/failure';
import type { FailureCategory } from '../../../../lib/failure';
import { glDate } from '../calendar/periods';
import { textOf } from '../text';
import { differences, duplicateOf, hasOtherKey, lookAlike } from './found';
import type { Found, FoundPayment } from './found';
import { changeInputs, matchInputs, paymentInputs, undoInputs, voucherInputs } from './inputs';
import { nextPaymentStep, paymentsOf } from './payments';
import type { PostingSettings, Task } from './settings';
import { titleOf, wantedOf } from './wanted';
import type { AccountLookup, Wanted } from './wanted';

/** What JD Edwards has that an invoice may have to do with. */
export interface Ledger {
	/** vouchers that bear its stamp, void ones too */
	vouchers: readonly Found[];
	/** rows of F0411 of its supplier */
	ofSupplier: readonly IDataObject[];
	/** rows of F43121 of the orders it names */
	receipts: readonly IDataObject[];
	/** companies with their open periods, as JDE AIS: Company gives them */
	periods: readonly IDataObject[];
	accounts: AccountLookup;
}

export type Decision =
	| { kind: 'act'; task: Task; target: string; inputs: IDataObject; notes: string[] }
	/** nothing is left to do */
	| { kind: 'settled'; voucher: string }
	| { kind: 'skipped'; reason: string; isOurs: boolean };

/** Tasks that this execution has tried already for the invoice. */
export type Tried = ReadonlyArray<{ task: Task; target: string }>;

const TAKEN = ['approved', 'voided'];

/** The next thing to do about one invoice. @throws Failed where it cannot be done, or must not */
export function decide(
	invoice: IDataObject,
	ledger: Ledger,
	settings: PostingSettings,
	tried: Tried,
): Decision {
	const chart = isRecord(invoice['account-type']) ? textOf(invoice['account-type'].name) : '';
	const company = settings.companyOf.get(chart);
	const status = textOf(invoice.status);
	const skipped = (reason: string): Decision => ({ kind: 'skipped', reason, isOurs: false });
	if (company === undefined) return skipped(`chart of accounts ${chart || 'unknown'}`);
	if (textOf(invoice['invoice-date']).slice(0, 10) < settings.goLive)
		return skipped(`before ${settings.goLive}`);
	if (cameFromJde(invoice, settings)) return skipped('came from JD Edwards');
	if (!TAKEN.includes(status)) return skipped(`status ${status || 'unknown'}`);

	const title = titleOf(invoice);
	const live = ledger.vouchers.filter(({ isVoid }) => !isVoid);
	if (live.length > 1) {
		const keys = live.map(({ key }) => key).join(' and ');
		park('STAMP_TWICE', 'conflict', `${title} is on two vouchers: ${keys}`, 'Void one of them in JD Edwards');
	}
	const [found] = live;
	const about = { title, company, ledger, settings };
	if (status === 'voided') {
		if (found) return undo(found, about, invoice, `Voided in Coupa ${textOf(invoice.id)}`);
		const isUndone = ledger.vouchers.length > 0 || tried.length > 0;
		return isUndone
			? { kind: 'settled', voucher: ledger.vouchers[0]?.key ?? '' }
			: { kind: 'skipped', reason: 'voided before it was posted', isOurs: true };
	}
	const wanted = wantedOf(invoice, company, settings, ledger.accounts);
	if (!found) return enter(wanted, about, tried);
	const payment = paymentStep(invoice, found, wanted, about);
	if (payment?.task === 'voidPayment') return payment;
	const differ = differences(wanted, found);
	if (differ.length > 0) return change(wanted, found, about, invoice, differ);
	return payment ?? { kind: 'settled', voucher: found.key };
}

interface About {
	title: string;
	company: string;
	ledger: Ledger;
	settings: PostingSettings;
}

/** A voucher that JD Edwards sent to Coupa bears its key there. */
function cameFromJde(invoice: IDataObject, { erpNumberField }: PostingSettings): boolean {
	if (erpNumberField === '') return false;
	const custom = isRecord(invoice['custom-fields']) ? invoice['custom-fields'] : {};
	const value =
		invoice[erpNumberField] ?? custom[erpNumberField] ?? custom[erpNumberField.replace(/^cf-/, '')];
	return textOf(value) !== '';
}

function act(
	{ title, settings }: About,
	task: Task,
	target: string,
	inputs: () => IDataObject,
	notes: string[] = [],
): Extract<Decision, { kind: 'act' }> {
	if (settings.orchestrations[task] === '') {
		park(
			'NOT_BUILT',
			'configuration',
			`${title} needs an orchestration that the Settings leave blank: '${task}'`,
			'Build it as workflows/orchestrations.md says, enter its name and replay; or settle this invoice by hand',
		);
	}
	return { kind: 'act', task, target, inputs: inputs(), notes };
}

function enter(wanted: Wanted, about: About, tried: Tried): Decision {
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

function change(
	wanted: Wanted,
	found: Found,
	about: About,
	invoice: IDataObject,
	differ: string[],
): Decision {
	const isPlain = !found.isMatched && wanted.lines.every(({ order }) => !order);
	refuseTaken(found, about, `was changed after approval (${differ.join('; ')})`);
	if (found.isUnposted && isPlain && !hasOtherKey(wanted, found)) {
		return act(about, 'changeVoucher', found.key, () => changeInputs(wanted, found, about.settings), differ);
	}
	// The way back is of no use without the way in.
	const again = wanted.lines.some(({ order }) => order) ? 'matchVoucher' : 'enterVoucher';
	act(about, again, '', () => ({}));
	return undo(found, about, invoice, `Changed in Coupa ${textOf(invoice.id)}`, differ);
}

function undo(
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

function paymentStep(
	invoice: IDataObject,
	found: Found,
	wanted: Wanted,
	about: About,
): Extract<Decision, { kind: 'act' }> | undefined {
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

function voidPayment({ id, date: paid }: FoundPayment, about: About): Extract<Decision, { kind: 'act' }> {
	const { ledger, settings, title, company } = about;
	const date = glDate(paid, company, ledger.periods, settings.whenClosed, title);
	const inputs: IDataObject = { PaymentID: id, GLDate: date.date };
	if (settings.payStatus !== '') inputs.PayStatus = settings.payStatus;
	return act(about, 'voidPayment', id, () => inputs);
}

function park(what: string, category: FailureCategory, message: string, description: string): never {
	fail({ code: `POSTING_${what}`, category, message, description, details: { ofRecord: true } });
}
