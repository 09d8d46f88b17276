import type { Clock } from '../kit/clock.cts';
import { isBlank, isObject, type Json, type Values } from './attributes.cts';
import { resourceOf, type Registry, type Resource } from './resource.cts';

export interface Row {
	id: number;
	parentId?: number;
	/** references as `{ id }`, parts as objects; children are rows of their own */
	values: Values;
}

// Ids of different tables never meet, so that a client which mixes them up finds nothing.
const ID_STEP = 1_000_000;

// A company's own zone, not UTC: a client that compares instants as text fails here as it would there.
const COMPANY_OFFSET_HOURS = -7;

/** Midnight of the company, as the dates of documents are answered. */
export function dayText(date: string): string {
	return `${date}T00:00:00-0${-COMPANY_OFFSET_HOURS}:00`;
}

/** Whole seconds with an offset, as Coupa writes instants. */
export function instantText(instant: Date): string {
	const shifted = new Date(instant.getTime() + COMPANY_OFFSET_HOURS * 3_600_000);
	return `${shifted.toISOString().slice(0, 19)}-0${-COMPANY_OFFSET_HOURS}:00`;
}

/** The rows of all tables, without any rule about what may be written. */
export class Tables {
	private readonly byTable = new Map<string, Row[]>();
	private readonly lastId = new Map<string, number>();

	constructor(
		readonly registry: Registry,
		readonly clock: Clock,
	) {}

	now(): string {
		return instantText(this.clock.now());
	}

	rows(table: string): Row[] {
		const rows = this.byTable.get(table) ?? [];
		this.byTable.set(table, rows);
		return rows;
	}

	row(table: string, id: Json | undefined, parentId?: number): Row | undefined {
		const wanted = Number(id);
		return this.rows(table).find(
			(row) => row.id === wanted && (parentId === undefined || row.parentId === parentId),
		);
	}

	childrenOf(table: string, parentId: number): Row[] {
		return this.rows(table).filter((row) => row.parentId === parentId);
	}

	/** The row a reference such as `{ code: 'Net 30' }` names: id first, then the strongest natural key given. */
	referred(table: string, value: Json): Row | undefined {
		if (!isObject(value)) return undefined;
		const resource = resourceOf(this.registry, table);
		if (!isBlank(value.id)) return usable(this.row(table, value.id));
		const key = resource.keys.find((name) => !isBlank(value[name]));
		if (key === undefined) return undefined;
		const wanted = String(value[key]);
		const named = this.rows(table).filter((row) => row.values[key] === wanted);
		return usable(named.find((row) => this.isInChart(row, value['account-type'])));
	}

	/** A code of an account is unique within its chart of accounts alone. */
	private isInChart({ values }: Row, chart: Json | undefined): boolean {
		if (!isObject(chart) || !isObject(values['account-type'])) return true;
		return values['account-type'].id === this.referred('account_types', chart)?.id;
	}

	/** @param table none for a part of a record: all parts share a sequence of their own */
	nextId(table = ''): number {
		const tables = [...this.registry.keys()];
		const place = table === '' ? tables.length : tables.indexOf(table);
		const id = (this.lastId.get(table) ?? place * ID_STEP) + 1;
		this.lastId.set(table, id);
		return id;
	}

	add(resource: Resource, values: Values, parentId?: number): Row {
		const id = this.nextId(resource.table);
		const row: Row = { id, ...(parentId === undefined ? {} : { parentId }), values: {} };
		row.values = { ...this.stamped(resource, values, true), id };
		this.rows(resource.table).push(row);
		return row;
	}

	/** @param changed names of the attributes that differ: a test may have set `updated-at` itself */
	change(resource: Resource, row: Row, values: Values, changed: Values): void {
		row.values = { ...this.stamped(resource, values, false), id: row.id };
		if ('updated-at' in changed) row.values['updated-at'] = changed['updated-at']!;
	}

	remove(resource: Resource, row: Row): void {
		this.byTable.set(
			resource.table,
			this.rows(resource.table).filter((other) => other !== row),
		);
	}

	private stamped(resource: Resource, values: Values, created: boolean): Values {
		const computed = resource.compute?.(values) ?? values;
		const stamped = { ...computed };
		const by = this.rows('users')[0];
		const set = (name: string, value: Json) => {
			if (name in resource.attributes) stamped[name] = value;
		};
		if (created) {
			set('created-at', values['created-at'] ?? this.now());
			if (by) set('created-by', { id: by.id });
		}
		set('updated-at', created ? (values['updated-at'] ?? this.now()) : this.now());
		if (by) set('updated-by', { id: by.id });
		return stamped;
	}
}

/** A record that was switched off can no longer be chosen. */
const usable = (row: Row | undefined): Row | undefined =>
	row && row.values.active !== false && row.values.enabled !== false ? row : undefined;
