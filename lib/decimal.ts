/** Exact decimals for money and quantities: a scaled integer, never a floating-point number. */
export interface Decimal {
	units: bigint;
	/** number of digits behind the point */
	scale: number;
}

const DECIMAL = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?$/;

/**
 * Reads decimal text, or a JSON number by its shortest exact text.
 * Returns undefined for anything else (blank text, NaN, Infinity, `1,000`).
 */
export function parseDecimal(value: unknown): Decimal | undefined {
	if (typeof value !== 'string' && typeof value !== 'number') return undefined;
	const match = DECIMAL.exec(String(value).trim());
	if (match === null) return undefined;
	const [, sign, whole, fraction = '', exponent = '0'] = match;
	if (whole === '' && fraction === '') return undefined;
	const magnitude = BigInt(whole + fraction);
	const units = sign === '-' ? -magnitude : magnitude;
	const scale = fraction.length - Number(exponent);
	return scale >= 0 ? { units, scale } : { units: units * 10n ** BigInt(-scale), scale: 0 };
}

/** Canonical text: no exponent, no trailing zeros, no `-0`. */
export function decimalText({ units, scale }: Decimal): string {
	const fixed = fixedText({ units, scale });
	return scale === 0 ? fixed : fixed.replace(/\.?0+$/, '');
}

/** Text with exactly the decimal's own number of digits behind the point: `100.00`. */
export function fixedText({ units, scale }: Decimal): string {
	const sign = units < 0n ? '-' : '';
	const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, '0');
	const point = digits.length - scale;
	return sign + (scale === 0 ? digits : `${digits.slice(0, point)}.${digits.slice(point)}`);
}

export function add(a: Decimal, b: Decimal): Decimal {
	const scale = Math.max(a.scale, b.scale);
	return { units: atScale(a, scale) + atScale(b, scale), scale };
}

export function negate({ units, scale }: Decimal): Decimal {
	return { units: -units, scale };
}

export function multiply(a: Decimal, b: Decimal): Decimal {
	return { units: a.units * b.units, scale: a.scale + b.scale };
}

/** Half-up, away from zero, to `scale` digits. Undefined when dividing by zero. */
export function divide(a: Decimal, b: Decimal, scale: number): Decimal | undefined {
	if (b.units === 0n) return undefined;
	const numerator = a.units * 10n ** BigInt(b.scale + scale);
	const denominator = b.units * 10n ** BigInt(a.scale);
	return { units: divideHalfUp(numerator, denominator), scale };
}

/** Half-up, away from zero. A decimal with fewer digits is padded. */
export function round(value: Decimal, scale: number): Decimal {
	if (value.scale <= scale) return { units: atScale(value, scale), scale };
	return { units: divideHalfUp(value.units, 10n ** BigInt(value.scale - scale)), scale };
}

/** Negative, zero or positive, as `Array.sort` wants it. */
export function compare(a: Decimal, b: Decimal): number {
	const scale = Math.max(a.scale, b.scale);
	const difference = atScale(a, scale) - atScale(b, scale);
	return difference === 0n ? 0 : difference < 0n ? -1 : 1;
}

function atScale({ units, scale }: Decimal, wanted: number): bigint {
	return units * 10n ** BigInt(wanted - scale);
}

function divideHalfUp(numerator: bigint, denominator: bigint): bigint {
	const negative = numerator < 0n !== denominator < 0n;
	const n = numerator < 0n ? -numerator : numerator;
	const d = denominator < 0n ? -denominator : denominator;
	const rounded = (2n * n + d) / (2n * d);
	return negative ? -rounded : rounded;
}
