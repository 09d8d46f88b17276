import type { IDataObject } from 'n8n-workflow';

import { gridDateToIso, userDateToIso } from '../../../lib/dates';
import { parseDecimal } from '../../../lib/decimal';
import { fail, upstreamText } from '../../../lib/failure';
import { columnType } from './columns';
import type { Row } from './rows';

/**
 * A row with its known columns in one form: dates as YYYYMMDD or null, numbers and times as numbers or plain decimal
 * text. Recorded answers come so already; other output types and releases write dates for people, and numbers as text.
 * A date that cannot be read stays as it is; an amount that cannot be read would count as nothing, so it fails.
 * @throws Failed naming table and column
 */
export function inOneForm(table: string, row: IDataObject, userDateFormat: string): Row {
	return Object.fromEntries(
		Object.entries(row).map(([column, value]) => {
			switch (columnType(column)) {
				case 'date':
					return [column, plainDate(value, userDateFormat)];
				case 'number':
					return [column, plainNumber(value, table, column)];
				case 'time':
					return [column, typeof value === 'string' && /^\d{1,6}$/.test(value) ? Number(value) : value];
				default:
					return [column, value];
			}
		}),
	);
}

function plainDate(value: IDataObject[string], userDateFormat: string): IDataObject[string] {
	if (typeof value !== 'string' && typeof value !== 'number') return value;
	const text = String(value).trim();
	// Nothing, `0`, `00000000`, or the format without its digits: `/  /`.
	if (!/[^0\W]/.test(text)) return null;
	const day = /^(\d{4}-\d{2}-\d{2})T/.exec(text)?.[1] ?? text;
	const iso = gridDateToIso(day) ?? userDateToIso(day, userDateFormat);
	return iso === undefined ? value : iso.replace(/-/g, '');
}

function plainNumber(value: IDataObject[string], table: string, column: string): IDataObject[string] {
	if (typeof value !== 'string' || value.trim() === '') return value;
	// JD Edwards writes a credit for people with its sign behind it.
	const text = value.trim().replace(/^(.*\d)-$/, '-$1');
	return parseDecimal(text) === undefined ? notANumber(value, table, column) : text;
}

function notANumber(value: string, table: string, column: string): never {
	const name = column.includes('.') ? column : `${table}.${column}`;
	return fail({
		code: 'JDE_NUMBER_SHAPE',
		category: 'configuration',
		message: `JD Edwards sent something else than a number for ${name}`,
		description: `Set the decimal format in the user profile (P0092) of the credential's user to a point. It sent: ${upstreamText(value)}`,
		httpStatus: 200,
	});
}
