import type { Company } from '../company.cts';
import { accountTexts } from '../expectations/reading.cts';
import { SAMPLE_SITE, type CrosswalkRow } from '../expectations/site.cts';
import { UNMAPPED_OBJECTS } from './accounts.cts';

/** Payment terms and what they are called in the sample Coupa; X99 is in nobody's crosswalk. */
export const TERM_TARGETS: Readonly<Record<string, string>> = {
	N30: 'Net 30',
	N45: 'Net 45',
	N60: 'Net 60',
	'001': 'Due on Receipt',
	'210': '2/10 Net 30',
	'115': 'Net 45',
};

const UNITS: Readonly<Record<string, string>> = { EA: 'EA', KG: 'KG', HR: 'HR', BX: 'BOX' };

const isUnmapped = (account: string): boolean =>
	Object.values(UNMAPPED_OBJECTS).some((object) => account.split('.')[1] === object);

/** `30.8740.10` is `CC30-8740-10` in Coupa. */
export function coupaAccount(account: string): string {
	return `CC${account.replaceAll('.', '-')}`;
}

const accountRows = (company: Company, wanted: (account: string) => boolean): CrosswalkRow[] =>
	[...accountTexts(company.tables).values()]
		.filter(wanted)
		.map((source) => ({ kind: 'account', source, target: coupaAccount(source) }));

const rowsOf = (kind: string, targets: Readonly<Record<string, string>>): CrosswalkRow[] =>
	Object.entries(targets).map(([source, target]) => ({ kind, source, target }));

/** Rows of the crosswalk table: all but the accounts that somebody forgot, one of an order and one of a voucher. */
export function sampleCrosswalk(company: Company): CrosswalkRow[] {
	return [
		...rowsOf('payment-term', TERM_TARGETS),
		...rowsOf('company', SAMPLE_SITE.companies),
		...rowsOf('unit', UNITS),
		...accountRows(company, (account) => !isUnmapped(account)),
	];
}

/** The rows that repair what was parked for want of them. */
export function forgottenCrosswalk(company: Company): CrosswalkRow[] {
	return accountRows(company, isUnmapped);
}
