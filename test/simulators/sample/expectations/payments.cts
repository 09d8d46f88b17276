import type { Row } from '../../ais/catalogue/index.cts';
import { sum, textOf, unitsOf } from './decimals.cts';
import { expectedInvoices, voucherKey } from './invoices.cts';
import { decimalsOf, groupBy, isForeign, isoDay, text, type Tables } from './reading.cts';
import { file, nothing, type Expected, type Site, type Verdict } from './site.cts';

/** What one JD Edwards payment paid on one voucher, or the voiding of it. */
export interface ExpectedPayment {
	/** `70001/00001-PV-120001`, with `/void` behind it for the reversal */
	key: string;
	/** PYID and DOCM */
	payment: string;
	number: string;
	voucher: string;
	/** the invoice that it stands on: of this voucher, or the one in Coupa that this voucher came from */
	invoice: { supplier: string; invoiceNumber: string } | { coupaId: string };
	currency: string;
	/** in the voucher's currency; positive on a debit, negative on a credit and where it reverses a payment */
	amount: string;
	/** ISO */
	date: string;
	/** the duplicate key: `JDE 70001 9001`, `JDE 70001 9001 VOID` */
	notes: string;
	/** discount taken with it, and what of the voucher is withheld; not part of the amount */
	discount: string;
	withheld: string;
}

export type PaymentOutOfScope = 'reserved account' | 'unposted' | 'before go-live' | 'voucher out of scope';

type Payments = Expected<ExpectedPayment, PaymentOutOfScope>;

/** What payments Coupa shall show on its invoices, read from the tables: a sum for each payment and voucher. */
export function expectedPayments(tables: Tables, site: Site): Payments {
	const payments = nothing<ExpectedPayment, PaymentOutOfScope>();
	const invoices = expectedInvoices(tables, site);
	const headers = new Map(tables.F0413.map((row) => [row.PYID, row]));
	const vouchers = groupBy(tables.F0411, voucherKey);
	const pairs = groupBy(tables.F0414, (row) => `${text(row.PYID)}/${voucherKey(row)}`);
	for (const [key, details] of pairs) {
		const header = headers.get(details[0].PYID) as Row;
		const voucher = voucherKey(details[0]);
		const verdict = judge(key, header, details, vouchers.get(voucher) ?? [], { invoices, site });
		file(payments, key, verdict);
		if (!isVoid(header, details)) continue;
		file(
			payments,
			`${key}/void`,
			'document' in verdict ? { document: reversal(verdict.document, header) } : verdict,
		);
	}
	return payments;
}

/** Vouchers with payments in Coupa: whether the invoice is paid, and what its payments come to. */
export function expectedPaid(tables: Tables, site: Site): Map<string, { paid: boolean; net: string }> {
	const { inCoupa: invoices } = expectedInvoices(tables, site);
	const { inCoupa: payments } = expectedPayments(tables, site);
	const byVoucher = groupBy([...payments.values()], ({ voucher }) => voucher);
	return new Map(
		[...byVoucher].flatMap(([voucher, some]) => {
			const invoice = invoices.get(voucher);
			if (invoice === undefined) return [];
			const decimals = decimalsOf(site, invoice.currency);
			const net = sum(some.map(({ amount }) => unitsOf(amount, decimals)));
			return [[voucher, { paid: invoice.isSettled, net: textOf(net, decimals) }]];
		}),
	);
}

interface Context {
	invoices: ReturnType<typeof expectedInvoices>;
	site: Site;
}

function judge(
	key: string,
	header: Row,
	details: readonly Row[],
	items: readonly Row[],
	{ invoices, site }: Context,
): Verdict<ExpectedPayment, PaymentOutOfScope> {
	const voucher = voucherKey(details[0]);
	if (site.coupaBankAccounts.includes(text(header.GLBA))) return { outOfScope: 'reserved account' };
	if (![header, ...details].every(({ POST }) => text(POST) === 'D')) return { outOfScope: 'unposted' };
	if (isoDay(header.DMTJ) < site.goLive) return { outOfScope: 'before go-live' };
	const stamped = invoices.outOfScope.get(voucher) === 'own stamp';
	if (invoices.outOfScope.has(voucher) && !stamped) return { outOfScope: 'voucher out of scope' };
	if (invoices.parked.has(voucher)) {
		return { parked: { category: 'reference', reasons: [`voucher ${voucher} is parked`] } };
	}
	const coupaId =
		items
			.map(({ URRF }) => text(URRF))
			.find((stamp) => stamp !== '')
			?.slice(1) ?? '';
	if (stamped && !(site.invoicesInCoupa?.has(coupaId) ?? false)) {
		return { parked: { category: 'reference', reasons: [`Coupa invoice ${coupaId}`] } };
	}
	const [{ AN8, VINV, CRCD }] = items;
	const payment = text(header.PYID);
	const number = text(header.DOCM);
	return {
		document: {
			key,
			payment,
			number,
			voucher,
			invoice: stamped ? { coupaId } : { supplier: text(AN8), invoiceNumber: text(VINV) },
			currency: text(CRCD),
			...amounts(details, items, decimalsOf(site, text(CRCD))),
			date: isoDay(header.DMTJ),
			notes: `JDE ${payment} ${number}`,
		},
	};
}

/** The sign of what was paid is that of the voucher, whichever sign a site's payments have. */
function amounts(details: readonly Row[], items: readonly Row[], decimals: number) {
	const foreign = isForeign(items[0]);
	const total = (rows: readonly Row[], domestic: string, other: string) =>
		sum(rows.map((row) => unitsOf(row[foreign ? other : domestic], decimals)));
	const first = details.filter((row) => !isVoidRow(row));
	const paid = magnitude(total(first, 'PAAP', 'PFAP'));
	const isCredit = total(items, 'AG', 'ACR') < 0n;
	const withheld = items.filter(({ PST }) => text(PST) === '%');
	return {
		amount: textOf(isCredit ? -paid : paid, decimals),
		discount: textOf(magnitude(total(first, 'ADSA', 'CDSA')), decimals),
		withheld: textOf(total(withheld, 'AG', 'ACR'), decimals),
	};
}

function reversal(payment: ExpectedPayment, header: Row): ExpectedPayment {
	const { key, amount, notes } = payment;
	return {
		...payment,
		key: `${key}/void`,
		amount: amount.startsWith('-') ? amount.slice(1) : `-${amount}`,
		date: isoDay(header.VDGJ),
		notes: `${notes} VOID`,
	};
}

const isVoidRow = ({ DCTM }: Row): boolean => text(DCTM) === 'PO';

function isVoid(header: Row, details: readonly Row[]): boolean {
	return text(header.VDGJ) !== '' || details.some(isVoidRow);
}

const magnitude = (units: bigint): bigint => (units < 0n ? -units : units);
