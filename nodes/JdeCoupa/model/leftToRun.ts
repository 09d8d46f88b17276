import { add, compare, decimalText, negate, parseDecimal } from '../../../lib/decimal';
import type { Decimal } from '../../../lib/decimal';
import { ZERO } from './amounts';
import type { CompanySums } from './companySums';
import type { PlanInput, Step } from './planStep';
import { text } from './text';

/** What a run may still post, after the chunks before; the first posting was confirmed with its count. */

/** At least one, because none left would read as no limit: the next chunk stops as soon as it wants two. */
export function writesLeft({ state, maximumWrites }: PlanInput, step: Step): number {
	if (maximumWrites <= 0 || text(state.confirmation) !== 'done') return 0;
	const soFar = JSON.parse((step === 'chunk' && text(state.totals)) || '{}') as Record<string, number>;
	return Math.max(1, maximumWrites - (soFar.created ?? 0) - (soFar.updated ?? 0));
}

/** Whatever the currency, as much is gone as was posted most of one. */
export function amountLeft({ state, maximumAmount = '' }: PlanInput, step: Step): string {
	const limit = parseDecimal(maximumAmount);
	if (limit === undefined || text(state.confirmation) !== 'done') return '';
	const totals = (step === 'chunk' && text(state.totals)) || '{}';
	const { byCompany = {} } = JSON.parse(totals) as { byCompany?: CompanySums };
	const sums = new Map<string, Decimal>();
	for (const [name, { amount }] of Object.entries(byCompany)) {
		const currency = name.split(' ')[1] ?? '';
		sums.set(currency, add(sums.get(currency) ?? ZERO, parseDecimal(amount) ?? ZERO));
	}
	const left = [...sums.values()].map((posted) => add(limit, negate(posted)));
	const least = left.reduce((a, b) => (compare(a, b) < 0 ? a : b), limit);
	return decimalText(compare(least, ZERO) < 0 ? ZERO : least);
}
