import type { IDataObject } from 'n8n-workflow';

import { aisTimeStampToLocal } from '../../../lib/dates';
import { isRecord } from '../../../lib/diff';
import { fail, upstreamText, withoutSecrets } from '../../../lib/failure';
import { aggregateRequest, missingIn, namedGroup } from '../model/aggregation';
import type { Aggregation } from '../model/aggregation';
import { exceptionText, isException } from '../model/answerErrors';
import { browseRequest, controlId } from '../model/query';
import type { Match, TableQuery, TargetType } from '../model/query';
import { inUsersDecimals, withSign } from '../model/decimals';
import { inOneForm } from '../model/grid';
import { byAlias, byColumn } from '../model/rows';
import type { Row } from '../model/rows';
import { isDateColumn } from '../model/tables';
import type { Ais } from './connection';
import { errorText } from './failures';

export interface Page {
	rows: Row[];
	/** the page was cut: the only word AIS gives on whether there is more */
	more: boolean;
	/** the JDE server's own clock when it answered, `2026-11-22T10:56:18` */
	clock: string | undefined;
	/** the columns' names in words, in the language of the signed-on user */
	titles: IDataObject;
	/** where the next page of the same result set is had, below `/jderest`; only where it was asked for */
	next?: string;
}

/** Reads one page of a table. @throws Failed naming table and column */
export async function readPage(ais: Ais, query: TableQuery): Promise<Page> {
	const body = await ais.call({
		method: 'POST',
		path: '/v2/dataservice',
		body: browseRequest(
			{ ...query, where: inUsersDecimals(query.where, ais.userDecimalSign) },
			ais.userDateFormat,
		),
		// A read, though it is a POST.
		effect: 'repeatable',
		what: `table ${query.table}`,
	});
	return pageOf(ais, query, body);
}

/**
 * Reads on in a result set that the server keeps open for a minute. It hands a page out once: a call whose answer is
 * lost must not be repeated, or a page would be missing.
 */
export async function readNextPage(ais: Ais, query: TableQuery, next: string): Promise<Page> {
	const what = `table ${query.table}`;
	return pageOf(ais, query, await ais.call({ method: 'GET', path: next, effect: 'once', what }));
}

function pageOf(ais: Ais, query: TableQuery, body: IDataObject): Page {
	const { table, targetType = 'table', columns = [], required = [] } = query;
	const form = body[`fs_DATABROWSE_${table}`];
	const grid = isRecord(form) && isRecord(form.data) ? form.data.gridData : undefined;
	failOnErrors(ais, table, body, form);
	if (!isRecord(grid) || !Array.isArray(grid.rowset) || hasNestedCells(grid.rowset)) unreadable(table, body);

	const named = targetType === 'view' ? byColumn : (row: IDataObject) => byAlias(table, row);
	const rows = (grid.rowset as IDataObject[]).map((row) => inOneForm(table, named(row), ais.userDateFormat));
	// Older releases call the names in words `titles`.
	const words = [grid.columns, grid.titles].find(isRecord) ?? {};
	const titles = named(words);
	failOnMissingColumn(table, [...columns, ...required], rows, titles);
	return {
		rows,
		more: isCut(grid.summary, rows.length),
		clock: aisTimeStampToLocal(String(body.timeStamp ?? '')),
		titles,
		next: nextOf(body.links),
	};
}

/** Other output types hold each cell in an object of its own, which would be taken for its value. */
function hasNestedCells([first]: unknown[]): boolean {
	return isRecord(first) && Object.values(first).some(isRecord);
}

/** Where the server does not say whether it cut the page, only an empty one is the last. */
function isCut(summary: unknown, rows: number): boolean {
	const said = isRecord(summary) ? summary.moreRecords : undefined;
	return said === undefined || said === null ? rows > 0 : said === true || said === 'true';
}

const NEXT_PAGE = '/v2/dataservice/next';

/**
 * The server writes links with its own idea of its address, which may be out of reach, unencrypted or another host's.
 * Only what stands behind the known path is taken from it; it goes to the configured server.
 */
function nextOf(links: unknown): string | undefined {
	const next = Array.isArray(links) ? links.find((link) => isRecord(link) && link.rel === 'next') : undefined;
	const [, query] = /\/dataservice\/next\?([^#]+)/.exec(String((next as IDataObject)?.href ?? '')) ?? [];
	return query === undefined ? undefined : `${NEXT_PAGE}?${query}`;
}

/**
 * Groups a table on the server. Each group is `{ groupBy: { 'F0411.PYE': 5001 }, COUNT: 3 }`.
 * @throws Failed naming the table
 */
export async function aggregate(ais: Ais, aggregation: Aggregation): Promise<IDataObject[]> {
	const { table, where, having = [] } = aggregation;
	const sign = ais.userDecimalSign;
	const asked: Aggregation = {
		...aggregation,
		where: inUsersDecimals(where, sign),
		having: having.map((condition) => ({ ...condition, value: withSign(condition.value, sign) })),
	};
	const body = await ais.call({
		method: 'POST',
		path: '/v2/dataservice',
		body: aggregateRequest(asked, ais.userDateFormat),
		effect: 'repeatable',
		what: `table ${table}`,
	});
	const result = body[`ds_${table}`];
	failOnErrors(ais, table, body, result);
	if (!isRecord(result) || !Array.isArray(result.output)) unreadable(table, body);
	const groups = result.output.filter(isRecord).map((group) => namedGroup(group, aggregation));
	failOnMissing(missingIn(groups, aggregation));
	return groups;
}

export async function countRows(
	ais: Ais,
	table: string,
	where: readonly Match[],
	targetType?: TargetType,
): Promise<number> {
	const [{ COUNT = 0 } = {}] = await aggregate(ais, { table, targetType, where, groupBy: [] });
	return Number(COUNT);
}

/** HTTP 200 can still carry errors. */
function failOnErrors(ais: Ais, table: string, body: IDataObject, form: unknown): void {
	const says = [body, form]
		.filter(isRecord)
		.map(({ sysErrors, errors, error }) => errorText({ sysErrors, errors, error }))
		.concat(isException(body) ? exceptionText(body) : [])
		.filter((text) => text !== '')
		.join(' · ');
	if (says === '') return;
	fail({
		code: 'JDE_TABLE_READ',
		category: 'validation',
		message: `JD Edwards could not read table ${table}`,
		description: `Check that the table and every column exist in this environment. JD Edwards says: ${upstreamText(withoutSecrets(says, ais.session.secrets()))}`,
		httpStatus: 200,
	});
}

function unreadable(table: string, body: IDataObject): never {
	fail({
		code: 'JDE_TABLE_SHAPE',
		category: 'configuration',
		message: `The AIS Server answered for table ${table} in a shape that is not known`,
		description: `Grid data was expected. The answer has: ${upstreamText(Object.keys(body).join(', '))}`,
		httpStatus: 200,
	});
}

/**
 * Column security removes a column without a word; a key that is not there would end as endless paging. An empty date
 * is null, which a server may leave out of the row as well: then its name in words shows that it is there.
 */
function failOnMissingColumn(
	table: string,
	columns: readonly string[],
	rows: readonly Row[],
	titles: IDataObject,
): void {
	const isThere = (column: string) =>
		rows.some((row) => column in row) || (isDateColumn(column) && column in titles);
	const missing = rows.length === 0 ? [] : columns.filter((column) => !isThere(column));
	failOnMissing(missing.map((column) => controlId(table, column)));
}

function failOnMissing(columns: readonly string[]): void {
	if (columns.length === 0) return;
	fail({
		code: 'JDE_COLUMN_MISSING',
		category: 'permission',
		message: `JD Edwards did not return ${columns.join(', ')}`,
		description:
			'The column does not exist in this environment, or column security hides it from the user of the credential',
		httpStatus: 200,
	});
}
