import type { IDataObject } from 'n8n-workflow';

import { add, negate } from '../../../../lib/decimal';
import type { Decimal } from '../../../../lib/decimal';
import { fail } from '../../../../lib/failure';
import { amountOf, isZero, split, total, ZERO } from '../amounts';
import { textOf } from '../text';
import { taxKey } from './distribution';
import type { DraftLine, TaxRule, TaxTreatment } from './types';

/** The tax of a voucher under one explanation code and rate area. */
export interface Tax {
	/** EXR1, such as `V` or `S1` */
	code: string;
	/** TXA1 */
	area: string;
	amount: Decimal;
	treatment: TaxTreatment;
}

/**
 * The taxes of the pay items. A code's first letter decides: further letters and digits are the site's own.
 * @see https://docs.oracle.com/en/applications/jd-edwards/cross-product/9.2/eoatp/financial-processes.html
 */
export function taxesOf(
	key: string,
	items: readonly IDataObject[],
	column: 'STAM' | 'CTAM',
	rules: readonly TaxRule[],
): Tax[] {
	const taxed = items.filter((item) => !isZero(amountOf(item, column)));
	const groups = [...new Set(taxed.map((item) => taxKey(item)))];
	return groups.map((group) => {
		const members = taxed.filter((item) => taxKey(item) === group);
		const [code, area] = [textOf(members[0].EXR1), textOf(members[0].TXA1)];
		const rule = rules.find(({ letter }) => letter.trim().toUpperCase() === code[0]?.toUpperCase());
		const amount = total(members.map((item) => amountOf(item, column)));
		return { code, area, amount, treatment: rule?.treatment ?? notInTable(key, code) };
	});
}

/** Takes the taxes that JD Edwards keeps in the expense out of the lines again; nothing is lost on the way. */
export function withoutTaxes(
	lines: readonly DraftLine[],
	taxes: readonly Tax[],
	decimals: number,
): DraftLine[] {
	const inside = taxes.filter(({ treatment }) => treatment !== 'beside');
	const unit = 10n ** BigInt(decimals);
	const units = ({ units: value, scale }: Decimal) => (value * unit) / 10n ** BigInt(scale);
	return inside.reduce<DraftLine[]>(
		(left, { code, area, amount }) => {
			const marked = lines.map(({ tax }) => tax === `${code}|${area}`);
			const weights = lines.map((line, i) => (marked[i] || !marked.includes(true) ? units(line.amount) : 0n));
			const parts = split(units(amount), weights);
			return left.map((line, i) => ({
				...line,
				amount: add(line.amount, negate({ units: parts[i] ?? 0n, scale: decimals })),
			}));
		},
		[...lines],
	);
}

export function taxTotal(taxes: readonly Tax[], ...treatments: TaxTreatment[]): Decimal {
	return taxes
		.filter(({ treatment }) => treatments.includes(treatment))
		.reduce((sum, { amount }) => add(sum, amount), ZERO);
}

function notInTable(key: string, code: string): never {
	fail({
		code: 'TAX_CODE_UNKNOWN',
		category: 'reference',
		message:
			code === ''
				? `Voucher ${key} has a tax amount without a tax explanation code`
				: `Voucher ${key} has the tax explanation code '${code}', which 'Tax Treatment' does not list`,
		description:
			"Find out whether this tax stands beside the G/L lines, in them, or is not owed to the supplier, and add its first letter to 'Tax Treatment'",
		details: { code },
	});
}
