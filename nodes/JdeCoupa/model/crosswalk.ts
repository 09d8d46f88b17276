import type { IDataObject } from 'n8n-workflow';

import { failure } from '../../../lib/failure';
import type { Failure } from '../../../lib/failure';
import { textOf } from './text';
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
	/** paths whose values, joined by `|`, are the code: `lines[].company, lines[].account`; blank is the field itself */
	sourceFields?: string;
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
		const [kind, target] = [textOf(row.kind), textOf(row.target)];
		if (kind === '' || target === '') continue;
		const from = textOf(row.valid_from).slice(0, 10);
		const to = textOf(row.valid_to).slice(0, 10);
		if ((from !== '' && day < from) || (to !== '' && day > to)) continue;
		const key = keyOf(kind, codeOf(textOf(row.source).split(SEPARATOR)));
		const known = targets.get(key) ?? [];
		if (!known.includes(target)) targets.set(key, [...known, target]);
	}
	return (kind, source) => targets.get(keyOf(kind.trim(), source.trim())) ?? [];
}

/** Replaces the codes of one record; blank fields have nothing to replace. */
export function applyCrosswalk(
	record: IDataObject,
	fields: readonly CrosswalkField[],
	lookup: CrosswalkLookup,
): { mapped: IDataObject; missing: MissingCode[] } {
	const mapped = structuredClone(record);
	const missing: MissingCode[] = [];
	for (const { field, sourceFields = '', kind, whenMissing, default: fallback = '' } of fields) {
		for (const place of placesOf(record, field)) {
			const source = sourceAt(record, place, sourceFields);
			if (source === '') continue;
			const found = lookup(kind, source);
			if (found.length === 1) setAt(mapped, place, found[0]);
			else if (found.length > 1) missing.push({ field: place, kind, source, why: 'several rows' });
			else if (whenMissing === 'default') setAt(mapped, place, fallback);
			else if (whenMissing === 'park') missing.push({ field: place, kind, source, why: 'no row' });
		}
	}
	return { mapped, missing };
}

const SEPARATOR = '|';

/** The code at a place. Source fields in the same list are those of the same entry. */
function sourceAt(record: IDataObject, place: string, sourceFields: string): string {
	if (sourceFields.trim() === '') return textOf(valueAt(record, place));
	const entries = place.match(/(?<=\.)\d+(?=\.)/g) ?? [];
	const parts = sourceFields.split(',').map((path) => {
		let level = 0;
		return textOf(
			valueAt(
				record,
				path.trim().replace(/\[\]/g, () => `.${entries[level++] ?? 0}`),
			),
		);
	});
	return parts.every((part) => part === '') ? '' : codeOf(parts);
}

function codeOf(parts: readonly string[]): string {
	return parts.map((part) => part.trim()).join(SEPARATOR);
}

function keyOf(kind: string, source: string): string {
	return `${kind}\n${source}`;
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
