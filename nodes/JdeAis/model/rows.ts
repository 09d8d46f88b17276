import type { IDataObject } from 'n8n-workflow';

import { clockToTime, gridDateToIso } from '../../../lib/dates';
import { columnType, columnWords } from './columns';
import { isDateColumn } from './tables';

/** A row by short aliases, values as AIS sent them. */
export type Row = IDataObject;

/** `F0101_AN8`, or `F0101.AN8`, becomes `AN8`; what is not of this table (a joined column) keeps its name. */
export function byAlias(table: string, raw: IDataObject): Row {
	return Object.fromEntries(
		Object.entries(raw).map(([key, value]) => [
			[`${table}_`, `${table}.`].some((prefix) => key.startsWith(prefix)) ? key.slice(table.length + 1) : key,
			value,
		]),
	);
}

/** A row of a business view: `F0101_AN8` becomes `F0101.AN8`, as conditions and keys name it. */
export function byColumn(raw: IDataObject): Row {
	return Object.fromEntries(
		Object.entries(raw).map(([key, value]) => [key.replace(/^([A-Z]\w*?)[_.]/, '$1.'), value]),
	);
}

/** Values for people and mappings: texts trimmed (an empty column holds one blank), dates ISO, times HH:mm:ss. */
export function readable(row: Row, dates: readonly string[] = []): IDataObject {
	return Object.fromEntries(
		Object.entries(row).map(([alias, value]) => {
			const isDate = dates.includes(alias) || isDateColumn(alias);
			return [alias, readableValue(alias, value, isDate)];
		}),
	);
}

function readableValue(alias: string, value: unknown, isDate: boolean): IDataObject[string] {
	if (isDate && typeof value === 'string') return gridDateToIso(value) ?? (value.trim() || null);
	if (typeof value === 'number' && columnType(alias) === 'time') return clockToTime(value) ?? value;
	return typeof value === 'string' ? value.trim() : ((value ?? null) as IDataObject[string]);
}

export type OutputNames = 'alias' | 'rowKey' | 'title';

/**
 * Renames the columns of rows for the output. A title that two columns share gets the alias behind it; where AIS sends
 * no title, the package's own words stand for it, or the alias.
 */
export function renamer(
	table: string,
	names: OutputNames,
	titles: IDataObject,
): (row: IDataObject) => IDataObject {
	const titleOf = (column: string) =>
		String(titles[column] ?? '').trim() || (columnWords(table, column) ?? column);
	const nameOf = (column: string, row: IDataObject) => {
		if (names === 'alias') return column;
		if (names === 'rowKey') return column.includes('.') ? column.replace('.', '_') : `${table}_${column}`;
		const title = titleOf(column);
		const isShared = Object.keys({ ...titles, ...row }).some(
			(other) => other !== column && titleOf(other) === title,
		);
		return isShared ? `${title} (${column})` : title;
	};
	const known = new Map<string, string>();
	return (row) =>
		Object.fromEntries(
			Object.entries(row).map(([column, value]) => {
				const name = known.get(column) ?? nameOf(column, row);
				known.set(column, name);
				return [name, value];
			}),
		);
}
