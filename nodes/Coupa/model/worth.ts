import type { IDataObject } from 'n8n-workflow';

import { add, multiply, parseDecimal } from '../../../lib/decimal';
import type { Decimal } from '../../../lib/decimal';
import { isRecord } from '../../../lib/diff';
import { keyText } from './document';

/** An amount without its sign, in its own currency. */
export interface Worth {
	currency: string;
	amount: Decimal;
}

const ZERO: Decimal = { units: 0n, scale: 0 };

/** What an order or an invoice is worth: the sum of its lines. */
export function worthOf(document: IDataObject): Worth {
	const lines = document['order-lines'] ?? document['invoice-lines'];
	const amounts = (Array.isArray(lines) ? lines : []).filter(isRecord).map(lineAmount);
	return { currency: currencyOf(document), amount: unsigned(amounts.reduce(add, ZERO)) };
}

export function currencyOf({ currency }: IDataObject): string {
	return keyText(isRecord(currency) ? currency.code : currency);
}

export function unsigned({ units, scale }: Decimal): Decimal {
	return { units: units < 0n ? -units : units, scale };
}

function lineAmount({ price, quantity }: IDataObject): Decimal {
	const [each, count] = [parseDecimal(price) ?? ZERO, parseDecimal(quantity)];
	return count === undefined ? each : multiply(each, count);
}
