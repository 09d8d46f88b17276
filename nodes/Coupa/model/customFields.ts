import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../../../lib/diff';
import { CUSTOM_FIELDS, hyphenated } from './document';

/** By what a value of a lookup may be meant: Coupa answers with the whole value. */
const NAMING = ['external-ref-num', 'name', 'external-ref-code', 'code', 'number', 'login', 'id'];

/**
 * A wanted and an existing record in the same terms, so that custom fields are compared by meaning and written by the
 * name that the instance has for them: `cf_region` is its `cf-region`, and the text `EMEA` is the value of that name in
 * its lookup. Old custom fields stand beside Coupa's own attributes and are treated alike.
 */
export function inSameTerms(
	wanted: IDataObject,
	existing: IDataObject,
): { wanted: IDataObject; existing: IDataObject } {
	const own: IDataObject = {};
	const theirs: IDataObject = { ...existing };
	for (const [name, value] of Object.entries(wanted)) {
		const before = existing[name];
		if (name === CUSTOM_FIELDS && isRecord(value) && isRecord(before)) {
			const fields = inSameTerms(withNamesOf(before, value), before);
			own[name] = fields.wanted;
			theirs[name] = fields.existing;
		} else if (Array.isArray(value) && Array.isArray(before) && value.length === before.length) {
			const pairs = value.map((entry: unknown, i) => pairOf(entry, before[i]));
			own[name] = pairs.map(([entry]) => entry) as IDataObject[];
			theirs[name] = pairs.map(([, entry]) => entry) as IDataObject[];
		} else {
			own[name] = value;
			if (isPlain(value) && isRecord(before)) theirs[name] = meantBy(value, before) as IDataObject;
		}
	}
	return { wanted: own, existing: theirs };
}

function pairOf(wanted: unknown, existing: unknown): [unknown, unknown] {
	if (!isRecord(wanted) || !isRecord(existing)) return [wanted, existing];
	const pair = inSameTerms(wanted, existing);
	return [pair.wanted, pair.existing];
}

function withNamesOf(existing: IDataObject, wanted: IDataObject): IDataObject {
	const known = new Map(Object.keys(existing).map((name) => [hyphenated(name), name]));
	return Object.fromEntries(
		Object.entries(wanted).map(([name, value]) => [
			name in existing ? name : (known.get(hyphenated(name)) ?? name),
			value,
		]),
	);
}

function isPlain(value: unknown): boolean {
	return typeof value === 'string' || typeof value === 'number';
}

/** The one of its attributes that says the same, or else its name, so that the difference is readable. */
function meantBy(value: unknown, existing: IDataObject): unknown {
	const name = NAMING.find((one) => one in existing && String(existing[one]) === String(value));
	return existing[name ?? 'name'] ?? existing;
}
