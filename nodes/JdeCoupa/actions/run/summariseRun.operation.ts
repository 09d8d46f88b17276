import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { settle } from '../../../../lib/failure';
import type { ItemResult } from '../../../../lib/node/operation';
import type { Step } from '../../model/planStep';
import { summariseRun } from '../../model/summariseRun';
import type { StepEnd } from '../../model/summariseRun';

const SHOW = { show: { resource: ['run'], operation: ['summariseRun'] } };

export const description: INodeProperties[] = [
	{
		displayName: 'Step',
		name: 'step',
		type: 'options',
		options: [
			{ name: 'Chunk', value: 'chunk', description: 'A chunk, called by a run' },
			{ name: 'Parked', value: 'parked', description: 'What a run parked, processed again' },
			{ name: 'Replay', value: 'replay', description: 'What stood parked, processed again' },
			{ name: 'Run', value: 'run', description: 'The run itself' },
		],
		default: 'run',
		displayOptions: SHOW,
		description: 'Which step has ended',
	},
	{
		displayName: 'Run ID',
		name: 'runId',
		type: 'string',
		default: '={{ $execution.id }}',
		displayOptions: SHOW,
		description: 'Execution that started the run',
	},
	{
		displayName: 'State',
		name: 'state',
		type: 'json',
		default: '={{ $json }}',
		displayOptions: SHOW,
		description: "The flow's row of the state table, as the step left it",
	},
	{
		displayName: 'Again',
		name: 'again',
		type: 'boolean',
		default: false,
		displayOptions: SHOW,
		description:
			'Whether records wait to be looked at again, though this run parked none; an outage is then no reason to fail',
	},
	{
		displayName: 'Dry Run',
		name: 'dryRun',
		type: 'boolean',
		default: false,
		displayOptions: SHOW,
		description: 'Whether nothing was posted',
	},
];

/** Fails where a person has something to do. */
export async function execute(this: IExecuteFunctions): Promise<ItemResult[]> {
	const parameter = (name: string) => this.getNodeParameter(name, 0);
	const state = parameter('state');
	const end = (typeof state === 'string' ? JSON.parse(state) : state) as StepEnd;
	const result = await settle(async () =>
		summariseRun(
			parameter('step') as Step,
			parameter('runId') as string,
			end,
			parameter('dryRun') as boolean,
			this.getNodeParameter('again', 0, false) as boolean,
		),
	);
	return [{ itemIndex: 0, result }];
}
