import type { Session } from './session.cts';

export type ColumnType = 'string' | 'number' | 'boolean' | 'date';
export type Cell = string | number | boolean | null;
export type Row = Record<string, Cell>;

export interface DataTable {
	id: string;
	name: string;
	projectId: string;
	columns: Array<{ id: string; name: string; type: ColumnType }>;
}

export type Condition =
	'eq' | 'neq' | 'like' | 'ilike' | 'gt' | 'gte' | 'lt' | 'lte' | 'isEmpty' | 'isNotEmpty';

export interface Filter {
	type?: 'and' | 'or';
	filters: Array<{ columnName: string; condition: Condition; value: Cell }>;
}

const PAGE = 100;

/** Either a full filter, or column values that must all be equal. */
export type Where = Filter | Record<string, Cell>;

export function tableCalls(session: Session) {
	const pathTo = async (id = '', what = '') =>
		`/rest/projects/${await session.personalProject()}/data-tables${id && `/${id}`}${what && `/${what}`}`;

	async function dataTables(): Promise<DataTable[]> {
		return await allPages<DataTable>(await pathTo());
	}

	/** Never the first that matches: n8n's own look-up by name is a substring match. */
	async function dataTable(name: string): Promise<DataTable> {
		const tables = await dataTables();
		const found = tables.filter((table) => table.name === name);
		if (found.length === 1) return found[0];
		throw new Error(
			`${found.length} data tables are named '${name}'. There are: ${tables.map((table) => table.name).join(', ')}`,
		);
	}

	async function allPages<T>(path: string, query: Record<string, unknown> = {}): Promise<T[]> {
		const all: T[] = [];
		for (;;) {
			const page = await session.get<{ data: T[]; count: number }>(path, {
				...query,
				skip: all.length,
				take: PAGE,
			});
			all.push(...page.data);
			if (page.data.length === 0 || all.length >= page.count) return all;
		}
	}

	return {
		dataTables,
		dataTable,

		async createDataTable(name: string, columns: Record<string, ColumnType>): Promise<DataTable> {
			return await session.post<DataTable>(await pathTo(), {
				name,
				columns: Object.entries(columns).map(([column, type]) => ({ name: column, type })),
			});
		},

		async deleteDataTable(name: string): Promise<void> {
			await session.delete(await pathTo((await dataTable(name)).id));
		},

		/** All rows, oldest first, with n8n's own columns `id`, `createdAt` and `updatedAt`. */
		async rows(table: string, where?: Where): Promise<Row[]> {
			const path = await pathTo((await dataTable(table)).id, 'rows');
			return await allPages<Row>(path, { filter: where && toFilter(where), sortBy: 'id:asc' });
		},

		async insertRows(table: string, rows: Row[]): Promise<Row[]> {
			const path = await pathTo((await dataTable(table)).id, 'insert');
			return await session.post<Row[]>(path, { data: rows, returnType: 'all' });
		},

		/** The changed rows. */
		async updateRows(table: string, where: Where, data: Row): Promise<Row[]> {
			const path = await pathTo((await dataTable(table)).id, 'rows');
			return await session.patch<Row[]>(path, { filter: toFilter(where), data, returnData: true });
		},

		/** The deleted rows. n8n refuses to delete without a condition. */
		async deleteRows(table: string, where: Where): Promise<Row[]> {
			const path = await pathTo((await dataTable(table)).id, 'rows');
			return await session.delete<Row[]>(path, { filter: toFilter(where), returnData: true });
		},
	};
}

function toFilter(where: Where): Filter {
	if (isFilter(where)) return where;
	return {
		type: 'and',
		filters: Object.entries(where).map(([columnName, value]) => ({ columnName, condition: 'eq', value })),
	};
}

const isFilter = (where: Where): where is Filter => Array.isArray(where.filters);
