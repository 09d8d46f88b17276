import type { Row } from '../catalogue/index.cts';
import type { Books } from './books.cts';
import type { Period } from './checks.cts';
import { FormError } from './formError.cts';
import { allInBase, inBase, sumOf, toCell, type Currency } from './money.cts';

export interface VoucherKey {
	KCO: string;
	DCT: string;
	DOC: number;
}

/** A pay item in smallest units of the voucher's currency. */
export interface PayItem {
	gross: number;
	tax: number;
	discount: number;
	/** columns of F0411 that are its own */
	columns: Row;
}

/** A line of the distribution in smallest units of the voucher's currency. */
export interface Line {
	amount: number;
	account: Row;
	/** columns of F0911 that are its own */
	columns: Row;
}

export interface VoucherHead {
	key: VoucherKey;
	supplier: number;
	currency: Currency;
	period: Period;
	/** F0411 columns that all pay items share, besides key, amounts and period */
	shared: Row;
	explanation: string;
}

/**
 * What the distribution adds up to, by the first letter of the tax explanation code: V posts its tax itself, U adds
 * a tax that is not owed to the supplier.
 */
export function distributed(gross: number, tax: number, explanationCode: unknown): number {
	const letter = String(explanationCode ?? '').charAt(0);
	return letter === 'V' ? gross - tax : letter === 'U' ? gross + tax : gross;
}

export function checkBalance(items: readonly PayItem[], lines: readonly Line[], code: string): void {
	if (items.length === 0 || lines.length === 0)
		throw new FormError('A voucher has pay items and a distribution');
	const wanted = distributed(
		sumOf(items.map(({ gross }) => gross)),
		sumOf(items.map(({ tax }) => tax)),
		code,
	);
	if (sumOf(lines.map(({ amount }) => amount)) !== wanted) {
		throw new FormError('The distribution does not balance with the voucher', '0094');
	}
}

export function insertPayItems(books: Books, head: VoucherHead, items: readonly PayItem[]): void {
	const { key, currency, shared, period } = head;
	const { decimals, baseDecimals, isForeign } = currency;
	for (const [index, { gross, tax, discount, columns }] of items.entries()) {
		const amounts = (units: (item: number) => number, scale: number) => {
			const cell = (item: number) => toCell(units(item), scale);
			const taxed = tax === 0 ? 0 : gross - tax;
			return [gross, gross, discount, taxed, tax === 0 ? gross : 0, tax].map(cell);
		};
		const [AG, AAP, ADSC, ATXA, ATXN, STAM] = amounts((item) => inBase(item, currency), baseDecimals);
		const [ACR, FAP, CDS, CTXA, CTXN, CTAM] = amounts((item) => (isForeign ? item : 0), decimals);
		books.tables.insert(
			'F0411',
			{
				...shared,
				...key,
				SFX: String(index + 1).padStart(3, '0'),
				SFXE: 0,
				...{ AG, AAP, ADSC, ATXA, ATXN, STAM, ACR, FAP, CDS, CTXA, CTXN, CTAM },
				...currencyColumns(currency),
				FY: period.FY,
				CTRY: period.CTRY,
				PN: period.PN,
				...columns,
			},
			books.audit,
		);
	}
}

export function insertLines(
	books: Books,
	head: VoucherHead,
	items: readonly PayItem[],
	lines: readonly Line[],
): void {
	const { key, currency, period, shared, explanation, supplier } = head;
	const sum = (of: (item: PayItem) => number) => sumOf(items.map((item) => inBase(of(item), currency)));
	const total = distributed(
		sum(({ gross }) => gross),
		sum(({ tax }) => tax),
		shared.EXR1,
	);
	const base = allInBase(
		lines.map(({ amount }) => amount),
		total,
		currency,
	);
	for (const [index, { amount, account, columns }] of lines.entries()) {
		const common: Row = {
			...key,
			DGJ: shared.DGJ,
			JELN: index + 1,
			ICU: shared.ICU,
			ICUT: shared.ICUT,
			DICJ: shared.DICJ,
			...accountColumns(account),
			FY: period.FY,
			CTRY: period.CTRY,
			PN: period.PN,
			...currencyColumns(currency),
			EXA: explanation,
			AN8: supplier,
			VINV: shared.VINV,
			IVD: shared.DIVJ,
			TXA1: shared.TXA1,
			EXR1: shared.EXR1,
			...columns,
		};
		const foreign = toCell(amount, currency.decimals);
		const AA = toCell(base[index], currency.baseDecimals);
		books.tables.insert(
			'F0911',
			{ ...common, LT: 'AA', AA, ACR: currency.isForeign ? foreign : 0 },
			books.audit,
		);
		if (currency.isForeign) books.tables.insert('F0911', { ...common, LT: 'CA', AA: foreign }, books.audit);
	}
}

/** Columns that a row of F0911 takes from F0901. */
export function accountColumns({ CO, AID, MCU, OBJ, SUB }: Row): Row {
	const ANI = [String(MCU).padStart(12), OBJ, SUB]
		.filter((part) => part !== '' && part !== undefined)
		.join('.');
	return { CO, AID, MCU, OBJ, SUB: SUB ?? '', ANI, AM: '2' };
}

function currencyColumns({ code, base, isForeign, rate }: Currency): Row {
	return { CRRM: isForeign ? 'F' : 'D', CRCD: code, CRR: rate, BCRC: base };
}
