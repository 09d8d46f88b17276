import type { Row } from '../catalogue/index.cts';
import { withoutAudit, type Program } from './books.cts';
import { duplicateWarning, type Period } from './checks.cts';
import { linesOf, payItemsOf } from './enterVoucher.cts';
import { FormError } from './formError.cts';
import { decimalsOf, type Currency } from './money.cts';
import type { Reader } from './reader.cts';
import {
	deleteVoucher,
	isMatched,
	isPosted,
	keyText,
	matches,
	refuseBusy,
	voucherNamed,
	type Voucher,
} from './voucher.cts';
import { checkTotal, stamp, termOf, voucherOutputs } from './voucherForm.cts';
import { checkBalance, insertLines, insertPayItems } from './voucherRows.cts';

/** Fields that stand in every pay item, by the input that changes them. */
const FIELDS: ReadonlyArray<readonly [input: string, alias: string, width: number]> = [
	['InvoiceNumber', 'VINV', 25],
	['TaxRateArea', 'TXA1', 10],
	['TaxExplanationCode', 'EXR1', 2],
	['PaymentTerms', 'PTC', 3],
	['PaymentInstrument', 'PYIN', 1],
	['PayStatus', 'PST', 1],
	['Remark', 'RMK', 30],
];

/** P0411 on a voucher that is not posted: anything but supplier, company and G/L date. */
export const changeVoucher: Program = ({ head, rows, books }) => {
	const { tables, audit } = books;
	const found = voucherNamed(tables, head);
	return [
		() => {
			refuseUnchangeable(found, isMatched(tables, found.key));
			const { key, first } = found;
			const changes = changesIn(head);
			if (changes.PTC !== undefined) termOf(books, String(changes.PTC));
			head.text('OriginStamp', 15);
			const invoice = String(changes.VINV ?? '');
			const Warnings = duplicateWarning(books, Number(first.AN8), invoice, key.DOC);
			const merged: Row = { ...first, ...changes };
			if (rows.PayItems.length + rows.GLDistribution.length > 0) replaceAll(merged);
			else {
				if ('EXR1' in changes) throw new FormError('A tax explanation code is changed with the distribution');
				tables.update('F0411', (row) => matches(row, key), changes, audit);
				const { VINV, DIVJ } = merged;
				tables.update('F0911', (row) => matches(row, key), { VINV, IVD: DIVJ }, audit);
			}
			books.effect('voucher.changed', keyText(key), { stamp: head.text('OriginStamp') });
			return voucherOutputs(key, Number(first.ICU), Warnings);
		},
		() => {
			stamp(books, found.key, head.text('OriginStamp', 15));
			return {};
		},
	];

	/** What is sent takes the place of all that is there, in the same batch. */
	function replaceAll(merged: Row): void {
		const { key } = found;
		const currency = currencyIn(merged);
		const items = payItemsOf(books, rows.PayItems, merged, currency.decimals);
		const lines = linesOf(books, rows.GLDistribution, currency.decimals);
		checkTotal(head, items, currency.decimals);
		checkBalance(items, lines, String(merged.EXR1));
		const explanation = String(tables.find('F0911', (row) => matches(row, key))?.EXA ?? '');
		deleteVoucher(books, found);
		const { FY, CTRY, PN } = merged;
		const voucher = {
			key,
			supplier: Number(merged.AN8),
			currency,
			explanation,
			shared: withoutAudit(merged),
			period: { FY, CTRY, PN } as Period,
		};
		insertPayItems(books, voucher, items);
		insertLines(books, voucher, items, lines);
	}
};

function refuseUnchangeable(voucher: Voucher, matched: boolean): void {
	refuseBusy(voucher);
	const text = keyText(voucher.key);
	if (isPosted(voucher))
		throw new FormError(`Voucher ${text} is posted: a change would reopen its batch`, '0104');
	if (matched) throw new FormError(`Voucher ${text} was created in procurement`, '0105');
}

function changesIn(head: Reader): Row {
	const dates = [['DIVJ', head.date('InvoiceDate')] as const, ['DSVJ', head.date('TaxDate')] as const];
	return Object.fromEntries([
		...FIELDS.filter(([input]) => head.has(input)).map(([input, alias, width]) => [
			alias,
			head.text(input, width),
		]),
		...dates.filter(([, date]) => date !== null),
	]) as Row;
}

function currencyIn({ CRCD, BCRC, CRRM, CRR }: Row): Currency {
	const [code, base] = [String(CRCD), String(BCRC)];
	return {
		...{ code, base, decimals: decimalsOf(code), baseDecimals: decimalsOf(base) },
		isForeign: CRRM === 'F',
		rate: Number(CRR),
	};
}
