import type { IDataObject } from 'n8n-workflow';

import { parseDecimal, decimalText } from '../../../../lib/decimal';
import { textOf } from '../text';

/** An order line as a key: company, type, number, suffix and line number. */
export type OrderLineKey = string;

/** F4311 by order line. */
export function orderLinesOf(rows: readonly IDataObject[]): Map<OrderLineKey, IDataObject> {
	return new Map(rows.map((row) => [keyFrom([row.KCOO, row.DCTO, row.DOCO, row.SFXO, row.LNID]) ?? '', row]));
}

/** The order line that a row of F0911 names, undefined when it names none. */
export function namedByLedger({ PKCO, DCTO, PO, PSFX, LNID }: IDataObject): OrderLineKey | undefined {
	return keyFrom([PKCO, DCTO, PO, PSFX, LNID]);
}

/** The order line that a pay item names. */
export function namedByPayItem({ PKCO, PDCT, PO, SFXO, LNID }: IDataObject): OrderLineKey | undefined {
	return keyFrom([PKCO, PDCT, PO, SFXO, LNID]);
}

/** A matched voucher names its order in its pay items. */
export function isMatched(items: readonly IDataObject[]): boolean {
	return items.some(({ PO }) => number(PO) !== '');
}

/** What a line says of its order: the key as JDE AIS writes it, and the line number with its decimals. */
export function orderReference(key: OrderLineKey): IDataObject {
	const [company, type, order, suffix, line] = key.split('|');
	const parts = [company.replace(/^0+(?=.)/, ''), type, order, ...(suffix === '000' ? [] : [suffix])];
	return { key: [company, type, order, suffix].join('-'), poNumber: parts.join('-'), lineNumber: line };
}

function keyFrom([company, type, order, suffix, line]: unknown[]): OrderLineKey | undefined {
	const lineNumber = parseDecimal(line);
	if (number(order) === '' || lineNumber === undefined || lineNumber.units === 0n) return undefined;
	return [
		textOf(company),
		textOf(type),
		number(order),
		textOf(suffix) || '000',
		decimalText(lineNumber),
	].join('|');
}

/** Order numbers are text with leading zeros in A/P and numbers in procurement. */
function number(value: unknown): string {
	return textOf(value).replace(/^0+/, '');
}
