import type { IDataObject } from 'n8n-workflow';

import { fail } from '../../../../lib/failure';
import { amountOf } from '../amounts';
import { textOf } from '../text';
import { isMatched, namedByLedger, namedByPayItem, orderLinesOf, orderReference } from './orderLines';
import type { DraftLine, InvoiceRules, VoucherDocument } from './types';

/**
 * The lines of the invoice from F0911. Ledger AA of the voucher's own document type only: CA repeats foreign amounts,
 * and the automatic entries (AE) are the other side of the books. Changes (PE) belong to the voucher they change.
 */
export function distribution(
	voucher: VoucherDocument,
	changes: readonly IDataObject[],
	column: 'AA' | 'ACR',
	rules: Pick<InvoiceRules, 'linesWithoutOrderLine'>,
): DraftLine[] {
	const own = voucher.F0911.filter(({ DCT }) => textOf(DCT) === textOf(voucher.type));
	const rows = [...own, ...changes.filter(({ DCT }) => textOf(DCT) !== AUTOMATIC)]
		.filter(({ LT }) => textOf(LT) === 'AA')
		.filter((row) => amountOf(row, column).units !== 0n)
		.sort(byLine);
	const orderLines = orderLinesOf(voucher.F4311 ?? []);
	const only = onlyOrderLine(voucher.F0411);
	return rows.map((row) => ({
		amount: amountOf(row, column),
		tax: taxKey(row),
		fields: isMatched(voucher.F0411)
			? matched(voucher.key, row, namedByLedger(row) ?? only, orderLines, rules)
			: fieldsOf(row, row.MCU, [row.EXR, row.EXA]),
	}));
}

const AUTOMATIC = 'AE';

/** Explanation code and rate area, where the row has them. */
export function taxKey({ EXR1, TXA1 }: IDataObject): string {
	const code = textOf(EXR1);
	return code === '' ? '' : `${code}|${textOf(TXA1)}`;
}

function byLine(a: IDataObject, b: IDataObject): number {
	return Number(a.JELN) - Number(b.JELN) || textOf(a.EXTL).localeCompare(textOf(b.EXTL));
}

function fieldsOf(row: IDataObject, businessUnit: unknown, descriptions: unknown[]): IDataObject {
	const parts = [businessUnit, row.OBJ, row.SUB].map(textOf);
	return {
		description: descriptions.map(textOf).find((text) => text !== '') ?? '',
		account: parts.filter((part) => part !== '').join('.'),
		businessUnit: parts[0],
		object: parts[1],
		subsidiary: parts[2],
		subledger: textOf(row.SBL),
		subledgerType: textOf(row.SBLT),
		accountId: textOf(row.AID),
		company: textOf(row.CO),
	};
}

/** A matched voucher stands on the clearing account in F0911: what was bought, and for whom, is in F4311. */
function matched(
	key: string,
	row: IDataObject,
	orderLine: string | undefined,
	orderLines: ReadonlyMap<string, IDataObject>,
	{ linesWithoutOrderLine }: Pick<InvoiceRules, 'linesWithoutOrderLine'>,
): IDataObject {
	const line = textOf(row.JELN);
	if (orderLine === undefined) {
		if (linesWithoutOrderLine === 'ownAccount') return fieldsOf(row, row.MCU, [row.EXR, row.EXA]);
		return fail({
			code: 'ORDER_LINE_NOT_NAMED',
			category: 'validation',
			message: `Voucher ${key} was matched to an order, but its G/L line ${line} names no order line`,
			description:
				"Look the line up in JD Edwards; if it is freight or a variance on an account of its own, set 'Lines Without Order Line' to 'Use Own Account'",
		});
	}
	const ordered = orderLines.get(orderLine);
	const reference = orderReference(orderLine);
	if (ordered === undefined) {
		fail({
			code: 'ORDER_LINE_MISSING',
			category: 'reference',
			message: `Voucher ${key} was matched to line ${String(reference.lineNumber)} of order ${String(reference.key)}, which was not read`,
			description:
				"Switch 'Include Order Lines' on at the node that reads the vouchers, and see that its user may read F4311",
			details: { order: reference.key, lineNumber: reference.lineNumber },
		});
	}
	return {
		...fieldsOf({ ...ordered, CO: row.CO }, ordered.OMCU ?? ordered.MCU, [ordered.DSC1, row.EXR, row.EXA]),
		orderLine: reference,
	};
}

/** Where all pay items name one order line, it is that of every G/L line. */
function onlyOrderLine(items: readonly IDataObject[]): string | undefined {
	const named = new Set(items.map(namedByPayItem));
	return named.size === 1 ? [...named][0] : undefined;
}
