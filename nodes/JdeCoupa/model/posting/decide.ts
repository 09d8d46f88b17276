import type { IDataObject } from 'n8n-workflow';

import { textOf } from '../text';
import { park } from './acting';
import type { Decision, Ledger, Tried } from './acting';
import { paymentStep } from './decidePayment';
import { change, enter, undo } from './decideVoucher';
import { differences } from './found';
import { companyFor } from './scope';
import type { PostingSettings } from './settings';
import { titleOf, wantedOf } from './wanted';

/** The next thing to do about one invoice. @throws Failed where it cannot be done, or must not */
export function decide(
	invoice: IDataObject,
	ledger: Ledger,
	settings: PostingSettings,
	tried: Tried,
): Decision {
	const scope = companyFor(invoice, settings);
	if ('reason' in scope) return { kind: 'skipped', reason: scope.reason, isOurs: false };
	const { company } = scope;
	const title = titleOf(invoice);
	const live = ledger.vouchers.filter(({ isVoid }) => !isVoid);
	if (live.length > 1) {
		const keys = live.map(({ key }) => key).join(' and ');
		park('STAMP_TWICE', 'conflict', `${title} is on two vouchers: ${keys}`, 'Void one of them in JD Edwards');
	}
	const [found] = live;
	const about = { title, company, ledger, settings };
	if (textOf(invoice.status) === 'voided') {
		if (found) return undo(found, about, invoice, `Voided in Coupa ${textOf(invoice.id)}`);
		const isUndone = ledger.vouchers.length > 0 || tried.length > 0;
		return isUndone
			? { kind: 'settled', voucher: ledger.vouchers[0]?.key ?? '' }
			: { kind: 'skipped', reason: 'voided before it was posted', isOurs: true };
	}
	const wanted = wantedOf(invoice, company, settings, ledger.codes, found ? undefined : ledger.masters);
	if (!found) return enter(wanted, about, tried);
	const payment = paymentStep(invoice, found, wanted, about);
	if (payment?.task === 'voidPayment') return payment;
	const differ = differences(wanted, found);
	if (differ.length > 0) return change(wanted, found, about, invoice, differ);
	return payment ?? { kind: 'settled', voucher: found.key };
}
