import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import { settle } from '../../../../lib/failure';
import type { ItemResult } from '../../../../lib/node/operation';
import { missingTables, tableIds } from '../../model/tables';

const SHOW = { show: { resource: ['run'], operation: ['findTables'] } };

export const description: INodeProperties[] = [
	{
		displayName: 'Table Names',
		name: 'tableNames',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. jde_coupa_state, jde_coupa_audit',
		displayOptions: SHOW,
		description: 'Exact names, separated by commas',
	},
	{
		displayName: 'When Missing',
		name: 'whenMissing',
		type: 'options',
		options: [
			{ name: 'Fail', value: 'fail', description: 'Refuse to go on' },
			{ name: 'List Missing', value: 'list', description: 'Return one item for each missing table' },
		],
		default: 'fail',
		displayOptions: SHOW,
		description: 'What to do when a table does not exist',
	},
];

/** From the tables that a Data Table node listed: their ids by exact name, or the names that are missing. */
export async function execute(this: IExecuteFunctions, items: INodeExecutionData[]): Promise<ItemResult[]> {
	const listed = items.map(({ json }) => json);
	const names = (this.getNodeParameter('tableNames', 0) as string)
		.split(',')
		.map((name) => name.trim())
		.filter((name) => name !== '');
	const onlyMissing = this.getNodeParameter('whenMissing', 0) === 'list';
	const result = await settle(async () =>
		onlyMissing
			? missingTables(listed, names).map((missing) => ({ missing }))
			: [{ tables: tableIds(listed, names) }],
	);
	return [{ itemIndex: 0, result }];
}
