import type { Row } from '../catalogue/index.cts';
import { nextNumber, type Books, type Program } from './books.cts';
import { companyOf, currencyOf, duplicateWarning, openPeriod, supplierOf } from './checks.cts';
import { FormError } from './formError.cts';
import { sumOf, type Currency } from './money.cts';
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

/** What the forms of P0411 and P4314 have in common: the head of a voucher, its numbers, its origin stamp. */

export interface VoucherForm {
	supplier: number;
	/** row of F0401 */
	master: Row;
	currency: Currency;
	/** DIVJ, DGJ, DSVJ */
	dates: Row;
	/** payment terms */
	PTC: string;
	/** tax explanation code */
	EXR1: string;
}

export interface NewVoucher {
	items: PayItem[];
	lines: Line[];
	/** tax explanation code by which the lines balance with the pay items */
	balanceBy: string;
	invoice: string;
	/** columns of F0411 beyond the common ones */
	columns: Row;
	effect: string;
	/** what else the program writes, once the voucher has its number */
	written?: (key: VoucherKey) => void;
}

/** The steps of a program that enters a voucher: the voucher itself, then its origin stamp. */
export function voucherSteps(
	{ head, books }: Pick<Parameters<Program>[0], 'head' | 'books'>,
	read: (form: VoucherForm) => NewVoucher,
): ReturnType<Program> {
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
			const PTC = termOf(books, head.text('PaymentTerms', 3) || String(master.TRAP));
			const EXR1 = head.text('TaxExplanationCode', 2);
			const form = { supplier, master, currency, dates, PTC, EXR1 };
			const { items, lines, balanceBy, invoice, columns, effect, written } = read(form);
			checkTotal(head, items, currency.decimals);
			checkBalance(items, lines, balanceBy);
			const Warnings = duplicateWarning(books, supplier, invoice);
			head.text('OriginStamp', 15);

			const ICU = nextNumber(books, 'batch');
			key = {
				KCO: String(company.CO),
				DCT: head.text('DocumentType', 2) || 'PV',
				DOC: nextNumber(books, 'voucher'),
			};
			const shared: Row = {
				AN8: supplier,
				PYE: Number(master.AN8R) || supplier,
				CO: company.CO,
				...dates,
				ICU,
				ICUT: 'V',
				DICJ: books.today,
				PST: head.text('PayStatus', 1) || books.rules.defaultPayStatus,
				TXA1: head.text('TaxRateArea', 10),
				EXR1,
				GLC: master.APC,
				MCU: head.text('BusinessUnit', 12),
				PTC,
				VINV: invoice,
				PYIN: master.PYIN,
				TORG: books.audit.user ?? '',
				...columns,
			};
			const explanation = String(tables.find('F0101', { AN8: supplier })?.ALPH ?? '').slice(0, 30);
			const voucher = { key, supplier, currency, period, shared, explanation };
			insertPayItems(books, voucher, items);
			insertLines(books, voucher, items, lines);
			written?.(key);
			books.effect(effect, keyText(key), {
				stamp: head.text('OriginStamp'),
				supplier,
				invoice,
				gross: head.text('GrossAmount'),
			});
			return voucherOutputs(key, ICU, Warnings);
		},
		() => {
			if (key) stamp(books, key, head.text('OriginStamp', 15));
			return {};
		},
	];
}

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

export function termOf({ tables }: Pick<Books, 'tables'>, PTC: string): string {
	if (!tables.find('F0014', { PTC })) throw new FormError(`Payment terms ${PTC} are not set up`, '0083');
	return PTC;
}

export function checkTotal(head: Reader, items: readonly PayItem[], decimals: number): void {
	const total = head.requiredUnits('GrossAmount', decimals);
	if (total !== sumOf(items.map(({ gross }) => gross))) {
		throw new FormError(`The pay items do not add up to ${head.text('GrossAmount')}`, '0090');
	}
}

function datesOf(head: Reader): Row {
	const DIVJ = head.requiredDate('InvoiceDate');
	return { DIVJ, DGJ: head.requiredDate('GLDate'), DSVJ: head.date('TaxDate') ?? DIVJ };
}
