import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { settle } from '../../../../lib/failure';
import type { ItemResult } from '../../../../lib/node/operation';
import type { Plan } from '../../model/planStep';
import { chooseDocuments } from '../../model/posting/chooseDocuments';
import type { Mode } from '../../model/posting/chooseDocuments';
import { textOf } from '../../model/text';
import { jsonParameter } from '../parameters';
import { given, planField, settingsField } from './fields';

const OPERATION = 'chooseDocuments';

export const description: INodeProperties[] = [
	{
		displayName: 'Mode',
		name: 'mode',
		type: 'options',
		options: [
			{ name: 'Event', value: 'event', description: 'Drain the inbox' },
			{ name: 'Night', value: 'night', description: 'And read everything young enough once more' },
			{ name: 'Run', value: 'run', description: 'And read what changed, or is not marked as exported' },
		],
		default: 'run',
		displayOptions: { show: { resource: ['posting'], operation: [OPERATION] } },
		description: 'How much a run goes through',
	},
	planField(OPERATION),
	settingsField(OPERATION),
	given(OPERATION, 'Inbox', 'inbox', 'Rows of the inbox that are not settled yet'),
];

/** One item: what the chunk reads from Coupa. */
export async function execute(this: IExecuteFunctions): Promise<ItemResult[]> {
	const result = await settle(async () => {
		const plan = jsonParameter<Partial<Plan>>(this, 'plan', '{}');
		const settings = jsonParameter<IDataObject>(this, 'settings', '{}');
		return [
			chooseDocuments({
				mode: this.getNodeParameter('mode', 0, 'run') as Mode,
				keys: ['parked', 'replay'].includes(plan.step ?? '') ? (plan.keys ?? []) : [],
				cursor: plan.cursor ?? '',
				since: plan.since ?? '',
				inbox: jsonParameter<IDataObject[]>(this, 'inbox', '[]').filter(({ id }) => id !== undefined),
				chunkSize: Math.max(1, Number(settings.chunkSize) || 20),
				overlapDays: Number(settings.overlapDays) || 0,
				goLive: textOf(settings.goLive).slice(0, 10),
				sweepDays: Number(settings.sweepDays) || 0,
				markExported: settings.markExported === true,
				today: new Date().toISOString().slice(0, 10),
			}),
		];
	});
	return [{ itemIndex: 0, result }];
}
