import {
	hyphenated,
	isBlank,
	isObject,
	type Attribute,
	type AttributeTable,
	type Json,
	type Values,
} from './attributes.cts';
import { badRequest } from './errors.cts';
import { resourceOf } from './resource.cts';
import type { Row, Tables } from './tables.cts';

type Leaf = Attribute['kind'];
type Test = (found: Json[]) => boolean;
export type Filter = (row: Row) => boolean;

const OPERATORS = [
	'contains',
	'starts_with',
	'ends_with',
	'gt',
	'lt',
	'gt_or_eq',
	'lt_or_eq',
	'not_eq',
	'in',
	'not_in',
	'blank',
] as const;
type Operator = (typeof OPERATORS)[number] | 'exact';

const TEXT_ONLY: readonly Operator[] = ['contains', 'starts_with', 'ends_with'];

// Midnight UTC without a time, else a time with its zone: what a blank for an unescaped plus leaves is refused.
const INSTANT = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d))?$/;

/** Reads `?attr[assoc][op]=value`; all conditions of one query must hold. */
export class Filters {
	constructor(private readonly tables: Tables) {}

	parse(table: string, key: string, value: string): Filter {
		const [, first, rest] = /^([^[\]]+)((?:\[[^[\]]+\])*)$/.exec(key) ?? [];
		if (first === undefined) throw badRequest(`Invalid filter ${key}`);
		const path = [first, ...[...(rest ?? '').matchAll(/\[([^\]]+)\]/g)].map((match) => match[1] ?? '')];
		const last = hyphenated(path.at(-1) ?? '').replaceAll('-', '_');
		const operator = path.length > 1 ? OPERATORS.find((one) => one === last) : undefined;
		const names = (operator ? path.slice(0, -1) : path).map(hyphenated);
		const { attributes } = resourceOf(this.tables.registry, table);
		const kind = this.leaf(attributes, names, key);
		const test = testOf(kind, operator ?? 'exact', value, key);
		return (row) => test(this.valuesAt(attributes, row.values, row.id, names));
	}

	private leaf(attributes: AttributeTable, names: string[], key: string): Leaf {
		const [name = '', ...rest] = names;
		const attribute = attributes[name];
		const unknown = badRequest(`Unknown attribute in filter ${key}`);
		if (attribute === undefined) {
			if (rest.length === 0 && associationOf(attributes, name)) return 'integer';
			throw unknown;
		}
		if (rest.length === 0) return attribute.kind;
		if (attribute.kind === 'customFields' && rest.length === 1) return 'text';
		const inner = this.attributesOf(attribute);
		if (inner === undefined) throw unknown;
		return this.leaf(inner, rest, key);
	}

	private attributesOf(attribute: Attribute): AttributeTable | undefined {
		if (attribute.kind === 'part') return attribute.of;
		if (attribute.kind === 'reference') return resourceOf(this.tables.registry, attribute.to).attributes;
		if (attribute.kind === 'children') return resourceOf(this.tables.registry, attribute.resource).attributes;
		return undefined;
	}

	/** Every value the path leads to; none of an absent association is null, as an outer join has it. */
	private valuesAt(attributes: AttributeTable, values: Values, id: number, names: string[]): Json[] {
		const [name = '', ...rest] = names;
		const attribute = attributes[name];
		const stored = values[attribute ? name : (associationOf(attributes, name) ?? '')] ?? null;
		if (attribute === undefined) return [isObject(stored) ? (stored.id ?? null) : null];
		if (attribute.kind === 'idOf') return this.valuesAt(attributes, values, id, [attribute.attribute, 'id']);
		if (attribute.kind === 'children') {
			const { attributes: inner } = resourceOf(this.tables.registry, attribute.resource);
			const rows = this.tables.childrenOf(attribute.resource, id);
			if (rest.length === 0) return rows.length === 0 ? [null] : rows.map((row) => row.id);
			return rows.flatMap((row) => this.valuesAt(inner, row.values, row.id, rest));
		}
		if (rest.length === 0) return [stored];
		if (!isObject(stored)) return [null];
		if (attribute.kind === 'part') return this.valuesAt(attribute.of, stored, 0, rest);
		if (attribute.kind === 'reference') {
			const row = this.tables.row(attribute.to, stored.id);
			const { attributes: inner } = resourceOf(this.tables.registry, attribute.to);
			return row ? this.valuesAt(inner, row.values, row.id, rest) : [null];
		}
		const field = Object.keys(stored).find((one) => hyphenated(one) === rest[0]);
		return [field === undefined ? null : (stored[field] ?? null)];
	}
}

/** `supplier_id` for the reference `supplier`, as clients write it. */
function associationOf(attributes: AttributeTable, name: string): string | undefined {
	const base = name.endsWith('-id') ? name.slice(0, -'-id'.length) : '';
	return attributes[base]?.kind === 'reference' ? base : undefined;
}

function testOf(kind: Leaf, operator: Operator, value: string, key: string): Test {
	if (operator === 'blank') {
		if (kind === 'instant' || !/^(true|false)$/.test(value)) throw badRequest(`Invalid filter ${key}`);
		return (found) => (found.length === 0 || found.every(isBlank)) === (value === 'true');
	}
	if (['reference', 'part', 'children', 'opaque', 'customFields'].includes(kind)) {
		throw badRequest(`Invalid filter ${key}: name an attribute of the association`);
	}
	if (TEXT_ONLY.includes(operator) && kind !== 'text' && kind !== 'enum') {
		throw badRequest(`Invalid filter ${key}`);
	}
	// A comma always separates: a value that contains one cannot be asked for this way.
	const wanted = (operator === 'in' || operator === 'not_in' ? value.split(',') : [value]).map((one) =>
		comparable(kind, one, key),
	);
	const compare = comparison(operator, wanted);
	// As in SQL, an absent value is neither equal nor unequal to anything.
	return (found) => found.some((one) => one !== null && compare(comparable(kind, String(one), key)));
}

type Comparable = string | number;

function comparable(kind: Leaf, value: string, key: string): Comparable {
	switch (kind) {
		case 'integer':
		case 'idOf':
		case 'decimal':
			if (!/^-?\d+(\.\d+)?$/.test(value)) throw badRequest(`Invalid number in filter ${key}`);
			return Number(value);
		case 'flag':
			if (!/^(true|false)$/.test(value)) throw badRequest(`Invalid value in filter ${key}`);
			return value;
		case 'instant':
			if (!INSTANT.test(value)) throw badRequest(`Invalid date in filter ${key}: ISO 8601 with zone`);
			return Date.parse(value);
		default:
			return value.toLowerCase();
	}
}

function comparison(operator: Operator, wanted: Comparable[]): (found: Comparable) => boolean {
	const [one = ''] = wanted;
	const all = new Set(wanted);
	switch (operator) {
		case 'contains':
			return (found) => String(found).includes(String(one));
		case 'starts_with':
			return (found) => String(found).startsWith(String(one));
		case 'ends_with':
			return (found) => String(found).endsWith(String(one));
		case 'gt':
			return (found) => found > one;
		case 'lt':
			return (found) => found < one;
		case 'gt_or_eq':
			return (found) => found >= one;
		case 'lt_or_eq':
			return (found) => found <= one;
		case 'not_eq':
			return (found) => found !== one;
		case 'in':
			return (found) => all.has(found);
		case 'not_in':
			return (found) => !all.has(found);
		default:
			return (found) => found === one;
	}
}
