import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import { settledReason } from '../../model/parked/settled';
import type { SettledRow } from '../../model/parked/settled';
import { valueAt } from '../../model/paths';
import { textOf } from '../../model/text';
import { skippedItem } from '../leftOut';
import { jsonParameter } from '../parameters';

const SHOW = { show: { resource: ['parkedRecord'], operation: ['leaveOut'] } };

export const description: INodeProperties[] = [
	{
		displayName: 'Key Field',
		name: 'keyField',
		type: 'string',
		required: true,
		default: 'key',
		displayOptions: SHOW,
		description: 'Field that holds the key of a document',
	},
	{
		displayName: 'Rows',
		name: 'rows',
		type: 'json',
		default: '[]',
		displayOptions: SHOW,
		description: "The flow's rows of the table 'jde_coupa_parked'",
	},
	{
		displayName: 'Source Stamp Field',
		name: 'stampField',
		type: 'string',
		default: '',
		placeholder: 'e.g. F0411.0.UPMJ',
		displayOptions: SHOW,
		description: 'As in Build Audit Entry; empty takes a short fingerprint of the whole document',
	},
];

/** Two outputs: documents to go on with, and those that a person linked or dismissed as they are. */
export function execute(context: IExecuteFunctions): INodeExecutionData[][] {
	const text = (name: string) => String(context.getNodeParameter(name, 0, '')).trim();
	const [keyField, stampField] = [text('keyField'), text('stampField')];
	const rows = new Map(
		jsonParameter<SettledRow[]>(context, 'rows', '[]').map((row) => [textOf(row.key), row]),
	);
	const onward: INodeExecutionData[] = [];
	const leftOut: INodeExecutionData[] = [];
	for (const [item, { json }] of context.getInputData().entries()) {
		const key = textOf(valueAt(json, keyField));
		// What is no document, such as a report on the chunk, goes no further.
		if (key === '') continue;
		const reason = settledReason(json, rows.get(key), stampField);
		if (reason === undefined) onward.push({ json, pairedItem: { item } });
		else leftOut.push(skippedItem(item, { type: 'record', key }, json, { reason, watch: false }));
	}
	return [onward, leftOut];
}
