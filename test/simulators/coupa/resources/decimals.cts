import { isBlank, type Json } from '../attributes.cts';
import { fixed } from '../coerce.cts';

interface Scaled {
	units: bigint;
	scale: number;
}

const scaled = (value: Json | undefined): Scaled => {
	const text = isBlank(value) ? '0' : String(value);
	const [whole = '0', fraction = ''] = text.split('.');
	return { units: BigInt(whole + fraction), scale: fraction.length };
};

const written = ({ units, scale }: Scaled): string => {
	const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, '0');
	const text = scale === 0 ? digits : `${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
	return units < 0n ? `-${text}` : text;
};

/** Exact, then rounded: the simulator's own arithmetic, so that it is a second opinion on the product's. */
export function product(left: Json | undefined, right: Json | undefined, scale: number): string {
	const [a, b] = [scaled(left), scaled(right)];
	return fixed(written({ units: a.units * b.units, scale: a.scale + b.scale }), scale);
}

export function sum(values: ReadonlyArray<Json | undefined>, scale: number): string {
	const digits = 30;
	const units = values.map(scaled).map((one) => one.units * 10n ** BigInt(digits - one.scale));
	const total = units.reduce((all, one) => all + one, 0n);
	return fixed(written({ units: total, scale: digits }), scale);
}

export const isPositive = (value: Json | undefined): boolean => scaled(value).units > 0n;

export const isLess = (left: Json | undefined, right: Json | undefined): boolean => {
	const [a, b] = [scaled(left), scaled(right)];
	const scale = Math.max(a.scale, b.scale);
	return a.units * 10n ** BigInt(scale - a.scale) < b.units * 10n ** BigInt(scale - b.scale);
};
