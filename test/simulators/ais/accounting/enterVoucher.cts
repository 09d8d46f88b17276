import type { Row } from '../catalogue/index.cts';
import { moveDay } from '../zone.cts';
import { nextNumber, type Books, type Program } from './books.cts';
import { accountOf, companyOf, currencyOf, duplicateWarning, openPeriod, supplierOf } from './checks.cts';
import { FormError } from './formError.cts';
import { sumOf } from './money.cts';
import type { Reader } from './reader.cts';
import { keyText, matches } from './voucher.cts';
import {
	checkBalance,
	insertLines,
	insertPayItems,
	type Line,
	type PayItem,
	type VoucherKey,
} from './voucherRows.cts';

/** P0411: pay items and distribution of an invoice without order. */
export const enterVoucher: Program = ({ head, rows, books }) => {
	let key: VoucherKey | undefined;
	return [
		() => {
			const { tables } = books;
			const company = companyOf(tables, head.required('Company', 5));
			const supplier = head.requiredNumber('Supplier');
			const master = supplierOf(tables, supplier);
			const currency = currencyOf(company, head);
			const dates = datesOf(head);
			const period = openPeriod(tables, company, String(dates.DGJ));
			const payee = head.has('Payee')
				? Number(supplierOf(tables, head.number('Payee')).AN8)
				: Number(master.AN8R) || supplier;
			const PTC = termOf(books, head.text('PaymentTerms', 3) || String(master.TRAP));
			const items = payItemsOf(
				books,
				rows.PayItems,
				{ ...dates, PTC, RMK: head.text('Remark', 30) },
				currency.decimals,
			);
			const lines = linesOf(books, rows.GLDistribution, currency.decimals);
			const EXR1 = head.text('TaxExplanationCode', 2);
			checkTotal(head, items, currency.decimals);
			checkBalance(items, lines, EXR1);
			const VINV = head.text('InvoiceNumber', 25);
			const Warnings = duplicateWarning(books, supplier, VINV);
			head.text('OriginStamp', 15);

			const ICU = nextNumber(books, 'batch');
			key = {
				KCO: String(company.CO),
				DCT: head.text('DocumentType', 2) || 'PV',
				DOC: nextNumber(books, 'voucher'),
			};
			const shared: Row = {
				AN8: supplier,
				PYE: payee,
				CO: company.CO,
				...dates,
				ICU,
				ICUT: 'V',
				DICJ: books.today,
				BALJ: 'Y',
				PST: head.text('PayStatus', 1) || books.rules.defaultPayStatus,
				TXA1: head.text('TaxRateArea', 10),
				EXR1,
				GLC: master.APC,
				MCU: head.text('BusinessUnit', 12),
				PTC,
				VINV,
				PYIN: head.text('PaymentInstrument', 1) || master.PYIN,
				TORG: books.audit.user ?? '',
			};
			const explanation = String(tables.find('F0101', { AN8: supplier })?.ALPH ?? '').slice(0, 30);
			const voucher = { key, supplier, currency, period, shared, explanation };
			insertPayItems(books, voucher, items);
			insertLines(books, voucher, items, lines);
			books.effect('voucher.entered', keyText(key), {
				stamp: head.text('OriginStamp'),
				supplier,
				invoice: VINV,
				gross: head.text('GrossAmount'),
			});
			return voucherOutputs(key, ICU, Warnings);
		},
		() => {
			if (key) stamp(books, key, head.text('OriginStamp', 15));
			return {};
		},
	];
};

export function voucherOutputs({ KCO, DCT, DOC }: VoucherKey, batch: number, Warnings = ''): Row {
	return {
		DocumentCompany: KCO,
		DocumentType: DCT,
		DocumentNumber: DOC,
		BatchNumber: batch,
		BatchType: 'V',
		Warnings,
	};
}

export function stamp({ tables, rules, audit }: Books, key: VoucherKey, text: string): void {
	if (text !== '')
		tables.update(
			'F0411',
			(row) => matches(row, key),
			{ [rules.stampColumn]: text },
			{ ...audit, program: 'EP0411' },
		);
}

export function datesOf(head: Reader): Row {
	const DIVJ = head.requiredDate('InvoiceDate');
	return { DIVJ, DGJ: head.requiredDate('GLDate'), DSVJ: head.date('TaxDate') ?? DIVJ };
}

export function termOf({ tables }: Pick<Books, 'tables'>, PTC: string): string {
	if (!tables.find('F0014', { PTC })) throw new FormError(`Payment terms ${PTC} are not set up`, '0083');
	return PTC;
}

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

export function checkTotal(head: Reader, items: readonly PayItem[], decimals: number): void {
	const total = head.requiredUnits('GrossAmount', decimals);
	if (total !== sumOf(items.map(({ gross }) => gross))) {
		throw new FormError(`The pay items do not add up to ${head.text('GrossAmount')}`, '0090');
	}
}
