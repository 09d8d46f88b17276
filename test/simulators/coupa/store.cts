import type { Ledger } from '../kit/ledger.cts';
import { isBlank, type Values } from './attributes.cts';
import type { Draft, Ignored } from './draft.cts';
import { effectNoun, resourceOf, type Registry, type Resource } from './resource.cts';
import type { Row, Tables } from './tables.cts';
import { View } from './view.cts';
import { Writer } from './write.cts';

/** The records behind the API, for tests to arrange and to look at; answers are copies in the form of the API's. */
export class Store {
	private readonly registry: Registry;
	private readonly view: View;
	private readonly trusted: Writer;

	constructor(
		readonly tables: Tables,
		private readonly ledger: Ledger,
		customFields: Record<string, readonly string[]>,
		private readonly markingMovesUpdatedAt = false,
	) {
		this.registry = tables.registry;
		this.view = new View(tables);
		this.trusted = new Writer(tables, { trusted: true, customFields });
	}

	all(table: string): Values[] {
		resourceOf(this.registry, table);
		return this.tables.rows(table).map((row) => this.view.of(table, row));
	}

	/** The first record whose plain attributes equal all of these. */
	find(table: string, where: Values): Values | undefined {
		resourceOf(this.registry, table);
		const row = this.tables
			.rows(table)
			.find(({ values }) => Object.entries(where).every(([name, value]) => (values[name] ?? null) === value));
		return row && this.view.of(table, row);
	}

	/** Adds a record as an administrator would: no effect in the ledger, no check of completeness or uniqueness. */
	insert(table: string, body: Values, parentId?: number): Values {
		const draft = this.trusted.draft(resourceOf(this.registry, table), body, undefined, parentId);
		refuse(draft, table);
		return this.view.of(table, this.apply(draft));
	}

	/** Changes a record behind the caller's back, as a user of Coupa's own screens would. */
	update(table: string, id: number, changes: Values): Values {
		const row = this.tables.row(table, id);
		if (row === undefined) throw new Error(`No ${table} ${id} in the Coupa simulator`);
		const draft = this.trusted.draft(resourceOf(this.registry, table), changes, row);
		refuse(draft, table);
		return this.view.of(table, this.apply(draft));
	}

	/** Carries out an accepted write and notes in the ledger what it changed. */
	commit(draft: Draft): Row {
		return this.apply(draft, (one, row) => {
			const done = one.row === undefined ? 'created' : 'updated';
			this.note(one.resource, done, row.values, one.changed);
		});
	}

	remove(resource: Resource, row: Row): void {
		this.tables.remove(resource, row);
		this.note(resource, 'deleted', row.values, {});
	}

	markExported(resource: Resource, row: Row, exported: boolean): void {
		const marks: Values = { exported, ...(exported ? { 'last-exported-at': this.tables.now() } : {}) };
		// Whether marking counts as a change of the record, so that `updated-at` moves, is not public.
		const kept: Values = this.markingMovesUpdatedAt ? {} : { 'updated-at': row.values['updated-at']! };
		this.tables.change(resource, row, { ...row.values, ...marks }, kept);
		this.note(resource, exported ? 'exported' : 'unexported', row.values, marks);
	}

	/** Carries out an action and notes what it did, and what it sent to others. */
	act(resource: Resource, row: Row, changes: Values, effects: readonly string[]): void {
		this.tables.change(resource, row, { ...row.values, ...changes }, {});
		for (const effect of effects) this.note(resource, effect, row.values, changes);
	}

	/** What a caller sent in vain: a test can fail on it although Coupa says nothing. */
	noteIgnored(resource: Resource, values: Values, ignored: Ignored[]): void {
		for (const { attribute, reason, value } of ignored) {
			this.ledger.effects.push({
				at: this.tables.clock.now().toISOString(),
				kind: 'ignored-attribute',
				key: `${effectNoun(resource)}.${attribute}`,
				detail: { record: keyOf(resource, values), reason, value },
			});
		}
	}

	/** Names in `fields=` that the resource does not have: Coupa leaves them out without a word. */
	noteUnknownFields(resource: Resource, names: string[]): void {
		for (const name of names) {
			this.ledger.effects.push({
				at: this.tables.clock.now().toISOString(),
				kind: 'ignored-field',
				key: `${effectNoun(resource)}.${name}`,
			});
		}
	}

	private apply(draft: Draft, note?: (draft: Draft, row: Row) => void): Row {
		const { resource, values, changed, children } = draft;
		if (draft.removed && draft.row) {
			this.remove(resource, draft.row);
			return draft.row;
		}
		const writes = Object.keys(changed).length > 0 || children.some(hasChange);
		let row = draft.row;
		if (row === undefined) row = this.tables.add(resource, values, draft.parentId);
		else if (writes) this.tables.change(resource, row, values, changed);
		if (note && (draft.row === undefined || Object.keys(changed).length > 0)) note(draft, row);
		for (const child of children) {
			child.parentId = row.id;
			this.apply(child, note);
		}
		if (resource.totals && (draft.row === undefined || writes))
			row.values = { ...row.values, ...resource.totals(row, this.tables) };
		return row;
	}

	private note(resource: Resource, done: string, values: Values, detail: Values): void {
		const kind = `${effectNoun(resource)}.${done}`;
		this.ledger.effects.push({
			at: this.tables.clock.now().toISOString(),
			kind,
			key: keyOf(resource, values),
			detail: structuredClone(detail),
		});
	}
}

const hasChange = (draft: Draft): boolean =>
	draft.row === undefined ||
	draft.removed === true ||
	Object.keys(draft.changed).length > 0 ||
	draft.children.some(hasChange);

/** Business key of a record: its strongest natural key, else its id. */
function keyOf(resource: Resource, values: Values): string {
	const name = resource.keys.find((key) => !isBlank(values[key]));
	return String(name === undefined ? (values.id ?? '') : values[name]);
}

function refuse({ errors }: Draft, table: string): void {
	if (errors.length > 0) throw new Error(`Cannot arrange ${table}: ${errors.join('; ')}`);
}
