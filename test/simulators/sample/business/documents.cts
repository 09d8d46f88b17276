import { COMPANIES, type CompanyConstants } from '../constants.cts';
import type { Party } from '../parties.cts';
import type { Random } from '../random.cts';
import { BUYING_COMPANIES, KUWAIT } from './accounts.cts';
import { DECIMALS, rate } from './money.cts';
import type { Row } from '../../ais/catalogue/index.cts';

/** Who may be on a document. */
export interface Cast {
	/** suppliers in good standing */
	suppliers: Party[];
	/** one whose record is parked until its payment term is mapped */
	parkedSupplier: Party;
	employee: Party;
	taxAuthority: Party;
}

export interface BusinessOptions {
	seed: number;
	count: number;
	/** `YYYYMMDD` */
	day: string;
	cast: Cast;
}

/** How far back documents go; the go-live of the sample's site lies within. */
export const DAYS_OF_BUSINESS = 170;

/** Most of the business is domestic; the yen and the dinar have their share. */
const LIKELY_COMPANIES = [
	...Array(4).fill(COMPANIES[0]),
	...COMPANIES,
	COMPANIES[1],
	KUWAIT,
] as CompanyConstants[];

export function companyFor(random: Random): CompanyConstants {
	return random.pick(LIKELY_COMPANIES);
}

/** A currency that is not the company's own. */
export function foreignCurrency(company: CompanyConstants, random: Random): string {
	return random.pick(Object.keys(DECIMALS).filter((currency) => currency !== company.currency));
}

/** Currency columns of a document. */
export function currencyCells(company: CompanyConstants, currency: string): Row {
	const foreign = currency !== company.currency;
	return {
		CRRM: foreign ? 'F' : 'D',
		CRCD: currency,
		CRR: foreign ? rate(currency, company.currency) : 0,
	};
}

/** Companies in turn, so that small samples have each of them too. */
export function companyInTurn(index: number): CompanyConstants {
	return BUYING_COMPANIES[index % BUYING_COMPANIES.length];
}
