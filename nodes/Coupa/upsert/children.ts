import type { IDataObject } from 'n8n-workflow';

import { changedPart, diff, isRecord } from '../../../lib/diff';
import { failure } from '../../../lib/failure';
import type { Failure, Settled } from '../../../lib/failure';
import { inSameTerms } from '../model/customFields';
import { keyText } from '../model/document';
import type { ResourceModel } from '../model/resource';
import { withoutKeys } from './lists';
import type { ChildWrite } from './types';

/** Records below a record that differ, matched by their key. */
export function childWrites(
	model: ResourceModel,
	document: IDataObject,
	existing: IDataObject | undefined,
	about: string,
): Settled<ChildWrite[]> {
	const writes: ChildWrite[] = [];
	for (const [attribute, collection] of Object.entries(model.children)) {
		const wanted = document[attribute] === undefined ? [] : ([document[attribute]].flat() as unknown[]);
		const present = ([existing?.[attribute] ?? []].flat() as unknown[]).filter(isRecord);
		const seen = new Set<string>();
		for (const child of wanted) {
			const key = isRecord(child) ? keyText(child[collection.key]) : '';
			if (!isRecord(child) || key === '' || seen.has(key)) {
				const what =
					key === '' ? `has no '${collection.key}'` : `has the same '${collection.key}' as another`;
				return bad(
					'validation',
					'COUPA_CHILD_KEY',
					`A ${collection.type} of ${about} ${what}`,
					`Map a value of its own to '${collection.key}' of each entry in '${attribute}'`,
				);
			}
			seen.add(key);
			const old = present.find((one) => keyText(one[collection.key]) === key);
			const own = withoutKeys(child, ['id']);
			const missing = old ? [] : collection.required.filter((name) => isMissing(own[name]));
			if (missing.length > 0) return incomplete(`${collection.type} '${key}' of ${about}`, missing);
			const same = inSameTerms(own, old ?? {});
			const changes = diff(same.wanted, same.existing, `${attribute}[${key}]`);
			if (changes.length === 0) continue;
			const touched = diff(same.wanted, same.existing);
			const body = old ? changedPart(same.wanted, touched) : own;
			writes.push({ attribute, collection, key, id: old && String(old.id), body, changes });
		}
	}
	return { ok: true, value: writes };
}

/** Refused before anything is sent: the record would be written and what hangs below it would not. */
function incomplete(about: string, missing: readonly string[]): { ok: false; failure: Failure } {
	const names = missing.map((name) => `'${name}'`).join(', ');
	return bad(
		'validation',
		'COUPA_CHILD_INCOMPLETE',
		`The ${about} has no ${names}`,
		'Coupa takes none without. Complete the address in the source system, or the mapping, then run it again.',
	);
}

function isMissing(value: unknown): boolean {
	return isRecord(value) ? Object.values(value).every(isMissing) : keyText(value) === '';
}

function bad(
	category: 'validation',
	code: string,
	message: string,
	description: string,
): { ok: false; failure: Failure } {
	return { ok: false, failure: failure({ category, code, message, description }) };
}
