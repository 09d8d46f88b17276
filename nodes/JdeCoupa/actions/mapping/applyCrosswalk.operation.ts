import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import { failure } from '../../../../lib/failure';
import type { Failure } from '../../../../lib/failure';
import { applyCrosswalk, crosswalkOf, missingFailure } from '../../model/crosswalk';
import type { CrosswalkField, CrosswalkLookup } from '../../model/crosswalk';
import { valueAt } from '../../model/paths';
import { textOf } from '../../model/text';
import { failedItem, refuse } from '../leftOut';

const SHOW = { show: { resource: ['mapping'], operation: ['applyCrosswalk'] } };
const CROSSWALK_INPUT = 1;

/** In the order in which a row is read. */
const CROSSWALK_COLUMNS: INodeProperties[] = [
	{
		displayName: 'Field',
		name: 'field',
		type: 'string',
		default: '',
		placeholder: 'e.g. payment-term.code',
		description: 'Field of the record; dots step into objects, [] stands for every entry of a list',
	},
	{
		displayName: 'Source Fields',
		name: 'sourceFields',
		type: 'string',
		default: '',
		placeholder: 'e.g. lines[].company, lines[].account',
		description:
			"Fields that make up the code together, joined by | as in the crosswalk's column 'source'; empty is the field itself",
	},
	{
		displayName: 'Kind',
		name: 'kind',
		type: 'string',
		default: '',
		placeholder: 'e.g. payment-term',
		description: "Which rows of the crosswalk apply: the value of its column 'kind'",
	},
	{
		displayName: 'When Missing',
		name: 'whenMissing',
		type: 'options',
		options: [
			{ name: 'Keep', value: 'keep', description: 'Send the code as it is' },
			{ name: 'Park', value: 'park', description: 'Send the record to the Unmapped output' },
			{ name: 'Use Default', value: 'default', description: "Send the value of 'Default'" },
		],
		default: 'park',
		description: 'What to do with a code that has no row',
	},
	{
		displayName: 'Default',
		name: 'default',
		type: 'string',
		default: '',
		displayOptions: { show: { whenMissing: ['default'] } },
		description: 'Sent when the crosswalk has no row for the code',
	},
];

export const description: INodeProperties[] = [
	{
		displayName:
			"Records go to the first input, the rows of the crosswalk table to the second. Switch 'Always Output Data' on at the node that reads the table, so that an empty table arrives too.",
		name: 'crosswalkNotice',
		type: 'notice',
		default: '',
		displayOptions: SHOW,
	},
	{
		displayName: 'Fields',
		name: 'fields',
		type: 'fixedCollection',
		placeholder: 'Add Field',
		typeOptions: { multipleValues: true },
		default: {},
		displayOptions: SHOW,
		description: 'Fields that hold a code of the one system and need that of the other',
		options: [
			{
				displayName: 'Field',
				name: 'field',
				values: CROSSWALK_COLUMNS,
			},
		],
	},
	{
		displayName: 'Key Field',
		name: 'keyField',
		type: 'string',
		default: 'number',
		displayOptions: SHOW,
		description: 'Field of the record that names it in messages',
	},
	{
		displayName: 'Date Field',
		name: 'dateField',
		type: 'string',
		default: '',
		placeholder: 'e.g. invoice-date',
		displayOptions: SHOW,
		description: "Field of the record with the day on which a row must be in force; empty takes 'On Date'",
	},
	{
		displayName: 'On Date',
		name: 'onDate',
		type: 'string',
		default: '',
		placeholder: 'e.g. 2026-01-31',
		displayOptions: SHOW,
		description: 'Day on which a row must be in force; empty is today',
	},
];

/** Two outputs: records with all codes replaced, and records with a code that has no row or several. */
export function execute(context: IExecuteFunctions): INodeExecutionData[][] {
	const records = context.getInputData(0);
	const rows = crosswalkRows(context);
	if (rows.length === 0) return refuse(context, notRead(), 2);
	const { field = [] } = context.getNodeParameter('fields', 0, {}) as { field?: CrosswalkField[] };
	const keyField = context.getNodeParameter('keyField', 0) as string;
	const onDate = (context.getNodeParameter('onDate', 0) as string) || new Date().toISOString();
	const dateField = context.getNodeParameter('dateField', 0, '') as string;
	const lookups = new Map<string, CrosswalkLookup>();
	const lookupFor = (json: IDataObject) => {
		const own = dateField === '' ? '' : textOf(valueAt(json, dateField));
		const day = (own || onDate).slice(0, 10);
		const lookup = lookups.get(day) ?? crosswalkOf(rows, day);
		lookups.set(day, lookup);
		return lookup;
	};

	const mapped: INodeExecutionData[] = [];
	const unmapped: INodeExecutionData[] = [];
	for (const [item, { json }] of records.entries()) {
		const result = applyCrosswalk(json, field, lookupFor(json));
		if (result.missing.length === 0) {
			mapped.push({ json: result.mapped, pairedItem: { item } });
			continue;
		}
		const error = missingFailure(String(json[keyField] ?? item), result.missing);
		unmapped.push(failedItem(item, json, error));
	}
	return [mapped, unmapped];
}

/**
 * In a loop n8n delivers a second input only in the pass in which its source ran. Nothing at all on it is therefore
 * never an empty crosswalk, but a workflow that would post every record without its codes.
 */
function crosswalkRows(context: IExecuteFunctions): IDataObject[] {
	try {
		return context.getInputData(CROSSWALK_INPUT).map(({ json }) => json);
	} catch {
		// n8n's way of saying that nothing arrived there in this pass.
		return [];
	}
}

function notRead(): Failure {
	return failure({
		code: 'CROSSWALK_NOT_READ',
		category: 'configuration',
		message: "The second input, 'Crosswalk', delivered nothing",
		description:
			"Connect the node that reads the crosswalk table, switch its 'Always Output Data' on, and keep this node out of loops",
	});
}
