import { hyphenated, isObject, type Json } from './attributes.cts';
import { badRequest } from './errors.cts';
import { Filters } from './filters.cts';
import { fraction } from './random.cts';
import { resourceOf } from './resource.cts';
import type { Row, Tables } from './tables.cts';
import type { Field, Shape } from './view.cts';

export const PAGE_LIMIT = 50;

const CONTROLS = ['limit', 'offset', 'order_by', 'dir', 'return_object', 'fields', 'filter'];

/** The rows one list request sees: filtered, ordered, one page. */
export function page(
	tables: Tables,
	table: string,
	rows: Row[],
	search: URLSearchParams,
	seed: number,
): Row[] {
	const filters = new Filters(tables);
	// Of a key given twice the last counts.
	const conditions = Object.entries(Object.fromEntries(search)).filter(([key]) => !CONTROLS.includes(key));
	const tests = conditions.map(([key, value]) => filters.parse(table, key, value));
	const found = rows.filter((row) => tests.every((test) => test(row)));

	const limit = Math.min(count(search, 'limit', PAGE_LIMIT, 1), PAGE_LIMIT);
	const offset = count(search, 'offset', 0, 0);
	const ordered =
		search.has('order_by') || conditions.length === 0
			? byAttribute(tables, table, found, search)
			: inNoOrder(found, `${seed}/${table}/${limit}/${offset}`);
	return ordered.slice(offset, offset + limit);
}

function count(search: URLSearchParams, name: string, otherwise: number, least: number): number {
	const given = search.get(name);
	if (given === null) return otherwise;
	if (!/^\d+$/.test(given) || Number(given) < least) throw badRequest(`Invalid ${name}`);
	return Number(given);
}

function byAttribute(tables: Tables, table: string, rows: Row[], search: URLSearchParams): Row[] {
	const name = hyphenated(search.get('order_by') ?? 'id');
	const direction = search.get('dir') ?? 'asc';
	const { attributes } = resourceOf(tables.registry, table);
	const kind = attributes[name]?.kind;
	if (kind === undefined || !['text', 'enum', 'integer', 'decimal', 'flag', 'instant'].includes(kind)) {
		throw badRequest(`Invalid order_by ${name}`);
	}
	if (direction !== 'asc' && direction !== 'desc') throw badRequest(`Invalid dir ${direction}`);
	const numeric = kind === 'integer' || kind === 'decimal';
	const rank = (row: Row): string | number => {
		const value = row.values[name] ?? null;
		if (numeric) return value === null ? -Infinity : Number(value);
		return String(value ?? '').toLowerCase();
	};
	const sign = direction === 'asc' ? 1 : -1;
	return [...rows].sort((left, right) => {
		const [a, b] = [rank(left), rank(right)];
		return (a < b ? -1 : a > b ? 1 : left.id - right.id) * sign;
	});
}

/**
 * What a database owes to a query without an order: nothing. The disorder differs from page to page, so a client
 * that pages through a filter without `order_by` misses rows and sees others twice.
 */
const inNoOrder = (rows: Row[], seed: string): Row[] =>
	rows
		.map((row) => ({ row, rank: fraction(`${seed}/${row.id}`) }))
		.sort((left, right) => left.rank - right.rank)
		.map(({ row }) => row);

/** How much of a record the caller asked for; `none` means no body. */
export function shapeOf(search: URLSearchParams, writing: boolean): Shape | 'none' {
	const fields = search.get('fields');
	if (fields !== null) return parsedFields(fields);
	const object = search.get('return_object');
	switch (object) {
		case null:
			return 'full';
		case 'limited':
		case 'shallow':
			return object;
		case 'none':
			if (writing) return object;
			throw badRequest('return_object none is for POST and PUT only');
		default:
			throw badRequest('return_object must be one of none, limited, shallow');
	}
}

function parsedFields(fields: string): Field[] {
	const refused = badRequest('fields must be a JSON array of names and associations');
	let parsed: Json;
	try {
		parsed = JSON.parse(fields) as Json;
	} catch {
		throw refused;
	}
	if (!isFieldList(parsed)) throw refused;
	return parsed;
}

const isFieldList = (value: Json): value is Field[] =>
	Array.isArray(value) &&
	value.every(
		(field) =>
			typeof field === 'string' ||
			(isObject(field) &&
				Object.values(field).every(
					(inner) => isFieldList(inner) || (isObject(inner) && Object.keys(inner).length === 0),
				)),
	);
