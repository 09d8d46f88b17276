/**
 * Exact arithmetic of the expectations' own, so that a slip in the product's is not repeated here: whole numbers of a
 * smallest unit.
 */

/** The cell in units of so many decimals. @throws where it has more digits than that */
export function unitsOf(value: unknown, decimals: number): bigint {
	const [, sign, whole, fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(String(value ?? 0).trim()) ?? [];
	const digits = fraction.replace(/0+$/, '');
	if (whole === undefined || digits.length > decimals) {
		throw new Error(`${String(value)} is not an amount with ${decimals} decimals`);
	}
	const units = BigInt(whole + digits.padEnd(decimals, '0'));
	return sign === '-' ? -units : units;
}

/** Plain decimal text without trailing zeros. */
export function textOf(units: bigint, decimals: number): string {
	const digits = (units < 0n ? -units : units).toString().padStart(decimals + 1, '0');
	const whole = digits.slice(0, digits.length - decimals);
	const fraction = digits.slice(digits.length - decimals).replace(/0+$/, '');
	return `${units < 0n ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`;
}

/** A quotient of whole numbers, rounded half away from zero. */
export function quotient(numerator: bigint, denominator: bigint): bigint {
	const negative = numerator < 0n !== denominator < 0n;
	const [n, d] = [numerator, denominator].map((value) => (value < 0n ? -value : value));
	const rounded = (n * 2n + d) / (d * 2n);
	return negative ? -rounded : rounded;
}

export const sum = (values: readonly bigint[]): bigint => values.reduce((total, value) => total + value, 0n);
