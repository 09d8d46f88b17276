import { add, compare, decimalText, parseDecimal } from '../../../lib/decimal';
import type { Decimal } from '../../../lib/decimal';
import { failure } from '../../../lib/failure';
import type { Failure } from '../../../lib/failure';
import type { Worth } from '../model/worth';
import type { WriteSettings } from './types';

/** Option 'Only at Host': a workflow set up for the test instance never writes to production. */
export function hostRefusal(
	{ onlyAtHost }: Pick<WriteSettings, 'onlyAtHost'>,
	host: string,
): Failure | undefined {
	if (onlyAtHost === undefined || onlyAtHost.trim().toLowerCase() === host.toLowerCase()) return undefined;
	const isEmpty = onlyAtHost.trim() === '';
	return failure({
		code: 'COUPA_OTHER_HOST',
		category: 'configuration',
		message: isEmpty
			? "'Only at Host' is set but empty, so Coupa was not asked"
			: `The credential leads to '${host}', but this workflow was set up for '${onlyAtHost.trim()}'`,
		description: isEmpty
			? 'Run the setup workflow first: it pins the pair of JDE environment and Coupa host'
			: 'Choose the credential of that host, or run the setup workflow for this one',
		details: { host, onlyAtHost },
	});
}

/** Option 'Maximum Writes': a broken mapping shows as a thousand differences, and must not be written. */
export function tooManyWrites(
	{ maximumWrites, dryRun }: WriteSettings,
	planned: number,
): Failure | undefined {
	if (dryRun || maximumWrites <= 0 || planned <= maximumWrites) return undefined;
	return failure({
		code: 'COUPA_TOO_MANY_WRITES',
		category: 'configuration',
		message: `${planned} records would be written, more than the ${maximumWrites} of 'Maximum Writes'; nothing was written`,
		description:
			"Look at the differences with 'Dry Run'. If they are right, raise 'Maximum Writes' for this run",
		details: { planned, maximumWrites },
	});
}

/** Option 'Maximum Amount': the sum of what would be written, in each currency by itself. */
export function tooMuch(
	{ maximumAmount, dryRun }: WriteSettings,
	planned: readonly Worth[],
): Failure | undefined {
	const limit = parseDecimal(maximumAmount);
	if (dryRun || maximumAmount === '') return undefined;
	const sums = new Map<string, Decimal>();
	for (const { currency, amount } of planned) {
		sums.set(currency, add(sums.get(currency) ?? { units: 0n, scale: 0 }, amount));
	}
	const over = [...sums].find(([, sum]) => limit === undefined || compare(sum, limit) > 0);
	if (over === undefined) return undefined;
	const [currency, sum] = over;
	return failure({
		code: 'COUPA_TOO_MUCH',
		category: 'configuration',
		message: `Documents of ${decimalText(sum)} ${currency} would be written, more than the ${maximumAmount} of 'Maximum Amount'; nothing was written`,
		description:
			"Look at the differences with 'Dry Run'. If they are right, raise 'Maximum Amount' for this run",
		details: { currency, planned: decimalText(sum), maximumAmount },
	});
}

/** Option 'Do Not Write After': another run may hold the lease by then. */
export function leaseEnded(
	{ doNotWriteAfter }: Pick<WriteSettings, 'doNotWriteAfter'>,
	now: number,
): Failure | undefined {
	if (doNotWriteAfter === undefined || now < doNotWriteAfter) return undefined;
	return failure({
		code: 'COUPA_LEASE_ENDED',
		category: 'conflict',
		message: "Not written, because the lease ended ('Do Not Write After' has passed)",
		description:
			'The next run takes it up again. If this happens often, make the chunks smaller or the lease longer',
		retryable: true,
		details: { doNotWriteAfter: new Date(doNotWriteAfter).toISOString() },
	});
}

/** The same record twice in a batch would be written twice: it was looked up before either was. */
export function repeatedInBatch(type: string, key: string): Failure {
	return failure({
		code: 'COUPA_KEY_REPEATED',
		category: 'duplicate',
		message: `${type} '${key}' comes more than once in this batch; the first one was taken`,
		description: 'Make sure that the source gives each record once, then run it again',
	});
}
