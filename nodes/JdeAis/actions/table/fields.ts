import type { INodeProperties } from 'n8n-workflow';

import { fail } from '../../../../lib/failure';
import type { parameterReader } from '../../../../lib/node/parameters';
import { conditionsOf } from '../../model/parameters';
import type { ConditionParameter } from '../../model/parameters';
import { OPERATORS, SPECIAL_DATES } from '../../model/query';
import type { Match } from '../../model/query';
import { isTableName } from '../../model/tables';

type Read = ReturnType<typeof parameterReader>;

const SHOW = { show: { resource: ['table'], operation: ['count', 'getAll'] } };
const SHOW_MANY = { show: { resource: ['table'], operation: ['getAll'] } };

const OPERATOR_NAMES: Record<(typeof OPERATORS)[number], string> = {
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

const byName = (a: { name: string }, b: { name: string }) => (a.name < b.name ? -1 : 1);

export const tableField: INodeProperties = {
	displayName: 'Table',
	name: 'table',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. F0101',
	displayOptions: SHOW,
	description: 'Object name of the table; user-defined tables such as F55SUP work too',
};

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
				{
					displayName: 'Column',
					name: 'column',
					type: 'string',
					default: '',
					placeholder: 'e.g. AT1',
					description: "Alias of the column without the table's prefix",
				},
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

export const limitFields: INodeProperties[] = [
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		displayOptions: SHOW_MANY,
		description: 'Whether to return all results or only up to a given limit',
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50,
		displayOptions: { show: { ...SHOW_MANY.show, returnAll: [false] } },
		description: 'Max number of results to return',
	},
];

export const ownOptions: INodeProperties[] = [
	{
		displayName: 'Columns',
		name: 'columns',
		type: 'string',
		default: '',
		placeholder: 'e.g. AN8, ALPH, AT1',
		description: 'Aliases of the columns to return, separated by commas; empty returns all',
	},
	{
		displayName: 'Key Columns',
		name: 'keyColumns',
		type: 'string',
		default: '',
		placeholder: 'e.g. AN8, IDLN',
		description:
			"Columns of the table's key in key order, needed to read a table page by page that this package does not know",
	},
	{
		displayName: 'Order By',
		name: 'orderBy',
		type: 'string',
		default: '',
		placeholder: 'e.g. UPMJ desc, AN8',
		description:
			"Columns to sort by. Reading several pages needs key order, so this goes with 'Paging' set to Single Page.",
	},
	{
		displayName: 'Page Size',
		name: 'pageSize',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 500,
		description: 'Rows to ask for in one call; the HTML Server may send fewer',
	},
	{
		displayName: 'Paging',
		name: 'paging',
		type: 'options',
		options: [
			{
				name: 'By Key',
				value: 'key',
				description: 'Page after page in key order; nothing is lost while rows change',
			},
			{
				name: 'Single Page',
				value: 'single',
				description: 'One call; fails if there is more than fits into it and Return All is on',
			},
		],
		default: 'key',
		description: 'How to read more rows than one answer holds',
	},
	{
		displayName: 'Raw Values',
		name: 'rawValues',
		type: 'boolean',
		default: false,
		description: 'Whether to keep blanks, YYYYMMDD dates and HHMMSS times as JD Edwards sends them',
	},
];

export function tableOf(read: Read, itemIndex: number): string {
	const table = (read('table', itemIndex) as string).trim().toUpperCase();
	if (isTableName(table)) return table;
	return fail({
		code: 'JDE_TABLE_NAME',
		category: 'configuration',
		message: `'Table' is not the name of a JD Edwards table: '${table}'`,
		description: 'Enter its object name, such as F0101',
	});
}

export function matchOf(read: Read, itemIndex: number, table: string): Match {
	const { condition = [] } = read('conditions', itemIndex) as { condition?: ConditionParameter[] };
	return { type: read('match', itemIndex) as Match['type'], conditions: conditionsOf(table, condition) };
}
