import type { IDataObject } from 'n8n-workflow';

import { failure } from '../../../lib/failure';
import type { Failure } from '../../../lib/failure';
import { placesOf, setAt, valueAt } from './paths';

/** A row of the table `jde_coupa_crosswalk`. */
export interface CrosswalkRow {
	kind: string;
	source: string;
	target: string;
	/** ISO dates, both ends included; blank is unbounded */
	valid_from?: string | null;
	valid_to?: string | null;
}

export interface CrosswalkField {
	/** dotted path in the record: `payment-term.code`; `[]` stands for every entry of a list */
	field: string;
	kind: string;
	whenMissing: 'park' | 'keep' | 'default';
	default?: string;
}

export interface MissingCode {
	field: string;
	kind: string;
	source: string;
	why: 'no row' | 'several rows';
}

export type CrosswalkLookup = (kind: string, source: string) => string[];

/** Targets by kind and source among the rows in force on a day. Codes are compared trimmed, case as it is. */
export function crosswalkOf(rows: readonly IDataObject[], day: string): CrosswalkLookup {
	const targets = new Map<string, string[]>();
	for (const row of rows as unknown as CrosswalkRow[]) {
		if (text(row.kind) === '' || text(row.target) === '') continue;
		const from = text(row.valid_from).slice(0, 10);
		const to = text(row.valid_to).slice(0, 10);
		if ((from !== '' && day < from) || (to !== '' && day > to)) continue;
		const key = JSON.stringify([text(row.kind), text(row.source)]);
		targets.set(key, [...(targets.get(key) ?? []), text(row.target)]);
	}
	return (kind, source) => targets.get(JSON.stringify([kind.trim(), source.trim()])) ?? [];
}

/** Replaces the codes of one record; blank fields have nothing to replace. */
export function applyCrosswalk(
	record: IDataObject,
	fields: readonly CrosswalkField[],
	lookup: CrosswalkLookup,
): { mapped: IDataObject; missing: MissingCode[] } {
	const mapped = structuredClone(record);
	const missing: MissingCode[] = [];
	const places = fields.flatMap((row) => placesOf(record, row.field).map((field) => ({ ...row, field })));
	for (const { field, kind, whenMissing, default: fallback = '' } of places) {
		const source = text(valueAt(record, field));
		if (source === '') continue;
		const found = [...new Set(lookup(kind, source))];
		if (found.length === 1) setAt(mapped, field, found[0]);
		else if (found.length > 1) missing.push({ field, kind, source, why: 'several rows' });
		else if (whenMissing === 'default') setAt(mapped, field, fallback);
		else if (whenMissing === 'park') missing.push({ field, kind, source, why: 'no row' });
	}
	return { mapped, missing };
}

export function missingFailure(key: string, missing: readonly MissingCode[]): Failure {
	const named = missing.map(({ kind, source }) => `${kind} '${source}'`).join(', ');
	const ambiguous = missing.some(({ why }) => why === 'several rows');
	return failure({
		code: ambiguous ? 'CROSSWALK_AMBIGUOUS' : 'CROSSWALK_MISSING',
		category: 'reference',
		message: ambiguous
			? `Record '${key}' has a code with several rows in the crosswalk: ${named}`
			: `Record '${key}' has a code that is not in the crosswalk: ${named}`,
		description: ambiguous
			? "Leave one row in force for each code in the table 'jde_coupa_crosswalk', then press Retry on the failed run, or replay"
			: "Add a row with this kind and source to the table 'jde_coupa_crosswalk', then press Retry on the failed run, or replay",
		details: { missing: missing.map((code) => ({ ...code })) },
	});
}

function text(value: unknown): string {
	return value === undefined || value === null ? '' : String(value).trim();
}
