import type { INodeProperties } from 'n8n-workflow';

import { columnsPicker, dateColumnsOption, updatedColumnOption } from './fields';

export const manyOptions: INodeProperties[] = [
	{ ...columnsPicker('columns', 'Column Names or IDs'), hint: 'None returns all' },
	dateColumnsOption,
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
		displayName: 'Output Names',
		name: 'outputNames',
		type: 'options',
		options: [
			{ name: 'Aliases', value: 'alias', description: 'Short: AN8' },
			{ name: 'Row Keys', value: 'rowKey', description: 'As AIS sends them: F0101_AN8' },
			{
				name: 'Titles',
				value: 'title',
				description: "In words, in the signed-on user's language: Address Number",
			},
		],
		default: 'alias',
		description: 'How the columns are named in the output',
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
				name: 'By Next Link',
				value: 'link',
				description:
					'Page after page of one result set that the AIS Server keeps open; one that expired is read on by key',
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

const PAGING = ['orderBy', 'paging'];

/** Changed rows are read by key, always. */
export const changedOptions: INodeProperties[] = [
	...manyOptions.filter(({ name }) => !PAGING.includes(name)),
	updatedColumnOption,
];
