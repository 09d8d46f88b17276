import type { Row } from '../ais/catalogue/index.cts';
import {
	addressBookRow,
	addressRows,
	electronicAddressRows,
	phoneRows,
	whosWhoRows,
	type AddressPlan,
} from './addressBook.cts';
import { businessConstantRows } from './business/accounts.cts';
import type { Cast } from './business/documents.cts';
import { businessDocuments } from './business/index.cts';
import { constantRows } from './constants.cts';
import { audit } from './days.cts';
import { orderRows } from './orders.cts';
import { makeParties, SEARCH_TYPES, type Party } from './parties.cts';
import { paymentRows } from './payments.cts';
import { supplierMasterRow } from './supplierMaster.cts';
import { voucherRows } from './vouchers.cts';

export interface Company {
	seed: number;
	/** the company's day, ISO */
	today: string;
	/** every row by table */
	tables: Record<string, Row[]>;
}

export interface CompanyOptions {
	seed: number;
	/** how many suppliers (search type V) */
	suppliers?: number;
	/** ISO date of the company's day */
	today?: string;
	/**
	 * Orders and vouchers in every shape that the flows have to get right, in companies of four currencies: so many of
	 * each. Without them the company has the few plain ones that come with its suppliers.
	 */
	orders?: number;
	vouchers?: number;
}

const UNMAPPED_TERM_USERS = 3;

/** A company whose address book looks lived in. The same options give the same rows. */
export function sampleCompany(options: CompanyOptions): Company {
	const { seed, suppliers = 400, today = '2026-11-22', orders = 0, vouchers = 0 } = options;
	const day = today.replaceAll('-', '');
	const parties = makeParties(seed, suppliers);
	const inSupplierMaster = parties.filter(({ kind }) => kind !== 'customer');
	const unmapped = new Set(ordinary(parties).slice(0, UNMAPPED_TERM_USERS));
	const F0401 = inSupplierMaster.map((party) => supplierMasterRow(party, unmapped.has(party), day));
	const plans = addressPlans(parties);
	const terms = new Map(F0401.map(({ AN8, TRAP }) => [Number(AN8), String(TRAP)]));
	const people = new Map(parties.map((party) => [party, whosWhoRows(party, day)]));
	const hasBusiness = orders > 0 || vouchers > 0;
	const sizes = { seed, orders, vouchers, day };
	const spread = (rows: (party: Party, known: Row[]) => Row[]) =>
		parties.flatMap((party) => rows(party, people.get(party) ?? []));
	return {
		seed,
		today,
		tables: {
			...(hasBusiness ? businessConstantRows(day) : constantRows(day)),
			F0101: parties.map((party) => addressBookRow(party, day)),
			F0111: spread((_party, known) => known),
			F0115: spread((party, known) => phoneRows(party, known, day)),
			F0116: spread((party) => addressRows(party, plans.get(party) ?? {}, day)),
			F01151: spread((party, known) => electronicAddressRows(party, known, day)),
			F0401,
			...(hasBusiness
				? businessDocuments({ ...sizes, cast: castOf(parties, unmapped, plans) })
				: plainDocuments(inSupplierMaster, terms, day)),
			F55SUP: inSupplierMaster.filter((_, index) => index % 7 === 0).map((party) => riskRow(party, day)),
		},
	};
}

function plainDocuments(parties: Party[], terms: Map<number, string>, day: string): Record<string, Row[]> {
	const vouchers = voucherRows(parties, terms, day);
	return { ...vouchers, ...paymentRows(vouchers.F0411 ?? [], day), ...orderRows(parties, day) };
}

/** Suppliers whose own record is fit for Coupa may be on documents, and one whose record is not yet. */
function castOf(parties: Party[], unmapped: ReadonlySet<Party>, plans: Map<Party, AddressPlan>): Cast {
	const first = (kind: Party['kind']) => parties.find((party) => party.kind === kind) as Party;
	return {
		suppliers: parties.filter(
			(party) => SEARCH_TYPES[party.kind] === 'V' && !unmapped.has(party) && !plans.get(party)?.none,
		),
		parkedSupplier: [...unmapped][0],
		employee: first('employee'),
		taxAuthority: first('taxAuthority'),
	};
}

/** Suppliers that nothing else is special about, in the order of their numbers. */
function ordinary(parties: Party[]): Party[] {
	return parties.filter(
		({ kind, factor, name }) => kind === 'supplier' && !factor && /^[A-Z][a-z]+ .+(Inc|LLC|Co)/.test(name),
	);
}

/** Moves that are announced: tomorrow, next month, next year; one takes effect today; some parties have no address. */
function addressPlans(parties: Party[]): Map<Party, AddressPlan> {
	const announced = [1, 1, 0, 30, 365, 7];
	const plain = ordinary(parties).slice(UNMAPPED_TERM_USERS);
	return new Map(
		plain.map((party, index): [Party, AddressPlan] => {
			if (index < announced.length) return [party, { next: announced[index] }];
			if (index === announced.length) return [party, { none: true }];
			const random = party.random('plan');
			return [party, random.chance(0.05) ? { next: random.between(2, 300) } : {}];
		}),
	);
}

function riskRow(party: Party, day: string): Row {
	const random = party.random('F55SUP');
	return {
		AN8: party.number,
		CO: random.pick(['00001', '00070', '00200']),
		Y55RISK: random.pick(['', 'LOW', 'MED', 'HI']),
		Y55REVJ: random.chance(0.3) ? null : day,
		Y55LIM: random.between(1, 50) * 1000,
		Y55NOTE: '',
		...audit(random, day),
	};
}
