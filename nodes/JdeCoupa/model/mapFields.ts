import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../../../lib/diff';
import { fail } from '../../../lib/failure';
import { setAt, valueAt } from './paths';
import { transformed } from './transforms';
import type { Transform } from './transforms';

/** One row of the mapping table, as the editor shows it. */
export interface MappingRow {
	/** dotted path in the target document; `lines[].price` fills a list */
	target: string;
	/** dotted path in the source; several, separated by commas, are joined with a blank */
	source: string;
	transform: Transform;
	argument?: string;
	/** used when the source is blank */
	default?: string;
	/** empties the field in the target when the source is blank, so that what was removed does not live on there */
	emptyIfBlank?: boolean;
}

const LIST = '[].';

/**
 * Builds the target document of one record. A value that stays blank is left out unless its row says otherwise, and so
 * is an object or list element of which nothing is left. The first row that gives a target a value decides it.
 */
export function mapFields(source: IDataObject, rows: readonly MappingRow[], key: string): IDataObject {
	const target: IDataObject = {};
	const single = rows.filter((row) => !inList(row));
	for (const row of single) fill(target, row, row.target, source, row.source, key);
	for (const row of single) emptied(target, row, row.target);
	for (const list of new Set(rows.filter(inList).map(({ target: path }) => path.split(LIST)[0]))) {
		const elements = listOf(
			source,
			rows.filter((row) => row.target.startsWith(list + LIST)),
			key,
		);
		if (elements.length > 0) setAt(target, list, elements);
	}
	return target;
}

function inList({ target }: MappingRow): boolean {
	return target.includes(LIST);
}

function listOf(source: IDataObject, rows: readonly MappingRow[], key: string): IDataObject[] {
	const listPath = rows.find((row) => row.source.includes(LIST))?.source.split(LIST)[0] ?? '';
	const list = valueAt(source, listPath);
	if (!Array.isArray(list)) return [];
	return list
		.map((entry) => {
			const element: IDataObject = {};
			for (const row of rows) {
				const fromEntry = row.source.startsWith(listPath + LIST);
				const sourcePath = row.source.split(listPath + LIST).join('');
				fill(element, row, pathInElement(row), fromEntry ? entry : source, sourcePath, key);
			}
			if (Object.keys(element).length > 0) rows.forEach((row) => emptied(element, row, pathInElement(row)));
			return element;
		})
		.filter((element) => Object.keys(element).length > 0);
}

function pathInElement({ target }: MappingRow): string {
	return target.slice(target.indexOf(LIST) + LIST.length);
}

/** An object is not made just to hold an empty field: no address at all is not an address without a street. */
function emptied(target: IDataObject, row: MappingRow, path: string): void {
	if (row.emptyIfBlank !== true || !isBlank(valueAt(target, path))) return;
	const parent = path.includes('.') ? valueAt(target, path.slice(0, path.lastIndexOf('.'))) : target;
	if (isRecord(parent)) setAt(target, path, '');
}

function fill(
	target: IDataObject,
	row: MappingRow,
	path: string,
	source: unknown,
	sourcePaths: string,
	key: string,
): void {
	if (path === '' || !isBlank(valueAt(target, path))) return;
	const values = sourcePaths
		.split(',')
		.map((part) => part.trim())
		.filter((part) => part !== '')
		.map((part) => valueAt(source, part))
		.filter((value) => !isBlank(value));
	const value = values.length > 1 ? values.map((part) => String(part).trim()).join(' ') : values[0];
	const result = isBlank(value) ? undefined : transformed(value, row.transform, row.argument ?? '');
	if (result && !result.ok) notTransformed(row, result.why, key);
	const filled = isBlank(result?.value) ? row.default : result?.value;
	if (!isBlank(filled)) setAt(target, path, filled);
}

function isBlank(value: unknown): boolean {
	return value === undefined || value === null || (typeof value === 'string' && value.trim() === '');
}

function notTransformed(row: MappingRow, why: string, key: string): never {
	fail({
		code: 'MAPPING_VALUE',
		category: 'validation',
		message: `Record '${key}' cannot be mapped: ${why} ('${row.source}' to '${row.target}')`,
		description: `Correct the value in the source system, or the row of '${row.target}' in 'Mapping'`,
	});
}
