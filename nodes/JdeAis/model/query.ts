import type { IDataObject } from 'n8n-workflow';

import { formatUserDate, gridDateToIso, isIsoDate } from '../../../lib/dates';
import { fail } from '../../../lib/failure';
import { isDateColumn } from './tables';

/** Operators of an AIS data service condition; BETWEEN takes two values, LIST any number, the blank pair none. */
export const OPERATORS = [
	'EQUAL',
	'NOT_EQUAL',
	'LESS',
	'LESS_EQUAL',
	'GREATER',
	'GREATER_EQUAL',
	'BETWEEN',
	'LIST',
	'STR_START_WITH',
	'STR_END_WITH',
	'STR_CONTAIN',
	'STR_BLANK',
	'STR_NOT_BLANK',
] as const;
export type Operator = (typeof OPERATORS)[number];

/** Dates relative to the JDE server's own day; those with a count take it as the value. */
export const SPECIAL_DATES = [
	'TODAY',
	'TODAY_PLUS_DAY',
	'TODAY_PLUS_MONTH',
	'TODAY_PLUS_YEAR',
	'TODAY_MINUS_DAY',
	'TODAY_MINUS_MONTH',
	'TODAY_MINUS_YEAR',
	'LOGIN_USER',
] as const;

export interface Condition {
	/** alias without the table's prefix: `AN8` */
	column: string;
	operator: Operator;
	/** texts, or ISO dates for date columns */
	values: readonly string[];
	special?: (typeof SPECIAL_DATES)[number];
}

export interface Match {
	type: 'MATCH_ALL' | 'MATCH_ANY';
	conditions: readonly Condition[];
}

export interface TableQuery {
	table: string;
	/** all columns when absent */
	columns?: readonly string[];
	/** every one of these must hold */
	where: readonly Match[];
	orderBy: ReadonlyArray<{ column: string; descending?: boolean }>;
	pageSize: number;
}

/**
 * The body of a BROWSE request.
 * @param userDateFormat AIS reads date literals in the format of the signed-on user
 * @see https://docs.oracle.com/en/applications/jd-edwards/cross-product/9.2/rest-api/op-dataservice-post.html
 */
export function browseRequest(query: TableQuery, userDateFormat: string): IDataObject {
	const { table, columns, where, orderBy, pageSize } = query;
	const control = (column: string) => `${table}.${column}`;
	const filled = where.filter(({ conditions }) => conditions.length > 0);
	return {
		targetName: table,
		targetType: 'table',
		dataServiceType: 'BROWSE',
		outputType: 'GRID_DATA',
		findOnEntry: 'TRUE',
		maxPageSize: String(pageSize),
		...(columns ? { returnControlIDs: columns.map(control).join('|') } : {}),
		...(filled.length > 0 ? { query: queryOf(table, filled, userDateFormat) } : {}),
		...(orderBy.length > 0
			? {
					aggregation: {
						orderBy: orderBy.map(({ column, descending }) => ({
							column: control(column),
							direction: descending ? 'DESC' : 'ASC',
						})),
					},
				}
			: {}),
	};
}

/** Counts rows by groups. */
export interface Aggregation {
	table: string;
	where: readonly Match[];
	groupBy: readonly string[];
}

/** Groups an answer may hold: the default page would cut it after 100. */
const MAX_GROUPS = '2000';

/** The body of an AGGREGATION request that counts rows by groups, in the order of the groups. */
export function aggregateRequest(
	{ table, where, groupBy }: Aggregation,
	userDateFormat: string,
): IDataObject {
	const filled = where.filter(({ conditions }) => conditions.length > 0);
	const columns = groupBy.map((column) => ({ column: `${table}.${column}` }));
	return {
		targetName: table,
		targetType: 'table',
		dataServiceType: 'AGGREGATION',
		outputType: 'GRID_DATA',
		findOnEntry: 'TRUE',
		maxPageSize: MAX_GROUPS,
		...(filled.length > 0 ? { query: queryOf(table, filled, userDateFormat) } : {}),
		aggregation: {
			aggregations: [{ aggregation: 'COUNT', column: '*' }],
			...(columns.length > 0
				? { groupBy: columns, orderBy: columns.map((column) => ({ ...column, direction: 'ASC' })) }
				: {}),
		},
	};
}

/** One level where that says it all; `complexQuery` only to join a MATCH_ANY with something else. */
function queryOf(table: string, matches: readonly Match[], userDateFormat: string): IDataObject {
	const level = (type: Match['type'], conditions: readonly Condition[]): IDataObject => ({
		autoFind: true,
		matchType: type,
		condition: conditions.map((condition) => conditionOf(table, condition, userDateFormat)),
	});
	const all = matches.filter(({ type, conditions }) => type === 'MATCH_ALL' || conditions.length === 1);
	const any = matches.filter((match) => !all.includes(match));
	const together = all.flatMap(({ conditions }) => conditions);
	if (any.length === 0) return level('MATCH_ALL', together);
	if (any.length === 1 && together.length === 0) return level('MATCH_ANY', any[0].conditions);
	const parts = [
		...(together.length > 0 ? [level('MATCH_ALL', together)] : []),
		...any.map(({ conditions }) => level('MATCH_ANY', conditions)),
	];
	return { autoFind: true, complexQuery: parts.map((query) => ({ andOr: 'AND', query })) };
}

function conditionOf(table: string, condition: Condition, userDateFormat: string): IDataObject {
	const { column, operator, values, special } = condition;
	const base = { controlId: `${table}.${column}`, operator };
	if (operator === 'STR_BLANK' || operator === 'STR_NOT_BLANK') return base;
	if (operator === 'BETWEEN' && values.length !== 2) {
		fail({
			code: 'JDE_CONDITION',
			category: 'configuration',
			message: `The condition on ${table}.${column} compares with BETWEEN, which takes two values; it has ${values.length}`,
			description: "Write the two values in 'Value', separated by a comma",
		});
	}
	if (special !== undefined)
		return { ...base, value: [{ content: values[0] ?? '', specialValueId: special }] };
	const literal = (value: string) => {
		// A key read from a page comes back as the grid wrote it.
		const iso = isIsoDate(value) ? value : gridDateToIso(value);
		return isDateColumn(table, column) && iso !== undefined ? formatUserDate(iso, userDateFormat) : value;
	};
	return { ...base, value: values.map((value) => ({ content: literal(value), specialValueId: 'LITERAL' })) };
}
