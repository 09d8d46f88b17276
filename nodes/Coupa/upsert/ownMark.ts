import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../../../lib/diff';
import { failure } from '../../../lib/failure';
import type { Failure, Settled } from '../../../lib/failure';
import { keyText } from '../model/document';
import type { ResourceModel } from '../model/resource';
import type { Coupa } from '../transport/types';
import { findAll } from './find';
import type { Wanted, WriteSettings } from './types';

type Marking = Pick<WriteSettings, 'ownMark'>;

/** The record found by the key is another document: entered in Coupa, or the copy of another one. */
export function notOurs(
	{ document, value }: Pick<Wanted, 'document' | 'value'>,
	existing: IDataObject,
	{ ownMark }: Marking,
	about: string,
): Failure | undefined {
	if (ownMark === '' || markIn(existing, ownMark) === markIn(document, ownMark)) return undefined;
	const [own, other] = [markIn(document, ownMark), markIn(existing, ownMark)];
	return failure({
		code: 'COUPA_NOT_OURS',
		category: 'duplicate',
		message: `Coupa already has ${about} (ID ${String(existing.id)}), and it is not the copy of '${own}'`,
		description: `Its '${ownMark}' is ${other === '' ? 'blank' : `'${other}'`}. Link the record if it is the same document, or correct the number in the source system.`,
		details: { id: existing.id as number, key: value, ownMark, own, other },
	});
}

/**
 * A number whose record is dead (voided and entered again) gets a suffix that a person can read: the last part of the
 * mark. Returns the records with the number that each has or shall have, and what Coupa has under it.
 */
export async function underOwnNumbers(
	coupa: Coupa,
	model: ResourceModel,
	wanted: ReadonlyArray<Settled<Wanted>>,
	found: ReadonlyArray<Settled<IDataObject[]>>,
	fields: string,
	settings: Marking,
): Promise<{ wanted: Array<Settled<Wanted>>; found: Array<Settled<IDataObject[]>> }> {
	const result = { wanted: [...wanted], found: [...found] };
	if (settings.ownMark === '') return result;
	const places = wanted.flatMap((one, i) => {
		const rows = found[i];
		return one.ok && rows.ok && isOfTheDead(model, one.value, rows.value, settings) ? [i] : [];
	});
	if (places.length === 0) return result;
	for (const i of places) {
		const one = wanted[i];
		if (one.ok) result.wanted[i] = { ok: true, value: withSuffix(model, one.value, settings) };
	}
	const again = await findAll(
		coupa,
		model,
		places.map((i) => result.wanted[i]),
		fields,
	);
	places.forEach((i, nth) => (result.found[i] = again[nth]));
	return result;
}

/** Every record with the number is dead and the copy of something else. */
function isOfTheDead(
	{ closedIn = [] }: ResourceModel,
	{ document }: Wanted,
	found: readonly IDataObject[],
	{ ownMark }: Marking,
): boolean {
	const own = markIn(document, ownMark);
	if (own === '' || found.length === 0) return false;
	return found.every(
		(record) => closedIn.includes(keyText(record.status)) && markIn(record, ownMark) !== own,
	);
}

function withSuffix({ key, maxLengths }: ResourceModel, wanted: Wanted, { ownMark }: Marking): Wanted {
	const suffix = `-${markIn(wanted.document, ownMark).split('-').pop()}`;
	const room = (maxLengths?.[key] ?? Number.POSITIVE_INFINITY) - suffix.length;
	const value = `${wanted.value.slice(0, room)}${suffix}`;
	return { ...wanted, value, document: { ...wanted.document, [key]: value } };
}

export function markIn(record: IDataObject, path: string): string {
	const value = path
		.split('.')
		.reduce<unknown>((place, name) => (isRecord(place) ? place[name] : undefined), record);
	return keyText(value);
}
