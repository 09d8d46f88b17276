import type { IDataObject } from 'n8n-workflow';

import { diff, isRecord } from '../../../lib/diff';
import { failure } from '../../../lib/failure';
import type { Failure, Settled } from '../../../lib/failure';
import { CUSTOM_FIELDS, keyText } from '../model/document';
import { LOOKUP_VALUE } from '../model/references';
import type { Reference, ResourceModel } from '../model/resource';
import { lookUp } from '../transport/lookUp';
import type { Coupa } from '../transport/types';
import { recordsIn } from './lists';

/** A record that a document refers to. */
interface Use {
	/** `order-lines.account` */
	attribute: string;
	reference: Reference;
	key: string;
	value: string;
	within?: IDataObject;
}

/** What a look-up said about one reference; the same one is named once. */
export interface Finding {
	attribute: string;
	path: string;
	key: string;
	value: string;
	state: 'present' | 'missing' | 'inactive';
}

/**
 * Looks up, 50 a call and each once, what documents refer to. Coupa refuses a bad reference when it creates a record,
 * and drops it without a word when it updates one.
 * @returns the findings of each document in the order given
 */
export async function checkReferences(
	coupa: Coupa,
	model: ResourceModel,
	documents: readonly IDataObject[],
): Promise<Array<Settled<Finding[]>>> {
	const uses = documents.map((document) => usesIn(model, document));
	const values = new Map<string, { use: Use; keys: Set<string> }>();
	for (const use of uses.flat()) {
		const group = values.get(groupOf(use)) ?? { use, keys: new Set<string>() };
		group.keys.add(use.value);
		values.set(groupOf(use), group);
	}
	const found = new Map(
		await Promise.all(
			[...values].map(
				async ([group, { use, keys }]) => [group, await rowsOf(coupa, use, [...keys])] as const,
			),
		),
	);
	return uses.map((own) => {
		const findings = new Map<string, Finding>();
		for (const use of own) {
			const rows = found.get(groupOf(use))!.get(use.value)!;
			if (!rows.ok) return rows;
			const { attribute, key, value } = use;
			const mark = JSON.stringify([attribute, value, use.within]);
			findings.set(mark, {
				attribute,
				path: use.reference.path,
				key,
				value,
				state: stateOf(use, rows.value),
			});
		}
		return { ok: true, value: [...findings.values()] };
	});
}

/** Why a document cannot be written as it is; all that is wrong stands in the details. */
export function badReferences(about: string, findings: readonly Finding[]): Failure | undefined {
	const wrong = findings.filter(({ state }) => state !== 'present');
	if (wrong.length === 0) return undefined;
	const [{ attribute, path, key, value, state }] = wrong;
	const isInactive = state === 'inactive';
	const more = wrong.length > 1 ? ` (and ${wrong.length - 1} more)` : '';
	return failure({
		code: isInactive ? 'COUPA_REFERENCE_INACTIVE' : 'COUPA_REFERENCE_MISSING',
		category: 'reference',
		message: `'${attribute}' of ${about} names '${value}', which ${isInactive ? 'is inactive' : 'does not exist'} in Coupa${more}`,
		description: `${isInactive ? 'Activate' : 'Create'} it there (${path}, '${key}'), or map the value to another one, then run it again`,
		details: { attribute, value, path, references: wrong as unknown as IDataObject[] },
	});
}

/** The first reference of a written record that Coupa did not take over. @param answer what Coupa returned */
export function ignoredReference(
	model: ResourceModel,
	sent: IDataObject,
	answer: IDataObject,
	about: string,
): Failure | undefined {
	for (const [attribute, value] of Object.entries(sent)) {
		if (!isRecord(value) || !(attribute in answer) || !isReference(model, attribute, value)) continue;
		const [kept] = diff({ [attribute]: value }, answer);
		if (kept === undefined || isCutShort(value, answer[attribute])) continue;
		return failure({
			code: 'COUPA_REFERENCE_IGNORED',
			category: 'reference',
			message: `Coupa ignored '${attribute}' of ${about}`,
			description: `It kept the former value without a word, because it knows no active record for '${String(kept.after)}'. Create it in Coupa or correct the mapping, then run it again`,
			details: { attribute, path: kept.path, kept: kept.before, wanted: kept.after } as IDataObject,
		});
	}
	return undefined;
}

/** The answer names the record in other terms, by its ID alone, so that nothing tells which one it is. */
function isCutShort(wanted: IDataObject, shown: unknown): boolean {
	return isRecord(shown) && Object.keys(wanted).every((name) => shown[name] === undefined);
}

const NAMING = new Set(['id', 'code', 'name', 'number', 'login', 'external-ref-code', 'external-ref-num']);

/** An object that only names another record, unlike an address or a contact, which is part of this one. */
function isReference(model: ResourceModel, attribute: string, value: IDataObject): boolean {
	return attribute in model.references || Object.keys(value).every((name) => NAMING.has(name));
}

function usesIn(model: ResourceModel, document: IDataObject): Use[] {
	const { references, lines } = model;
	const named = Object.entries(references).flatMap(([attribute, reference]) =>
		at(document, attribute.split('.')).flatMap((value) => useOf(attribute, reference, value)),
	);
	const below = lines
		? recordsIn(document[lines.attribute]).flatMap((line) => lookupsIn(model, line, `${lines.attribute}.`))
		: [];
	return [...named, ...lookupsIn(model, document), ...below];
}

function useOf(attribute: string, reference: Reference, value: IDataObject): Use[] {
	const key = reference.keys.find((name) => keyText(value[name]) !== '');
	// A record named by its id was looked up by whoever knows the id.
	if (key === undefined || keyText(value.id) !== '') return [];
	const { within } = reference;
	const scoped = within && isRecord(value[within]) ? { [within]: value[within] } : undefined;
	return [{ attribute, reference, key, value: keyText(value[key]), within: scoped as IDataObject }];
}

/** Custom fields of both kinds that hold a lookup value: what else has an `external-ref-num`, no field knows. */
function lookupsIn({ references }: ResourceModel, record: IDataObject, prefix = ''): Use[] {
	const { [CUSTOM_FIELDS]: custom, ...others } = record;
	const own = isRecord(custom) ? Object.entries(custom) : [];
	const fields = [
		...own.map(([name, value]) => [`${CUSTOM_FIELDS}.${name}`, value] as const),
		...Object.entries(others).filter(([name]) => !(`${prefix}${name}` in references)),
	];
	return fields.flatMap(([name, value]) =>
		isRecord(value) ? useOf(`${prefix}${name}`, LOOKUP_VALUE, value) : [],
	);
}

/** Records where the path leads to, through lists. */
function at(document: IDataObject, path: readonly string[]): IDataObject[] {
	return path.reduce<IDataObject[]>(
		(records, name) => records.flatMap((one) => recordsIn(one[name])),
		[document],
	);
}

function groupOf({ reference, key }: Use): string {
	return `${reference.path}?${key}`;
}

async function rowsOf(coupa: Coupa, { reference, key }: Use, keys: string[]) {
	const { path, scope, within, activeBy = 'active' } = reference;
	const names = ['id', key, ...(activeBy === 'none' ? [] : [activeBy])].map((name) =>
		name.replace(/-/g, '_'),
	);
	const fields = JSON.stringify([
		...names,
		...(within ? [{ [within.replace(/-/g, '_')]: ['id', 'name'] }] : []),
	]);
	const about = path.replace(/_/g, ' ');
	return await lookUp(coupa, { path, by: key, isUnique: !within, fields, about, scope }, keys);
}

function stateOf({ reference, within }: Use, rows: readonly IDataObject[]): Finding['state'] {
	const own = rows.filter((row) => within === undefined || diff(within, row).length === 0);
	if (own.length === 0) return 'missing';
	const { activeBy = 'active' } = reference;
	if (activeBy === 'none') return 'present';
	return own.some(({ [activeBy]: active }) => active !== false && active !== 'inactive')
		? 'present'
		: 'inactive';
}
