import type { IDataObject } from 'n8n-workflow';

import { compare, parseDecimal } from '../../../lib/decimal';
import { fail } from '../../../lib/failure';
import { figureName } from './aggregation';
import type { Having } from './aggregation';
import type { Operator } from './query';

const HOLDS: Partial<Record<Operator, (difference: number) => boolean>> = {
	EQUAL: (difference) => difference === 0,
	NOT_EQUAL: (difference) => difference !== 0,
	LESS: (difference) => difference < 0,
	LESS_EQUAL: (difference) => difference <= 0,
	GREATER: (difference) => difference > 0,
	GREATER_EQUAL: (difference) => difference >= 0,
};

/**
 * The server was asked for these groups alone. How it reads `having` is known from clients only, so what it should
 * have left out is left out here as well; a figure that was not asked for cannot be looked at again.
 */
export function meetsHaving(item: IDataObject, having: readonly Having[]): boolean {
	return having.every((condition) => {
		const wanted = parseDecimal(condition.value);
		if (wanted === undefined) return notANumber(condition);
		const figure = parseDecimal(item[figureName(condition)]);
		return figure === undefined || (HOLDS[condition.operator]?.(compare(figure, wanted)) ?? true);
	});
}

/** `AOPN_SUM desc, AN8`: numbers as numbers, all else as text; what is empty stands first. */
export function sortedBy(items: readonly IDataObject[], orderBy: string): IDataObject[] {
	const order = orderBy
		.split(',')
		.map((part) => part.trim())
		.filter((part) => part !== '')
		.map((part) => ({ name: part.replace(/ +(asc|desc)$/i, ''), factor: / +desc$/i.test(part) ? -1 : 1 }));
	const [first] = items;
	for (const { name } of order) if (first !== undefined && !(name in first)) unknownName(name, first);
	return [...items].sort((a, b) => {
		for (const { name, factor } of order) {
			const difference = compared(a[name], b[name]) * factor;
			if (difference !== 0) return difference;
		}
		return 0;
	});
}

function compared(a: unknown, b: unknown): number {
	if (typeof a === 'number' && typeof b === 'number') return a - b;
	const [left, right] = [String(a ?? ''), String(b ?? '')];
	return left < right ? -1 : left > right ? 1 : 0;
}

export function isTimeZone(name: string): boolean {
	try {
		return new Intl.DateTimeFormat('en', { timeZone: name }).format(0) !== '';
	} catch {
		return false;
	}
}

function notANumber({ aggregate, column, value }: Having): never {
	return fail({
		code: 'JDE_HAVING',
		category: 'configuration',
		message: `'Having' compares ${aggregate} of ${column} with what is not a number: '${value}'`,
		description: 'Enter a number such as 1000.50',
	});
}

function unknownName(name: string, item: IDataObject): never {
	fail({
		code: 'JDE_ORDER',
		category: 'configuration',
		message: `'Order By' names '${name}', which the groups do not have`,
		description: `They have ${Object.keys(item).join(', ')}`,
	});
}
