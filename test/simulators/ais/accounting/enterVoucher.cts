import type { Row } from '../catalogue/index.cts';
import { moveDay } from '../zone.cts';
import type { Books, Program } from './books.cts';
import { accountOf, supplierOf } from './checks.cts';
import type { Reader } from './reader.cts';
import { voucherSteps } from './voucherForm.cts';
import type { Line, PayItem } from './voucherRows.cts';

/** P0411: pay items and distribution of an invoice without order. */
export const enterVoucher: Program = ({ head, rows, books }) =>
	voucherSteps({ head, books }, ({ currency, master, dates, PTC, EXR1 }) => {
		const RMK = head.text('Remark', 30);
		const payee = head.has('Payee') && {
			PYE: Number(supplierOf(books.tables, head.number('Payee')).AN8),
		};
		return {
			items: payItemsOf(books, rows.PayItems, { ...dates, PTC, RMK }, currency.decimals),
			lines: linesOf(books, rows.GLDistribution, currency.decimals),
			balanceBy: EXR1,
			invoice: head.text('InvoiceNumber', 25),
			columns: { ...payee, BALJ: 'Y', PYIN: head.text('PaymentInstrument', 1) || master.PYIN },
			effect: 'voucher.entered',
		};
	});

/** @param shared DIVJ, PTC and RMK for what a pay item does not say itself */
export function payItemsOf(books: Books, rows: Reader[], shared: Row, decimals: number): PayItem[] {
	const net = Number(books.tables.find('F0014', { PTC: shared.PTC })?.NDTP ?? 0);
	return rows.map((row) => ({
		gross: row.requiredUnits('GrossAmount', decimals),
		tax: row.units('TaxAmount', decimals),
		discount: row.units('DiscountAmount', decimals),
		columns: {
			DDJ: row.date('DueDate') ?? moveDay(String(shared.DIVJ), net, 'DAY'),
			DDNJ: row.date('DiscountDueDate'),
			RMK: row.text('Remark', 30) || (shared.RMK ?? ''),
		},
	}));
}

export function linesOf({ tables }: Books, rows: Reader[], decimals: number): Line[] {
	return rows.map((row) => ({
		amount: row.requiredUnits('Amount', decimals),
		account: accountOf(tables, row),
		columns: {
			SBL: row.text('Subledger', 8),
			SBLT: row.text('SubledgerType', 1),
			EXR: row.text('Explanation', 30),
			U: row.number('Units'),
			UM: row.text('UnitOfMeasure', 2),
		},
	}));
}
