import { fail } from '../../../lib/failure';
import type { Condition, Operator, TableQuery, TargetType } from './query';
import { isAlias, isTableName } from './tables';

/** A row of the node's 'Conditions'. */
export interface ConditionParameter {
	column: string;
	operator: Operator;
	value?: string;
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
	return rows.map(({ column: written, operator, value = '', special }) => {
		const several = operator === 'BETWEEN' || operator === 'LIST';
		const column = aliasOf(written, { table, targetType });
		return {
			column,
			operator,
			...(dates.includes(column) ? { isDate: true } : {}),
			values: several
				? String(value)
						.split(',')
						.map((part) => part.trim())
				: [String(value)],
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

/** Aliases from a comma-separated list; undefined when the list is empty. */
export function listOf(text: string, naming: Naming = {}, suffix = /$/): string[] | undefined {
	const aliases = parts(text).map((part) => aliasOf(part.replace(suffix, ''), naming));
	return aliases.length > 0 ? aliases : undefined;
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
