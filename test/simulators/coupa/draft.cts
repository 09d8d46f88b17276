import { hyphenated, isBlank, labelOf, type AttributeTable, type Json, type Values } from './attributes.cts';
import type { Resource } from './resource.cts';
import type { Row, Tables } from './tables.cts';

/** Something in the body that Coupa drops without a word. */
export interface Ignored {
	attribute: string;
	reason:
		| 'unknown'
		| 'read-only'
		| 'bad-reference'
		| 'id-not-repointable'
		| 'not-removable'
		| 'append-only'
		| 'fixed'
		| 'export-call'
		| 'action-call';
	value: Json;
}

/** A write that was thought through but not yet done: it is carried out whole or not at all. */
export interface Draft {
	resource: Resource;
	row?: Row;
	parentId?: number;
	values: Values;
	changed: Values;
	errors: string[];
	ignored: Ignored[];
	children: Draft[];
	/** a child that shall go */
	removed?: boolean;
}

export interface Policy {
	/** tests arranging data: read-only attributes are set, the caller is trusted with uniqueness and completeness */
	trusted?: boolean;
	/** names of custom fields the API may write, by table */
	customFields: Record<string, readonly string[]>;
}

/** The record, or the part of one, that a body is being laid over. */
export interface Target {
	attributes: AttributeTable;
	values: Values;
	changed: Values;
	creating: boolean;
	/** attributes whose value was refused: not counted as blank as well */
	refused: Set<string>;
	/** put before names in messages and in the ledger */
	prefix: string;
}

export const same = (left: Json | undefined, right: Json | undefined): boolean =>
	String(left ?? '').toLowerCase() === String(right ?? '').toLowerCase();

export const lowered = (words: string): string => words.charAt(0).toLowerCase() + words.slice(1);

export const spelled = (value: Values): Values =>
	Object.fromEntries(Object.entries(value).map(([name, inner]) => [hyphenated(name), inner]));

export function set(target: Target, name: string, value: Json): void {
	if (JSON.stringify(target.values[name] ?? null) === JSON.stringify(value ?? null)) return;
	target.values[name] = value;
	target.changed[name] = value;
}

/** Unique attributes that two children of one request both claim. */
export function repeatedKeys(child: Draft, siblings: Draft[]): string[] {
	return Object.entries(child.resource.attributes)
		.filter(([name, { unique }]) => unique && name in child.changed)
		.filter(([name]) => siblings.some((sibling) => same(sibling.values[name], child.values[name])))
		.map(([name]) => lowered(labelOf(name)));
}

export function initialValues(resource: Resource): Values {
	const values: Values = {};
	for (const [name, { initial }] of Object.entries(resource.attributes))
		if (initial !== undefined) values[name] = initial;
	return values;
}

export function missing({ attributes, values, creating, changed, refused }: Target): string[] {
	return Object.entries(attributes)
		.filter(([name, { required }]) => required && !refused.has(name) && isBlank(values[name]))
		.filter(([name]) => creating || name in changed)
		.map(([name, attribute]) => `${labelOf(name, attribute)} can't be blank`);
}

/** Unique attributes that another record has; upper and lower case count as one. */
export function taken(tables: Tables, { resource, row, values, changed }: Draft): string[] {
	const rows = tables.rows(resource.table);
	return Object.entries(resource.attributes)
		.filter(([name, { unique }]) => unique && name in changed && !isBlank(values[name]))
		.filter(([name]) => rows.some((other) => other.id !== row?.id && same(other.values[name], values[name])))
		.map(([name, attribute]) => `${labelOf(name, attribute)} has already been taken`);
}
