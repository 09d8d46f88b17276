import type { IDataObject } from 'n8n-workflow';

import { textOf } from '../text';
import { failed, passed, refusalIn } from './finding';
import type { Finding } from './finding';

/** A table of which set-up counted the rows, by company where it has one. */
export interface Count {
	table: string;
	/** the flows that read it: it does not matter where none of them is in use */
	neededBy: readonly string[];
	/** Count and newest change, `{ CO, COUNT, UPMJ_MAX }`, or `{ rows, newestChange }` of the whole table */
	items: readonly IDataObject[];
}

/**
 * Row security hides rows without a word, so a table in which nothing is seen is taken for hidden.
 * @param companies those that must be seen; none named is any
 */
export function visibilityOf({ table, items }: Count, companies: readonly string[]): Finding {
	const check = `rows of ${table}`;
	const refused = refusalIn(items);
	if (refused !== undefined) return failed(check, refused);
	const counts = items.map(countOf).filter(({ rows }) => rows > 0);
	const seen = (company: string) => counts.some((one) => one.company === company);
	if (counts.length === 0) {
		return failed(
			check,
			`The JD Edwards user sees no row of ${table}: check row security and the environment, or take the flow that needs it out of 'flows' in Settings`,
		);
	}
	const hidden = counts.some(({ company }) => company !== '')
		? companies.filter((company) => !seen(company))
		: [];
	if (hidden.length > 0) {
		return failed(
			check,
			`The JD Edwards user sees no row of ${table} of company ${hidden.join(', ')}: check row security, or take the company out of 'companies' in Settings`,
		);
	}
	return passed(check, totals(counts).map(inWords).join('; '));
}

interface CompanyCount {
	company: string;
	rows: number;
	newest: string;
}

function countOf(item: IDataObject): CompanyCount {
	const { CO, KCOO, COUNT, rows, UPMJ_MAX, newestChange } = item;
	const company = textOf(CO ?? KCOO);
	return { company, rows: Number(COUNT ?? rows ?? 0), newest: textOf(UPMJ_MAX ?? newestChange) };
}

/** A company has a group for each of its currencies. */
function totals(counts: readonly CompanyCount[]): CompanyCount[] {
	const byCompany = new Map<string, CompanyCount>();
	for (const { company, rows, newest } of counts) {
		const before = byCompany.get(company);
		byCompany.set(company, {
			company,
			rows: rows + (before?.rows ?? 0),
			newest: before !== undefined && before.newest > newest ? before.newest : newest,
		});
	}
	return [...byCompany.values()];
}

function inWords({ company, rows, newest }: CompanyCount): string {
	const of = company === '' ? '' : `company ${company}: `;
	return `${of}${rows} rows, newest of ${newest || 'an unknown day'}`;
}
