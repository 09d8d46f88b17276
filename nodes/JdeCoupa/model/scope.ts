import type { IDataObject } from 'n8n-workflow';

import { currencyDecimals } from '../../../lib/currency';
import { fail, failure } from '../../../lib/failure';
import type { Failure } from '../../../lib/failure';
import { textsAt } from './paths';
import { fitsOne } from './patterns';
import { DICTIONARY_DECIMALS } from './setUp/currencies';
import { coupaIdOf } from './stamp';
import { textOf } from './text';
import { translated } from './transforms';

/** A row of the visible table of what does not belong to a flow. */
export interface Exclusion {
	/** `{value}` stands for the value that leaves the document out */
	reason: string;
	/** dotted path; `[]` stands for every entry of a list, of which one is enough */
	field: string;
	/** separated by commas, `*` stands for anything; with `!` in front: anything but these */
	values: string;
	/** reasons of single values, `W = manual payment; 2 = payroll` */
	names?: string;
	/** whether each run looks at the document again, because what it waits for may leave no trace */
	lookAgain?: boolean;
}

export interface ScopeRules {
	/** path and what is in scope; a path without values is a setting that was forgotten, no path is no check */
	company: { field: string; values: readonly string[] };
	type: { field: string; values: readonly string[] };
	/** go-live: older documents are never posted */
	date: { field: string; since: string };
	/** where a document from Coupa bears the id it has there; blank does not look */
	stampField: string;
	exclusions: readonly Exclusion[];
	/** currencies whose amounts set-up has proved; those with the usual two decimals need no proof, no path is no check */
	currency: { field: string; proved: readonly string[] };
	/** companies for which nothing may be posted now, as Check Close Calendar names them */
	held: ReadonlyArray<{ company?: unknown; reason?: unknown; until?: unknown }>;
}

export type ScopeVerdict =
	{ in: true } | { in: false; reason: string; watch: boolean } | { in: false; parked: Failure };

/** Settings that must be there before anything is posted, whatever the documents. */
export function checkScopeRules({ company, date }: ScopeRules): void {
	if (company.field !== '' && company.values.length === 0) notSet('companies', 'Companies');
	if (date.field !== '' && date.since === '') notSet('go-live date', 'Go-Live Date');
}

export function scopeOf(document: IDataObject, key: string, rules: ScopeRules): ScopeVerdict {
	const { company, type, date, stampField, exclusions, currency, held } = rules;
	const values = (path: string) => textsAt(document, path);
	if (stampField !== '' && values(stampField).some((value) => coupaIdOf(value) !== undefined)) {
		return out('came from Coupa');
	}
	const [own = ''] = company.field === '' ? [] : values(company.field);
	if (company.field !== '' && !company.values.includes(own)) return out(`company ${own || 'unknown'}`);
	const [kind = ''] = type.field === '' ? [] : values(type.field);
	if (type.field !== '' && type.values.length > 0 && !type.values.includes(kind)) {
		return out(`document type ${kind || 'unknown'}`);
	}
	const [day = ''] = date.field === '' ? [] : values(date.field);
	if (date.field !== '' && day.slice(0, 10) < date.since) return out(`before ${date.since}`);
	for (const exclusion of exclusions) {
		const value = excludedBy(values(exclusion.field), exclusion.values);
		if (value !== undefined) return out(reasonOf(exclusion, value), exclusion.lookAgain === true);
	}
	const [unit = ''] = currency.field === '' ? [] : values(currency.field);
	if (currencyDecimals(unit) !== DICTIONARY_DECIMALS && !currency.proved.includes(unit)) {
		return { in: false, parked: notProved(key, unit) };
	}
	const hold = own === '' ? undefined : held.find((one) => [own, '*'].includes(textOf(one.company)));
	return hold ? { in: false, parked: heldFailure(key, own, hold) } : { in: true };
}

function out(reason: string, watch = false): ScopeVerdict {
	return { in: false, reason, watch };
}

/** The first value that leaves the document out. */
function excludedBy(found: readonly string[], wanted: string): string | undefined {
	const isNegative = wanted.trim().startsWith('!');
	const values = wanted.trim().replace(/^!/, '');
	return found.find((value) => fitsOne(value, values) !== isNegative);
}

function reasonOf({ reason, names = '' }: Exclusion, value: string): string {
	return translated(value, names) || reason.replace('{value}', value || 'blank');
}

function heldFailure(
	key: string,
	company: string,
	{ reason, until }: { reason?: unknown; until?: unknown },
): Failure {
	return failure({
		code: 'COMPANY_HELD',
		category: 'period-closed',
		message: `Record '${key}' is not posted now: company ${company} is ${textOf(reason) || 'held'}`,
		description:
			"It is posted with a later run; to post it sooner, change the table 'jde_coupa_calendar' and replay it",
		details: { company, until: textOf(until), reason: 'period-closed' },
	});
}

function notProved(key: string, currency: string): Failure {
	return failure({
		code: 'CURRENCY_NOT_PROVED',
		category: 'validation',
		message: `Record '${key}' is in ${currency}, and it is not proved that JD Edwards shows amounts in ${currency} with their ${currencyDecimals(currency)} decimals`,
		description: "Run 'setup', which says what proves it or how to prove it; then replay the record",
		details: { currency },
	});
}

function notSet(what: string, parameter: string): never {
	fail({
		code: 'SCOPE_NOT_SET',
		category: 'configuration',
		message: `Nothing is posted before the settings name the ${what}`,
		description: `Fill in '${parameter}': what is older or belongs to others must never be posted`,
	});
}
