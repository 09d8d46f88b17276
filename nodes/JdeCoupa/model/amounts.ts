import type { IDataObject } from 'n8n-workflow';

import { add, divide, fixedText, parseDecimal, round } from '../../../lib/decimal';
import type { Decimal } from '../../../lib/decimal';
import { fail, upstreamText } from '../../../lib/failure';
import { textOf } from './text';

export const ZERO: Decimal = { units: 0n, scale: 0 };

/**
 * A column's amount; an empty cell is nothing.
 * @param of the record it belongs to @default the document that the row of JD Edwards names
 * @throws Failed where it cannot be read: taken for nothing, it would be money that is not owed, or open
 */
export function amountOf(row: IDataObject, column: string, of = documentOf(row)): Decimal {
	return amountIn(row[column], column, of);
}

/** The same of a value, and where it stands. @throws Failed */
export function amountIn(value: unknown, place: string, of: string): Decimal {
	const amount = parseDecimal(value);
	if (amount !== undefined) return amount;
	if (textOf(value) === '') return ZERO;
	return fail({
		code: 'AMOUNT_UNREADABLE',
		category: 'validation',
		message: `${of} has something else than an amount in '${place}'`,
		description: `It reads '${upstreamText(textOf(value))}'. Amounts are read with a point and without separators: see to it where they come from, then replay the record`,
		details: { place },
	});
}

function documentOf({ KCO, DCT, DOC }: IDataObject): string {
	const parts = [KCO, DCT, DOC].map(textOf).filter((part) => part !== '');
	return parts.length === 0 ? 'A record' : `Voucher ${parts.join('-')}`;
}

export function total(amounts: readonly Decimal[]): Decimal {
	return amounts.reduce(add, ZERO);
}

export function isZero({ units }: Decimal): boolean {
	return units === 0n;
}

/** As people write an amount of a currency: `100.00`, `100` of one without decimals. */
export function money(amount: Decimal, decimals: number): string {
	return fixedText(round(amount, decimals));
}

/**
 * Splits a whole over weights so that the parts add up to it to the last unit: each part is the growth of the rounded
 * running sum. Weights that cancel each other out give all to the heaviest.
 */
export function split(whole: bigint, weights: readonly bigint[]): bigint[] {
	const all = integer(weights.reduce((a, b) => a + b, 0n));
	if (isZero(all)) {
		const sizes = weights.map(magnitude);
		const heaviest = sizes.reduce((best, size, i) => (size > sizes[best] ? i : best), 0);
		return weights.map((_, i) => (i === heaviest ? whole : 0n));
	}
	let weight = 0n;
	let given = 0n;
	return weights.map((one) => {
		weight += one;
		const due = (divide(integer(whole * weight), all, 0) ?? ZERO).units - given;
		given += due;
		return due;
	});
}

function integer(units: bigint): Decimal {
	return { units, scale: 0 };
}

function magnitude(value: bigint): bigint {
	return value < 0n ? -value : value;
}
