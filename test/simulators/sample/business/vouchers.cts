import type { Cell, Row } from '../../ais/catalogue/index.cts';
import { daysFrom, touched } from '../days.cts';
import type { Party } from '../parties.cts';
import { BUYING_COMPANIES } from './accounts.cts';
import type { BusinessOptions } from './documents.cts';
import { settle, type PaymentDraft } from './settlements.cts';
import { voucherDraft } from './voucherDrafts.cts';
import { voucherPlans, type VoucherPlan } from './voucherPlans.cts';
import { voucherRows } from './voucherRows.cts';

interface Vouchers {
	F0411: Row[];
	F0911: Row[];
	/** F43121, MATC 2 */
	matched: Row[];
	payments: PaymentDraft[];
}

/** Vouchers with their distribution; some of them match receipts of these orders. */
export function voucherDocuments(options: BusinessOptions, { F4311 }: Record<string, Row[]>): Vouchers {
	const pools = new Map([
		['matched', receivedOrders(F4311, '')],
		['evaluatedReceipt', receivedOrders(F4311, 'Y')],
	]);
	const all: Vouchers = { F0411: [], F0911: [], matched: [], payments: [] };
	const parties = new Map(options.cast.suppliers.map((party) => [party.number, party]));
	for (const planned of voucherPlans(options)) {
		const received = pools.get(planned.scenario)?.shift() ?? [];
		const plan = received.length > 0 ? onOrder(planned, received, parties) : planned;
		const draft = voucherDraft(plan, received);
		const { items, payments } = settle(plan, draft);
		const { F0411, F0911 } = voucherRows(plan, draft, items);
		all.F0411.push(...F0411);
		all.F0911.push(...F0911);
		all.matched.push(...received.map((line) => matchRow(plan, line)));
		all.payments.push(...payments);
	}
	return all;
}

/** Received lines that cost something, order by order. */
function receivedOrders(lines: readonly Row[], evaluated: string): Row[][] {
	const orders = new Map<Cell, Row[]>();
	for (const line of lines) {
		const isOurs = BUYING_COMPANIES.some(({ company }) => company === line.KCOO);
		if (!isOurs || line.LTTR !== '400' || line.AVCH !== evaluated || Number(line.AEXP) <= 0) continue;
		orders.set(line.DOCO, [...(orders.get(line.DOCO) ?? []), line]);
	}
	return [...orders.values()];
}

/** Company, currency and supplier of a matched voucher are those of its order, its date is after the receipt. */
function onOrder(
	plan: VoucherPlan,
	[line]: readonly Row[],
	parties: ReadonlyMap<number, Party>,
): VoucherPlan {
	const supplier = parties.get(Number(line.AN8)) ?? plan.supplier;
	return {
		...plan,
		company: BUYING_COMPANIES.find(({ company }) => company === line.KCOO) ?? plan.company,
		currency: String(line.CRCD),
		supplier,
		payee: supplier.factor ?? supplier.number,
		date: daysFrom(String(line.TRDJ), 8),
	};
}

/** F43121, MATC 2: the receipt as it was vouchered. */
function matchRow({ document, company, date, day, random, invoiceNumber }: VoucherPlan, line: Row): Row {
	return {
		KCOO: line.KCOO,
		DOCO: line.DOCO,
		DCTO: line.DCTO,
		SFXO: line.SFXO,
		LNID: line.LNID,
		MATC: '2',
		NLIN: 1,
		DOC: document,
		DCT: 'PV',
		KCO: company.company,
		AN8: line.AN8,
		MCU: line.MCU,
		TRDJ: line.TRDJ,
		RCDJ: date,
		DGL: date,
		UOM: line.UOM,
		UORG: line.UORG,
		UREC: line.UORG,
		UPTD: line.UORG,
		PRRC: line.PRRC,
		FRRC: line.FRRC,
		AREC: line.AEXP,
		FREC: line.FEA,
		APTD: line.AEXP,
		CRCD: line.CRCD,
		CRR: line.CRR,
		VINV: invoiceNumber,
		...touched(random, date, day, 'TDAY'),
	};
}
