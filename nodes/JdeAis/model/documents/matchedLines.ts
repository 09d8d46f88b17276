import type { IDataObject } from 'n8n-workflow';

import { keyOf } from '../readRows';
import { readable } from '../rows';
import type { Row } from '../rows';
import { text } from '../words';
import { ORDER_COLUMNS } from './purchaseOrder';

/** Columns of F4311 without which a matched line would go to the wrong account. */
export const MATCHED_COLUMNS = [...ORDER_COLUMNS, 'LNID', 'DSC1', 'OMCU', 'OBJ', 'SUB', 'AID'];

/** The orders that rows of F0411 and F0911 name, as keys of F4311. */
export function matchedOrders(rows: readonly Row[]): string[] {
	return [...new Set(rows.map(orderKey))].filter((key) => key !== '');
}

/** The lines of these orders that the rows name. */
export function matchedLines(rows: readonly Row[], ordered: readonly Row[]): IDataObject[] {
	const named = new Set(rows.map((row) => lineKey(orderKey(row), row.LNID)));
	return ordered
		.filter((line) => named.has(lineKey(keyOf(line, ORDER_COLUMNS), line.LNID)))
		.map((line) => readable(line));
}

/** Pay items call the order's type PDCT and its suffix SFXO, G/L lines DCTO and PSFX. */
function orderKey({ PO, PDCT, DCTO, PKCO, SFXO, PSFX }: Row): string {
	const number = Number(text(PO));
	if (!(number > 0)) return '';
	return [number, text(PDCT ?? DCTO), text(PKCO), text(SFXO ?? PSFX) || '000'].join('|');
}

function lineKey(order: string, line: unknown): string {
	return `${order}|${Number(line)}`;
}
