import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../../../lib/diff';
import { CUSTOM_FIELDS, hyphenated, inOneDialect } from './dialect';
import type { ResourceModel } from './resource';

export interface DocumentRules {
	/** attributes of the item that are not for Coupa */
	ignore: readonly string[];
	/** whether a blank text clears the attribute in Coupa; else it is not sent */
	sendEmpty: boolean;
}

export { CUSTOM_FIELDS, hyphenated };

/** Turns an item into the document that Coupa shall hold: hyphenated names, without what is not meant for it. */
export function documentOf(json: IDataObject, model: ResourceModel, rules: DocumentRules): IDataObject {
	const left = new Set([...rules.ignore.map(hyphenated), ...model.readOnly]);
	const own = Object.entries(json).filter(([name]) => !name.startsWith('_') && !left.has(hyphenated(name)));
	const wanted = Object.entries(inOneDialect(Object.fromEntries(own)) as IDataObject)
		.map(([name, value]): [string, unknown] => [name, cleaned(value, rules.sendEmpty)])
		.map(([name, value]): [string, unknown] => [name, emptied(name, value, model)])
		.filter(([, value]) => value !== undefined);
	return Object.fromEntries(wanted) as IDataObject;
}

/** The `fields` argument: all that the documents speak of, in underscore form as in Coupa's documented examples. */
export function fieldsOf(
	model: ResourceModel,
	documents: readonly IDataObject[],
	more: readonly string[] = [],
): string {
	const all = [...documents, model.onCreate ?? {}, lineShape(model, documents)];
	return JSON.stringify(fieldList(all, ['id', model.key, ...(model.alsoRead ?? []), ...more]));
}

/** What of a line tells it apart, and whether it may go or is closed. */
function lineShape({ lines }: ResourceModel, documents: readonly IDataObject[]): IDataObject {
	if (!lines || !documents.some((document) => lines.attribute in document)) return {};
	const names = [lines.key, 'quantity', ...lines.touchedBy, ...(lines.softClose ? ['status'] : [])];
	return { [lines.attribute]: [Object.fromEntries(names.map((name) => [name, null]))] };
}

/** Text of a key as it stands in a document or in an answer. */
export function keyText(value: unknown): string {
	return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
}

function cleaned(value: unknown, sendEmpty: boolean): unknown {
	if (value === undefined) return undefined;
	if (value === null || (typeof value === 'string' && value.trim() === ''))
		return sendEmpty ? value : undefined;
	if (Array.isArray(value))
		return value.map((entry) => cleaned(entry, sendEmpty)).filter((v) => v !== undefined);
	if (!isRecord(value)) return value;
	const entries = Object.entries(value)
		.map(([name, inner]): [string, unknown] => [name, cleaned(inner, sendEmpty)])
		.filter(([, inner]) => inner !== undefined);
	return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

/** A reference whose key is to be empty is no reference. */
function emptied(name: string, value: unknown, model: ResourceModel): unknown {
	const reference = model.references[name];
	if (!reference || !isRecord(value) || Object.keys(value).length !== 1) return value;
	const [key] = Object.keys(value);
	return reference.keys.includes(key) && keyText(value[key]) === '' ? null : value;
}

/** `_delete` is an order, not an attribute. */
function isAttribute(name: string): boolean {
	return !name.startsWith('_');
}

type Field = string | Record<string, unknown>;

function fieldList(documents: readonly IDataObject[], always: readonly string[]): Field[] {
	const names = [...new Set([...always, ...documents.flatMap((document) => Object.keys(document))])];
	return names.filter(isAttribute).map((name) => {
		const inner = documents
			.flatMap(({ [name]: value }) => (Array.isArray(value) ? value : [value]))
			.filter(isRecord);
		const field = name.replace(/-/g, '_');
		if (name === CUSTOM_FIELDS) return { [field]: {} };
		return inner.length === 0 ? field : { [field]: fieldList(inner, ['id']) };
	});
}
