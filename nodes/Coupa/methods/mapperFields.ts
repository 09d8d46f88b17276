import type { IDataObject, ResourceMapperField } from 'n8n-workflow';

import { isRecord } from '../../../lib/diff';
import type { Offered } from '../model/attributes';
import { CUSTOM_FIELDS } from '../model/document';
import type { ResourceModel } from '../model/resource';

type Kind = 'string' | 'boolean' | 'array' | 'options';

/** What has no place in a mapping. */
const SECRET = /secret|password/;

/** By which of its attributes another record is named, strongest first. */
const NAMING = ['code', 'number', 'login', 'location-code', 'name'];

/**
 * The attributes of a mapping table. Custom fields come from records of the instance: new ones stand in the container
 * `custom-fields`, old ones beside the attributes of Coupa.
 * @param isNew whether the record may have to be created, so that its key is needed
 */
export function mapperFields(
	model: ResourceModel,
	offered: Offered,
	seen: readonly IDataObject[],
	isNew: boolean,
): ResourceMapperField[] {
	const kinds = new Map<string, Kind>();
	for (const name of offered.texts) kinds.set(name, 'string');
	for (const name of Object.keys(offered.choices ?? {})) kinds.set(name, 'options');
	for (const name of offered.flags ?? []) kinds.set(name, 'boolean');
	for (const name of offered.lists ?? []) kinds.set(name, 'array');
	const usual = new Set(kinds.keys());
	for (const [name, kind] of seenIn(model, seen, usual)) kinds.set(name, kind);

	const needed = neededBy(model);
	const order = [...kinds].filter(([name]) => !isComputed(model, name));
	return order.map(([id, type]) => ({
		id,
		displayName: labelOf(id),
		type,
		required: isNew && needed.includes(id),
		defaultMatch: false,
		canBeUsedToMatch: false,
		display: true,
		removed: !needed.includes(id),
		...(type === 'options' ? { options: offered.choices![id].map((value) => ({ name: value, value })) } : {}),
	}));
}

/** Attributes of the key: without them no record is found again. */
function neededBy({ key, keyParts = [], references, keyIsComputed }: ResourceModel): string[] {
	const parts = keyParts.map((part) => `${part}.${references[part].keys[0]}`);
	return [...(keyIsComputed ? [] : [key]), ...parts];
}

function isComputed({ key, keyIsComputed }: ResourceModel, name: string): boolean {
	return keyIsComputed === true && name === key;
}

function seenIn(
	{ readOnly }: ResourceModel,
	records: readonly IDataObject[],
	usual: ReadonlySet<string>,
): Map<string, Kind> {
	const found = new Map<string, Kind>();
	const isUsual = (name: string) => usual.has(name) || [...usual].some((one) => one.startsWith(`${name}.`));
	for (const [name, value] of records.flatMap((record) => Object.entries(record))) {
		if (name === CUSTOM_FIELDS && isRecord(value)) {
			for (const [own, inner] of Object.entries(value)) found.set(`${CUSTOM_FIELDS}.${own}`, kindOf(inner));
		} else if (!SECRET.test(name) && !readOnly.includes(name) && !isUsual(name) && !Array.isArray(value)) {
			const key = isRecord(value) ? NAMING.find((one) => one in value) : '';
			// An object without a name of its own is a part of the record; which of its attributes matter is not known.
			if (key !== undefined) found.set(key === '' ? name : `${name}.${key}`, kindOf(value));
		}
	}
	// An attribute that is a reference in one record and null in another is the reference.
	for (const name of found.keys()) {
		if (name.includes('.') && !name.startsWith(`${CUSTOM_FIELDS}.`)) found.delete(name.split('.')[0]);
	}
	return found;
}

function kindOf(value: unknown): Kind {
	if (typeof value === 'boolean') return 'boolean';
	return Array.isArray(value) ? 'array' : 'string';
}

/** `Payment Term: Code`, and custom fields as the site names them. */
function labelOf(id: string): string {
	if (id.startsWith(`${CUSTOM_FIELDS}.`)) return `Custom Field: ${id.slice(CUSTOM_FIELDS.length + 1)}`;
	const words = (name: string) =>
		name.replace(
			/(^|-)(\w)/g,
			(_, gap: string, letter: string) => `${gap === '' ? '' : ' '}${letter.toUpperCase()}`,
		);
	return id.split('.').map(words).join(': ');
}
