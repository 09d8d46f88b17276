import { fail } from '../../../lib/failure';
import type { Condition, Operator, TableQuery } from './query';
import { isAlias } from './tables';

/** A row of the node's 'Conditions'. */
export interface ConditionParameter {
	column: string;
	operator: Operator;
	value?: string;
	special?: string;
}

export function conditionsOf(table: string, rows: readonly ConditionParameter[]): Condition[] {
	return rows.map(({ column, operator, value = '', special }) => {
		const several = operator === 'BETWEEN' || operator === 'LIST';
		return {
			column: aliasOf(column, table),
			operator,
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
export function orderOf(text: string): Array<TableQuery['orderBy'][number]> {
	return (listOf(text, / +(asc|desc)$/i) ?? []).map((column, i) => ({
		column,
		descending: /\bdesc$/i.test(parts(text)[i]),
	}));
}

/** Aliases from a comma-separated list; undefined when the list is empty. */
export function listOf(text: string, suffix = /$/): string[] | undefined {
	const aliases = parts(text).map((part) => aliasOf(part.replace(suffix, '')));
	return aliases.length > 0 ? aliases : undefined;
}

function parts(text: string): string[] {
	return text
		.split(',')
		.map((part) => part.trim())
		.filter((part) => part !== '');
}

/** Takes `AN8` and, because that is how it is often written, `F0101.AN8`. */
function aliasOf(text: string, table?: string): string {
	const written = text.trim().toUpperCase();
	const alias =
		table !== undefined && written.startsWith(`${table}.`) ? written.slice(table.length + 1) : written;
	if (isAlias(alias)) return alias;
	return fail({
		code: 'JDE_COLUMN_NAME',
		category: 'configuration',
		message: `This is not the alias of a column: '${text}'`,
		description: "Enter data dictionary aliases without the table's prefix, such as AN8 or UPMJ",
	});
}
