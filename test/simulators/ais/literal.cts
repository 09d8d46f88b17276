import type { Cell, Column } from './catalogue/index.cts';
import { badRequest } from './errors.cts';
import { readNumber, readUserDate } from './userDates.cts';
import { moveDay, wallClock, type Unit } from './zone.cts';

export interface FilterValue {
	content?: unknown;
	specialValueId?: unknown;
}

/** Who asks, and when: special values and date literals depend on both. */
export interface Asker {
	username: string;
	simpleDateFormat: string;
	decimalFormat: '.' | ',';
	now: Date;
	serverZone: string;
}

const RELATIVE = /^TODAY_(PLUS|MINUS)_(DAY|MONTH|YEAR)$/;

/** The value of a condition as the column stores it. */
export function readValue(value: FilterValue, column: Column, asker: Asker): Cell {
	const { content = '', specialValueId = 'LITERAL' } = value;
	if (typeof content !== 'string') throw badRequest(`value of ${column.alias}: content is not a text`);
	if (specialValueId === 'LITERAL') return readLiteral(content, column, asker);
	if (specialValueId === 'LOGIN_USER') return asker.username;

	const relative = typeof specialValueId === 'string' ? RELATIVE.exec(specialValueId) : null;
	if (specialValueId !== 'TODAY' && !relative) {
		throw badRequest(`unknown specialValueId ${String(specialValueId)}`);
	}
	if (column.type !== 'date') throw badRequest(`${String(specialValueId)}: ${column.alias} is not a date`);
	const today = wallClock(asker.now, asker.serverZone).date;
	if (!relative) return today;
	if (!/^\d+$/.test(content)) throw badRequest(`${specialValueId}: ${content} is not a count`);
	const count = Number(content) * (relative[1] === 'MINUS' ? -1 : 1);
	return moveDay(today, count, relative[2] as Unit);
}

function readLiteral(content: string, column: Column, asker: Asker): Cell {
	switch (column.type) {
		case 'date':
			return readUserDate(content, asker.simpleDateFormat);
		case 'string':
			return comparable(content, column) as string;
		default:
			return readNumber(content, column.alias, asker.decimalFormat);
	}
}

/**
 * A cell in the form that is compared and ordered: strings without trailing blanks, business units and code keys
 * in their full width, an empty date (zero in the database) below every date.
 */
export function comparable(cell: Cell, column: Column): string | number {
	if (column.type === 'date') return cell ?? '';
	if (column.type !== 'string') return Number(cell ?? 0);
	const text = String(cell ?? '').trimEnd();
	return column.rightJustified && text !== '' ? text.trimStart().padStart(column.width) : text;
}

/** Binary, as the database orders key columns. */
export function compareCells(left: string | number, right: string | number): number {
	return left < right ? -1 : left > right ? 1 : 0;
}
