import type { INodeProperties } from 'n8n-workflow';

import { fail } from '../../../../lib/failure';
import type { parameterReader } from '../../../../lib/node/parameters';
import { groupsOf } from '../../model/conditionGroups';
import { chosen, conditionsOf, listOf } from '../../model/parameters';
import type { ConditionParameter } from '../../model/parameters';
import { OPERATORS, SPECIAL_DATES } from '../../model/query';
import type { Match, TargetType } from '../../model/query';
import { isTableName } from '../../model/tables';

type Read = ReturnType<typeof parameterReader>;

const SHOW = { show: { resource: ['table'], operation: ['aggregate', 'count', 'getAll', 'getChanged'] } };

export const OPERATOR_NAMES: Record<(typeof OPERATORS)[number], string> = {
	EQUAL: 'Equal',
	NOT_EQUAL: 'Not Equal',
	LESS: 'Less',
	LESS_EQUAL: 'Less or Equal',
	GREATER: 'Greater',
	GREATER_EQUAL: 'Greater or Equal',
	BETWEEN: 'Between (Two Values)',
	LIST: 'In List',
	STR_START_WITH: 'Starts With',
	STR_END_WITH: 'Ends With',
	STR_CONTAIN: 'Contains',
	STR_BLANK: 'Is Blank',
	STR_NOT_BLANK: 'Is Not Blank',
};

const SPECIAL_NAMES: Record<(typeof SPECIAL_DATES)[number], string> = {
	TODAY: 'Today',
	TODAY_PLUS_DAY: 'Today Plus Days',
	TODAY_PLUS_MONTH: 'Today Plus Months',
	TODAY_PLUS_YEAR: 'Today Plus Years',
	TODAY_MINUS_DAY: 'Today Minus Days',
	TODAY_MINUS_MONTH: 'Today Minus Months',
	TODAY_MINUS_YEAR: 'Today Minus Years',
	LOGIN_USER: 'Signed-On User',
};

export const byName = (a: { name: string }, b: { name: string }) => (a.name < b.name ? -1 : 1);

export const targetTypeField: INodeProperties = {
	displayName: 'Read From',
	name: 'targetType',
	type: 'options',
	noDataExpression: true,
	options: [
		{ name: 'Business View', value: 'view', description: 'A business view, which joins tables' },
		{ name: 'Table', value: 'table', description: 'A table' },
	],
	default: 'table',
	displayOptions: SHOW,
	description: 'Whether to read a table or a business view; columns of a view are written like F0101.AN8',
};

export const tableField: INodeProperties = {
	displayName: 'Table or View',
	name: 'table',
	type: 'resourceLocator',
	required: true,
	default: { mode: 'list', value: '' },
	displayOptions: SHOW,
	description: 'Object name of the table or view; user-defined tables such as F55SUP work too',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			typeOptions: { searchListMethod: 'searchTables', searchable: true },
		},
		{
			displayName: 'By Name',
			name: 'name',
			type: 'string',
			placeholder: 'e.g. F55SUP',
			hint: 'Any table or business view of the site',
		},
	],
};

/** Picks one column of the chosen table. */
export function columnPicker(placeholder: string, description: string): INodeProperties {
	return {
		displayName: 'Column',
		name: 'column',
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		description,
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				typeOptions: { searchListMethod: 'searchColumns', searchable: true },
			},
			{ displayName: 'By Alias', name: 'alias', type: 'string', placeholder },
		],
	};
}

/** Picks several columns of the chosen table. */
export function columnsPicker(name: string, displayName: string): INodeProperties {
	return {
		displayName,
		name,
		type: 'multiOptions',
		typeOptions: { loadOptionsMethod: 'getColumns', loadOptionsDependsOn: ['table.value', 'targetType'] },
		default: [],
		description:
			'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
	};
}

export const conditionsField: INodeProperties = {
	displayName: 'Conditions',
	name: 'conditions',
	type: 'fixedCollection',
	placeholder: 'Add Condition',
	typeOptions: { multipleValues: true },
	default: {},
	displayOptions: SHOW,
	description: 'Which rows to read; none reads all',
	options: [
		{
			displayName: 'Condition',
			name: 'condition',
			values: [
				columnPicker('e.g. AT1', "Alias of the column without the table's prefix"),
				{
					displayName: 'Operator',
					name: 'operator',
					type: 'options',
					options: OPERATORS.map((value) => ({ name: OPERATOR_NAMES[value], value })).sort(byName),
					default: 'EQUAL',
					description: 'How the column is compared with the value',
				},
				{
					displayName: 'Value',
					name: 'value',
					type: 'string',
					default: '',
					description:
						'Text, number or ISO date (YYYY-MM-DD). Separate several values by commas for Between and In List.',
				},
				{
					displayName: 'Value Is',
					name: 'special',
					type: 'options',
					options: [
						{ name: 'Literal', value: 'LITERAL' },
						...SPECIAL_DATES.map((value) => ({ name: SPECIAL_NAMES[value], value })).sort(byName),
					],
					default: 'LITERAL',
					description: "A literal, or a date relative to the JDE server's day with 'Value' as the count",
				},
			],
		},
	],
};

export const groupsField: INodeProperties = {
	displayName: 'Condition Groups (JSON)',
	name: 'conditionGroups',
	type: 'json',
	default: '{}',
	displayOptions: SHOW,
	description:
		'Nested conditions that must hold besides the ones above, such as { "match": "any", "conditions": [{ "column": "AT1", "operator": "EQUAL", "value": "V" }], "groups": [] }',
};

export const dateColumnsOption: INodeProperties = {
	displayName: 'Date Columns',
	name: 'dateColumns',
	type: 'string',
	default: '',
	placeholder: 'e.g. Y55REVJ',
	description:
		'Aliases of date columns that this package does not know, separated by commas: their conditions take ISO dates and their values come as such',
};

export const updatedColumnOption: INodeProperties = {
	displayName: 'Date Updated Column',
	name: 'updatedColumn',
	type: 'string',
	default: 'UPMJ',
	description: 'Column that holds the day of the last change, where it is another one',
};

export const matchField: INodeProperties = {
	displayName: 'Match',
	name: 'match',
	type: 'options',
	options: [
		{ name: 'All Conditions', value: 'MATCH_ALL' },
		{ name: 'Any Condition', value: 'MATCH_ANY' },
	],
	default: 'MATCH_ALL',
	displayOptions: SHOW,
	description: 'Whether a row must meet all conditions or one of them',
};

/** The table or view, and which rows of it. */
export interface Target {
	table: string;
	targetType: TargetType;
	where: Match[];
	/** date columns named in the options */
	dates: string[];
}

export function targetOf(read: Read, itemIndex: number): Target {
	const table = chosen(read('table', itemIndex)).toUpperCase();
	if (!isTableName(table)) notAName(table);
	const targetType = read('targetType', itemIndex, 'table') as TargetType;
	const { dateColumns = '' } = read('options', itemIndex, {}) as { dateColumns?: string };
	const dates = listOf(dateColumns, { table, targetType }) ?? [];
	const naming = { dates, targetType };
	const { condition = [] } = read('conditions', itemIndex, {}) as { condition?: ConditionParameter[] };
	const own: Match = {
		type: read('match', itemIndex, 'MATCH_ALL') as Match['type'],
		conditions: conditionsOf(table, condition, naming),
	};
	const groups = groupsOf(table, read('conditionGroups', itemIndex, '{}'), naming);
	return { table, targetType, where: [own, ...groups], dates };
}

function notAName(table: string): never {
	fail({
		code: 'JDE_TABLE_NAME',
		category: 'configuration',
		message: `'Table or View' is not the name of a JD Edwards table: '${table}'`,
		description: 'Enter its object name, such as F0101',
	});
}
