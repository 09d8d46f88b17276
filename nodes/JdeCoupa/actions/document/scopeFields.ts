import type { INodeProperties } from 'n8n-workflow';

const displayOptions = { show: { resource: ['document'], operation: ['checkScope'] } };

const text = (
	displayName: string,
	name: string,
	value: string,
	description: string,
	placeholder?: string,
): INodeProperties => ({
	displayName,
	name,
	type: 'string',
	default: value,
	...(placeholder === undefined ? {} : { placeholder }),
	displayOptions,
	description,
});

/** In the order in which a row is read. */
const EXCLUSION_COLUMNS: INodeProperties[] = [
	{
		displayName: 'Reason',
		name: 'reason',
		type: 'string',
		default: '',
		placeholder: 'e.g. batch type {value}',
		description:
			'What the run report counts these documents under; {value} stands for the value that leaves a document out',
	},
	{
		displayName: 'Field',
		name: 'field',
		type: 'string',
		default: '',
		placeholder: 'e.g. F0411[].ICUT',
		description: 'Field of the document; dots step into objects, [] is every entry of a list',
	},
	{
		displayName: 'Values',
		name: 'values',
		type: 'string',
		default: '',
		placeholder: 'e.g. M, W',
		description:
			'Values that leave a document out, separated by commas; * stands for anything, a ! in front for anything but these',
	},
	{
		displayName: 'Names of Values',
		name: 'names',
		type: 'string',
		default: '',
		placeholder: 'e.g. W = manual payment; 2 = payroll',
		description:
			'Reasons of single values, separated by semicolons; * stands for anything. A value without one is counted under Reason.',
	},
	{
		displayName: 'Look Again Each Run',
		name: 'lookAgain',
		type: 'boolean',
		default: false,
		description:
			'Whether the document is read again by each run, because it may come into scope without a trace',
	},
	{
		displayName: 'Comment',
		name: 'comment',
		type: 'string',
		default: '',
		description: 'Why this row is here',
	},
];

export const SCOPE_FIELDS: INodeProperties[] = [
	text('Key Field', 'keyField', 'key', 'Field of the document that names it'),
	text(
		'Record Type',
		'recordType',
		'voucher',
		'What the documents are called in the run report',
		'e.g. voucher',
	),
	text('Company Field', 'companyField', 'company', 'Field with the company; empty checks none'),
	text('Companies', 'companies', '', 'Companies in scope, separated by commas', 'e.g. 00001, 00070'),
	text('Type Field', 'typeField', 'type', 'Field with the document type; empty checks none'),
	text('Document Types', 'types', '', 'Types in scope, separated by commas; empty takes all', 'e.g. PV'),
	text('Date Field', 'dateField', 'glDate', 'Field with the date that go-live counts by; empty checks none'),
	text('Go-Live Date', 'goLive', '', 'Documents before this day are never posted', 'e.g. 2026-01-01'),
	text(
		'Origin Stamp Field',
		'stampField',
		'F0411[].URRF',
		'Field with the Coupa ID of a document that came from there and must not go back; empty does not look',
	),
	{
		displayName: 'Exclusions',
		name: 'exclusions',
		type: 'fixedCollection',
		placeholder: 'Add Exclusion',
		typeOptions: { multipleValues: true, sortable: true },
		default: {},
		displayOptions,
		description: 'What else does not belong to this flow; the first row that fits gives the reason',
		options: [{ displayName: 'Exclusion', name: 'exclusion', values: EXCLUSION_COLUMNS }],
	},
	text(
		'Currency Field',
		'currencyField',
		'',
		'Field with the currency; empty does not ask whether it is proved',
		'e.g. currency',
	),
	text(
		'Proved Currencies',
		'provedCurrencies',
		'',
		"Currencies without two decimals whose amounts set-up has proved, separated by commas: column 'currencies' of the flow's row in jde_coupa_state. Documents in others are parked.",
		'e.g. JPY, KWD',
	),
	{
		displayName: 'Held Companies',
		name: 'held',
		type: 'json',
		default: '[]',
		displayOptions,
		description:
			"The list 'held' of Check Close Calendar: their documents are parked until they may be posted",
	},
];
