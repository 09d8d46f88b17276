import { compare, decimalText, round } from '../../../lib/decimal';
import type { Decimal } from '../../../lib/decimal';
import { fail } from '../../../lib/failure';

/** Refuses an amount with more digits than its currency has: it was not adjusted on its way out of JD Edwards. */
export function checkDigits(
	amount: Decimal,
	decimals: number,
	{ key, currency, column }: { key: string; currency: string; column: string },
): void {
	if (compare(amount, round(amount, decimals)) === 0) return;
	fail({
		code: 'AMOUNT_DECIMALS',
		category: 'validation',
		message: `Voucher ${key} has an amount of ${decimalText(amount)} ${currency} (${column}), and that currency has ${decimals} decimals`,
		description:
			"Run the currency proof of the 'setup' workflow: the AIS Server does not seem to adjust amounts of this currency",
	});
}
