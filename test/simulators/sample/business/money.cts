import type { Random } from '../random.cts';

/** Digits behind the point: amounts are whole numbers of this smallest unit until they become a cell. */
export const DECIMALS: Readonly<Record<string, number>> = { USD: 2, EUR: 2, JPY: 0, KWD: 3 };

const IN_DOLLARS: Readonly<Record<string, number>> = { USD: 1, EUR: 1.0825, JPY: 0.006712, KWD: 3.2541 };

/** A cell: the shortest decimal that means these units. */
export function cell(units: number, currency: string): number {
	return units / 10 ** DECIMALS[currency];
}

/** The multiplier from one currency to another, with the seven digits that CRR has. */
export function rate(from: string, to: string): number {
	return Number((IN_DOLLARS[from] / IN_DOLLARS[to]).toFixed(7));
}

/** Units of the other currency, rounded to its smallest. */
export function converted(units: number, from: string, to: string): number {
	return from === to ? units : Math.round(cell(units, from) * rate(from, to) * 10 ** DECIMALS[to]);
}

/** Whole units that add up to the total, none of them zero, as unequal as life. */
export function split(total: number, parts: number, random: Random): number[] {
	const sign = Math.sign(total);
	let left = Math.abs(total);
	const shares = Array.from({ length: parts - 1 }, (_, index) => {
		const others = parts - 1 - index;
		const share = Math.max(
			1,
			Math.min(left - others, Math.floor((left / (others + 1)) * (0.4 + random.next()))),
		);
		left -= share;
		return share * sign;
	});
	return [...shares, left * sign];
}

/** Shares in another currency, the last one taking what rounding left, so that they add up to `total`. */
export function convertedShares(
	shares: readonly number[],
	total: number,
	from: string,
	to: string,
): number[] {
	const others = shares.slice(0, -1).map((share) => converted(share, from, to));
	return [...others, total - others.reduce((sum, share) => sum + share, 0)];
}
