import type { IDataObject } from 'n8n-workflow';

import { isZero, sumOf } from '../amounts';
import { readable } from '../rows';
import type { Row } from '../rows';
import { isForeign, payStatusInWords, postedInWords, summed, text } from '../words';
import { orderOf } from './voucherKey';

export interface VoucherRows {
	/** F0411, every pay item */
	items: readonly Row[];
	/** F0911, ledger AA */
	lines: readonly Row[];
	/** F0414 */
	details: readonly Row[];
}

/** What needs more than one row, or words for codes. Amounts are those of the voucher's own currency. */
export function voucherFields({ items, lines }: VoucherRows): IDataObject {
	const [first] = items;
	const head = readable(first);
	const foreign = isForeign(first);
	// Withholding is not owed to the supplier, so it does not keep a voucher from being paid.
	const owed = items.filter(({ PST }) => text(PST) !== '%');
	const open = (rows: readonly Row[]) => sumOf(rows, foreign ? 'FAP' : 'AAP');
	const distinct = (values: string[]) => [...new Set(values)].filter((value) => value !== '');
	return {
		number: String(first.DOC),
		type: head.DCT,
		company: head.CO,
		documentCompany: head.KCO,
		supplier: String(first.AN8),
		payee: String(first.PYE),
		payees: distinct(items.map(({ PYE }) => String(PYE))),
		invoiceNumber: head.VINV,
		invoiceDate: head.DIVJ ?? null,
		glDate: head.DGJ,
		currency: head.CRCD,
		baseCurrency: head.BCRC ?? '',
		mode: foreign ? 'foreign' : 'domestic',
		grossAmount: sumOf(items, foreign ? 'ACR' : 'AG'),
		openAmount: open(items),
		domesticGrossAmount: sumOf(items, 'AG'),
		domesticOpenAmount: sumOf(items, 'AAP'),
		distributedAmount: sumOf(lines, foreign ? 'ACR' : 'AA'),
		isPaid: owed.every((row) => isZero(open([row]))),
		payStatus: summed(items.map(({ PST }) => payStatusInWords(PST))),
		posted: summed(items.map(({ POST }) => postedInWords('F0411', POST))),
		ledgerPosted: summed(lines.map(({ POST }) => postedInWords('F0911', POST))),
		voided: voidedInWords(items),
		purchaseOrders: distinct(items.map(orderOf)),
	};
}

/** F0411.VOD is blank unless the pay item was voided. */
function voidedInWords(items: readonly Row[]): string {
	const voided = items.filter(({ VOD }) => text(VOD) !== '').length;
	if (voided === 0) return 'no';
	return voided === items.length ? 'yes' : 'partly';
}
