import type { IDataObject } from 'n8n-workflow';

import { add, negate } from '../../../../lib/decimal';
import type { Decimal } from '../../../../lib/decimal';
import { fail } from '../../../../lib/failure';
import { amountOf, isZero, money, total } from '../amounts';
import { checkDigits } from '../notAdjusted';
import { textOf } from '../text';
import { distribution } from './distribution';
import { taxesOf, taxTotal, withoutTaxes } from './taxes';
import type { Tax } from './taxes';
import type { DraftLine, InvoiceRules, VoucherDocument } from './types';

export interface Sums {
	gross: Decimal;
	lines: DraftLine[];
	lineTotal: Decimal;
	taxes: Tax[];
	/** owed to the supplier */
	taxTotal: Decimal;
}

const DOMESTIC = { F0411: ['AG', 'STAM'], F0911: ['AA'] };
const FOREIGN = { F0411: ['ACR', 'CTAM'], F0911: ['ACR'] };

function changesOf({ changes }: VoucherDocument): { F0411: IDataObject[]; F0911: IDataObject[] } {
	const { F0411 = [], F0911 = [] } = (changes ?? {}) as Record<string, IDataObject[]>;
	return { F0411, F0911 };
}

/** An amount with more digits than its currency has was not adjusted on its way out of JD Edwards. */
export function checkDecimals(voucher: VoucherDocument, foreign: boolean, decimals: number): void {
	const columns = foreign ? FOREIGN : DOMESTIC;
	const changes = changesOf(voucher);
	for (const table of ['F0411', 'F0911'] as const) {
		for (const column of columns[table]) {
			const amounts = [...voucher[table], ...changes[table]].map((row) => amountOf(row, column));
			const where = { key: voucher.key, currency: textOf(voucher.currency), column: `${table}.${column}` };
			amounts.forEach((amount) => checkDigits(amount, decimals, where));
		}
	}
}

/**
 * Lines and taxes that come to the sum of the pay items. A change (PE) has a row of its own in F0411; whether the pay
 * item it changes was raised as well is told by which of the two sums the changed lines come to.
 */
export function balanced(
	voucher: VoucherDocument,
	foreign: boolean,
	decimals: number,
	rules: InvoiceRules,
): Sums {
	const changes = changesOf(voucher);
	const drafts = distribution(voucher, changes.F0911, foreign ? 'ACR' : 'AA', rules);
	const possible = [
		[...voucher.F0411, ...changes.F0411],
		...(changes.F0411.length > 0 ? [voucher.F0411] : []),
	];
	const tried = possible.map((items): Sums => {
		const taxes = taxesOf(voucher.key, items, foreign ? 'CTAM' : 'STAM', rules.taxes);
		const lines = withoutTaxes(drafts, taxes, decimals).filter(({ amount }) => !isZero(amount));
		return {
			gross: total(items.map((item) => amountOf(item, foreign ? 'ACR' : 'AG'))),
			lines,
			lineTotal: total(lines.map(({ amount }) => amount)),
			taxes,
			taxTotal: taxTotal(taxes, 'beside', 'takenOut'),
		};
	});
	const found = tried.find((sums) => isZero(difference(sums)));
	if (found === undefined) return notBalanced(voucher, tried[0], decimals);
	return found.lines.length > 0 ? found : noLines(voucher.key);
}

function difference({ gross, lineTotal, taxTotal: tax }: Sums): Decimal {
	return add(add(lineTotal, tax), negate(gross));
}

function noLines(key: string): never {
	fail({
		code: 'VOUCHER_WITHOUT_LINES',
		category: 'validation',
		message: `Voucher ${key} has no line in the G/L distribution (F0911, ledger AA)`,
		description:
			'Distribute the voucher in JD Edwards; a voucher that is all tax has to be entered in Coupa by hand',
	});
}

function notBalanced({ key, currency }: VoucherDocument, sums: Sums, decimals: number): never {
	const unit = textOf(currency);
	const text = (amount: Decimal) => money(amount, decimals);
	const [lines, tax, payItems] = [sums.lineTotal, sums.taxTotal, sums.gross].map(text);
	const sum = text(add(sums.lineTotal, sums.taxTotal));
	const apart = text(difference(sums));
	return fail({
		code: 'TOTALS_DIFFER',
		category: 'validation',
		message: `Voucher ${key} does not add up: lines ${lines} and tax ${tax} are ${sum} ${unit}, its pay items ${payItems}; the difference is ${apart}`,
		description:
			"Compare the pay items (F0411) with the G/L distribution (F0911, ledger AA) in JD Edwards, and the tax explanation code with 'Tax Treatment'",
		details: { lines, tax, sum, payItems, difference: apart, currency: unit },
	});
}
