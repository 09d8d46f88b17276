import type { Ais } from '../transport/connection';
import { keysIn, mergeAscending, updatedIn } from './changedKeys';
import type { ChangeWindow } from './changedKeys';
import { becameEffective, suppliersOfChangedPayees } from './payees';
import type { Condition } from './query';

/** Tables that together make a supplier: a change of any row changes the document. */
export const SUPPLIER_TABLES = ['F0401', 'F0101', 'F0111', 'F0115', 'F0116', 'F01151'] as const;

/**
 * The address numbers that changed in the window, ascending, each once, behind `after`. Besides changed rows it
 * brings addresses whose effective date falls into the window, for which no row changes, and the suppliers whose
 * payees changed.
 */
export async function* changedSupplierNumbers(
	ais: Ais,
	window: ChangeWindow,
	after: string | undefined,
): AsyncGenerator<string> {
	const numbersIn = (table: string, conditions: Condition[]) =>
		keysIn(ais, { table, columns: ['AN8'], conditions }, { after });
	yield* mergeAscending([
		...SUPPLIER_TABLES.map((table) => numbersIn(table, updatedIn(window))),
		numbersIn('F0116', becameEffective(window)),
		suppliersOfChangedPayees(ais, window, after),
	]);
}
