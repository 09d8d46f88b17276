import type { IDataObject } from 'n8n-workflow';

import { currencyDecimals } from '../../../../lib/currency';
import {
	add,
	compare,
	decimalText,
	divide,
	multiply,
	negate,
	parseDecimal,
	round,
} from '../../../../lib/decimal';
import type { Decimal } from '../../../../lib/decimal';
import { amountOf, isZero } from '../amounts';
import { textOf } from '../text';

/** Digits behind the point that the data dictionary gives to amounts, whatever their currency. */
export const DICTIONARY_DECIMALS = 2;

export interface CurrencyProof {
	currency: string;
	isProved: boolean;
	says: string;
}

interface Evidence {
	shows: 'adjusted' | 'unadjusted';
	because: string;
}

/**
 * Whether AIS returns amounts with the decimals of their currency. Comparing pay items with their distribution proves
 * nothing, because both come alike; these do: more digits than the currency has, more than the data dictionary has,
 * and an amount that its rate turns into that of another currency, or misses by a power of ten.
 *
 * @param rows of F0411: CO, CRCD, CRRM, CRR, AG, ACR
 * @param baseOf the currency of each company
 * @param byEye currencies that a person compared with the screens of JD Edwards
 */
export function proveCurrencies(
	currencies: readonly string[],
	rows: readonly IDataObject[],
	baseOf: ReadonlyMap<string, string>,
	byEye: readonly string[],
): CurrencyProof[] {
	return [...currencies].sort().map((currency) => {
		const decimals = currencyDecimals(currency);
		const evidence = rows.flatMap((row) => evidenceOf(row, currency, baseOf));
		const unadjusted = evidence.find(({ shows }) => shows === 'unadjusted');
		const adjusted = evidence.find(({ shows }) => shows === 'adjusted');
		const proof = (isProved: boolean, says: string) => ({ currency, isProved, says });
		if (unadjusted && adjusted) {
			return proof(false, `speaks both ways: ${unadjusted.because}, but ${adjusted.because}`);
		}
		if (unadjusted) return proof(false, `proved unadjusted: ${unadjusted.because}`);
		if (adjusted) return proof(true, `proved adjusted: ${adjusted.because}`);
		if (decimals === DICTIONARY_DECIMALS) {
			return proof(true, `has the ${DICTIONARY_DECIMALS} decimals that amounts have anyway`);
		}
		return byEye.includes(currency)
			? proof(true, 'compared by eye, as Settings say')
			: proof(false, `no voucher to prove its ${decimals} decimals by`);
	});
}

function evidenceOf(row: IDataObject, currency: string, baseOf: ReadonlyMap<string, string>): Evidence[] {
	const base = baseOf.get(textOf(row.CO)) ?? '';
	const isForeign = textOf(row.CRRM) === 'F';
	const own = textOf(row.CRCD);
	const amounts = [
		...(isForeign && own === currency ? [amountOf(row, 'ACR')] : []),
		...(base === currency ? [amountOf(row, 'AG')] : []),
	];
	const voucher = ['KCO', 'DCT', 'DOC'].map((column) => textOf(row[column])).join('-');
	const found = amounts.flatMap((amount) => byDigits(amount, currency, voucher));
	if (found.length > 0 || !isForeign || own === base || ![own, base].includes(currency)) return found;
	const other = own === currency ? base : own;
	// The amount in the other currency must be beyond doubt.
	return other !== '' && currencyDecimals(other) === DICTIONARY_DECIMALS
		? byRate(row, currency, { isOwn: own === currency, base, voucher })
		: [];
}

function byDigits(amount: Decimal, currency: string, voucher: string): Evidence[] {
	const decimals = currencyDecimals(currency);
	const because = `voucher ${voucher} has ${decimalText(amount)} ${currency}`;
	if (hasMoreThan(amount, decimals)) return [{ shows: 'unadjusted', because }];
	return hasMoreThan(amount, DICTIONARY_DECIMALS) ? [{ shows: 'adjusted', because }] : [];
}

function hasMoreThan(amount: Decimal, decimals: number): boolean {
	return compare(amount, round(amount, decimals)) !== 0;
}

/** Rates have seven digits, and amounts are rounded. */
const TOLERANCE: Decimal = { units: 5n, scale: 3 };

/** Which of the two readings of an amount its rate explains. Whether a rate multiplies or divides is the site's rule. */
function byRate(
	row: IDataObject,
	currency: string,
	{ isOwn, base, voucher }: { isOwn: boolean; base: string; voucher: string },
): Evidence[] {
	const decimals = currencyDecimals(currency);
	const [foreign, domestic] = [amountOf(row, 'ACR'), amountOf(row, 'AG')];
	const rate = parseDecimal(row.CRR);
	if (decimals === DICTIONARY_DECIMALS || rate === undefined) return [];
	if ([rate, foreign, domestic].some(isZero)) return [];
	const explains = (shift: number) => {
		const from = isOwn ? shifted(foreign, shift) : foreign;
		const to = isOwn ? domestic : shifted(domestic, shift);
		const converted = [multiply(from, rate), divide(from, rate, 9)];
		return converted.some((one) => one !== undefined && isNear(one, to, currencyDecimals(base)));
	};
	const [asShown, unadjusted] = [explains(0), explains(DICTIONARY_DECIMALS - decimals)];
	if (asShown === unadjusted) return [];
	const because = `voucher ${voucher} has ${decimalText(foreign)} ${textOf(row.CRCD)} at ${decimalText(rate)} and ${decimalText(domestic)} ${base}`;
	return [{ shows: asShown ? 'adjusted' : 'unadjusted', because }];
}

function shifted({ units, scale }: Decimal, digits: number): Decimal {
	return digits >= 0 ? { units: units * 10n ** BigInt(digits), scale } : { units, scale: scale - digits };
}

function isNear(a: Decimal, b: Decimal, decimals: number): boolean {
	const apart = absolute(add(a, negate(b)));
	const smallest: Decimal = { units: 1n, scale: decimals };
	return compare(apart, smallest) <= 0 || compare(apart, absolute(multiply(b, TOLERANCE))) <= 0;
}

function absolute({ units, scale }: Decimal): Decimal {
	return { units: units < 0n ? -units : units, scale };
}
