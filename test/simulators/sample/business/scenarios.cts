import type { Random } from '../random.cts';

/**
 * What each document shall be: every scenario at least once, whatever the size, and the rest by weight. A scenario of
 * weight 0 occurs once.
 *
 * @throws when there are fewer documents than scenarios
 */
export function scenarioList<T extends string>(
	weights: Readonly<Record<T, number>>,
	count: number,
	random: Random,
): T[] {
	const all = Object.keys(weights) as T[];
	if (count < all.length) throw new Error(`${count} documents cannot show ${all.length} scenarios`);
	const urn = all.flatMap((scenario) => Array.from({ length: weights[scenario] }, () => scenario));
	const others = Array.from({ length: count - all.length }, () => random.pick(urn));
	return random.shuffled([...all, ...others]);
}
