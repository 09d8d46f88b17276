import type { IDataObject } from 'n8n-workflow';

import { clockToTime, gridDateToIso } from '../../../lib/dates';
import { isDateColumn } from './tables';

/** A row by short aliases, values as AIS sent them. */
export type Row = IDataObject;

/** `F0101_AN8` becomes `AN8`; what is not of this table (a joined column) keeps its name. */
export function byAlias(table: string, raw: IDataObject): Row {
	const prefix = `${table}_`;
	return Object.fromEntries(
		Object.entries(raw).map(([key, value]) => [
			key.startsWith(prefix) ? key.slice(prefix.length) : key,
			value,
		]),
	);
}

const TIME_COLUMNS = new Set(['UPMT', 'TDAY']);

/** Values for people and mappings: texts trimmed (an empty column holds one blank), dates ISO, times HH:mm:ss. */
export function readable(table: string, row: Row): IDataObject {
	return Object.fromEntries(
		Object.entries(row).map(([alias, value]) => [alias, readableValue(table, alias, value)]),
	);
}

function readableValue(table: string, alias: string, value: unknown): IDataObject[string] {
	if (isDateColumn(table, alias)) {
		return typeof value === 'string' ? (gridDateToIso(value) ?? value.trim()) : null;
	}
	if (TIME_COLUMNS.has(alias) && typeof value === 'number') return clockToTime(value) ?? value;
	return typeof value === 'string' ? value.trim() : (value as IDataObject[string]);
}
