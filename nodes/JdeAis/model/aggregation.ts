import type { IDataObject } from 'n8n-workflow';

import { gridDateToIso } from '../../../lib/dates';
import { controlId, queryPart } from './query';
import type { Match, Operator, TargetType } from './query';
import { isDateColumn } from './tables';

export const AGGREGATES = [
	'SUM',
	'MIN',
	'MAX',
	'AVG',
	'COUNT',
	'COUNT_DISTINCT',
	'AVG_DISTINCT',
	'SUM_DISTINCT',
] as const;
export type Aggregate = (typeof AGGREGATES)[number];

/** One figure of each group; COUNT of `*` counts rows. */
export interface Figure {
	aggregate: Aggregate;
	column: string;
}

export interface Having extends Figure {
	operator: Operator;
	value: string;
}

export interface Aggregation {
	table: string;
	targetType?: TargetType;
	where: readonly Match[];
	groupBy: readonly string[];
	/** the number of rows when absent */
	figures?: readonly Figure[];
	having?: readonly Having[];
	/** the order of the groups when absent */
	orderBy?: ReadonlyArray<{ column: string; descending?: boolean }>;
}

/** What is worked out where nothing else is asked for. */
const ROWS: readonly Figure[] = [{ aggregate: 'COUNT', column: '*' }];

/** Groups to ask for: the default page would cut the answer after 100. */
const MAX_GROUPS = 2000;

/**
 * Whether an answer with so many groups may have been cut. AIS does not say so, and what it cuts at is a setting of the
 * site; default page (100), old cap (500) and DB Fetch Limit (2000 unless it was changed) are multiples of a hundred.
 */
export function mayBeCut(groups: number): boolean {
	return groups > 0 && (groups % 100 === 0 || groups >= MAX_GROUPS);
}

/** The body of an AGGREGATION request. */
export function aggregateRequest(aggregation: Aggregation, userDateFormat: string): IDataObject {
	const { table, where, groupBy, figures = ROWS, having = [] } = aggregation;
	const control = (column: string) => (column === '*' ? column : controlId(table, column));
	const columns = groupBy.map((column) => ({ column: control(column) }));
	const orderBy = (aggregation.orderBy ?? groupBy.map((column) => ({ column, descending: false }))).map(
		({ column, descending }) => ({ column: control(column), direction: descending ? 'DESC' : 'ASC' }),
	);
	return {
		targetName: table,
		targetType: aggregation.targetType ?? 'table',
		dataServiceType: 'AGGREGATION',
		outputType: 'GRID_DATA',
		findOnEntry: 'TRUE',
		maxPageSize: String(MAX_GROUPS),
		...queryPart(table, where, userDateFormat),
		aggregation: {
			aggregations: figures.map(({ aggregate, column }) => ({
				aggregation: aggregate,
				column: control(column),
			})),
			...(columns.length > 0 ? { groupBy: columns, orderBy } : {}),
		},
		...(having.length > 0
			? {
					having: {
						condition: having.map(({ aggregate, column, operator, value }) => ({
							aggregation: aggregate,
							controlId: control(column),
							operator,
							value: [{ content: value, specialValueId: 'LITERAL' }],
						})),
					},
				}
			: {}),
	};
}

/** The server's name of a figure: `F4311.AOPN_SUM`, `COUNT`. */
function serverName(table: string, { aggregate, column }: Figure): string {
	return column === '*' ? aggregate : `${controlId(table, column)}_${aggregate}`;
}

/** The recorded answer joins table and column by a point; in rows they are joined by an underscore. */
function valueNamed(group: IDataObject, name: string): IDataObject[string] {
	return group[name] ?? group[name.replace('.', '_')];
}

/** A group with the names by which it was asked for: `{ groupBy: { 'F0411.PYE': 5001 }, COUNT: 3 }`. */
export function namedGroup(group: IDataObject, { table, groupBy, figures }: Aggregation): IDataObject {
	const given = (group.groupBy ?? {}) as IDataObject;
	const keys = groupBy.map((column) => controlId(table, column));
	const names = (figures ?? ROWS).map((figure) => serverName(table, figure));
	const named = (from: IDataObject, wanted: readonly string[]) =>
		Object.fromEntries(
			wanted
				.map((name) => [name, valueNamed(from, name)] as const)
				.filter(([, value]) => value !== undefined),
		);
	return { ...named(group, names), ...(keys.length > 0 ? { groupBy: named(given, keys) } : {}) };
}

/**
 * What was asked for and is in no group: a name that is not understood would look like nothing, a number of rows like
 * none. Where no row was found, figures other than a count may be left out.
 */
export function missingIn(
	groups: readonly IDataObject[],
	{ table, groupBy, figures = ROWS }: Aggregation,
): string[] {
	if (groups.length === 0) return [];
	const keys = groupBy.map((column) => controlId(table, column));
	const names = figures
		.filter(({ aggregate }) => groupBy.length > 0 || aggregate.startsWith('COUNT'))
		.map((figure) => serverName(table, figure));
	return [
		...keys.filter((key) => groups.every((group) => !(key in ((group.groupBy ?? {}) as IDataObject)))),
		...names.filter((name) => groups.every((group) => !(name in group))),
	];
}

/** Its name in the node's output: `AOPN_SUM`, `COUNT`. */
export function figureName({ aggregate, column }: Figure): string {
	return column === '*' ? aggregate : `${column}_${aggregate}`;
}

/**
 * A group by short names: `{ DRQJ: '2026-01-31', AOPN_SUM: 3239 }`. A day comes as midnight of the server's zone in
 * epoch milliseconds; the zone is not told, so the day nearest to it is taken, which is right up to twelve hours
 * from UTC, and the milliseconds stand beside it unless the zone was given.
 */
export function groupItem(
	group: IDataObject,
	{ table, groupBy, figures = [] }: Aggregation,
	isDate: (column: string) => boolean,
	timeZone: string,
): IDataObject {
	const keys = (group.groupBy ?? {}) as IDataObject;
	const item: IDataObject = {};
	const put = (name: string, column: string, value: unknown) => {
		const day = isDate(column) ? dayOf(value, timeZone) : undefined;
		item[name] = day ?? shown(value);
		if (day !== undefined && typeof value === 'number' && timeZone === '') item[`${name}_epochMs`] = value;
	};
	for (const column of groupBy) put(column, column, keys[controlId(table, column)]);
	for (const figure of figures) {
		const keepsType = figure.aggregate === 'MIN' || figure.aggregate === 'MAX';
		put(figureName(figure), keepsType ? figure.column : '*', group[serverName(table, figure)]);
	}
	return item;
}

export function isKnownDate(more: readonly string[]): (column: string) => boolean {
	return (column) => column !== '*' && (more.includes(column) || isDateColumn(column));
}

const HALF_A_DAY_MS = 43_200_000;

function dayOf(value: unknown, timeZone: string): string | undefined {
	if (typeof value === 'string') return gridDateToIso(value.trim());
	if (typeof value !== 'number') return undefined;
	if (timeZone === '') return new Date(value + HALF_A_DAY_MS).toISOString().slice(0, 10);
	// Sweden writes dates as ISO does.
	return new Intl.DateTimeFormat('sv-SE', { timeZone }).format(new Date(value));
}

function shown(value: unknown): IDataObject[string] {
	return typeof value === 'string' ? value.trim() : ((value ?? null) as IDataObject[string]);
}
