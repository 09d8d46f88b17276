import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { settle } from '../../../../lib/failure';
import type { ItemResult } from '../../../../lib/node/operation';
import type { CheckTotals } from '../../model/daily/difference';
import { endChecks } from '../../model/daily/findDifferences';
import { jsonParameter } from '../parameters';

const SHOW = { show: { resource: ['check'], operation: ['endChecks'] } };

export const description: INodeProperties[] = [
	{
		displayName: 'Totals',
		name: 'checkTotals',
		type: 'json',
		default: '={{ $json.totals }}',
		displayOptions: SHOW,
		description: 'Counts of all that was compared',
	},
	{
		displayName: 'Run ID',
		name: 'checkRunId',
		type: 'string',
		default: '={{ $execution.id }}',
		displayOptions: SHOW,
		description: 'Execution that started the checks, under which the audit has its rows',
	},
];

/** One item with the totals. Fails where a person has something to look at. */
export async function execute(this: IExecuteFunctions): Promise<ItemResult[]> {
	const result = await settle(async () => {
		const totals = jsonParameter<Partial<CheckTotals>>(this, 'checkTotals', '{}');
		return [{ ...endChecks(totals, String(this.getNodeParameter('checkRunId', 0, ''))) }];
	});
	return [{ itemIndex: 0, result }];
}
