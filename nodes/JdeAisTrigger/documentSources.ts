import type { IDataObject } from 'n8n-workflow';

import { scopeOf } from '../JdeAis/actions/supplier/fields';
import type { SupplierOptions } from '../JdeAis/actions/supplier/fields';
import type { DocumentResource } from '../JdeAis/actions/shared/documents';
import type { Scope } from '../JdeAis/model/documents/kind';
import { inList, readChunk, readDocuments } from '../JdeAis/model/documents/read';
import type { Condition } from '../JdeAis/model/query';
import { keyOf } from '../JdeAis/model/readRows';
import { jdeClock, readSupplierChunk, readSuppliers } from '../JdeAis/model/readSuppliers';
import { timeColumnOf } from '../JdeAis/model/tables';
import type { Ais } from '../JdeAis/transport/connection';
import { readPage } from '../JdeAis/transport/dataService';
import type { ChangedSource } from './source';

/** Rows looked at for the newest documents: some belong together, some are out of scope. */
const NEWEST_ROWS = 50;

export function documentSource<R extends Scope>(
	ais: Ais,
	{ kind, plural, rulesOf }: DocumentResource<R>,
	options: IDataObject,
): ChangedSource {
	const rules = rulesOf(options);
	return {
		plural,
		clock: async () => await jdeClock(ais, kind.table, kind.columns[0]),
		async read(window, { after, limit }) {
			const range = { window, limit, after: after === undefined ? undefined : kind.read(after) };
			const { documents, next } = await readChunk(ais, kind, rules, range);
			return { next, found: documents.map((document) => ({ key: String(document.key), document })) };
		},
		async newest(count) {
			const ofTypes = inList(kind.typeColumn, rules.types);
			const keys = await newestKeys(ais, kind.table, kind.columns, ofTypes);
			return (await readDocuments(ais, kind, rules, keys)).documents.slice(0, count);
		},
	};
}

export function supplierSource(ais: Ais, options: SupplierOptions): ChangedSource {
	const clock = async () => await jdeClock(ais);
	return {
		plural: 'suppliers',
		clock,
		async read(window, range) {
			const scope = scopeOf(options, window.until);
			const { documents, next } = await readSupplierChunk(ais, scope, { ...range, window });
			return { next, found: documents.map((document) => ({ key: String(document.number), document })) };
		},
		async newest(count) {
			const numbers = await newestKeys(ais, 'F0401', ['AN8'], []);
			const scope = scopeOf(options, (await clock()).slice(0, 10));
			const { documents } = await readSuppliers(ais, scope, numbers);
			const rank = (document: IDataObject) => numbers.indexOf(String(document.number));
			return documents.sort((a, b) => rank(a) - rank(b)).slice(0, count);
		},
	};
}

async function newestKeys(
	ais: Ais,
	table: string,
	columns: readonly string[],
	conditions: Condition[],
): Promise<string[]> {
	const { rows } = await readPage(ais, {
		table,
		columns: [...columns, 'UPMJ'],
		where: [{ type: 'MATCH_ALL', conditions }],
		orderBy: ['UPMJ', ...timeColumnOf(table)].map((column) => ({ column, descending: true })),
		pageSize: NEWEST_ROWS,
	});
	return [...new Set(rows.map((row) => keyOf(row, columns)))];
}
