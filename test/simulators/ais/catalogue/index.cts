import { addressBookTables } from './addressBook.cts';
import type { Table } from './define.cts';
import { generalTables } from './general.cts';
import { payablesTables } from './payables.cts';
import { purchasingTables } from './purchasing.cts';

export { completeRow, defineTable } from './define.cts';
export type { Cell, Column, Row, Table } from './define.cts';

/** Every table the simulated installation knows. A test may add its own. */
export const catalogue = new Map<string, Table>(
	[...addressBookTables, ...generalTables, ...payablesTables, ...purchasingTables].map((table) => [
		table.name,
		table,
	]),
);

/** @throws when a test names a table that the installation lacks */
export function tableNamed(name: string): Table {
	const table = catalogue.get(name);
	if (!table) throw new Error(`the simulated installation has no table ${name}`);
	return table;
}
