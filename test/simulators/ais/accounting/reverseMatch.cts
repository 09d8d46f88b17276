import { nextNumber, type Program } from './books.cts';
import { companyOf, openPeriod } from './checks.cts';
import { FormError } from './formError.cts';
import { decimalsOf, type Currency } from './money.cts';
import { undo } from './orderLines.cts';
import {
	cancelVoucher,
	deleteVoucher,
	isMatched,
	isPosted,
	keyText,
	refuseBusy,
	voucherNamed,
} from './voucher.cts';
import { voucherOutputs } from './voucherForm.cts';

/**
 * P4314, reverse voucher: reversing entries if it was posted, else it is deleted; order and receipt are open again.
 * @see https://docs.oracle.com/en/applications/jd-edwards/supply-management/9.2/eoapr/voucher-match.html
 */
export const reverseMatch: Program = ({ head, books }) => [
	() => {
		const { tables, rules } = books;
		const voucher = voucherNamed(tables, head);
		const { key, first } = voucher;
		refuseBusy(voucher);
		if (!isMatched(tables, key))
			throw new FormError(`Voucher ${keyText(key)} is not matched with an order`, '0320');
		const posted = isPosted(voucher);
		const date = head.requiredDate('GLDate');
		if (posted) openPeriod(tables, companyOf(tables, String(first.CO)), date);
		const isForeign = first.CRRM === 'F';
		const decimals = decimalsOf(String(first.CRCD));
		undo(books, key, { isForeign, decimals } as Currency);
		const batch = posted ? nextNumber(books, 'batch') : Number(first.ICU);
		if (posted) cancelVoucher(books, voucher, date, batch);
		else deleteVoucher(books, voucher);
		const Outcome = posted ? 'voided' : 'deleted';
		books.effect('match.reversed', keyText(key), { stamp: first[rules.stampColumn], outcome: Outcome });
		return { ...voucherOutputs(key, batch), Outcome };
	},
];
