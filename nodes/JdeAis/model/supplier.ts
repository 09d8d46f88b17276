import type { IDataObject } from 'n8n-workflow';

import { readable } from './rows';
import type { Row } from './rows';

/** The rows of one supplier, by table; lists in key order. */
export interface SupplierRows {
	F0401: Row;
	F0101: Row;
	F0111: Row[];
	F0115: Row[];
	F0116: Row[];
	F01151: Row[];
}

/** A payee of the supplier's vouchers, with the rows that make its address. */
export interface Payee {
	number: string;
	F0101: Row | undefined;
	F0111: Row[];
	F0116: Row[];
}

export interface SupplierRules {
	/** the JDE server's own date: decides which address is in force */
	today: string;
	/** values of F0101.TAXC that mean a corporation */
	corporationCodes: readonly string[];
	/** of addresses that leave their country blank */
	homeCountry: string;
	/** tax ids of persons are social security numbers in some countries: left out unless this is set */
	includePersonalTaxIds: boolean;
}

/**
 * One nested document: the tables by their names and aliases, texts trimmed and dates ISO, with what needs more than
 * one row worked out beside them.
 */
export function supplierDocument(
	rows: SupplierRows,
	payees: readonly Payee[],
	rules: SupplierRules,
): IDataObject {
	const { F0401, F0101 } = rows;
	const number = String(F0401.AN8);
	const isCorporation = rules.corporationCodes.includes(text(F0101.TAXC));
	const mayShowTaxId = isCorporation || rules.includePersonalTaxIds;
	return {
		number,
		name: mailingName(rows.F0111) || text(F0101.ALPH),
		searchType: text(F0101.AT1),
		hold: holdInWords(F0401),
		isCorporation,
		taxId: mayShowTaxId ? text(F0101.TAX) : '',
		address: addressDocument(rows.F0116, rules),
		contact: contact(rows),
		payees: payees.map((payee) => payeeDocument(number, payee, rules)),
		F0401: readable(F0401),
		F0101: readable(mayShowTaxId ? F0101 : withoutTaxIds(F0101)),
		F0111: rows.F0111.map((row) => readable(row)),
		F0115: rows.F0115.map((row) => readable(row)),
		F01151: rows.F01151.map((row) => readable(row)),
	};
}

/** The mailing name of the address book entry itself (line 0), which people know it by; ALPH is a search name. */
export function mailingName(whosWho: readonly Row[]): string {
	const itself = whosWho.find(({ IDLN }) => Number(IDLN) === 0);
	return text(itself?.MLNM);
}

/** The latest address whose effective date has come. */
export function addressInForce(addresses: readonly Row[], today: string): Row | undefined {
	const effective = (row: Row) => text(row.EFTB).replace(/-/g, '');
	return addresses
		.filter((row) => effective(row) <= today.replace(/-/g, ''))
		.sort((a, b) => (effective(a) < effective(b) ? 1 : -1))[0];
}

/** The address in force, or nothing at all. */
function addressDocument(addresses: readonly Row[], { today, homeCountry }: SupplierRules): IDataObject {
	const row = addressInForce(addresses, today);
	if (row === undefined) return {};
	const address = readable(row);
	return address.CTR === '' ? { ...address, CTR: homeCountry } : address;
}

/** F0401.HOLD is a code when orders are on hold, HDPY is Y when payments are. */
function holdInWords({ HOLD, HDPY }: Row): string {
	const orders = text(HOLD) !== '';
	const payments = text(HDPY).toUpperCase() === 'Y';
	if (orders && payments) return 'orders and payments';
	if (orders) return 'orders';
	return payments ? 'payments' : 'none';
}

/** The first contact person, with the first phone number and e-mail address of that person or of the supplier itself. */
function contact({ F0111, F0115, F01151 }: SupplierRows): IDataObject {
	const person = F0111.find(({ IDLN, GNNM, SRNM }) => Number(IDLN) > 0 && text(GNNM) + text(SRNM) !== '');
	const lines = person ? [Number(person.IDLN), 0] : [0];
	const firstOf = (rows: readonly Row[], matches: (row: Row) => boolean) =>
		lines
			.map((line) => rows.find((row) => Number(row.IDLN) === line && matches(row)))
			.find((row) => row !== undefined);
	const phone = firstOf(F0115, ({ PHTP }) => !/^FAX/i.test(text(PHTP)));
	const mail = firstOf(F01151, ({ EMAL, ETP }) => text(EMAL).includes('@') && text(ETP) !== 'I');
	return {
		givenName: text(person?.GNNM),
		surname: text(person?.SRNM),
		areaCode: text(phone?.AR1),
		phone: text(phone?.PH1),
		email: text(mail?.EMAL),
	};
}

function payeeDocument(
	supplier: string,
	{ number, F0101, F0111, F0116 }: Payee,
	rules: SupplierRules,
): IDataObject {
	return {
		number,
		// Unique in Coupa: one remit-to address for each payee in use.
		code: `${supplier}-${number}`,
		name: mailingName(F0111) || text(F0101?.ALPH),
		address: addressDocument(F0116, rules),
	};
}

/** TAX is the tax id, TX2 the additional one. */
function withoutTaxIds(row: Row): Row {
	return Object.fromEntries(Object.entries(row).filter(([alias]) => alias !== 'TAX' && alias !== 'TX2'));
}

function text(value: unknown): string {
	return value === undefined || value === null ? '' : String(value).trim();
}
