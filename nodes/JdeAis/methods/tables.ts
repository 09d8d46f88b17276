import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchResult,
	INodePropertyOptions,
} from 'n8n-workflow';

import { fail, settle } from '../../../lib/failure';
import { inEditor } from '../../../lib/node/editor';
import { columnWords } from '../model/columns';
import { chosen } from '../model/parameters';
import type { TargetType } from '../model/query';
import { TABLES, columnsOf, isTableName } from '../model/tables';
import { connect } from '../transport/connection';
import { readPage } from '../transport/dataService';

/** The tables this package knows; any other is entered by name. */
export async function searchTables(this: ILoadOptionsFunctions, filter = ''): Promise<INodeListSearchResult> {
	const tables = Object.entries(TABLES).map(([value, { title }]) => ({ name: `${value} - ${title}`, value }));
	return { results: tables.filter(({ name }) => matches(name, filter)) };
}

/** The columns of the chosen table with their names in words, for one to be picked. */
export async function searchColumns(
	this: ILoadOptionsFunctions,
	filter = '',
): Promise<INodeListSearchResult> {
	const columns = await inEditor(this, async () => await columnsToPick(this));
	return { results: columns.filter(({ name }) => matches(name, filter)) };
}

/** The same, for several to be picked. */
export async function getColumns(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	return await inEditor(this, async () => await columnsToPick(this));
}

async function columnsToPick(
	context: ILoadOptionsFunctions,
): Promise<Array<{ name: string; value: string }>> {
	const table = chosen(context.getCurrentNodeParameter('table')).toUpperCase();
	if (!isTableName(table)) return noTable();
	const titles = await titlesOf(context, table);
	return Object.entries(titles)
		.map(([value, title]) => {
			const words = String(title ?? '').trim() || columnWords(table, value);
			return { value, name: words ? `${value} - ${words}` : value };
		})
		.sort((a, b) => (a.value < b.value ? -1 : 1));
}

/** As the server names all columns, in the user's language; without the server, the known ones. */
async function titlesOf(context: ILoadOptionsFunctions, table: string): Promise<IDataObject> {
	const targetType = (context.getCurrentNodeParameter('targetType') ?? 'table') as TargetType;
	const read = await settle(async () => {
		const query = { table, targetType, where: [], orderBy: [], pageSize: 1 };
		const { titles, rows } = await readPage(await connect(context, {}), query);
		return Object.keys(titles).length > 0 ? titles : namesOnly(Object.keys(rows[0] ?? {}));
	});
	const known = targetType === 'table' ? columnsOf(table) : [];
	if (!read.ok && known.length === 0) fail(read.failure);
	return read.ok && Object.keys(read.value).length > 0 ? read.value : namesOnly(known);
}

function namesOnly(columns: readonly string[]): IDataObject {
	return Object.fromEntries(columns.map((column) => [column, '']));
}

function matches(name: string, filter: string): boolean {
	return name.toLowerCase().includes(filter.trim().toLowerCase());
}

function noTable(): never {
	return fail({
		code: 'JDE_TABLE_NAME',
		category: 'configuration',
		message: "Choose 'Table or View' first: the columns depend on it",
		description: 'Where the table comes from an expression, enter the aliases by hand',
	});
}
