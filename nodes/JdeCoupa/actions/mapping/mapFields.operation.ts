import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import { settle } from '../../../../lib/failure';
import type { ItemResult } from '../../../../lib/node/operation';
import { mapFields } from '../../model/mapFields';
import type { MappingRow } from '../../model/mapFields';
import { TRANSFORMS } from '../../model/transforms';
import type { Transform } from '../../model/transforms';

const SHOW = { show: { resource: ['mapping'], operation: ['mapFields'] } };

const TRANSFORM_OPTIONS: Record<Transform, { name: string; description: string }> = {
	boolean: { name: 'Yes or No', description: 'Y, yes, 1 and true become true, anything else false' },
	cut: { name: 'Cut', description: "The first characters; 'Argument' is how many" },
	date: { name: 'Date', description: 'The calendar date as YYYY-MM-DD' },
	decimal: { name: 'Decimal', description: 'Exact decimal text' },
	digits: { name: 'Digits Only', description: 'Everything but digits removed' },
	lower: { name: 'Lower Case', description: 'In lower case letters' },
	none: { name: 'None', description: 'As it is, without blanks around it' },
	translate: {
		name: 'Translate',
		description: "By a table in 'Argument': V orders = inactive; V * = active",
	},
	upper: { name: 'Upper Case', description: 'In upper case letters' },
};

/** In the order in which a mapping is read. */
const MAPPING_COLUMNS: INodeProperties[] = [
	{
		displayName: 'Target',
		name: 'target',
		type: 'string',
		default: '',
		placeholder: 'e.g. primary-address.city',
		description: 'Field of the target document; dots step into objects, [] fills a list',
	},
	{
		displayName: 'Source',
		name: 'source',
		type: 'string',
		default: '',
		placeholder: 'e.g. address.CTY1',
		description:
			'Field of the incoming record; several, separated by commas, are joined with a blank. Leave it empty to send the default.',
	},
	{
		displayName: 'Transform',
		name: 'transform',
		type: 'options',
		options: TRANSFORMS.map((value) => ({ value, ...TRANSFORM_OPTIONS[value] })).sort((a, b) =>
			a.name < b.name ? -1 : 1,
		),
		default: 'none',
		description: 'How the value is changed on the way',
	},
	{
		displayName: 'Argument',
		name: 'argument',
		type: 'string',
		typeOptions: { rows: 2 },
		default: '',
		displayOptions: { show: { transform: ['cut', 'translate'] } },
		description: 'The table of Translate, one entry a line, or the length of Cut',
	},
	{
		displayName: 'Default',
		name: 'default',
		type: 'string',
		default: '',
		description: 'Sent when the source is blank',
	},
	{
		displayName: 'Empty if Blank',
		name: 'emptyIfBlank',
		type: 'boolean',
		default: false,
		description:
			'Whether to empty the field in the target when the source is blank, instead of leaving it alone',
	},
];

export const description: INodeProperties[] = [
	{
		displayName: 'Mapping',
		name: 'mapping',
		type: 'fixedCollection',
		placeholder: 'Add Field',
		typeOptions: { multipleValues: true, sortable: true },
		default: {},
		displayOptions: SHOW,
		description:
			'One row for each field of the target; a field whose source and default are blank is not sent',
		options: [
			{
				displayName: 'Field',
				name: 'field',
				values: MAPPING_COLUMNS,
			},
		],
	},
	{
		displayName: 'Key Field',
		name: 'keyField',
		type: 'string',
		default: 'number',
		displayOptions: SHOW,
		description: 'Field of the incoming record that names it in messages',
	},
];

/** Maps every record by the same table, which is read once: expressions in it are evaluated for the first record. */
export async function execute(this: IExecuteFunctions, items: INodeExecutionData[]): Promise<ItemResult[]> {
	const { field = [] } = this.getNodeParameter('mapping', 0, {}) as { field?: MappingRow[] };
	const keyField = this.getNodeParameter('keyField', 0) as string;
	const results: ItemResult[] = [];
	for (const [itemIndex, { json }] of items.entries()) {
		// What is no record, such as a report on the chunk that was read, has nothing to map.
		if (json[keyField] === undefined) continue;
		const key = String(json[keyField]);
		results.push({ itemIndex, result: await settle(async () => [mapFields(json, field, key)]) });
	}
	return results;
}
