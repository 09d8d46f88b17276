import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import { fail, settle } from '../../../../lib/failure';
import { eachItem } from '../../../../lib/node/operation';
import type { ItemResult } from '../../../../lib/node/operation';
import { parameterReader } from '../../../../lib/node/parameters';
import { listOf, orderOf } from '../../model/parameters';
import type { Match } from '../../model/query';
import { readable } from '../../model/rows';
import type { Row } from '../../model/rows';
import { TABLES } from '../../model/tables';
import { aisFor } from '../../transport/connection';
import type { Ais } from '../../transport/connection';
import { readPage } from '../../transport/dataService';
import { readByKey } from '../../transport/keySet';
import { optionsOf } from '../options';
import { limitFields, matchOf, ownOptions, tableOf } from './fields';

export const description: INodeProperties[] = [...limitFields, optionsOf('table', ['getAll'], ownOptions)];

interface Options {
	columns?: string;
	keyColumns?: string;
	orderBy?: string;
	pageSize?: number;
	paging?: 'key' | 'single';
	rawValues?: boolean;
}

/** Reads the rows of a table, by short aliases. */
export async function execute(this: IExecuteFunctions, items: INodeExecutionData[]): Promise<ItemResult[]> {
	const ais = await aisFor(this);
	const read = parameterReader(this);
	return await eachItem(
		items,
		async (i) =>
			await settle(async () => {
				const table = tableOf(read, i);
				const match = matchOf(read, i, table);
				const options = read('options', i) as Options;
				const limit = read('returnAll', i) === true ? Infinity : (read('limit', i) as number);
				const rows = await rowsOf(ais, table, match, options, limit);
				return options.rawValues === true ? rows : rows.map((row): IDataObject => readable(table, row));
			}),
	);
}

async function rowsOf(
	ais: Ais,
	table: string,
	match: Match,
	options: Options,
	limit: number,
): Promise<Row[]> {
	const key = listOf(options.keyColumns ?? '') ?? TABLES[table]?.key ?? [];
	const wanted = listOf(options.columns ?? '');
	const orderBy = orderOf(options.orderBy ?? '');
	const pageSize = Math.min(options.pageSize ?? 500, limit);
	const single = options.paging === 'single' || limit <= pageSize;
	if (single) {
		const order = orderBy.length > 0 ? orderBy : key.map((column) => ({ column }));
		const query = { table, columns: wanted, where: [match], orderBy: order, pageSize };
		const { rows, more } = await readPage(ais, query);
		if (more && rows.length < limit && limit === Infinity) cut(table, rows.length);
		return rows.slice(0, limit);
	}
	if (key.length === 0) unknownKey(table);
	if (orderBy.length > 0) orderNeedsOnePage(table);
	const columns = wanted ? [...new Set([...key, ...wanted])] : undefined;
	const rows: Row[] = [];
	for await (const page of readByKey(ais, { table, columns, where: [match], key, pageSize })) {
		rows.push(...page);
		if (rows.length >= limit) break;
	}
	return rows.slice(0, limit);
}

function cut(table: string, rows: number): never {
	fail({
		code: 'JDE_PAGE_CUT',
		category: 'configuration',
		message: `Table ${table} has more rows than the ${rows} that one page holds`,
		description: "Set 'Paging' to By Key, or add conditions",
	});
}

function unknownKey(table: string): never {
	fail({
		code: 'JDE_KEY_UNKNOWN',
		category: 'configuration',
		message: `The key of table ${table} is not known, so it cannot be read page by page`,
		description: "Name its key columns in 'Key Columns', in key order",
	});
}

function orderNeedsOnePage(table: string): never {
	fail({
		code: 'JDE_ORDER',
		category: 'configuration',
		message: `'Order By' cannot be kept when table ${table} is read page by page`,
		description: "Set 'Paging' to Single Page, or sort behind this node",
	});
}
