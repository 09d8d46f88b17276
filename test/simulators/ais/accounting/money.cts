import { FormError } from './formError.cts';

/** Currencies without decimals and with three; all others have two. */
const WITHOUT = 'JPY KRW CLP VND ISK XAF XOF XPF'.split(' ');
const THREE = 'KWD BHD OMR JOD TND IQD LYD'.split(' ');

export function decimalsOf(currency: string): number {
	return WITHOUT.includes(currency) ? 0 : THREE.includes(currency) ? 3 : 2;
}

/** Smallest units of a decimal text. A form does not take more decimals than the currency has. */
export function toUnits(text: string, decimals: number, what: string): number {
	const [, sign, whole = '', fraction = ''] = /^(-?)(\d*)(?:\.(\d*))?$/.exec(text.trim()) ?? [];
	const significant = fraction.replace(/0+$/, '');
	if (sign === undefined || whole + fraction === '') throw new FormError(`${what} '${text}' is no amount`);
	if (significant.length > decimals)
		throw new FormError(`${what} ${text} has more than ${decimals} decimals`);
	return Number(`${sign}${whole}${significant.padEnd(decimals, '0')}`) || 0;
}

/** The cell of an amount: JD Edwards shows it with its decimals. */
export function toCell(units: number, decimals: number): number {
	return units / 10 ** decimals || 0;
}

export function unitsOf(cell: unknown, decimals: number): number {
	return Math.round(Number(cell ?? 0) * 10 ** decimals) || 0;
}

export function sumOf(numbers: readonly number[]): number {
	return numbers.reduce((sum, number) => sum + number, 0);
}

/** What the amounts of a document are in, and how they become amounts of the company. */
export interface Currency {
	code: string;
	decimals: number;
	/** of the company */
	base: string;
	baseDecimals: number;
	isForeign: boolean;
	/** 0 for a domestic document */
	rate: number;
}

export function inBase(units: number, { isForeign, rate, decimals, baseDecimals }: Currency): number {
	if (!isForeign) return units;
	const exact = (Math.abs(units) * rate * 10 ** baseDecimals) / 10 ** decimals;
	// The small addition makes up for binary fractions just below a half.
	return Math.sign(units) * Math.round(exact + 1e-6) || 0;
}

/** Amounts of the company whose sum is the converted sum: the last one takes the rounding, as in JD Edwards. */
export function allInBase(amounts: readonly number[], total: number, currency: Currency): number[] {
	const converted = amounts.map((units) => inBase(units, currency));
	const last = converted.length - 1;
	return converted.map((units, index) => (index === last ? units + total - sumOf(converted) : units));
}
