import { nextNumber, type Program } from './books.cts';
import { companyOf, openPeriod } from './checks.cts';
import { FormError } from './formError.cts';
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

/** P0411, Delete: a posted voucher is voided, one that is not posted disappears. */
export const voidVoucher: Program = ({ head, books }) => [
	() => {
		const { tables, rules } = books;
		const voucher = voucherNamed(tables, head);
		const { key, first } = voucher;
		refuseBusy(voucher);
		if (isMatched(tables, key)) {
			throw new FormError(`Voucher ${keyText(key)} was created in procurement and is reversed there`, '0105');
		}
		const date = head.requiredDate('GLDate');
		const stamp = first[rules.stampColumn];
		if (!isPosted(voucher)) {
			deleteVoucher(books, voucher);
			books.effect('voucher.deleted', keyText(key), { stamp });
			return { ...voucherOutputs(key, Number(first.ICU)), Outcome: 'deleted' };
		}
		openPeriod(tables, companyOf(tables, String(first.CO)), date);
		const batch = nextNumber(books, 'batch');
		cancelVoucher(books, voucher, date, batch);
		books.effect('voucher.voided', keyText(key), { stamp });
		return { ...voucherOutputs(key, batch), Outcome: 'voided' };
	},
];
