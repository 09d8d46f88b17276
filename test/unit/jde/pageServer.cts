import type { IDataObject } from 'n8n-workflow';

import type { Ais, AisRequest } from '../../../nodes/JdeAis/transport/connection';

export type Cell = string | number | null;
export type TestRow = Record<string, Cell>;

interface Level {
	matchType?: string;
	condition?: Array<{ controlId: string; operator: string; value?: Array<{ content: string }> }>;
	complexQuery?: Array<{ andOr: string; query: Level }>;
}

export interface PageServerOptions {
	/** live: tests insert and delete between pages */
	rows: TestRow[];
	/** DB Fetch Limit: no page is larger */
	fetchLimit?: number;
	userDateFormat?: string;
	/** runs before each page, with its number from 0 */
	before?: (page: number) => void;
	/** says that there is more, whatever there is */
	alwaysMore?: boolean;
	/** answers every request with the first page */
	ignoresConditions?: boolean;
}

/** A table in memory behind `Ais.call`: evaluates the request body by itself, without any product code. */
export function pageServer(table: string, options: PageServerOptions): Ais & { bodies: IDataObject[] } {
	const { fetchLimit = Infinity, userDateFormat = 'MM/dd/yyyy' } = options;
	const bodies: IDataObject[] = [];
	const call = async ({ body = {} }: AisRequest): Promise<IDataObject> => {
		options.before?.(bodies.length);
		bodies.push(body);
		if (bodies.length > 10_000) throw new Error('endless paging');
		const found = options.rows.filter(
			(row) => options.ignoresConditions || holds(body.query as Level, row, userDateFormat),
		);
		const sorted = shuffled(found, bodies.length).sort((a, b) => byOrder(body, a, b));
		const size = Math.min(Number(body.maxPageSize), fetchLimit);
		const rowset = sorted
			.slice(0, size)
			.map((row) =>
				Object.fromEntries(Object.entries(row).map(([name, cell]) => [`${table}_${name}`, cell])),
			);
		const moreRecords = options.alwaysMore === true || sorted.length > size;
		return {
			[`fs_DATABROWSE_${table}`]: {
				data: { gridData: { rowset, summary: { records: rowset.length, moreRecords } } },
				errors: [],
			},
			timeStamp: '2026-11-22:10.56.18',
			sysErrors: [],
		} as unknown as IDataObject;
	};
	return { call, bodies, userDateFormat, session: { secrets: () => [] } } as unknown as Ais & {
		bodies: IDataObject[];
	};
}

export function holds(level: Level | undefined, row: TestRow, format: string): boolean {
	if (level === undefined) return true;
	const own = (level.condition ?? []).map((one) => meets(one, row, format));
	const inner = (level.complexQuery ?? []).map(({ andOr, query }) => {
		if (andOr !== 'AND') throw new Error('only AND is expected here');
		return holds(query, row, format);
	});
	const any = level.matchType === 'MATCH_ANY' && own.length > 0;
	return (any ? own.some(Boolean) : own.every(Boolean)) && inner.every(Boolean);
}

function meets(
	{ controlId, operator, value = [] }: NonNullable<Level['condition']>[number],
	row: TestRow,
	format: string,
): boolean {
	const cell = row[controlId.split('.')[1]!];
	if (cell === undefined) throw new Error(`no column ${controlId}`);
	const text = cell === null ? '' : String(cell).trim();
	const literals = value.map(({ content }) => literal(controlId, content, format));
	const [first = '', second = ''] = literals;
	switch (operator) {
		case 'EQUAL':
			return order(cell, first) === 0;
		case 'NOT_EQUAL':
			return order(cell, first) !== 0;
		case 'LESS':
			return order(cell, first) < 0;
		case 'LESS_EQUAL':
			return order(cell, first) <= 0;
		case 'GREATER':
			return order(cell, first) > 0;
		case 'GREATER_EQUAL':
			return order(cell, first) >= 0;
		case 'BETWEEN':
			return order(cell, first) >= 0 && order(cell, second) <= 0;
		case 'LIST':
			return literals.some((one) => order(cell, one) === 0);
		case 'STR_START_WITH':
			return text.startsWith(first);
		case 'STR_END_WITH':
			return text.endsWith(first);
		case 'STR_CONTAIN':
			return text.includes(first);
		case 'STR_BLANK':
			return text === '';
		case 'STR_NOT_BLANK':
			return text !== '';
		default:
			throw new Error(`unknown operator ${operator}`);
	}
}

/** A date must be written as the user sees it: anything else is refused, as the AIS Server does. */
function literal(controlId: string, content: string, format: string): string {
	if (!controlId.endsWith('.UPMJ')) return content;
	const names: string[] = [];
	const pattern = format.replace(/yyyy|yy|MM|dd/g, (part) => {
		names.push(part);
		return `(\\d{${part.length}})`;
	});
	const match = new RegExp(`^${pattern}$`).exec(content);
	if (match === null) throw new Error(`'${content}' is not a date in the format ${format}`);
	const part = (name: string) => (names.includes(name) ? match[names.indexOf(name) + 1] : undefined);
	return `${part('yyyy') ?? `20${part('yy')}`}${part('MM')}${part('dd')}`;
}

/** Numbers by size, texts by code, a blank date before all others. */
function order(cell: Cell, other: Cell): number {
	if (typeof cell === 'number') return cell - Number(other);
	const [a, b] = [cell ?? '', other === null ? '' : String(other)];
	return a === b ? 0 : a < b ? -1 : 1;
}

function byOrder(body: IDataObject, a: TestRow, b: TestRow): number {
	const { orderBy = [] } = (body.aggregation ?? {}) as {
		orderBy?: Array<{ column: string; direction: string }>;
	};
	for (const { column, direction } of orderBy) {
		const name = column.split('.')[1]!;
		const compared = order(a[name]!, b[name]!);
		if (compared !== 0) return direction === 'DESC' ? -compared : compared;
	}
	return 0;
}

/** Ties come in another order with every page. */
function shuffled<T>(values: readonly T[], seed: number): T[] {
	return values
		.map((value, i) => ({ value, rank: ((i + 1) * 7919 * seed) % 104_729 }))
		.sort((a, b) => a.rank - b.rank)
		.map(({ value }) => value);
}
