import type { IDataObject } from 'n8n-workflow';

import { calendarDay } from '../../../../lib/dates';

import { isRecord } from '../../../../lib/diff';
import { textOf } from '../text';
import { park } from './acting';
import type { Decision, Ledger, Tried } from './acting';
import { paymentStep } from './decidePayment';
import { change, enter, undo } from './decideVoucher';
import { differences } from './found';
import type { PostingSettings } from './settings';
import { titleOf, wantedOf } from './wanted';

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
	if (calendarDay(textOf(invoice['invoice-date'])) < settings.goLive)
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

/** A voucher that JD Edwards sent to Coupa bears its key there. */
function cameFromJde(invoice: IDataObject, { erpNumberField }: PostingSettings): boolean {
	if (erpNumberField === '') return false;
	const custom = isRecord(invoice['custom-fields']) ? invoice['custom-fields'] : {};
	const value =
		invoice[erpNumberField] ?? custom[erpNumberField] ?? custom[erpNumberField.replace(/^cf-/, '')];
	return textOf(value) !== '';
}
