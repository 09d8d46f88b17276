import {
	hyphenated,
	isBlank,
	isObject,
	labelOf,
	type Attribute,
	type AttributeTable,
	type Json,
	type Values,
} from './attributes.cts';
import { coerce } from './coerce.cts';
import {
	initialValues,
	lowered,
	missing,
	repeatedKeys,
	set,
	spelled,
	taken,
	type Draft,
	type Ignored,
	type Policy,
	type Target,
} from './draft.cts';
import { resourceOf, type Resource } from './resource.cts';
import type { Row, Tables } from './tables.cts';

/** Decides what a body would do to a record, by the rules of the resource table. */
export class Writer {
	constructor(
		private readonly tables: Tables,
		private readonly policy: Policy,
	) {}

	draft(resource: Resource, body: Values, row?: Row, parentId?: number): Draft {
		const draft: Draft = {
			resource,
			row,
			parentId: row?.parentId ?? parentId,
			values: structuredClone(row?.values ?? initialValues(resource)),
			changed: {},
			errors: [],
			ignored: [],
			children: [],
		};
		const target: Target = {
			attributes: resource.attributes,
			values: draft.values,
			changed: draft.changed,
			creating: row === undefined,
			refused: new Set(),
			prefix: '',
		};
		this.assignAll(draft, target, body, resource.aliases);
		if (!this.policy.trusted) {
			draft.errors.push(...missing(target), ...taken(this.tables, draft));
			draft.errors.push(
				...(resource.rules?.({
					values: draft.values,
					before: row?.values,
					changed: draft.changed,
					children: draft.children,
					id: row?.id,
					tables: this.tables,
				}) ?? []),
			);
		}
		draft.errors = [...new Set(draft.errors)];
		return draft;
	}

	private assignAll(draft: Draft, target: Target, body: Values, aliases: Record<string, string> = {}): void {
		for (const [sent, value] of Object.entries(body)) {
			const spelled = hyphenated(sent);
			const name = aliases[spelled] ?? spelled;
			const attribute = target.attributes[name];
			const ignore = (reason: Ignored['reason']) =>
				draft.ignored.push({ attribute: target.prefix + sent, reason, value });
			if (attribute === undefined) {
				if (this.policy.trusted) throw new Error(`No attribute '${sent}' in ${draft.resource.table}`);
				ignore('unknown');
			} else if (name === 'id') {
				if (Number(value) !== target.values.id)
					ignore(target.prefix === '' ? 'read-only' : 'id-not-repointable');
			} else if (attribute.readOnly && !this.policy.trusted) {
				ignore('read-only');
			} else {
				this.assign(draft, target, name, attribute, value);
			}
		}
	}

	private assign(draft: Draft, target: Target, name: string, attribute: Attribute, value: Json): void {
		switch (attribute.kind) {
			case 'reference':
				return this.refer(draft, target, name, attribute.to, value);
			case 'idOf': {
				const to = target.attributes[attribute.attribute];
				if (to?.kind !== 'reference') return;
				return this.refer(draft, target, attribute.attribute, to.to, value === null ? null : { id: value });
			}
			case 'part':
				return this.assignPart(draft, target, name, attribute.of, value);
			case 'children':
				return this.assignChildren(draft, name, attribute.resource, value);
			case 'customFields':
				return this.assignCustomFields(draft, target, name, value);
			default: {
				const result = coerce(name, attribute, value);
				if ('value' in result) set(target, name, result.value);
				else {
					target.refused.add(name);
					draft.errors.push(result.refusal);
				}
			}
		}
	}

	private refer(draft: Draft, target: Target, name: string, table: string, value: Json): void {
		if (value === null) return set(target, name, null);
		const row = this.tables.referred(table, isObject(value) ? spelled(value) : value);
		if (row !== undefined) return set(target, name, { id: row.id });
		// "Referenced objects must already exist or the value will not be changed": silence on an update.
		if (!target.creating && !this.policy.trusted) {
			draft.ignored.push({ attribute: target.prefix + name, reason: 'bad-reference', value });
		} else {
			target.refused.add(name);
			draft.errors.push(`${labelOf(target.prefix.replaceAll('.', ' ') + name)} is invalid`);
		}
	}

	private assignPart(draft: Draft, target: Target, name: string, of: AttributeTable, value: Json): void {
		const before = target.values[name];
		if (value === null) {
			// A primary contact or address can be changed, not taken away.
			if (isObject(before))
				draft.ignored.push({ attribute: target.prefix + name, reason: 'not-removable', value });
			return;
		}
		if (!isObject(value)) {
			draft.errors.push(`${labelOf(name)} is invalid`);
			return;
		}
		const creating = !isObject(before);
		const values: Values = isObject(before) ? before : { id: this.tables.nextId() };
		const inner: Target = {
			attributes: of,
			values,
			changed: {},
			creating,
			refused: new Set(),
			prefix: `${target.prefix}${name}.`,
		};
		this.assignAll(draft, inner, value);
		if (Object.keys(inner.changed).length === 0 && !creating) return;
		if (creating && 'created-at' in of) values['created-at'] = this.tables.now();
		if ('updated-at' in of) values['updated-at'] = this.tables.now();
		target.values[name] = values;
		target.changed[name] = inner.changed;
	}

	/** With an id a child is edited, without one it is added: nothing is ever replaced. */
	private assignChildren(draft: Draft, name: string, table: string, value: Json): void {
		const resource = resourceOf(this.tables.registry, table);
		const list = unwrapped(value, resource.noun);
		if (list === undefined) {
			draft.errors.push(`${labelOf(name)} is invalid`);
			return;
		}
		for (const item of list) {
			const existing =
				isObject(item) && draft.row && !isBlank(item.id)
					? this.tables.row(table, item.id, draft.row.id)
					: undefined;
			if (!isObject(item) || (!isBlank(item.id) && existing === undefined)) {
				draft.errors.push(`${labelOf(name)} is invalid`);
				continue;
			}
			if (existing && resource.appendOnly) {
				draft.ignored.push({ attribute: name, reason: 'append-only', value: item });
				continue;
			}
			if (existing && resource.removable && String(item._delete) === 'true') {
				const refusal = this.policy.trusted ? undefined : resource.removable(existing.values);
				if (refusal !== undefined) draft.errors.push(`${labelOf(name)} ${refusal}`);
				draft.children.push(removal(resource, existing));
				continue;
			}
			const child = this.draft(resource, item, existing);
			draft.errors.push(...child.errors.map((error) => `${labelOf(name)} ${lowered(error)}`));
			draft.errors.push(
				...repeatedKeys(child, draft.children).map((key) => `${labelOf(name)} ${key} has already been taken`),
			);
			draft.ignored.push(...child.ignored.map((one) => ({ ...one, attribute: `${name}.${one.attribute}` })));
			child.ignored = [];
			draft.children.push(child);
		}
	}

	/** Only fields that an administrator opened to the API are kept. */
	private assignCustomFields(draft: Draft, target: Target, name: string, value: Json): void {
		if (!isObject(value)) {
			draft.errors.push(`${labelOf(name)} is invalid`);
			return;
		}
		const editable = this.policy.customFields[draft.resource.table] ?? [];
		const before = target.values[name];
		const after: Values = isObject(before) ? { ...before } : {};
		for (const [sent, field] of Object.entries(value)) {
			const known = editable.find((one) => hyphenated(one) === hyphenated(sent));
			if (known === undefined)
				draft.ignored.push({ attribute: `${name}.${sent}`, reason: 'unknown', value: field });
			else after[known] = field;
		}
		if (Object.keys(after).length > 0) set(target, name, after);
	}
}

/** `[…]`, or as some clients have it `{"tax-line":{…}}` and `{"payment":[…]}`. */
function unwrapped(value: Json, noun: string): Json[] | undefined {
	if (Array.isArray(value)) return value;
	if (!isObject(value)) return undefined;
	const [[name, inner] = ['', null], ...more] = Object.entries(value);
	if (hyphenated(name) !== hyphenated(noun) || more.length > 0) return undefined;
	return Array.isArray(inner) ? inner : [inner];
}

const removal = (resource: Resource, row: Row): Draft => ({
	...{ resource, row, parentId: row.parentId, values: row.values, changed: {}, errors: [], ignored: [] },
	children: [],
	removed: true,
});
