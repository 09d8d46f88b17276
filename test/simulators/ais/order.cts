import { Random } from '../sample/random.cts';
import type { VisibleTable } from './access.cts';
import type { Column, Row } from './catalogue/index.cts';
import { badRequest } from './errors.cts';
import { comparable, compareCells } from './literal.cts';

export interface OrderBy {
	column?: unknown;
	direction?: unknown;
}

export function readOrder(orderBy: unknown, seen: VisibleTable): Array<{ column: Column; factor: 1 | -1 }> {
	if (orderBy === undefined) return [];
	if (!Array.isArray(orderBy)) throw badRequest('aggregation.orderBy is a list');
	return orderBy.map(({ column, direction = 'ASC' }: OrderBy) => {
		if (direction !== 'ASC' && direction !== 'DESC')
			throw badRequest(`unknown direction ${String(direction)}`);
		return { column: seen.column(column), factor: direction === 'ASC' ? 1 : -1 };
	});
}

/**
 * Sorted rows; ties, and everything where no order was asked for, come in another order on every call, since the
 * database promises none. Paging that relies on luck must not pass a test.
 */
export function ordered(rows: Row[], order: ReturnType<typeof readOrder>, seed: number): Row[] {
	const shuffled = new Random(seed).shuffled(rows);
	if (order.length === 0) return shuffled;
	return shuffled.sort((left, right) => {
		for (const { column, factor } of order) {
			const difference = compareCells(
				comparable(left[column.alias], column),
				comparable(right[column.alias], column),
			);
			if (difference !== 0) return difference * factor;
		}
		return 0;
	});
}
