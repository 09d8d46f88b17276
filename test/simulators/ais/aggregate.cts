import type { VisibleTable } from './access.cts';
import type { Column, Row } from './catalogue/index.cts';
import type { DataRequest } from './dataRequest.cts';
import { badRequest, failed } from './errors.cts';
import { comparable, compareCells } from './literal.cts';
import { localMidnight } from './zone.cts';

type Value = string | number | null;

interface Aggregate {
	/** key in the answer: `COUNT` for rows, else `F4311.AOPN_SUM` */
	key: string;
	column?: Column;
	of(rows: Row[]): Value;
}

export interface Group {
	groupBy?: Record<string, Value>;
	[key: string]: unknown;
}

/** The `output` list of an AGGREGATION answer. */
export function aggregated(rows: Row[], request: DataRequest, seen: VisibleTable, zone: string): Group[] {
	const { aggregations, groupBy = [], orderBy = [] } = request.aggregation;
	if (!Array.isArray(aggregations) || aggregations.length === 0) throw badRequest('aggregations is empty');
	if (!Array.isArray(groupBy) || !Array.isArray(orderBy)) throw badRequest('groupBy and orderBy are lists');
	const wanted = aggregations.map((entry) => readAggregate(entry, seen, zone));
	const groupColumns: Column[] = groupBy.map((entry) => seen.column((entry as { column?: unknown }).column));

	const groups = new Map<string, Row[]>();
	if (groupColumns.length === 0) groups.set('', []);
	for (const row of rows) {
		const key = JSON.stringify(groupColumns.map((column) => comparable(row[column.alias], column)));
		const group = groups.get(groupColumns.length === 0 ? '' : key);
		if (group) group.push(row);
		else groups.set(key, [row]);
	}
	const output = [...groups.values()].map((members): Group => {
		const values = Object.fromEntries(wanted.map(({ key, of }) => [key, of(members)]));
		if (groupColumns.length === 0) return values;
		const names = groupColumns.map((column) => [
			`${seen.table.name}.${column.alias}`,
			outValue(comparable(members[0][column.alias], column), column, zone),
		]);
		return { groupBy: Object.fromEntries(names), ...values };
	});
	return sortGroups(output.filter(havingTest(request.having, seen, zone)), orderBy, seen);
}

const FUNCTIONS: Record<string, (values: Array<string | number>) => Value> = {
	SUM: (values) => sum(values),
	AVG: (values) => (values.length === 0 ? null : sum(values) / values.length),
	MIN: (values) => (values.length === 0 ? null : [...values].sort(compareCells)[0]),
	MAX: (values) => (values.length === 0 ? null : [...values].sort(compareCells)[values.length - 1]),
	COUNT: (values) => values.length,
};

function readAggregate(entry: unknown, seen: VisibleTable, zone: string): Aggregate {
	const { aggregation, column: name } = entry as { aggregation?: unknown; column?: unknown };
	if (aggregation === 'COUNT' && name === '*') return { key: 'COUNT', of: (rows) => rows.length };
	const [, base, distinct] = /^(SUM|AVG|COUNT|MIN|MAX)(_DISTINCT)?$/.exec(String(aggregation)) ?? [];
	if (base === undefined || (distinct && /^M/.test(base))) {
		throw badRequest(`unknown aggregation ${String(aggregation)}`);
	}
	const column = seen.column(name);
	if (/^(SUM|AVG)$/.test(base) && column.type !== 'number') {
		throw failed(`${base}: ${column.alias} is not numeric`);
	}
	return {
		key: `${seen.table.name}.${column.alias}_${String(aggregation)}`,
		column,
		of(rows) {
			const values = rows.map((row) => comparable(row[column.alias], column));
			const value = FUNCTIONS[base](distinct ? [...new Set(values)] : values);
			return /^M/.test(base) && value !== null ? outValue(value, column, zone) : value;
		},
	};
}

function outValue(value: string | number, column: Column, zone: string): Value {
	if (column.type === 'date') return value === '' ? null : localMidnight(String(value), zone);
	return value === '' ? ' ' : value;
}

/** Cents are added as whole numbers: a database has no 0.1 + 0.2. */
function sum(values: Array<string | number>): number {
	const scale = 1e6;
	return values.reduce<number>((total, value) => total + Math.round(Number(value) * scale), 0) / scale;
}

const COMPARISONS: Record<string, (left: number, right: number) => boolean> = {
	EQUAL: (left, right) => left === right,
	NOT_EQUAL: (left, right) => left !== right,
	LESS: (left, right) => left < right,
	LESS_EQUAL: (left, right) => left <= right,
	GREATER: (left, right) => left > right,
	GREATER_EQUAL: (left, right) => left >= right,
};

function havingTest(having: unknown, seen: VisibleTable, zone: string): (group: Group) => boolean {
	const { condition = [] } = (having ?? {}) as { condition?: unknown };
	if (!Array.isArray(condition)) throw badRequest('having.condition is a list');
	const tests = condition.map(({ aggregation, controlId, operator, value }) => {
		const { key } = readAggregate({ aggregation, column: controlId }, seen, zone);
		const compare = COMPARISONS[String(operator)];
		const literal = Array.isArray(value)
			? Number(String((value[0] as { content?: unknown })?.content).replace(',', '.'))
			: Number.NaN;
		if (!compare || Number.isNaN(literal)) throw badRequest('having: operator or value');
		return (group: Group) => compare(Number(group[key]), literal);
	});
	return (group) => tests.every((test) => test(group));
}

function sortGroups(groups: Group[], orderBy: unknown[], seen: VisibleTable): Group[] {
	const order = orderBy.map((entry) => {
		const { column, direction = 'ASC', aggregation } = entry as Record<string, unknown>;
		const name = `${seen.table.name}.${seen.column(column).alias}`;
		const factor = direction === 'DESC' ? -1 : 1;
		return (group: Group) =>
			[aggregation ? group[`${name}_${String(aggregation)}`] : group.groupBy?.[name], factor] as const;
	});
	return [...groups].sort((left, right) => {
		for (const read of order) {
			const [leftValue, factor] = read(left);
			const difference = compareCells(leftValue as string, read(right)[0] as string) * factor;
			if (difference !== 0) return difference;
		}
		return 0;
	});
}
