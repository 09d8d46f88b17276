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
	/** a date column of a table that this package does not know */
	isDate?: boolean;
}

export interface Match {
	type: 'MATCH_ALL' | 'MATCH_ANY';
	conditions: readonly Condition[];
	/** beside the conditions, joined with them in the same way */
	groups?: readonly Match[];
}

export type TargetType = 'table' | 'view';

export interface TableQuery {
	/** the table, or the business view, whose columns are named with their table: `F0101.AN8` */
	table: string;
	targetType?: TargetType;
	/** all columns when absent */
	columns?: readonly string[];
	/** columns without which the rows would be misread: column security hides one without a word */
	required?: readonly string[];
	/** every one of these must hold */
	where: readonly Match[];
	orderBy: ReadonlyArray<{ column: string; descending?: boolean }>;
	pageSize: number;
	/** whether the server is to keep the result set open for further pages */
	keepOpen?: boolean;
}

/**
 * The body of a BROWSE request.
 * @param userDateFormat AIS reads date literals in the format of the signed-on user
 * @see https://docs.oracle.com/en/applications/jd-edwards/cross-product/9.2/rest-api/op-dataservice-post.html
 */
export function browseRequest(query: TableQuery, userDateFormat: string): IDataObject {
	const { table, columns, where, orderBy, pageSize } = query;
	const control = (column: string) => controlId(table, column);
	return {
		targetName: table,
		targetType: query.targetType ?? 'table',
		dataServiceType: 'BROWSE',
		outputType: 'GRID_DATA',
		findOnEntry: 'TRUE',
		maxPageSize: String(pageSize),
		...(query.keepOpen ? { enableNextPageProcessing: true } : {}),
		...(columns ? { returnControlIDs: columns.map(control).join('|') } : {}),
		...queryPart(table, where, userDateFormat),
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

/** `query` of a request, where there is anything to ask. */
export function queryPart(table: string, where: readonly Match[], userDateFormat: string): IDataObject {
	const filled = where.map(withoutEmpty).filter((match) => match !== undefined);
	return filled.length > 0 ? { query: queryOf(table, filled, userDateFormat) } : {};
}

/** `F0101.AN8`; the columns of a view bring their table along. */
export function controlId(table: string, column: string): string {
	return column.includes('.') ? column : `${table}.${column}`;
}

function withoutEmpty(match: Match): Match | undefined {
	const groups = (match.groups ?? []).map(withoutEmpty).filter((group) => group !== undefined);
	return match.conditions.length + groups.length === 0 ? undefined : { ...match, groups };
}

/** One level where that says it all; `complexQuery` only to join a MATCH_ANY or a group with something else. */
function queryOf(table: string, matches: readonly Match[], userDateFormat: string): IDataObject {
	const isFlat = ({ type, conditions, groups = [] }: Match) =>
		groups.length === 0 && (type === 'MATCH_ALL' || conditions.length === 1);
	const together = matches.filter(isFlat).flatMap(({ conditions }) => conditions);
	const others = matches.filter((match) => !isFlat(match));
	const parts: Match[] = [
		...(together.length > 0 ? [{ type: 'MATCH_ALL' as const, conditions: together }] : []),
		...others,
	];
	const queries = parts.map((match) => levelOf(table, match, userDateFormat));
	return queries.length === 1 ? queries[0] : joined(queries, 'AND');
}

/** Conditions and groups never share a level: how the server joins the two is not documented. */
function levelOf(
	table: string,
	{ type, conditions, groups = [] }: Match,
	userDateFormat: string,
): IDataObject {
	const own = {
		autoFind: true,
		matchType: type,
		condition: conditions.map((condition) => conditionOf(table, condition, userDateFormat)),
	};
	if (groups.length === 0) return own;
	const inner = groups.map((group) => levelOf(table, group, userDateFormat));
	return joined([...(conditions.length > 0 ? [own] : []), ...inner], type === 'MATCH_ALL' ? 'AND' : 'OR');
}

function joined(queries: IDataObject[], andOr: 'AND' | 'OR'): IDataObject {
	return { autoFind: true, complexQuery: queries.map((query) => ({ andOr, query })) };
}

function conditionOf(table: string, condition: Condition, userDateFormat: string): IDataObject {
	const { column, operator, values, special } = condition;
	const base = { controlId: controlId(table, column), operator };
	if (operator === 'STR_BLANK' || operator === 'STR_NOT_BLANK') return base;
	if (operator === 'BETWEEN' && values.length !== 2) {
		fail({
			code: 'JDE_CONDITION',
			category: 'configuration',
			message: `The condition on ${controlId(table, column)} compares with BETWEEN, which takes two values; it has ${values.length}`,
			description: "Write the two values in 'Value', separated by a comma",
		});
	}
	if (special !== undefined)
		return { ...base, value: [{ content: values[0] ?? '', specialValueId: special }] };
	if (isBusinessUnit(column) && (operator === 'EQUAL' || operator === 'LIST')) {
		const ways = [...new Set(values.flatMap((value) => [justified(value), value]))];
		return { ...base, operator: ways.length > 1 ? 'LIST' : operator, value: literals(ways) };
	}
	const written = (value: string) => {
		if (isBusinessUnit(column) && !operator.startsWith('STR_')) return justified(value);
		// A key read from a page comes back as the grid wrote it.
		const iso = isIsoDate(value) ? value : gridDateToIso(value);
		const isDate = condition.isDate === true || isDateColumn(column);
		return isDate && iso !== undefined ? formatUserDate(iso, userDateFormat) : value;
	};
	return { ...base, value: literals(values.map(written)) };
}

function literals(values: readonly string[]): IDataObject[] {
	return values.map((content) => ({ content, specialValueId: 'LITERAL' }));
}

const MCU_WIDTH = 12;

/** The database holds a business unit right-justified; whether the server does so with what it is asked for is not certain. */
function justified(value: string): string {
	return value.trim() === '' ? value : value.trim().padStart(MCU_WIDTH);
}

function isBusinessUnit(column: string): boolean {
	return /(^|\.)O?MCU$/.test(column);
}
