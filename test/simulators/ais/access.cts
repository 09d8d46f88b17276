import { catalogue, type Column, type Row, type Table } from './catalogue/index.cts';
import { badRequest, failed, forbidden } from './errors.cts';
import type { AisUser } from './users.cts';

/** A table as one user sees it. */
export interface VisibleTable {
	table: Table;
	columns: Map<string, Column>;
	mayRead(row: Row): boolean;
	/** `F0101.AN8` or `AN8`; refused where the table lacks it or the user does not see it */
	column(controlId: unknown): Column;
}

export function openTable(name: unknown, user: AisUser): VisibleTable {
	const table = typeof name === 'string' ? catalogue.get(name) : undefined;
	if (!table) throw failed(`Data Browser: ${String(name)} is not a table of this environment`);
	const { tables, rows, hiddenColumns = [] } = user.security;
	if (tables && !tables.includes(table.name)) {
		throw forbidden(`Data Browser security: user ${user.username} may not read ${table.name}`);
	}
	const columns = new Map(
		[...table.columns].filter(([alias]) => !hiddenColumns.includes(`${table.name}.${alias}`)),
	);
	return {
		table,
		columns,
		mayRead: rows?.[table.name] ?? (() => true),
		column(controlId) {
			const alias = columnAlias(controlId, table);
			const column = alias === undefined ? undefined : columns.get(alias);
			if (!column) throw failed(`Data Browser: ${String(controlId)} is not a column of ${table.name}`);
			return column;
		},
	};
}

function columnAlias(controlId: unknown, table: Table): string | undefined {
	if (typeof controlId !== 'string') return undefined;
	const [first, second, ...more] = controlId.split('.');
	if (more.length > 0) return undefined;
	if (second === undefined) return first;
	return first === table.name ? second : undefined;
}

/**
 * The columns of an answer. A column hidden by security is left out in silence, as the facts warn; one that the
 * table never had is refused.
 */
export function returnedColumns(controlIds: unknown, seen: VisibleTable): Column[] {
	if (controlIds === undefined || controlIds === '') return [...seen.columns.values()];
	if (typeof controlIds !== 'string') throw badRequest('returnControlIDs is a text');
	const wanted: Column[] = [];
	for (const controlId of controlIds.split('|')) {
		const alias = columnAlias(controlId, seen.table);
		if (alias === undefined || !seen.table.columns.has(alias)) seen.column(controlId);
		const column = seen.columns.get(alias ?? '');
		if (column) wanted.push(column);
	}
	return wanted;
}
