import { add, decimalText, parseDecimal } from '../../../lib/decimal';
import type { Decimal } from '../../../lib/decimal';
import type { Row } from './rows';

const ZERO: Decimal = { units: 0n, scale: 0 };

/** A column's sum as exact decimal text; an empty cell adds nothing. */
export function sumOf(rows: readonly Row[], column: string): string {
	return decimalText(rows.map((row) => amountOf(row, column)).reduce(add, ZERO));
}

export function amountOf(row: Row, column: string): Decimal {
	return parseDecimal(row[column]) ?? ZERO;
}

export function isZero(text: string): boolean {
	return parseDecimal(text)?.units === 0n;
}
