import type { IDataObject } from 'n8n-workflow';

import { compare, decimalText, parseDecimal } from '../../../../lib/decimal';
import type { Decimal } from '../../../../lib/decimal';
import { failure } from '../../../../lib/failure';
import type { Failure } from '../../../../lib/failure';
import { total, ZERO } from '../amounts';
import { textOf } from '../text';

/** What is left to the run, in calls and in the amount of each currency by itself. */
export function beyondLimits(
	act: readonly IDataObject[],
	sources: ReadonlyMap<string, IDataObject>,
	{ maximumWrites, maximumAmount }: { maximumWrites: number; maximumAmount: string },
): Failure | undefined {
	if (maximumWrites > 0 && act.length > maximumWrites) {
		return beyond(`${act.length} invoices`, `the ${maximumWrites} left to it`, 'maximumWritesPerRun');
	}
	const limit = parseDecimal(maximumAmount);
	if (limit === undefined) return undefined;
	const sums = new Map<string, Decimal>();
	for (const { key } of act) {
		const { currency = '', amount } = sources.get(textOf(key)) ?? {};
		sums.set(textOf(currency), total([sums.get(textOf(currency)) ?? ZERO, parseDecimal(amount) ?? ZERO]));
	}
	const over = [...sums].find(([, sum]) => compare(sum, limit) > 0);
	if (over === undefined) return undefined;
	const [currency, sum] = over;
	return beyond(`${decimalText(sum)} ${currency}`, `the ${maximumAmount} left to it`, 'maximumAmountPerRun');
}

function beyond(wanted: string, left: string, setting: string): Failure {
	return failure({
		code: 'POSTING_TOO_MUCH',
		category: 'configuration',
		message: `The run would post ${wanted}, more than ${left}; nothing of this chunk was posted`,
		description: `Look at what changed in Coupa. If it is right, raise '${setting}' in the Settings for this run`,
	});
}
