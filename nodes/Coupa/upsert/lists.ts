import type { IDataObject } from 'n8n-workflow';

import { equalByMeaning, isRecord } from '../../../lib/diff';
import { keyText } from '../model/document';

/** Coupa appends list entries that carry no id of an entry it has. */
export function wouldBeAddedAgain(wanted: unknown, existing: unknown): boolean {
	if (!Array.isArray(wanted) || !Array.isArray(existing) || existing.length === 0) return false;
	return wanted.some((entry) => isRecord(entry) && keyText(entry.id) === '');
}

/**
 * Entries without a key, edited by their place: the ids of what Coupa has are put in, what is equal is left out, and
 * what comes behind is added. Undefined where Coupa has more entries than wanted: nothing takes them away.
 */
export function byPlace(wanted: unknown, existing: unknown): unknown {
	if (!Array.isArray(wanted) || !Array.isArray(existing)) return wanted;
	if (existing.length > wanted.length) return undefined;
	const present = existing.filter(isRecord).sort((a, b) => Number(a.id) - Number(b.id));
	return wanted
		.map((entry: unknown, i) => [entry, present[i]] as const)
		.filter(([entry, old]) => !old || !equalByMeaning(old, entry))
		.map(([entry, old]) => (old && isRecord(entry) ? { ...entry, id: old.id } : entry));
}

export function recordsIn(value: unknown): IDataObject[] {
	return ([value ?? []].flat() as unknown[]).filter(isRecord);
}

export function withoutKeys(document: IDataObject, names: readonly string[]): IDataObject {
	return Object.fromEntries(Object.entries(document).filter(([name]) => !names.includes(name)));
}

export function hasListOfRecords(body: IDataObject): boolean {
	return Object.values(body).some((value) => Array.isArray(value) && value.some(isRecord));
}
