import { COUPA_BANK_ACCOUNT } from '../business/accounts.cts';
import { STATUS } from '../business/orders.cts';

export type LineState = 'pending' | 'open' | 'received' | 'closed' | 'cancelled';

/** What a site has settled in the Settings of its flows; the expectations hold under these. */
export interface Site {
	/** ISO; older orders (TRDJ), vouchers (DGJ) and payments (DMTJ) are out of scope */
	goLive: string;
	/** JD Edwards company and the Coupa chart of accounts it belongs to; other companies are out of scope */
	companies: Readonly<Record<string, string>>;
	orderTypes: readonly string[];
	/** by `LTTR/NXTR` */
	lineStates: Readonly<Record<string, LineState>>;
	/** whether closed orders are brought to Coupa and closed there, or left alone */
	closedOrders: 'closed' | 'outOfScope';
	priceDecimals: number;
	voucherTypes: readonly string[];
	batchTypes: readonly string[];
	/** document types of changes, which belong to the voucher of the same number */
	changeTypes: readonly string[];
	/** by the first letter of EXR1: beside the lines, in them, or in them and not owed to the supplier */
	taxes: Readonly<Record<string, 'beside' | 'takenOut' | 'notSent'>>;
	/** GLBA of payments that Coupa made */
	coupaBankAccounts: readonly string[];
	/** decimals of a currency where they are not two */
	decimals: Readonly<Record<string, number>>;
	/** rows of the crosswalk table */
	crosswalk: readonly CrosswalkRow[];
	/** numbers of the suppliers that Coupa has; without it, all of search type V */
	suppliersInCoupa?: ReadonlySet<string>;
	/** currencies whose decimals set-up has not proved, so that nothing in them is posted; without it, none */
	unprovedCurrencies?: ReadonlySet<string>;
	/** ids of the invoices that Coupa had before: those that stamped vouchers came from; without it, none */
	invoicesInCoupa?: ReadonlySet<string>;
}

export interface CrosswalkRow {
	kind: string;
	source: string;
	target: string;
}

/** The site of the sample company, but for its crosswalk. */
export const SAMPLE_SITE: Omit<Site, 'crosswalk'> = {
	goLive: '2026-07-01',
	companies: {
		'00001': 'Financial Distribution Co',
		'00070': 'European Trading Co',
		'00200': 'Model Japan KK',
		'00300': 'Model Kuwait KSC',
	},
	orderTypes: ['OP'],
	lineStates: {
		[STATUS.entered.join('/')]: 'pending',
		[STATUS.approved.join('/')]: 'open',
		[STATUS.received.join('/')]: 'received',
		[STATUS.closed.join('/')]: 'closed',
		[STATUS.cancelled.join('/')]: 'cancelled',
	},
	closedOrders: 'closed',
	priceDecimals: 6,
	voucherTypes: ['PV', 'PD'],
	batchTypes: ['V'],
	changeTypes: ['PE'],
	taxes: { V: 'beside', S: 'takenOut', U: 'notSent' },
	coupaBankAccounts: [COUPA_BANK_ACCOUNT],
	decimals: { JPY: 0, KWD: 3 },
};

/** What shall become of each document of a kind, by its JD Edwards key. */
export interface Expected<T, Reason extends string> {
	inCoupa: Map<string, T>;
	outOfScope: Map<string, Reason>;
	parked: Map<string, Parking>;
}

export type Verdict<T, Reason extends string> =
	{ document: T } | { outOfScope: Reason } | { parked: Parking };

/** Files a document under what shall become of it. */
export function file<T, Reason extends string>(
	{ inCoupa, outOfScope, parked }: Expected<T, Reason>,
	key: string,
	verdict: Verdict<T, Reason>,
): void {
	if ('document' in verdict) inCoupa.set(key, verdict.document);
	else if ('parked' in verdict) parked.set(key, verdict.parked);
	else outOfScope.set(key, verdict.outOfScope);
}

/** Nothing is posted in a currency whose decimals are not proved. */
export function unproved({ unprovedCurrencies }: Site, currency: string): { parked: Parking } | undefined {
	if (!unprovedCurrencies?.has(currency)) return undefined;
	return { parked: { category: 'configuration', reasons: [`currency ${currency}`] } };
}

export function nothing<T, Reason extends string>(): Expected<T, Reason> {
	return { inCoupa: new Map(), outOfScope: new Map(), parked: new Map() };
}

export interface Parking {
	category: 'validation' | 'reference' | 'duplicate' | 'conflict' | 'configuration';
	/** what a person reads about it: the codes that are missing, the sums that differ */
	reasons: string[];
}
