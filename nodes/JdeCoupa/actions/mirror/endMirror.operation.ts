import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { settle } from '../../../../lib/failure';
import type { ItemResult } from '../../../../lib/node/operation';
import { endMirror } from '../../model/mirror/endMirror';
import { jsonParameter } from '../parameters';

const SHOW = { show: { resource: ['mirror'], operation: ['endMirror'] } };

export const description: INodeProperties[] = [
	{
		displayName: 'Done',
		name: 'done',
		type: 'json',
		default: '={{ $input.all().map((item) => item.json) }}',
		displayOptions: SHOW,
		description: 'Outcomes and failures of all that was done in Coupa',
	},
];

/** One item with the counts. Fails where Coupa did not take something. */
export async function execute(this: IExecuteFunctions): Promise<ItemResult[]> {
	const done = jsonParameter<IDataObject[]>(this, 'done', '[]');
	const result = await settle(async () => await Promise.resolve([endMirror(done)]));
	return [{ itemIndex: 0, result }];
}
