import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { settle } from '../../../../lib/failure';
import type { ItemResult } from '../../../../lib/node/operation';
import { planStep } from '../../model/planStep';
import type { OpenRow, PlanInput } from '../../model/planStep';

const SHOW = { show: { resource: ['run'], operation: ['planStep'] } };

export const description: INodeProperties[] = [
	{
		displayName: 'Flow',
		name: 'flow',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. suppliers',
		displayOptions: SHOW,
		description: 'Name of the flow, as it stands in the tables',
	},
	{
		displayName: 'Call',
		name: 'call',
		type: 'json',
		default: '{}',
		displayOptions: SHOW,
		description:
			"What a call of the workflow by itself says: 'step', 'runId' and 'owner'; empty for a trigger",
	},
	{
		displayName: 'State',
		name: 'state',
		type: 'json',
		default: '{}',
		displayOptions: SHOW,
		description: "The flow's row of the state table",
	},
	{
		displayName: 'Open Records',
		name: 'open',
		type: 'json',
		default: '[]',
		displayOptions: SHOW,
		description: "The flow's open rows of the parked table",
	},
	{
		displayName: 'Owner',
		name: 'owner',
		type: 'string',
		default: '',
		placeholder: 'e.g. JD Edwards',
		displayOptions: SHOW,
		description: "System that owns the flow's records, as the site has settled it",
	},
	{
		displayName: 'Source',
		name: 'source',
		type: 'string',
		default: 'JD Edwards',
		displayOptions: SHOW,
		description: 'System this flow reads from; it runs only if that is the owner',
	},
	{
		displayName: 'Maximum Amount',
		name: 'maximumAmount',
		type: 'string',
		default: '',
		displayOptions: SHOW,
		description: 'Amount of a currency that a run may post once the first posting is done; empty for any',
	},
	{
		displayName: 'Maximum Writes',
		name: 'maximumWrites',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 0,
		displayOptions: SHOW,
		description: 'Writes a run may make once the first posting is done; 0 for any number',
	},
	{
		displayName: 'Lease (Minutes)',
		name: 'leaseMinutes',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 30,
		displayOptions: SHOW,
		description: 'How long a step may work before another run may take over',
	},
	{
		displayName: 'Calendar',
		name: 'calendar',
		type: 'json',
		default: '{}',
		displayOptions: SHOW,
		description:
			"What Check Close Calendar says: 'due', 'frozen' and 'reason'; empty when there is no calendar",
	},
	{
		displayName: 'Entry',
		name: 'entry',
		type: 'options',
		options: [
			{
				name: 'Event',
				value: 'event',
				description: 'Take up what an event left in the inbox, once the first posting is done',
			},
			{ name: 'Replay', value: 'replay', description: 'Take up what stands parked' },
			{ name: 'Run', value: 'run', description: 'Read what changed' },
		],
		default: 'run',
		displayOptions: SHOW,
		description: 'What the trigger starts; a call of the workflow by itself says its own step',
	},
	{
		displayName: 'Outage Limit',
		name: 'outageLimit',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 0,
		displayOptions: SHOW,
		description:
			'Outages in a row after which the records they hit are parked, so that the flow can go on; 0 waits for ever',
	},
	{
		displayName: 'Replay Keys',
		name: 'replayKeys',
		type: 'string',
		default: '',
		displayOptions: SHOW,
		description: 'Keys of parked records that a replay takes up, separated by commas; empty takes all',
	},
	{
		displayName: 'Replay Reasons',
		name: 'replayReasons',
		type: 'string',
		default: '',
		placeholder: 'e.g. reference, CROSSWALK_MISSING',
		displayOptions: SHOW,
		description:
			'Categories, codes or reasons of parked records that a replay takes up, separated by commas; empty takes all',
	},
	{
		displayName: 'Required Settings',
		name: 'required',
		type: 'json',
		default: '{}',
		displayOptions: SHOW,
		description: 'Settings without which the flow does not run, by name; one that is blank stops it',
	},
	{
		displayName: 'Started by Schedule',
		name: 'scheduled',
		type: 'boolean',
		default: false,
		displayOptions: SHOW,
		description: 'Whether the run waits for the next attempt after an outage; a person need not',
	},
];

/** One plan for the step, whatever the number of items. */
export async function execute(this: IExecuteFunctions): Promise<ItemResult[]> {
	const json = <T>(name: string): T => {
		const value = this.getNodeParameter(name, 0, '{}');
		return (typeof value === 'string' ? JSON.parse(value || '{}') : value) as T;
	};
	const list = (name: string) =>
		String(this.getNodeParameter(name, 0, ''))
			.split(',')
			.map((entry) => entry.trim())
			.filter((entry) => entry !== '');
	const result = await settle(async () => {
		const plan = planStep({
			flow: this.getNodeParameter('flow', 0) as string,
			call: json<PlanInput['call']>('call'),
			state: json<PlanInput['state']>('state'),
			entry: this.getNodeParameter('entry', 0, 'run') as PlanInput['entry'],
			replay: { keys: list('replayKeys'), reasons: list('replayReasons') },
			required: json<Record<string, unknown>>('required'),
			calendar: json<PlanInput['calendar']>('calendar'),
			outageLimit: this.getNodeParameter('outageLimit', 0, 0) as number,
			open: json<OpenRow[]>('open').filter(({ key }) => key !== undefined),
			owner: this.getNodeParameter('owner', 0) as string,
			source: this.getNodeParameter('source', 0) as string,
			maximumAmount: String(this.getNodeParameter('maximumAmount', 0, '')).trim(),
			maximumWrites: this.getNodeParameter('maximumWrites', 0) as number,
			executionId: this.getExecutionId(),
			scheduled: this.getNodeParameter('scheduled', 0) as boolean,
			leaseMinutes: this.getNodeParameter('leaseMinutes', 0) as number,
			now: new Date().toISOString(),
		});
		return [plan as unknown as IDataObject];
	});
	return [{ itemIndex: 0, result }];
}
