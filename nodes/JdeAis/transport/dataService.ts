import type { IDataObject } from 'n8n-workflow';

import { aisTimeStampToLocal } from '../../../lib/dates';
import { isRecord } from '../../../lib/diff';
import { fail, upstreamText, withoutSecrets } from '../../../lib/failure';
import { aggregateRequest } from '../model/aggregation';
import type { Aggregation } from '../model/aggregation';
import { browseRequest } from '../model/query';
import type { Match, TableQuery, TargetType } from '../model/query';
import { byAlias, byColumn } from '../model/rows';
import type { Row } from '../model/rows';
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
		body: browseRequest(query, ais.userDateFormat),
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
	if (!isRecord(grid) || !Array.isArray(grid.rowset)) unreadable(table, body);

	const named = targetType === 'view' ? byColumn : (row: IDataObject) => byAlias(table, row);
	const rows = (grid.rowset as IDataObject[]).map(named);
	failOnMissingColumn(table, [...columns, ...required], rows[0]);
	const summary = isRecord(grid.summary) ? grid.summary : {};
	return {
		rows,
		more: summary.moreRecords === true || summary.moreRecords === 'true',
		clock: aisTimeStampToLocal(String(body.timeStamp ?? '')),
		titles: isRecord(grid.columns) ? named(grid.columns) : {},
		next: nextOf(body.links),
	};
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
	const { table } = aggregation;
	const body = await ais.call({
		method: 'POST',
		path: '/v2/dataservice',
		body: aggregateRequest(aggregation, ais.userDateFormat),
		effect: 'repeatable',
		what: `table ${table}`,
	});
	const result = body[`ds_${table}`];
	failOnErrors(ais, table, body, result);
	if (!isRecord(result) || !Array.isArray(result.output)) unreadable(table, body);
	return result.output as IDataObject[];
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
		.map((part) => errorText({ sysErrors: part.sysErrors, errors: part.errors }))
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

/** Column security removes a column without a word; a key that is not there would end as endless paging. */
function failOnMissingColumn(table: string, columns: readonly string[], row: Row | undefined): void {
	const missing = row === undefined ? [] : columns.filter((column) => !(column in row));
	if (missing.length === 0) return;
	fail({
		code: 'JDE_COLUMN_MISSING',
		category: 'permission',
		message: `JD Edwards did not return ${missing.map((column) => `${table}.${column}`).join(', ')}`,
		description:
			'The column does not exist in this environment, or column security hides it from the user of the credential',
		httpStatus: 200,
	});
}
