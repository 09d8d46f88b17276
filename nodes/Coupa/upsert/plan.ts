import type { IDataObject } from 'n8n-workflow';

import { changedPart, diff, isRecord } from '../../../lib/diff';
import type { Change } from '../../../lib/diff';
import { failure } from '../../../lib/failure';
import type { Failure, FailureCategory, Settled } from '../../../lib/failure';
import { keyText } from '../model/document';
import type { ResourceModel } from '../model/resource';
import type { ChildWrite, Plan, Wanted, WriteSettings } from './types';

/**
 * Compares one wanted record with what was found in Coupa and says what has to be written. Writes nothing.
 * @param found all records with its key
 */
export function planFor(
	model: ResourceModel,
	wanted: Wanted,
	found: readonly IDataObject[],
	settings: WriteSettings,
): Settled<Plan> {
	const { document, by, value } = wanted;
	const about = `${model.type} '${value}'`;
	const [existing] = found;
	if (found.length > 1) {
		const ids = found.map(({ id }) => String(id)).join(', ');
		return bad(
			'conflict',
			'COUPA_KEY_TWICE',
			`Coupa has ${found.length} records for ${about}`,
			`Merge or renumber them in Coupa (IDs ${ids}), then run it again`,
		);
	}
	if (existing && settings.mode === 'create') {
		return bad(
			'duplicate',
			'COUPA_EXISTS',
			`Coupa already has ${about} (ID ${String(existing.id)})`,
			"Use 'Create or Update' to write only what differs",
		);
	}
	if (!existing && settings.mode === 'update') {
		return bad(
			'reference',
			'COUPA_NOT_FOUND',
			`Coupa has no ${about}`,
			`Check '${by}', or use 'Create or Update' to create what is missing`,
		);
	}
	const key = keyText(document[model.key]) || keyText(existing?.[model.key]) || value;
	const children = childWrites(model, document, existing, about);
	if (!children.ok) return children;

	const own = withoutKeys(document, [
		...Object.keys(model.children),
		...(existing ? settings.createOnly : []),
	]);
	if (!existing) {
		const changes = diff(own, {});
		return { ok: true, value: { action: 'create', key, body: own, changes, children: children.value } };
	}
	const changes = diff(own, existing).filter((change) => !isOwnNumberedName(change, model, key));
	const body = changedPart(own, changes);
	const doubled = Object.keys(body).find((attribute) =>
		wouldBeAddedAgain(body[attribute], existing[attribute]),
	);
	if (doubled !== undefined) {
		return bad(
			'validation',
			'COUPA_LIST_WOULD_GROW',
			`The list '${doubled}' of ${about} differs, and its entries carry no 'id'`,
			'Coupa adds entries without id to the list instead of replacing it. Send the id of each entry, or leave the list out.',
		);
	}
	const action = changes.length + children.value.length > 0 ? 'update' : 'unchanged';
	return { ok: true, value: { action, key, existing, body, changes, children: children.value } };
}

/** `ACME (4343)`, never longer than Coupa takes. */
export function numberedName(name: string, key: string, maxLength: number): string {
	const suffix = ` (${key})`;
	return name.endsWith(suffix) ? name : name.slice(0, maxLength - suffix.length).trimEnd() + suffix;
}

/** The record already bears its wanted name, made unique by its number when it was written. */
function isOwnNumberedName(
	{ path, before, after }: Change,
	{ uniqueName }: ResourceModel,
	key: string,
): boolean {
	return path === uniqueName?.attribute && before === numberedName(String(after), key, uniqueName.maxLength);
}

function childWrites(
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
			const changes = diff(own, old ?? {}, `${attribute}[${key}]`);
			if (changes.length === 0) continue;
			const touched = diff(own, old ?? {});
			const body = old ? changedPart(own, touched) : own;
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

/** Coupa appends list entries that carry no id of an entry it has. */
function wouldBeAddedAgain(wanted: unknown, existing: unknown): boolean {
	if (!Array.isArray(wanted) || !Array.isArray(existing) || existing.length === 0) return false;
	return wanted.some((entry) => isRecord(entry) && keyText(entry.id) === '');
}

function withoutKeys(document: IDataObject, names: readonly string[]): IDataObject {
	return Object.fromEntries(Object.entries(document).filter(([name]) => !names.includes(name)));
}

function bad(
	category: FailureCategory,
	code: string,
	message: string,
	description: string,
): { ok: false; failure: Failure } {
	return { ok: false, failure: failure({ category, code, message, description }) };
}
