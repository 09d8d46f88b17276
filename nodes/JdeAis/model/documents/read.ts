import type { IDataObject } from 'n8n-workflow';

import { gridDateToIso } from '../../../../lib/dates';
import type { Ais } from '../../transport/connection';
import { isBehind, keysIn, mergeAscending } from '../changedKeys';
import type { ChangeWindow, KeyStart } from '../changedKeys';
import type { Condition } from '../query';
import { LIST_SIZE, PAGE_SIZE, grouped, rowsOf } from '../readRows';
import type { Row } from '../rows';
import { text } from '../words';
import type { Built, DocumentKind, Scope } from './kind';

/** A guess, which only decides how many calls a small chunk takes. */
const ROWS_A_DOCUMENT = 4;
const SMALLEST_PAGE = 20;

export interface DocumentChunk {
	documents: IDataObject[];
	/** documents left out: key and reason */
	outOfScope: Array<{ key: string; outOfScope: string }>;
	/** where the next chunk starts, null at the end */
	next: string | null;
}

export interface DocumentRange {
	/** key of the document to go on behind */
	after?: string;
	limit: number;
	/** all documents when absent */
	window?: ChangeWindow;
}

/** Whole documents in key order, all or those changed in the window, at most `limit` of them looked at. */
export async function readChunk<R extends Scope>(
	ais: Ais,
	kind: DocumentKind<R>,
	rules: R,
	{ after, limit, window }: DocumentRange,
): Promise<DocumentChunk> {
	// Documents of other companies may share the cursor's number, so that number is read again.
	const from = after === undefined ? {} : { from: after.split('|')[0] };
	const start = { ...from, pageSize: Math.min(PAGE_SIZE, Math.max(SMALLEST_PAGE, ROWS_A_DOCUMENT * limit)) };
	const sources = window ? kind.changed(ais, window, start, rules) : [allKeys(ais, kind, rules, start)];
	const chunk: DocumentChunk = { documents: [], outOfScope: [], next: null };
	let found = 0;
	let keys: string[] = [];
	let last: string | undefined;
	const take = async () => {
		const heads = await headsOf(ais, kind, keys);
		addTo(chunk, kind, await built(ais, kind, heads, rules));
		found += heads.size;
		last = [...heads.keys()].pop() ?? last;
		keys = [];
	};
	for await (const key of mergeAscending(sources)) {
		if (after !== undefined && !isBehind(key, after)) continue;
		// Something more to come, and no room for it; keys that no document has make room again.
		if (found + keys.length >= limit) await take();
		if (found >= limit) return { ...chunk, next: last === undefined ? null : kind.shown(last) };
		keys.push(key);
		if (keys.length >= LIST_SIZE) await take();
	}
	if (keys.length > 0) await take();
	return chunk;
}

/** The documents with these keys; keys that JD Edwards does not have are missing in the result. */
export async function readDocuments<R extends Scope>(
	ais: Ais,
	kind: DocumentKind<R>,
	rules: R,
	keys: readonly string[],
): Promise<DocumentChunk> {
	const chunk: DocumentChunk = { documents: [], outOfScope: [], next: null };
	addTo(chunk, kind, await built(ais, kind, await headsOf(ais, kind, keys), rules));
	return chunk;
}

function addTo<R extends Scope>(chunk: DocumentChunk, kind: DocumentKind<R>, results: Built[]): void {
	for (const { key, document, leftOut } of results) {
		if (document) chunk.documents.push(document);
		else chunk.outOfScope.push({ key: kind.shown(key), outOfScope: leftOut ?? '' });
	}
}

/** The head rows of these documents, in the order of the keys. */
async function headsOf<R extends Scope>(
	ais: Ais,
	{ table, columns, required }: DocumentKind<R>,
	keys: readonly string[],
): Promise<Map<string, Row[]>> {
	const found = grouped(await rowsOf(ais, { table, columns, keys, required }), columns);
	return new Map(keys.flatMap((key) => (found.has(key) ? [[key, found.get(key) as Row[]]] : [])));
}

/** In the order of the heads. What the head alone shows to be out of scope is not read any further. */
async function built<R extends Scope>(
	ais: Ais,
	kind: DocumentKind<R>,
	heads: ReadonlyMap<string, Row[]>,
	rules: R,
): Promise<Built[]> {
	const early = new Map([...heads].map(([key, rows]) => [key, reasonOf(kind, rows, rules)]));
	const inScope = new Map([...heads].filter(([key]) => early.get(key) === undefined));
	const results = inScope.size > 0 ? await kind.build(ais, inScope, rules) : [];
	const byKey = new Map(results.map((result) => [result.key, result]));
	return [...heads.keys()].map((key) => byKey.get(key) ?? { key, leftOut: early.get(key) });
}

function reasonOf<R extends Scope>(
	{ typeColumn, companyColumn, dateColumn }: DocumentKind<R>,
	[row]: readonly Row[],
	{ types, counted, companies, since }: Scope,
): string | undefined {
	const company = companyColumn === undefined ? '' : text(row[companyColumn]);
	if (companyColumn !== undefined && companies.length > 0 && !companies.includes(company)) {
		return `company ${company}`;
	}
	const type = typeColumn === undefined ? '' : text(row[typeColumn]);
	if (typeColumn !== undefined && types.length > 0 && !types.includes(type)) {
		return counted?.get(type) || `document type ${type}`;
	}
	const date = gridDateToIso(text(row[dateColumn]));
	return since !== '' && (date === undefined || date < since) ? `before ${since}` : undefined;
}

/** The server leaves out what it can: a company's ledger may be a small part of the table. */
async function* allKeys<R extends Scope>(
	ais: Ais,
	kind: DocumentKind<R>,
	{ types, counted = new Map(), companies, since }: Scope,
	start: KeyStart,
): AsyncGenerator<string> {
	const { table, columns, typeColumn, companyColumn, dateColumn } = kind;
	const conditions: Condition[] = [
		...inList(typeColumn, types.length === 0 ? [] : [...types, ...counted.keys()]),
		...inList(companyColumn, companies),
		...(since === '' ? [] : [{ column: dateColumn, operator: 'GREATER_EQUAL' as const, values: [since] }]),
	];
	yield* keysIn(ais, { table, columns, conditions }, start);
}

export function inList(column: string | undefined, values: readonly string[]): Condition[] {
	return column === undefined || values.length === 0 ? [] : [{ column, operator: 'LIST', values }];
}
