import type { IDataObject } from 'n8n-workflow';

import { calendarDay } from '../../../../lib/dates';
import { compare, multiply, negate, round } from '../../../../lib/decimal';
import type { Decimal } from '../../../../lib/decimal';
import { currencyDecimals } from '../../../../lib/currency';
import { isRecord } from '../../../../lib/diff';
import { amountIn, isZero, money, split, total, ZERO } from '../amounts';
import { textOf } from '../text';
import { orderOf } from './orderNumber';
import type { OrderKey } from './orderNumber';
import { mastersProblems } from './masters';
import type { Masters } from './masters';
import { refuseFor } from './problems';
import type { Problem } from './problems';
import type { PostingSettings } from './settings';

/** An invoice of Coupa as JD Edwards is to have it; amounts are negative for a credit. */
export interface Wanted {
	/** Coupa's ID */
	id: string;
	/** `C4711` */
	stamp: string;
	/** the invoice in messages */
	title: string;
	number: string;
	supplier: string;
	company: string;
	date: string;
	currency: string;
	decimals: number;
	/** what is owed, tax included */
	gross: Decimal;
	tax: Decimal;
	/** PTC; blank for that of the supplier */
	terms: string;
	lines: WantedLine[];
}

export interface WantedLine {
	/** without tax, unless taxes are cost of the line */
	amount: Decimal;
	tax: Decimal;
	/** in JD Edwards: `30.8605`; blank on an order line */
	account: string;
	description: string;
	quantity?: Decimal;
	order?: OrderKey;
}

type Refuse = (
	what: Problem['what'],
	category: Problem['category'],
	words: Problem['words'],
	hint: Problem['hint'],
) => void;

/** Codes of JD Edwards by those of Coupa, as the crosswalk has them. */
export type CodeLookup = (kind: 'account' | 'payment-term', code: string) => string[];

const LONGEST_NUMBER = 25;
/** of amounts in JD Edwards' data dictionary: only where a currency has others, its columns may be adjusted */
const DICTIONARY_DECIMALS = 2;

export function titleOf(invoice: IDataObject): string {
	const supplier = isRecord(invoice.supplier) ? textOf(invoice.supplier.number) : '';
	return `Invoice '${textOf(invoice['invoice-number'])}' of supplier '${supplier}' (Coupa ID ${textOf(invoice.id)})`;
}

/**
 * @param masters where the invoice is to be entered: what JD Edwards has of its supplier and accounts
 * @throws Failed with all that keeps it from being posted
 */
export function wantedOf(
	invoice: IDataObject,
	company: string,
	settings: PostingSettings,
	codes: CodeLookup,
	masters?: Masters,
): Wanted {
	const title = titleOf(invoice);
	const problems: Problem[] = [];
	const refuse: Refuse = (what, category, words, hint) => problems.push({ what, category, words, hint });
	const number = textOf(invoice['invoice-number']);
	if (number === '' || number.length > LONGEST_NUMBER) {
		const what = number === '' ? 'has no number' : `has a number longer than ${LONGEST_NUMBER} characters`;
		refuse('NUMBER', 'validation', what, 'Correct it in Coupa');
	}
	const supplier = isRecord(invoice.supplier) ? textOf(invoice.supplier.number) : '';
	if (!/^\d{1,8}$/.test(supplier)) {
		const hint = 'Enter the address number of JD Edwards as the number of this supplier in Coupa';
		refuse('SUPPLIER', 'reference', 'has a supplier without address number of JD Edwards', hint);
	}
	const currency = isRecord(invoice.currency) ? textOf(invoice.currency.code) : '';
	const decimals = currencyDecimals(currency);
	if (decimals !== DICTIONARY_DECIMALS && !settings.provedCurrencies.includes(currency)) {
		const words = `is in ${currency}, whose amounts in JD Edwards are not proved to be what they look like`;
		refuse('CURRENCY', 'configuration', words, "Run 'setup' where a voucher in this currency is there");
	}
	const amount = (value: unknown, place: string) => round(amountIn(value, place, title), decimals);
	const lines = recordsIn(invoice['invoice-lines']).flatMap((line) =>
		linesOf(line, title, refuse, settings, codes, decimals),
	);
	const headerTaxes = total(
		recordsIn(invoice['tax-lines']).map((line) => amount(line.amount, 'tax-lines.amount')),
	);
	const gross = amount(invoice['total-with-taxes'], 'total-with-taxes');
	const tax = total([headerTaxes, ...lines.map((line) => line.tax)]);
	const sum = total([tax, ...lines.map((line) => line.amount)]);
	if (compare(sum, gross) !== 0) {
		const words = `has lines and taxes of ${money(sum, decimals)}, but a total of ${money(gross, decimals)}`;
		const hint = 'Put shipping, handling and discounts into lines with an account of their own';
		refuse('SUM', 'validation', words, hint);
	}
	const taxed = withTaxes({ lines, tax, headerTaxes }, refuse, settings);
	problems.push(...mastersProblems({ supplier, lines }, masters, settings));
	const terms = settings.sendPaymentTerms ? termsOf(invoice, refuse, codes) : '';
	refuseFor(title, problems);
	const isNegated = invoice['is-credit-note'] === true && gross.units > 0n;
	const signed = (value: Decimal) => (isNegated ? negate(value) : value);
	return {
		id: textOf(invoice.id),
		stamp: `C${textOf(invoice.id)}`,
		title,
		number,
		supplier,
		company,
		date: calendarDay(textOf(invoice['invoice-date'])),
		currency,
		decimals,
		gross: signed(gross),
		tax: signed(taxed.tax),
		terms,
		lines: taxed.lines.map((line) => ({ ...line, amount: signed(line.amount), tax: signed(line.tax) })),
	};
}

function termsOf(invoice: IDataObject, refuse: Refuse, codes: CodeLookup): string {
	const term = invoice['payment-term'];
	const code = isRecord(term) ? textOf(term.code) : '';
	if (code === '') return '';
	const found = codes('payment-term', code);
	if (found.length === 1) return found[0];
	const [why, hint] = missingCode('payment-term', found);
	refuse('TERMS', 'reference', `has payment term '${code}', for which the crosswalk has ${why}`, hint);
	return '';
}

/** Why a code was not found, and what to do. */
function missingCode(kind: string, found: readonly string[]): [why: string, hint: string] {
	const rows = `of kind '${kind}' with this target in the table 'jde_coupa_crosswalk', then press Retry on the failed run, or replay`;
	return found.length === 0 ? ['no row', `Add a row ${rows}`] : ['several rows', `Leave one row ${rows}`];
}

/** One line, or one for each account it is split over. */
function linesOf(
	line: IDataObject,
	title: string,
	refuse: Refuse,
	{ poNumber }: PostingSettings,
	codes: CodeLookup,
	decimals: number,
): WantedLine[] {
	const figure: Figure = (of, name, place = 'invoice-lines') =>
		textOf(of[name]) === '' ? undefined : amountIn(of[name], `${place}.${name}`, title);
	const amount = round(lineTotal(line, figure), decimals);
	const tax = total(
		recordsIn(line['tax-lines']).map((one) => round(figure(one, 'amount', 'tax-lines') ?? ZERO, decimals)),
	);
	const description = textOf(line.description).slice(0, 30);
	const ordered = textOf(line['po-number']);
	if (ordered !== '') {
		const order = orderOf(ordered, textOf(line['order-line-num']), poNumber);
		if (order === undefined) {
			const words = `has a line of order '${ordered}', which is no order of JD Edwards by its number`;
			refuse('ORDER', 'reference', words, "Check 'poNumber' in the Settings, or post it by hand");
		}
		return [{ amount, tax, account: '', description, quantity: figure(line, 'quantity'), order }];
	}
	const parts = partsOf(line);
	const written = accountCodes(line);
	const weights = parts.map((part) => weightOf(part, figure, decimals));
	const amounts = parts.length === 1 ? [amount.units] : split(amount.units, weights);
	const taxes = parts.length === 1 ? [tax] : split(tax.units, weights).map((units) => ({ ...tax, units }));
	return parts.map((_, i) => {
		const found = codes('account', written[i]);
		if (found.length !== 1) {
			const [why, hint] = missingCode('account', found);
			refuse(
				'ACCOUNT',
				'reference',
				`is on account '${written[i]}', for which the crosswalk has ${why}`,
				hint,
			);
		}
		const account = found.length === 1 ? found[0] : '';
		return { amount: { ...amount, units: amounts[i] }, tax: taxes[i], account, description };
	});
}

/** The accounts that a line is split over, or the line itself. */
function partsOf(line: IDataObject): IDataObject[] {
	const allocations = recordsIn(line['account-allocations']);
	return allocations.length > 0 ? allocations : [line];
}

/** Codes of Coupa, one for each part of a line. */
export function accountCodes(line: IDataObject): string[] {
	return partsOf(line).map(({ account }) => (isRecord(account) ? textOf(account.code) : ''));
}

/** An amount or a number by its name, undefined where it is not stated. @throws Failed where it cannot be read */
type Figure = (of: IDataObject, name: string, place?: string) => Decimal | undefined;

function lineTotal(line: IDataObject, figure: Figure): Decimal {
	const stated = figure(line, 'total');
	if (stated) return stated;
	const price = figure(line, 'price') ?? ZERO;
	const quantity = figure(line, 'quantity');
	return quantity ? multiply(price, quantity) : price;
}

/** The share of an allocation: its amount, else its per cent. */
function weightOf(part: IDataObject, figure: Figure, decimals: number): bigint {
	const place = 'account-allocations';
	const weight = figure(part, 'amount', place) ?? figure(part, 'pct', place) ?? ZERO;
	return round(weight, Math.max(6, decimals)).units;
}

/** Taxes beside the lines, in them, or a reason not to post. */
function withTaxes(
	{ lines, tax, headerTaxes }: { lines: WantedLine[]; tax: Decimal; headerTaxes: Decimal },
	refuse: Refuse,
	settings: PostingSettings,
): { lines: WantedLine[]; tax: Decimal } {
	if (isZero(tax) && isZero(headerTaxes)) return { lines, tax };
	if (settings.tax === 'park') {
		const hint = "Set 'taxes' in the Settings: separate, or expense for taxes that are cost of the line";
		refuse('TAX', 'configuration', 'has taxes, and the Settings do not say what they become', hint);
	}
	const shares = split(
		headerTaxes.units,
		lines.map(({ amount }) => amount.units),
	);
	const own = lines.map((line, i) => ({
		...line,
		tax: total([line.tax, { units: shares[i], scale: headerTaxes.scale }]),
	}));
	if (settings.tax === 'separate' || lines.some(({ order }) => order)) return { lines: own, tax };
	return {
		lines: own.map((line) => ({ ...line, amount: total([line.amount, line.tax]), tax: ZERO })),
		tax: ZERO,
	};
}

export function recordsIn(value: unknown): IDataObject[] {
	return Array.isArray(value) ? value.filter(isRecord) : [];
}
