import type { IDataObject } from 'n8n-workflow';

import { compare, decimalText, negate } from '../../../../lib/decimal';
import type { Decimal } from '../../../../lib/decimal';
import { amountOf, isZero, money, split, total, ZERO } from '../amounts';
import { textOf } from '../text';
import { park } from './acting';
import { orderNameOf, orderText } from './orderNumber';
import type { OrderKey } from './orderNumber';
import type { Wanted } from './wanted';

/** What an invoice has of one order line, over all its lines. */
interface Ordered {
	order: OrderKey;
	amount: Decimal;
	tax: Decimal;
	/** none on a lump sum */
	quantity?: Decimal;
}

/** A share of an order line: that of one receipt, or all of it where nothing is received. */
interface Share {
	receipt?: IDataObject;
	/** quantity, or amount of a lump sum; what is not told counts as one */
	weight: Decimal;
}

/**
 * `OrderLines` of a match: what was received is matched with its receipts.
 * @param receipts rows of F43121
 * @throws Failed where the receipts have less open than the invoice asks for
 */
export function orderLines(wanted: Wanted, receipts: readonly IDataObject[]): IDataObject[] {
	return merged(wanted).flatMap((ordered) => {
		const shares = sharesOf(ordered, receipts, wanted);
		const weights = shares.map(({ weight }) => weight.units);
		const parts = (amount: Decimal) =>
			split(amount.units, weights).map((units) => ({ units, scale: amount.scale }));
		const [amounts, taxes] = [parts(ordered.amount), parts(ordered.tax)];
		return shares.map(({ receipt, weight }, i) => ({
			OrderCompany: ordered.order.company,
			OrderType: ordered.order.type,
			OrderNumber: ordered.order.number,
			OrderSuffix: ordered.order.suffix,
			OrderLine: ordered.order.line,
			ReceiptDocument: textOf(receipt?.DOC),
			ReceiptLine: textOf(receipt?.NLIN),
			Quantity: ordered.quantity ? decimalText(shares.length === 1 ? ordered.quantity : weight) : '',
			Amount: money(amounts[i], wanted.decimals),
			TaxAmount: isZero(taxes[i]) ? '' : money(taxes[i], wanted.decimals),
		}));
	});
}

function merged({ lines }: Wanted): Ordered[] {
	const byOrder = new Map<string, Ordered>();
	for (const { order, amount, tax, quantity } of lines) {
		if (!order) continue;
		const name = orderText(order);
		const one: Ordered = byOrder.get(name) ?? { order, amount: ZERO, tax: ZERO };
		const both = quantity ? total([one.quantity ?? ZERO, quantity]) : one.quantity;
		byOrder.set(name, {
			order,
			amount: total([one.amount, amount]),
			tax: total([one.tax, tax]),
			...(both ? { quantity: both } : {}),
		});
	}
	return [...byOrder.values()];
}

/** The receipt that has enough open, a fitting one before any other; else several, the oldest first. */
function sharesOf(
	{ order, amount, quantity }: Ordered,
	receipts: readonly IDataObject[],
	{ title, currency }: Wanted,
): Share[] {
	const asked = quantity ?? amount;
	const open = receipts
		.filter((row) => textOf(row.MATC) === '1' && orderNameOf(row) === orderText(order))
		.map((row) => ({ row, open: quantity ? openQuantity(row) : openAmount(row, currency) }))
		.filter((one) => one.open === undefined || one.open.units > 0n)
		.sort((a, b) => ageOf(a.row).localeCompare(ageOf(b.row)));
	const whole = (receipt?: IDataObject): Share[] => [{ receipt, weight: { units: 1n, scale: 0 } }];
	// What a credit gives back, or what is not told, is for the orchestration to judge.
	if (open.length === 0 || asked.units <= 0n || open.some((one) => one.open === undefined)) {
		return whole(open[0]?.row);
	}
	const rows = open as Array<{ row: IDataObject; open: Decimal }>;
	const enough = rows.filter((one) => compare(one.open, asked) >= 0);
	const single = enough.find((one) => compare(one.open, asked) === 0) ?? enough[0];
	if (single) return whole(single.row);
	const shares: Share[] = [];
	let left = asked;
	for (const one of rows) {
		if (left.units <= 0n) break;
		const part = compare(left, one.open) < 0 ? left : one.open;
		shares.push({ receipt: one.row, weight: part });
		left = total([left, negate(part)]);
	}
	if (left.units > 0n) {
		const all = decimalText(total(rows.map((one) => one.open)));
		park(
			'RECEIPTS',
			'validation',
			`${title} asks for ${decimalText(asked)} of order line ${orderText(order)}, of whose receipts ${all} is open`,
			'Receive the rest in JD Edwards, or correct the invoice in Coupa, then replay',
		);
	}
	return atOneScale(shares);
}

/** Weights are compared by their units. */
function atOneScale(shares: readonly Share[]): Share[] {
	const scale = Math.max(...shares.map(({ weight }) => weight.scale));
	const scaled = ({ weight }: Share) => ({
		units: weight.units * 10n ** BigInt(scale - weight.scale),
		scale,
	});
	return shares.map((share) => ({ ...share, weight: scaled(share) }));
}

function openQuantity(receipt: IDataObject): Decimal {
	return total([figure(receipt, 'UREC'), negate(figure(receipt, 'UPTD'))]);
}

/** In the currency of the invoice; undefined where the receipt does not tell. */
function openAmount(receipt: IDataObject, currency: string): Decimal | undefined {
	const isForeign = textOf(receipt.CRCD) === currency && !isZero(figure(receipt, 'FREC'));
	const column = isForeign ? 'FAP' : 'AOPN';
	return textOf(receipt[column]) === '' ? undefined : figure(receipt, column);
}

function figure(receipt: IDataObject, column: string): Decimal {
	return amountOf(receipt, column, `A receipt of order line ${orderNameOf(receipt)}`);
}

function ageOf({ RCDJ, DOC, NLIN }: IDataObject): string {
	return [textOf(RCDJ).slice(0, 10), ...[DOC, NLIN].map((one) => textOf(one).padStart(10, '0'))].join(' ');
}
