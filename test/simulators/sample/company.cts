import type { Row } from '../ais/catalogue/index.cts';
import {
	addressBookRow,
	addressRows,
	electronicAddressRows,
	phoneRows,
	whosWhoRows,
	type AddressPlan,
} from './addressBook.cts';
import { constantRows } from './constants.cts';
import { audit } from './days.cts';
import { orderRows } from './orders.cts';
import { makeParties, type Party } from './parties.cts';
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
}

const UNMAPPED_TERM_USERS = 3;

/** A company whose address book looks lived in. The same options give the same rows. */
export function sampleCompany({ seed, suppliers = 400, today = '2026-11-22' }: CompanyOptions): Company {
	const day = today.replaceAll('-', '');
	const parties = makeParties(seed, suppliers);
	const inSupplierMaster = parties.filter(({ kind }) => kind !== 'customer');
	const unmapped = new Set(ordinary(parties).slice(0, UNMAPPED_TERM_USERS));
	const F0401 = inSupplierMaster.map((party) => supplierMasterRow(party, unmapped.has(party), day));
	const plans = addressPlans(parties);
	const terms = new Map(F0401.map(({ AN8, TRAP }) => [Number(AN8), String(TRAP)]));
	const people = new Map(parties.map((party) => [party, whosWhoRows(party, day)]));
	const vouchers = voucherRows(inSupplierMaster, terms, day);
	const spread = (rows: (party: Party, known: Row[]) => Row[]) =>
		parties.flatMap((party) => rows(party, people.get(party) ?? []));
	return {
		seed,
		today,
		tables: {
			...constantRows(day),
			F0101: parties.map((party) => addressBookRow(party, day)),
			F0111: spread((_party, known) => known),
			F0115: spread((party, known) => phoneRows(party, known, day)),
			F0116: spread((party) => addressRows(party, plans.get(party) ?? {}, day)),
			F01151: spread((party, known) => electronicAddressRows(party, known, day)),
			F0401,
			...vouchers,
			...paymentRows(vouchers.F0411 ?? [], day),
			...orderRows(inSupplierMaster, day),
			F55SUP: inSupplierMaster.filter((_, index) => index % 7 === 0).map((party) => riskRow(party, day)),
		},
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
