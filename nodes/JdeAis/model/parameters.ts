import { isRecord } from '../../../lib/diff';
import { fail } from '../../../lib/failure';
import type { Condition, Operator, TableQuery, TargetType } from './query';
import { textFrom } from './json';
import { isAlias, isTableName } from './tables';

/** A row of the node's 'Conditions'. */
export interface ConditionParameter {
	/** an alias, picked or written */
	column: unknown;
	operator: Operator;
	/** as it was entered; an expression may give a number, or nothing */
	value?: unknown;
	special?: string;
}

/** What decides how a column may be written. */
export interface Naming {
	table?: string;
	targetType?: TargetType;
	/** columns that hold dates, besides the known ones */
	dates?: readonly string[];
}

export function conditionsOf(
	table: string,
	rows: readonly ConditionParameter[],
	{ dates = [], targetType }: Naming = {},
): Condition[] {
	return rows.map(({ column: written, operator, value, special }) => {
		const several = operator === 'BETWEEN' || operator === 'LIST';
		const column = aliasOf(chosen(written), { table, targetType });
		return {
			column,
			operator,
			...(dates.includes(column) ? { isDate: true } : {}),
			values: several
				? textFrom(value)
						.split(',')
						.map((part) => part.trim())
				: [textFrom(value)],
			...(special === undefined || special === 'LITERAL' ? {} : { special: special as Condition['special'] }),
		};
	});
}

/** `UPMJ desc, AN8` */
export function orderOf(text: string, naming: Naming = {}): Array<TableQuery['orderBy'][number]> {
	return (listOf(text, naming, / +(asc|desc)$/i) ?? []).map((column, i) => ({
		column,
		descending: /\bdesc$/i.test(parts(text)[i]),
	}));
}

/** Aliases that were picked, or written in a list with commas; undefined when there are none. */
export function listOf(
	given: string | readonly string[],
	naming: Naming = {},
	suffix = /$/,
): string[] | undefined {
	const aliases = parts(typeof given === 'string' ? given : given.join(',')).map((part) =>
		aliasOf(part.replace(suffix, ''), naming),
	);
	return aliases.length > 0 ? aliases : undefined;
}

/** What a picker holds, `{ mode, value }`, or what was written in its place. */
export function chosen(parameter: unknown): string {
	const value = isRecord(parameter) ? parameter.value : parameter;
	return value === undefined || value === null ? '' : String(value).trim();
}

function parts(text: string): string[] {
	return text
		.split(',')
		.map((part) => part.trim())
		.filter((part) => part !== '');
}

/**
 * Takes `AN8` and, because that is how it is often written, `F0101.AN8`. In a business view, whose columns come from
 * several tables, the table stays.
 */
export function aliasOf(text: string, { table, targetType }: Naming = {}): string {
	const written = text.trim().toUpperCase();
	const alias =
		table !== undefined && written.startsWith(`${table}.`) ? written.slice(table.length + 1) : written;
	const [owner, column, ...more] = alias.split('.');
	const isQualified = isTableName(owner) && more.length === 0 && isAlias(column ?? '');
	if (isAlias(alias) || (targetType === 'view' && isQualified)) return alias;
	return fail({
		code: 'JDE_COLUMN_NAME',
		category: 'configuration',
		message: `This is not the alias of a column: '${text}'`,
		description: "Enter data dictionary aliases without the table's prefix, such as AN8 or UPMJ",
	});
}
