import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import type { ItemResult } from '../../../../lib/node/operation';
import { exportLines } from '../../model/exportLines';
import { jsonParameter } from '../parameters';

const SHOW = { show: { resource: ['run'], operation: ['prepareExport'] } };

export const description: INodeProperties[] = [
	{
		displayName: 'Rows',
		name: 'rows',
		type: 'json',
		default: '={{ $input.all().map((item) => item.json) }}',
		displayOptions: SHOW,
		description: "Rows of the table 'jde_coupa_audit'",
	},
	{
		displayName: 'Flow',
		name: 'flow',
		type: 'string',
		default: '',
		placeholder: 'e.g. suppliers',
		displayOptions: SHOW,
		description: 'Name of the flow, as it stands in the tables; empty for all',
	},
	{
		displayName: 'Until',
		name: 'until',
		type: 'string',
		default: '',
		placeholder: 'e.g. 2026-11-30',
		displayOptions: SHOW,
		description: 'Last day to export, as YYYY-MM-DD; empty for all',
	},
];

/** One item for each line, with all columns in a fixed order, and nothing a spreadsheet would take for a formula. */
export async function execute(this: IExecuteFunctions): Promise<ItemResult[]> {
	const text = (name: string) => String(this.getNodeParameter(name, 0, '') ?? '').trim();
	const rows = jsonParameter<IDataObject[]>(this, 'rows', '[]');
	const value = exportLines(rows, text('flow'), text('until').slice(0, 10));
	return [{ itemIndex: 0, result: { ok: true, value } }];
}
