import type { IDataObject } from 'n8n-workflow';

import { decimalText, parseDecimal, round, compare } from '../../../lib/decimal';
import { isRecord } from '../../../lib/diff';

export interface WrongAmount {
	/** dotted: `order-lines[2].price` */
	path: string;
	why: string;
}

/** Those of the quantities that are more than nothing. */
export function positiveOf(record: IDataObject, names: readonly string[]): string[] {
	return names.filter((name) => (parseDecimal(record[name])?.units ?? 0n) > 0n);
}

/**
 * Amounts as exact decimal text wherever they stand in the document. Nothing is rounded here: an amount that Coupa
 * could not keep to its last digit would differ for ever after.
 * @param amounts decimal attributes and the digits behind the point that Coupa keeps
 */
export function exactAmounts(
	document: IDataObject,
	amounts: Readonly<Record<string, number>>,
): { document: IDataObject; wrong: WrongAmount[] } {
	const wrong: WrongAmount[] = [];
	const exact = (value: unknown, name: string, path: string): unknown => {
		if (Array.isArray(value)) return value.map((entry, i) => exact(entry, name, `${path}[${i + 1}]`));
		if (isRecord(value)) return inside(value, path);
		if (!Object.hasOwn(amounts, name) || isBlank(value)) return value;
		const text = decimalOf(value, amounts[name]);
		if ('why' in text) wrong.push({ path, why: text.why });
		return 'why' in text ? value : text.text;
	};
	const inside = (record: IDataObject, path: string): IDataObject => {
		const entries = Object.entries(record).map(([name, value]) => [
			name,
			exact(value, name, path === '' ? name : `${path}.${name}`),
		]);
		return Object.fromEntries(entries) as IDataObject;
	};
	return { document: inside(document, ''), wrong };
}

/** Text stays as it was written; a number becomes the shortest text that means it. */
export function decimalOf(value: unknown, scale: number): { text: string } | { why: string } {
	const decimal = parseDecimal(value);
	if (decimal === undefined) return { why: `is no number: '${String(value)}'` };
	if (compare(decimal, round(decimal, scale)) !== 0)
		return { why: `has more than ${scale} digits behind the point: '${String(value)}'` };
	const isPlain = typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value.trim());
	return { text: isPlain ? value.trim() : decimalText(decimal) };
}

function isBlank(value: unknown): boolean {
	return value === undefined || value === null || (typeof value === 'string' && value.trim() === '');
}
