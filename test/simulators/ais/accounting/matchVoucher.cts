import type { Row } from '../catalogue/index.cts';
import { moveDay } from '../zone.cts';
import type { Books, Program } from './books.cts';
import { FormError } from './formError.cts';
import { sumOf } from './money.cts';
import { carryOut, matchOf, orderKey, type Match } from './orderLines.cts';
import { voucherSteps } from './voucherForm.cts';
import type { Line, PayItem } from './voucherRows.cts';

/** P4314: the voucher of an invoice for order lines or their receipts, one pay item an order. */
export const matchVoucher: Program = ({ head, rows, books }) =>
	voucherSteps({ head, books }, ({ supplier, currency, dates, PTC, EXR1 }) => {
		const { tables } = books;
		const matches = rows.OrderLines.map((row) => matchOf(tables, row, supplier, currency));
		refuseTwice(matches);
		const net = Number(tables.find('F0014', { PTC })?.NDTP ?? 0);
		const DDJ = head.date('DueDate') ?? moveDay(String(dates.DIVJ), net, 'DAY');
		const items = payItems(matches, { DDJ, RMK: head.text('Remark', 30) });
		const tax = sumOf(items.map((item) => item.tax));
		if (head.units('TaxAmount', currency.decimals) !== tax) {
			throw new FormError('The taxes of the lines do not add up to TaxAmount', '0091');
		}
		const invoice = head.required('InvoiceNumber', 25);
		return {
			items,
			lines: matches.map((match) => lineOf(books, match)),
			// The distribution of a match is what the order lines are worth: the tax is never in it.
			balanceBy: tax === 0 ? EXR1 : 'V',
			invoice,
			columns: {},
			effect: 'voucher.matched',
			written: (key) => {
				const dated = { VINV: invoice, DGL: dates.DGJ, RCDJ: books.today };
				for (const match of matches) carryOut(books, match, key, currency, dated);
			},
		};
	});

function refuseTwice(matches: readonly Match[]): void {
	const seen = matches.map(({ line, receipt }) =>
		JSON.stringify([orderKey(line), receipt?.DOC, receipt?.NLIN]),
	);
	if (new Set(seen).size < seen.length)
		throw new FormError('An order line or receipt is matched twice', '0312');
}

function payItems(matches: readonly Match[], shared: Row): PayItem[] {
	const orders = new Map<string, Match[]>();
	for (const match of matches) {
		const { KCOO, DCTO, DOCO, SFXO } = match.line;
		const order = [KCOO, DCTO, DOCO, SFXO].join('-');
		orders.set(order, [...(orders.get(order) ?? []), match]);
	}
	return [...orders.values()].map((ofOrder) => {
		const { KCOO, DCTO, DOCO, SFXO, LNID } = ofOrder[0].line;
		const tax = sumOf(ofOrder.map((match) => match.tax));
		const gross = tax + sumOf(ofOrder.map(({ amount }) => amount));
		const columns = { ...shared, PO: String(DOCO), PDCT: DCTO, PKCO: KCOO, SFXO, LNID };
		return { gross, tax, discount: 0, columns };
	});
}

/** Received goods are debited to the clearing account, what was not received to the account of the order line. */
function lineOf({ tables, rules }: Books, { line, receipt, amount }: Match): Line {
	const own = tables.find('F0901', { AID: line.AID });
	const clearing = tables.find('F0901', {
		CO: own?.CO ?? '',
		MCU: own?.MCU ?? '',
		OBJ: rules.clearingObject,
	});
	const account = (receipt && clearing) || own;
	if (!account) throw new FormError(`Order line ${line.DOCO}/${line.LNID} has no account`, '0028');
	const { DOCO, KCOO, DCTO, LNID, SFXO, SBL, SBLT, DSC1 } = line;
	const columns = { PO: String(DOCO), PKCO: KCOO, DCTO, LNID, PSFX: SFXO, SBL, SBLT, EXR: DSC1 };
	return { amount, account, columns };
}
