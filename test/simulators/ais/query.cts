import type { VisibleTable } from './access.cts';
import type { Column, Row } from './catalogue/index.cts';
import { badRequest, failed } from './errors.cts';
import { comparable, readValue, type Asker, type FilterValue } from './literal.cts';

export interface Condition {
	controlId?: unknown;
	operator?: unknown;
	value?: FilterValue[];
}

export interface Query {
	autoFind?: unknown;
	autoClear?: unknown;
	matchType?: unknown;
	condition?: Condition[];
	complexQuery?: Array<{ andOr?: unknown; query?: Query }>;
}

type Test = (row: Row) => boolean;
type Comparison = (cell: string | number, values: Array<string | number>) => boolean;

interface Operator {
	/** number of values, at least one where it is 'many' */
	values: number | 'many';
	stringsOnly?: boolean;
	holds: Comparison;
}

const OPERATORS: Record<string, Operator> = {
	EQUAL: { values: 1, holds: (cell, [value]) => cell === value },
	NOT_EQUAL: { values: 1, holds: (cell, [value]) => cell !== value },
	LESS: { values: 1, holds: (cell, [value]) => cell < value },
	LESS_EQUAL: { values: 1, holds: (cell, [value]) => cell <= value },
	GREATER: { values: 1, holds: (cell, [value]) => cell > value },
	GREATER_EQUAL: { values: 1, holds: (cell, [value]) => cell >= value },
	BETWEEN: { values: 2, holds: (cell, [low, high]) => cell >= low && cell <= high },
	LIST: { values: 'many', holds: (cell, values) => values.includes(cell) },
	STR_START_WITH: {
		values: 1,
		stringsOnly: true,
		holds: (cell, [value]) => `${cell}`.startsWith(`${value}`),
	},
	STR_END_WITH: { values: 1, stringsOnly: true, holds: (cell, [value]) => `${cell}`.endsWith(`${value}`) },
	STR_CONTAIN: { values: 1, stringsOnly: true, holds: (cell, [value]) => `${cell}`.includes(`${value}`) },
	STR_BLANK: { values: 0, holds: (cell) => cell === '' || cell === 0 },
	STR_NOT_BLANK: { values: 0, holds: (cell) => cell !== '' && cell !== 0 },
};

/** The query as a test of a row; whatever the server would not understand is refused here. */
export function compileQuery(query: Query | undefined, seen: VisibleTable, asker: Asker): Test {
	if (query === undefined) return () => true;
	const { matchType = 'MATCH_ALL', condition = [], complexQuery = [] } = query;
	if (matchType !== 'MATCH_ALL' && matchType !== 'MATCH_ANY') {
		throw badRequest(`unknown matchType ${String(matchType)}`);
	}
	if (!Array.isArray(condition) || !Array.isArray(complexQuery)) {
		throw badRequest('query: condition and complexQuery are lists');
	}
	const tests = condition.map((entry) => compileCondition(entry, seen, asker));
	const flat: Test =
		tests.length === 0
			? () => true
			: matchType === 'MATCH_ALL'
				? (row) => tests.every((test) => test(row))
				: (row) => tests.some((test) => test(row));
	const nested = compileNested(complexQuery, seen, asker);
	return (row) => flat(row) && nested(row);
}

/**
 * One level of nested queries. What stands before the first has nothing to join, so its andOr only has to be
 * valid; AND and OR mixed on one level are refused, since no source says which binds first.
 */
function compileNested(entries: NonNullable<Query['complexQuery']>, seen: VisibleTable, asker: Asker): Test {
	if (entries.length === 0) return () => true;
	for (const { andOr } of entries) {
		if (andOr !== 'AND' && andOr !== 'OR') throw badRequest(`complexQuery: unknown andOr ${String(andOr)}`);
	}
	const joins = new Set(entries.slice(1).map(({ andOr }) => andOr));
	if (joins.size > 1) throw badRequest('complexQuery: AND and OR on one level, nest them');
	const tests = entries.map(({ query }) => {
		if (query === undefined) throw badRequest('complexQuery: an entry without query');
		return compileQuery(query, seen, asker);
	});
	return joins.has('OR')
		? (row) => tests.some((test) => test(row))
		: (row) => tests.every((test) => test(row));
}

function compileCondition(condition: Condition, seen: VisibleTable, asker: Asker): Test {
	const column = seen.column(condition.controlId);
	const operator = OPERATORS[String(condition.operator)];
	if (!operator) throw badRequest(`unknown operator ${String(condition.operator)}`);
	const given = condition.value ?? [];
	const fits = operator.values === 'many' ? given.length > 0 : given.length === operator.values;
	if (!Array.isArray(given) || !fits) {
		throw badRequest(`${String(condition.operator)} on ${column.alias} takes ${operator.values} value(s)`);
	}
	if (operator.stringsOnly && column.type !== 'string') {
		throw failed(`${String(condition.operator)}: ${column.alias} is not a text column`);
	}
	const values = given.map((value) =>
		comparable(readValue(value, whole(column, operator), asker), whole(column, operator)),
	);
	return (row) => operator.holds(comparable(row[column.alias], column), values);
}

/** Part of a business unit is compared as typed; only a whole one is right-justified first. */
function whole(column: Column, operator: Operator): Column {
	return operator.stringsOnly ? { ...column, rightJustified: false } : column;
}
