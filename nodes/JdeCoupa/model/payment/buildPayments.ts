import type { IDataObject } from 'n8n-workflow';

import { currencyDecimals } from '../../../../lib/currency';
import { add } from '../../../../lib/decimal';
import type { Decimal } from '../../../../lib/decimal';
import { isRecord } from '../../../../lib/diff';
import { fail } from '../../../../lib/failure';
import { amountOf, isZero, money, total, ZERO } from '../amounts';
import { checkDigits } from '../notAdjusted';
import { textsAt } from '../paths';
import { coupaIdOf } from '../stamp';
import { textOf } from '../text';
import { partsOf, settledBy } from './parts';
import type { PaymentParts } from './parts';
import { signed, signOf } from './sign';
import type { Sign } from './sign';

export interface PaymentRules {
	/** G/L bank accounts reserved for payments that came from Coupa: they must not go back */
	reservedBankAccounts: readonly string[];
	/** go-live: payments made before it, and what voids them, are never sent; blank sends all */
	goLive: string;
	/** where a voucher from Coupa bears the id of its invoice there */
	stampField: string;
}

export interface BuiltPayments {
	payments: IDataObject[];
	/** what is not sent: the key, why, and whether each run looks at it again */
	leftOut: Array<{ key: string; reason: string; watch: boolean }>;
}

/**
 * The payments of a voucher as payments on its invoice in Coupa, one for each payment and voucher, and one more,
 * negative, for a void. Amounts are in the voucher's currency, without exchange gains and losses.
 */
export function buildPayments(voucher: IDataObject, rules: PaymentRules): BuiltPayments {
	const key = textOf(voucher.key);
	const foreign = textOf(voucher.mode) === 'foreign';
	const columns = foreign
		? { amount: 'PFAP', discount: 'CDSA', gross: 'ACR', open: 'FAP' }
		: { amount: 'PAAP', discount: 'ADSA', gross: 'AG', open: 'AAP' };
	const parts = partsOf(voucher.payments, columns);
	const leave = (reason: string, watch = false, of = key) => ({ key: of, reason, watch });
	// A voucher that is not paid yet is no payment that was left out.
	if (parts.length === 0) return { payments: [], leftOut: [] };

	const items = (Array.isArray(voucher.F0411) ? voucher.F0411 : []).filter(isRecord);
	const sign = checkedSign(voucher, parts, cancelled(items, columns.gross));
	const isOurs = ({ bankAccount }: PaymentParts) => !rules.reservedBankAccounts.includes(bankAccount);
	const entries = parts.filter(isOurs).flatMap((part) => entriesOf(part, sign));
	const isOld = ({ part }: Entry) => part.date < rules.goLive;
	const live = entries.filter((entry) => !isOld(entry));
	const posted = live.filter(({ isPosted }) => isPosted);
	const withheld = total(
		items.filter(({ PST }) => textOf(PST) === '%').map((item) => amountOf(item, columns.gross)),
	);
	const context: Context = { voucher, rules, withheld, isPaid: isPaid(items, parts, columns.open) };
	return {
		payments: posted.map((entry, i) => written(entry, i === posted.length - 1, context)),
		leftOut: [
			...entries.filter(isOld).map(({ notes }) => leave(`before ${rules.goLive}`, false, `${key} ${notes}`)),
			...live
				.filter(({ isPosted }) => !isPosted)
				.map(({ notes }) => leave('payment not posted yet', true, `${key} ${notes}`)),
			...(entries.length === 0 ? [leave('paid in Coupa')] : []),
		],
	};
}

interface Entry {
	part: PaymentParts;
	/** the duplicate key in Coupa */
	notes: string;
	amount: Decimal;
	discount: Decimal;
	date: string;
	isVoid: boolean;
	isPosted: boolean;
}

function entriesOf(part: PaymentParts, sign: Sign): Entry[] {
	const { id, number, paid, discount, date, isPosted, voided } = part;
	const notes = `JDE ${id} ${number}`;
	const payment = { part, notes, amount: signed(paid, sign), discount, date, isVoid: false, isPosted };
	if (voided === undefined) return [payment];
	const reversal = {
		...{ part, notes: `${notes} VOID`, amount: signed(voided.amount, sign), discount: ZERO },
		...{ date: voided.date, isVoid: true, isPosted: voided.isPosted },
	};
	return [payment, reversal];
}

/** What void pay items were of the gross: nothing of it is open, and no payment explains that. */
function cancelled(items: readonly IDataObject[], gross: string): Decimal {
	return total(items.filter(isCancelled).map((item) => amountOf(item, gross)));
}

const isCancelled = ({ VOD }: IDataObject): boolean => textOf(VOD) !== '';

/** A reversal is a negative amount in Coupa, so a payment with the wrong sign would take back what was paid. */
function checkedSign(voucher: IDataObject, parts: readonly PaymentParts[], voided: Decimal): Sign {
	const [gross, open] = [stated(voucher, 'grossAmount'), stated(voucher, 'openAmount')];
	const sign = signOf(parts, gross, add(open, voided));
	const fits = parts.every(
		({ paid }) => isZero(paid) || signed(paid, sign ?? 1).units < 0n === gross.units < 0n,
	);
	return sign !== undefined && fits ? sign : notExplained(voucher, parts);
}

/** Paid means nothing is open of what the supplier gets, and no payment is still on its way. */
function isPaid(items: readonly IDataObject[], parts: readonly PaymentParts[], open: string): boolean {
	// Withholding is owed to the tax authority, not to the supplier, and what is void to nobody.
	const owed = items.filter((item) => textOf(item.PST) !== '%' && !isCancelled(item));
	const isSettled = (item: IDataObject) => isZero(amountOf(item, open)) && textOf(item.PST) !== '#';
	const isUnderWay = ({ isPosted, voided }: PaymentParts) => !isPosted || voided?.isPosted === false;
	return owed.length > 0 && owed.every(isSettled) && !parts.some(isUnderWay);
}

interface Context {
	voucher: IDataObject;
	rules: PaymentRules;
	withheld: Decimal;
	isPaid: boolean;
}

/** The last payment carries the flag of the invoice, so that it never says paid before the last one is there. */
function written(
	entry: Entry,
	isLast: boolean,
	{ voucher, rules, withheld, isPaid: paid }: Context,
): IDataObject {
	const key = textOf(voucher.key);
	const currency = textOf(voucher.currency);
	const decimals = currencyDecimals(currency);
	checkDigits(entry.amount, decimals, { key, currency, column: 'F0414' });
	const text = (amount: Decimal) =>
		money(amount.units < 0n ? { ...amount, units: -amount.units } : amount, decimals);
	const remarks = [
		...(isZero(entry.discount) ? [] : [`discount ${text(entry.discount)}`]),
		...(isZero(withheld) || entry.isVoid ? [] : [`withholding ${text(withheld)}`]),
	];
	const amount = money(entry.amount, decimals);
	return {
		key: `${key} ${entry.notes}`,
		voucherKey: key,
		company: voucher.company ?? '',
		currency,
		amount,
		'amount-paid': amount,
		'payment-date': entry.date,
		notes: [entry.notes, ...remarks].join('; '),
		...(isLast ? { paid } : {}),
		isVoid: entry.isVoid,
		paymentId: entry.part.id,
		paymentNumber: entry.part.number,
		invoice: invoiceOf(voucher, rules.stampField),
	};
}

/** A voucher that came from Coupa bears the id of its invoice; any other is known by supplier and number. */
function invoiceOf(voucher: IDataObject, stampField: string): IDataObject {
	const [id] = (stampField === '' ? [] : textsAt(voucher, stampField)).flatMap(
		(cell) => coupaIdOf(cell) ?? [],
	);
	if (id !== undefined) return { id };
	return { 'invoice-number': textOf(voucher.invoiceNumber), supplier: { number: textOf(voucher.supplier) } };
}

function stated(voucher: IDataObject, field: string): Decimal {
	return amountOf(voucher, field, `Voucher ${textOf(voucher.key)}`);
}

function notExplained(voucher: IDataObject, parts: readonly PaymentParts[]): never {
	const currency = textOf(voucher.currency);
	const decimals = currencyDecimals(currency);
	const { amount, discount } = settledBy(parts);
	const [gross, open] = [stated(voucher, 'grossAmount'), stated(voucher, 'openAmount')];
	const [a, d, g, o] = [amount, discount, gross, open].map((one) => money(one, decimals));
	return fail({
		code: 'PAYMENTS_DIFFER',
		category: 'validation',
		message: `Payments of ${a} and discounts of ${d} do not explain that voucher ${textOf(voucher.key)}, ${g} ${currency}, has ${o} open`,
		description:
			'Compare F0414 with the pay items (F0411) in JD Edwards; a payment may just have been entered or deleted, then replay it',
		details: { payments: a, discounts: d, gross: g, open: o, currency },
	});
}
