import type { Row } from '../../ais/catalogue/index.cts';
import { quotient, textOf, unitsOf } from './decimals.cts';
import {
	accountTexts,
	decimalsOf,
	groupBy,
	isForeign,
	isoDay,
	knownSuppliers,
	poNumberOf,
	target,
	text,
	type Tables,
} from './reading.cts';
import { file, nothing, unproved, type Expected, type LineState, type Site, type Verdict } from './site.cts';

export interface ExpectedOrderLine {
	/** LNID without trailing zeros: `1`, `2.01` */
	number: string;
	/** how Coupa holds it: a quantity line, or an amount line whose price is the amount */
	type: 'OrderQuantityLine' | 'OrderAmountLine';
	/** decimal text; blank on an amount line */
	quantity: string;
	price: string;
	/** the extended amount in the order's currency: quantity × price rounded to its smallest unit */
	amount: string;
	description: string;
	/** JD Edwards unit of measure, blank on a line without quantity */
	unit: string;
	/** `30.8605`, `30.8740.10` */
	jdeAccount: string;
	/** code in the company's chart */
	account: string;
	state: Exclude<LineState, 'pending' | 'cancelled'>;
}

export interface ExpectedOrder {
	/** `00001-OP-40000-000` */
	key: string;
	/** `1-OP-40000`, `1-OP-40000-001` */
	poNumber: string;
	company: string;
	chart: string;
	supplier: string;
	currency: string;
	/** ISO */
	orderDate: string;
	/** JD Edwards payment term */
	paymentTerm: string;
	lines: ExpectedOrderLine[];
	total: string;
	/** closed when every live line is */
	state: 'open' | 'closed';
	/** ISO, the day of the last change of a line where it is closed, else blank: a delay counts from here */
	closedSince: string;
}

export type OrderOutOfScope =
	| 'document type'
	| 'company'
	| 'before go-live'
	| 'on hold'
	| 'all lines cancelled'
	| 'not approved'
	| 'closed';

/** What purchase orders Coupa shall hold, read from the tables. */
export function expectedOrders(tables: Tables, site: Site): Expected<ExpectedOrder, OrderOutOfScope> {
	const lines = groupBy(tables.F4311, orderKey);
	const accounts = accountTexts(tables);
	const suppliers = knownSuppliers(tables, site);
	const expected = nothing<ExpectedOrder, OrderOutOfScope>();
	for (const header of tables.F4301) {
		const key = orderKey(header);
		file(expected, key, judge(header, lines.get(key) ?? [], site, accounts, suppliers));
	}
	return expected;
}

export function orderKey({ KCOO, DCTO, DOCO, SFXO }: Row): string {
	return [KCOO, DCTO, DOCO, SFXO].map(text).join('-');
}

function judge(
	header: Row,
	rows: readonly Row[],
	site: Site,
	accounts: ReadonlyMap<string, string>,
	suppliers: ReadonlySet<string>,
): Verdict<ExpectedOrder, OrderOutOfScope> {
	const company = text(header.KCOO);
	const states = rows.map(({ LTTR, NXTR }) => site.lineStates[`${text(LTTR)}/${text(NXTR)}`]);
	const live = rows.filter((_, index) => states[index] !== 'cancelled');
	const liveStates = states.filter((state) => state !== 'cancelled');
	const isClosed = liveStates.length > 0 && liveStates.every((state) => state === 'closed');

	if (!site.orderTypes.includes(text(header.DCTO))) return { outOfScope: 'document type' };
	if (site.companies[company] === undefined) return { outOfScope: 'company' };
	if (isoDay(header.TRDJ) < site.goLive) return { outOfScope: 'before go-live' };
	if (text(header.HOLD) !== '') return { outOfScope: 'on hold' };
	if (live.length === 0) return { outOfScope: 'all lines cancelled' };
	if (liveStates.some((state) => state === undefined || state === 'pending')) {
		return { outOfScope: 'not approved' };
	}
	if (isClosed && site.closedOrders === 'outOfScope') return { outOfScope: 'closed' };

	const currency = text(header.CRCD);
	const waiting = unproved(site, currency);
	if (waiting) return waiting;
	const decimals = decimalsOf(site, currency);
	const lines = live.map((row, index) => ({
		...lineOf(row, isForeign(header), decimals, site),
		jdeAccount: accounts.get(text(row.AID)) ?? '',
		account: target(site, 'account', accounts.get(text(row.AID)) ?? '') ?? '',
		state: liveStates[index] as ExpectedOrderLine['state'],
	}));
	const reasons = [
		...(suppliers.has(text(header.AN8)) ? [] : [`supplier ${text(header.AN8)}`]),
		...lines.filter(({ account }) => account === '').map(({ jdeAccount }) => `account ${jdeAccount}`),
	];
	if (reasons.length > 0) return { parked: { category: 'reference', reasons: [...new Set(reasons)] } };

	const total = lines.reduce((sum, { amount }) => sum + unitsOf(amount, decimals), 0n);
	return {
		document: {
			key: orderKey(header),
			poNumber: poNumberOf(header),
			company,
			chart: site.companies[company],
			supplier: text(header.AN8),
			currency,
			orderDate: isoDay(header.TRDJ),
			paymentTerm: text(header.PTC),
			lines,
			total: textOf(total, decimals),
			state: isClosed ? 'closed' : 'open',
			closedSince: isClosed
				? isoDay(
						live
							.map(({ UPMJ }) => text(UPMJ))
							.sort()
							.at(-1),
					)
				: '',
		},
	};
}

/** A quantity line only where the price, rounded, times the quantity gives the amount back to the smallest unit. */
function lineOf(row: Row, foreign: boolean, decimals: number, { priceDecimals }: Site) {
	const amount = unitsOf(foreign ? row.FEA : row.AEXP, decimals);
	const quantity = unitsOf(row.UORG, 4);
	const scale = 10n ** BigInt(priceDecimals);
	const price = quantity === 0n ? 0n : quotient(amount * 10_000n * scale, quantity * 10n ** BigInt(decimals));
	const again = quotient(price * quantity * 10n ** BigInt(decimals), scale * 10_000n);
	const isQuantity = quantity !== 0n && again === amount;
	return {
		number: text(row.LNID),
		type: isQuantity ? ('OrderQuantityLine' as const) : ('OrderAmountLine' as const),
		quantity: isQuantity ? textOf(quantity, 4) : '',
		price: isQuantity ? textOf(price, priceDecimals) : textOf(amount, decimals),
		amount: textOf(amount, decimals),
		description: text(row.DSC1),
		unit: text(row.UOM),
	};
}
