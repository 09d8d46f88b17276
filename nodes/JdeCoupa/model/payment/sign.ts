import { add, compare, negate } from '../../../../lib/decimal';
import type { Decimal } from '../../../../lib/decimal';
import { isZero, ZERO } from '../amounts';
import { settledBy } from './parts';
import type { PaymentParts } from './parts';

export type Sign = 1 | -1;

/**
 * The sign that turns amounts of F0414 into what was paid of the voucher. They are negative by custom only, so it is
 * taken from what the voucher had open before and has open now; undefined where neither sign explains that.
 *
 * @param gross of the voucher, open before any payment
 */
export function signOf(parts: readonly PaymentParts[], gross: Decimal, open: Decimal): Sign | undefined {
	const settled = add(gross, negate(open));
	const { amount, discount } = settledBy(parts);
	// Whether a discount is part of the amount, and with which sign, is left to the sums as well.
	const explains = (sign: Sign) =>
		[discount, negate(discount), ZERO].some(
			(taken) => compare(add(signed(amount, sign), taken), settled) === 0,
		);
	const possible = ([-1, 1] as const).filter(explains);
	if (possible.length < 2) return possible[0];
	// All was voided: a payment then has the sign of what it paid.
	const first = parts.map(({ paid }) => paid).find((paid) => !isZero(paid)) ?? ZERO;
	return first.units < 0n === gross.units < 0n ? 1 : -1;
}

export function signed(amount: Decimal, sign: Sign): Decimal {
	return sign === 1 ? amount : negate(amount);
}
