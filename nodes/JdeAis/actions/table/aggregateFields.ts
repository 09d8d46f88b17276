import type { INodeProperties } from 'n8n-workflow';

import { AGGREGATES } from '../../model/aggregation';
import type { Aggregate } from '../../model/aggregation';
import { OPERATOR_NAMES, byName, columnPicker, columnsPicker, dateColumnsOption } from './fields';

const SHOW = { show: { resource: ['table'], operation: ['aggregate'] } };

const NAMES: Record<Aggregate, string> = {
	SUM: 'Sum',
	MIN: 'Minimum',
	MAX: 'Maximum',
	AVG: 'Average',
	COUNT: 'Count',
	COUNT_DISTINCT: 'Count Distinct',
	AVG_DISTINCT: 'Average of Distinct',
	SUM_DISTINCT: 'Sum of Distinct',
};

/** Operators that compare a figure with one value. */
export const COMPARISONS = ['EQUAL', 'NOT_EQUAL', 'LESS', 'LESS_EQUAL', 'GREATER', 'GREATER_EQUAL'] as const;

const functionField: INodeProperties = {
	displayName: 'Function',
	name: 'aggregate',
	type: 'options',
	options: AGGREGATES.map((value) => ({ name: NAMES[value], value })).sort(byName),
	default: 'SUM',
	description: 'What is worked out for each group',
};

const columnField = columnPicker('e.g. AOPN', 'Alias of the column; * with Count counts rows');

export const aggregateFields: INodeProperties[] = [
	{
		displayName: 'Figures',
		name: 'figures',
		type: 'fixedCollection',
		placeholder: 'Add Figure',
		typeOptions: { multipleValues: true },
		default: { figure: [{ aggregate: 'COUNT', column: { __rl: true, mode: 'alias', value: '*' } }] },
		displayOptions: SHOW,
		description: 'What to work out for each group',
		options: [{ displayName: 'Figure', name: 'figure', values: [functionField, columnField] }],
	},
	{
		...columnsPicker('groupBy', 'Group By Column Names or IDs'),
		hint: 'None takes all rows as one group',
		displayOptions: SHOW,
	},
	{
		displayName: 'Having',
		name: 'having',
		type: 'fixedCollection',
		placeholder: 'Add Condition',
		typeOptions: { multipleValues: true },
		default: {},
		displayOptions: SHOW,
		description: 'Which groups to return: conditions on figures, all of which must hold',
		options: [
			{
				displayName: 'Condition',
				name: 'condition',
				values: [
					functionField,
					columnField,
					{
						displayName: 'Operator',
						name: 'operator',
						type: 'options',
						options: COMPARISONS.map((value) => ({ name: OPERATOR_NAMES[value], value })).sort(byName),
						default: 'GREATER',
						description: 'How the figure is compared with the value',
					},
					{
						displayName: 'Value',
						name: 'value',
						type: 'string',
						default: '',
						description: 'Number to compare with',
					},
				],
			},
		],
	},
];

export const aggregateOptions: INodeProperties[] = [
	dateColumnsOption,
	{
		displayName: 'Order By',
		name: 'orderBy',
		type: 'string',
		default: '',
		placeholder: 'e.g. AOPN_SUM desc, AN8',
		description:
			'Group columns, or figures by their name in the output, to sort the groups by; empty keeps the order of the group columns',
	},
	{
		displayName: 'Server Time Zone',
		name: 'serverTimeZone',
		type: 'string',
		default: '',
		placeholder: 'e.g. America/Denver',
		description:
			"IANA time zone of the JDE server. It sends days as midnight of its own zone; without the zone the nearest day is taken, and the server's milliseconds stand beside it.",
	},
];
