import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import { settle } from '../../../../lib/failure';
import type { Plan } from '../../model/planStep';
import { chooseDocuments, nextStep } from '../../model/posting/chooseDocuments';
import type { Choice, ChooseInput } from '../../model/posting/choice';
import type { Mode } from '../../model/posting/cursor';
import { postingSettings } from '../../model/posting/settings';
import { refuse } from '../leftOut';
import { jsonParameter } from '../parameters';
import { codesOf, given, items, planField, settingsField } from './fields';

const OPERATION = 'chooseDocuments';

export const description: INodeProperties[] = [
	{
		displayName: 'Mode',
		name: 'mode',
		type: 'options',
		options: [
			{ name: 'Event', value: 'event', description: 'Drain the inbox' },
			{ name: 'Night', value: 'night', description: 'And compare what JD Edwards has not paid' },
			{ name: 'Run', value: 'run', description: 'And read what changed, or is not marked as exported' },
		],
		default: 'run',
		displayOptions: { show: { resource: ['posting'], operation: [OPERATION] } },
		description: 'How much a run goes through',
	},
	planField(OPERATION),
	settingsField(OPERATION),
	given(OPERATION, 'Inbox', 'inbox', 'Rows of the inbox that are not settled yet'),
	given(OPERATION, 'Crosswalk', 'crosswalk', 'Rows of the crosswalk table'),
	given(
		OPERATION,
		'Step Before',
		'before',
		'What this operation said last in this execution; empty at first',
		'{}',
	),
	given(OPERATION, 'Read', 'read', 'What was read since, as that step asked'),
];

/** Three outputs: what to read from Coupa, what to read from JD Edwards, and the choice when all of it is read. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const made = await settle(async () => {
		const plan = jsonParameter<Partial<Plan>>(context, 'plan', '{}');
		const settings = jsonParameter<IDataObject>(context, 'settings', '{}');
		const before = jsonParameter<Partial<Choice>>(context, 'before', '{}');
		const input: ChooseInput = {
			mode: context.getNodeParameter('mode', 0, 'run') as Mode,
			keys: ['parked', 'replay'].includes(plan.step ?? '') ? (plan.keys ?? []) : [],
			cursor: plan.cursor ?? '',
			since: plan.since ?? '',
			until: plan.until ?? '',
			inbox: jsonParameter<IDataObject[]>(context, 'inbox', '[]').filter(({ id }) => id !== undefined),
			chunkSize: Math.max(1, Number(settings.chunkSize) || 20),
			overlapDays: Number(settings.overlapDays) || 0,
			settings: postingSettings(settings),
			codes: codesOf(jsonParameter<IDataObject[]>(context, 'crosswalk', '[]')),
		};
		return before.step === undefined
			? chooseDocuments(input)
			: nextStep(before as Choice, jsonParameter<IDataObject[]>(context, 'read', '[]'), input);
	});
	if (!made.ok) return refuse(context, made.failure, 3);
	const { reads, ...choice } = made.value;
	const asked = items(reads.map((read) => ({ ...choice, reads, ...read })));
	switch (choice.step) {
		case 'payments':
		case 'invoices':
			return [asked, [], []];
		case 'stamps':
		case 'masters':
			return [[], asked, []];
		case 'done':
			return [[], [], items([{ ...choice, reads }])];
	}
}
