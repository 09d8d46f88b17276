import {
	hyphenated,
	isObject,
	type Attribute,
	type AttributeTable,
	type Json,
	type Values,
} from './attributes.cts';
import { resourceOf } from './resource.cts';
import type { Row, Tables } from './tables.cts';

/** One entry of `fields=`: a name, or an association with the names wanted of it. */
export type Field = string | { [association: string]: Json };
export type Shape = 'full' | 'shallow' | 'limited' | Field[];

interface Node {
	id: number;
	attributes: AttributeTable;
	values: Values;
}

// A reference is shown with its own attributes, what that refers to with its keys only: else there is no end.
const FULL_DEPTH = 1;

/** Turns rows into what Coupa answers: hyphenated names, nulls shown, references and children expanded. */
export class View {
	constructor(private readonly tables: Tables) {}

	of(table: string, row: Row, shape: Shape = 'full'): Values {
		const { attributes, omitsNulls } = resourceOf(this.tables.registry, table);
		const node = { id: row.id, attributes, values: row.values };
		if (shape === 'limited') return { id: row.id };
		const shown = Array.isArray(shape)
			? this.picked(node, shape)
			: this.whole(node, shape === 'full' ? FULL_DEPTH : 0);
		return omitsNulls ? withoutNulls(shown) : shown;
	}

	/** @param children how far records below it are shown, which is further than references; none if false */
	private whole(node: Node, depth: number, children: number | false = depth): Values {
		const shown: Values = {};
		for (const [name, attribute] of Object.entries(node.attributes)) {
			if (attribute.writeOnly) continue;
			if (attribute.kind !== 'children') shown[name] = this.value(node, name, attribute, depth);
			else if (children !== false) shown[name] = this.value(node, name, attribute, children);
		}
		return shown;
	}

	private value(node: Node, name: string, attribute: Attribute, depth: number): Json {
		const stored = node.values[name] ?? null;
		switch (attribute.kind) {
			case 'reference': {
				const row = isObject(stored) ? this.tables.row(attribute.to, stored.id) : undefined;
				return row ? this.referred(attribute.to, row, depth) : null;
			}
			case 'idOf': {
				const target = node.values[attribute.attribute];
				return isObject(target) ? (target.id ?? null) : null;
			}
			case 'part':
				return isObject(stored) ? this.whole(partNode(attribute.of, stored), depth) : null;
			case 'children':
				return this.tables
					.childrenOf(attribute.resource, node.id)
					.map((row) => this.below(attribute.resource, row, depth));
			case 'customFields':
				return isObject(stored) ? { ...stored } : {};
			default:
				return structuredClone(stored);
		}
	}

	/** A line or an address of a record, with what belongs to it in turn. */
	private below(table: string, row: Row, depth: number): Values {
		if (depth === 0) return this.referred(table, row, depth);
		const { attributes } = resourceOf(this.tables.registry, table);
		return this.whole({ id: row.id, attributes, values: row.values }, depth - 1, depth);
	}

	private referred(table: string, row: Row, depth: number): Values {
		const { attributes, keys } = resourceOf(this.tables.registry, table);
		if (depth > 0) return this.whole({ id: row.id, attributes, values: row.values }, depth - 1, false);
		const named = keys.filter((key) => key in row.values).map((key) => [key, row.values[key] ?? null]);
		return { id: row.id, ...(Object.fromEntries(named) as Values) };
	}

	private picked(node: Node, fields: Field[]): Values {
		const shown: Values = {};
		for (const field of fields) {
			if (typeof field === 'string') {
				const name = hyphenated(field);
				const attribute = node.attributes[name];
				if (attribute && !attribute.writeOnly) shown[name] = this.value(node, name, attribute, FULL_DEPTH);
				continue;
			}
			for (const [association, wanted] of Object.entries(field)) {
				const name = hyphenated(association);
				const attribute = node.attributes[name];
				if (attribute) shown[name] = this.pickedInside(node, name, attribute, wanted);
			}
		}
		return shown;
	}

	private pickedInside(node: Node, name: string, attribute: Attribute, wanted: Json): Json {
		// `{"custom_fields":{}}` asks for all of them.
		if (!Array.isArray(wanted)) return this.value(node, name, attribute, FULL_DEPTH);
		const fields = wanted as Field[];
		const stored = node.values[name];
		switch (attribute.kind) {
			case 'reference': {
				const row = isObject(stored) ? this.tables.row(attribute.to, stored.id) : undefined;
				return row ? this.of(attribute.to, row, fields) : null;
			}
			case 'part':
				return isObject(stored) ? this.picked(partNode(attribute.of, stored), fields) : null;
			case 'children':
				return this.tables
					.childrenOf(attribute.resource, node.id)
					.map((row) => this.of(attribute.resource, row, fields));
			case 'customFields': {
				const names = fields.map(String).map(hyphenated);
				const entries = Object.entries(isObject(stored) ? stored : {});
				return Object.fromEntries(entries.filter(([key]) => names.includes(hyphenated(key))));
			}
			default:
				return this.value(node, name, attribute, FULL_DEPTH);
		}
	}
}

const withoutNulls = (values: Values): Values =>
	Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));

const partNode = (attributes: AttributeTable, values: Values): Node => ({
	id: Number(values.id ?? 0),
	attributes,
	values,
});

/** Names in `fields=` that the resource does not have: Coupa leaves them out, tests want to know. */
export function unknownFields(tables: Tables, table: string, fields: Field[]): string[] {
	const { attributes } = resourceOf(tables.registry, table);
	return unknownIn(tables, attributes, fields);
}

function unknownIn(tables: Tables, attributes: AttributeTable, fields: Field[]): string[] {
	return fields.flatMap((field) => {
		if (typeof field === 'string') return attributes[hyphenated(field)] ? [] : [field];
		return Object.entries(field).flatMap(([association, wanted]) => {
			const attribute = attributes[hyphenated(association)];
			if (attribute === undefined) return [association];
			if (!Array.isArray(wanted) || attribute.kind === 'customFields') return [];
			const inner =
				attribute.kind === 'part'
					? attribute.of
					: attribute.kind === 'reference'
						? resourceOf(tables.registry, attribute.to).attributes
						: attribute.kind === 'children'
							? resourceOf(tables.registry, attribute.resource).attributes
							: {};
			return unknownIn(tables, inner, wanted as Field[]).map((name) => `${association}.${name}`);
		});
	});
}
