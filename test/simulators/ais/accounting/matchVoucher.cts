import type { Row } from '../catalogue/index.cts';
import { moveDay } from '../zone.cts';
import { nextNumber, type Books, type Program } from './books.cts';
import { companyOf, currencyOf, duplicateWarning, openPeriod, supplierOf } from './checks.cts';
import { checkTotal, datesOf, stamp, termOf, voucherOutputs } from './enterVoucher.cts';
import { FormError } from './formError.cts';
import { sumOf } from './money.cts';
import { carryOut, matchOf, orderKey, type Match } from './orderLines.cts';
import { keyText } from './voucher.cts';
import {
	checkBalance,
	insertLines,
	insertPayItems,
	type Line,
	type PayItem,
	type VoucherKey,
} from './voucherRows.cts';

/** P4314: the voucher of an invoice for order lines or their receipts, one pay item an order. */
export const matchVoucher: Program = ({ head, rows, books }) => {
	let key: VoucherKey | undefined;
	return [
		() => {
			const { tables } = books;
			const company = companyOf(tables, head.required('Company', 5));
			const supplier = head.requiredNumber('Supplier');
			const master = supplierOf(tables, supplier);
			const currency = currencyOf(company, head);
			const dates = datesOf(head);
			const period = openPeriod(tables, company, String(dates.DGJ));
			const PTC = termOf(books, head.text('PaymentTerms', 3) || String(master.TRAP));
			const matches = rows.OrderLines.map((row) => matchOf(tables, row, supplier, currency));
			refuseTwice(matches);
			const net = Number(tables.find('F0014', { PTC })?.NDTP ?? 0);
			const DDJ = head.date('DueDate') ?? moveDay(String(dates.DIVJ), net, 'DAY');
			const items = payItems(matches, { DDJ, RMK: head.text('Remark', 30) });
			const lines = matches.map((match) => lineOf(books, match));
			const EXR1 = head.text('TaxExplanationCode', 2);
			checkTotal(head, items, currency.decimals);
			if (head.units('TaxAmount', currency.decimals) !== sumOf(items.map(({ tax }) => tax))) {
				throw new FormError('The taxes of the lines do not add up to TaxAmount', '0091');
			}
			// The distribution of a match is what the order lines are worth: the tax is never in it.
			checkBalance(items, lines, sumOf(items.map(({ tax }) => tax)) === 0 ? EXR1 : 'V');
			const VINV = head.required('InvoiceNumber', 25);
			const Warnings = duplicateWarning(books, supplier, VINV);
			head.text('OriginStamp', 15);

			const ICU = nextNumber(books, 'batch');
			key = {
				KCO: String(company.CO),
				DCT: head.text('DocumentType', 2) || 'PV',
				DOC: nextNumber(books, 'voucher'),
			};
			const shared: Row = {
				AN8: supplier,
				PYE: Number(master.AN8R) || supplier,
				CO: company.CO,
				...dates,
				ICU,
				ICUT: 'V',
				DICJ: books.today,
				PST: head.text('PayStatus', 1) || books.rules.defaultPayStatus,
				TXA1: head.text('TaxRateArea', 10),
				EXR1,
				GLC: master.APC,
				MCU: head.text('BusinessUnit', 12),
				PTC,
				VINV,
				PYIN: master.PYIN,
				TORG: books.audit.user ?? '',
			};
			const explanation = String(tables.find('F0101', { AN8: supplier })?.ALPH ?? '').slice(0, 30);
			const voucher = { key, supplier, currency, period, shared, explanation };
			insertPayItems(books, voucher, items);
			insertLines(books, voucher, items, lines);
			for (const match of matches) {
				carryOut(books, match, key, currency, { VINV, DGL: dates.DGJ, RCDJ: books.today });
			}
			books.effect('voucher.matched', keyText(key), {
				stamp: head.text('OriginStamp'),
				supplier,
				invoice: VINV,
				gross: head.text('GrossAmount'),
			});
			return voucherOutputs(key, ICU, Warnings);
		},
		() => {
			if (key) stamp(books, key, head.text('OriginStamp', 15));
			return {};
		},
	];
};

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
