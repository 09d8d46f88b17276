import type { INodeProperties } from 'n8n-workflow';

import { COMMANDS } from '../../model/form';

const show = { resource: ['form'], operation: ['read', 'write'] };
const displayOptions = { show };

/** Name and description of each. */
const ACTION_WORDS: Record<(typeof COMMANDS)[number], [string, string]> = {
	ClickGridCell: ['Click Grid Cell', 'Click into a cell of the grid'],
	DoAction: ['Press Button', 'Press a button, such as Find or OK'],
	SelectAllRows: ['Select All Rows', 'Select all rows of a grid'],
	SelectRow: ['Select Row', 'Select a row of a grid'],
	SetCheckboxValue: ['Set Checkbox', 'Switch a checkbox on or off'],
	SetComboValue: ['Set Combo Box', 'Choose an entry of a combo box'],
	SetControlValue: ['Set Field', 'Fill in a field'],
	SetQBEValue: ['Set Query by Example', 'Fill in the filter above a grid column'],
	SetRadioButton: ['Set Radio Button', 'Choose a radio button'],
	UnSelectAllRows: ['Unselect All Rows', 'Unselect all rows of a grid'],
	UnSelectRow: ['Unselect Row', 'Unselect a row of a grid'],
};

export const formFields: INodeProperties[] = [
	{
		displayName: 'Form',
		name: 'formName',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. P01012_W01012B',
		displayOptions,
		description: 'Application and form, joined by an underscore',
	},
	{
		displayName: 'Version',
		name: 'formVersion',
		type: 'string',
		default: 'ZJDE0001',
		displayOptions,
		description: 'Version of the application, which decides its processing options',
	},
	{
		displayName: 'Form Inputs',
		name: 'formInputs',
		type: 'fixedCollection',
		placeholder: 'Add Input',
		typeOptions: { multipleValues: true },
		default: {},
		displayOptions,
		description: 'Values of the form interconnect that the form is opened with',
		options: [
			{
				displayName: 'Input',
				name: 'input',
				values: [
					{
						displayName: 'ID',
						name: 'id',
						type: 'string',
						default: '',
						placeholder: 'e.g. 12',
						description: 'ID of the value in the form interconnect',
					},
					{
						displayName: 'Value',
						name: 'value',
						type: 'string',
						default: '',
						description: 'Text as a user would enter it, dates in the format of the signed-on user',
					},
				],
			},
		],
	},
	{
		displayName: 'Specify Actions',
		name: 'actionsAs',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'As JSON', value: 'json', description: 'A list of actions, grid actions included' },
			{ name: 'One by One', value: 'fields', description: 'A row for each action' },
		],
		default: 'fields',
		displayOptions,
		description: 'How the actions on the form are given',
	},
	{
		displayName: 'Actions',
		name: 'formActions',
		type: 'fixedCollection',
		placeholder: 'Add Action',
		typeOptions: { multipleValues: true, sortable: true },
		default: {},
		displayOptions: { show: { ...show, actionsAs: ['fields'] } },
		description: 'What is done on the form, in this order: fill in first, press the button last',
		options: [
			{
				displayName: 'Action',
				name: 'action',
				values: [
					{
						displayName: 'Action',
						name: 'command',
						type: 'options',
						options: COMMANDS.map((value) => {
							const [name, description] = ACTION_WORDS[value];
							return { name, value, description };
						}).sort((a, b) => (a.name < b.name ? -1 : 1)),
						default: 'SetControlValue',
						description: 'What to do',
					},
					{
						displayName: 'Control ID',
						name: 'controlID',
						type: 'string',
						default: '',
						placeholder: 'e.g. 28 or 1[50]',
						description: 'ID of the control, with the column in brackets for a grid',
					},
					{
						displayName: 'Value',
						name: 'value',
						type: 'string',
						default: '',
						description: 'Text as a user would enter it; empty for a button',
					},
				],
			},
		],
	},
	{
		displayName: 'Actions (JSON)',
		name: 'actionsJson',
		type: 'json',
		default: '[]',
		displayOptions: { show: { ...show, actionsAs: ['json'] } },
		description:
			'Actions as the AIS form service takes them, such as [{ "command": "DoAction", "controlID": "15" }]; entries with gridAction insert or update rows',
	},
	{
		displayName: 'Return Control IDs',
		name: 'returnControls',
		type: 'string',
		default: '',
		placeholder: 'e.g. 1[19,20]|58',
		displayOptions,
		description: 'Controls and grid columns to return; empty returns all',
	},
];

export const moreAttributesOption: INodeProperties = {
	displayName: 'More Attributes (JSON)',
	name: 'moreAttributes',
	type: 'json',
	default: '{}',
	description: 'Other attributes of the AIS form service, such as a query, as one object',
};
