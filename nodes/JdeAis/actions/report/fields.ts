import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { surroundingsOf } from '../../../../lib/node/surroundings';
import type { Ais } from '../../transport/connection';
import { waitForReport } from '../../transport/reports';
import type { Job, JobReport } from '../../transport/reports';

export const waitField: INodeProperties = {
	displayName: 'Wait Until Done',
	name: 'wait',
	type: 'boolean',
	default: false,
	displayOptions: { show: { resource: ['report'], operation: ['getStatus', 'submit'] } },
	description:
		'Whether to go on only when the job is done. A job that ends in error, or not in time, fails the item.',
};

const DEFAULT_MAX_MINUTES = 30;
const DEFAULT_EVERY_SECONDS = 10;

export const waitOptions: INodeProperties[] = [
	{
		displayName: 'Check Every (Seconds)',
		name: 'checkEvery',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: DEFAULT_EVERY_SECONDS,
		description: "How often to look at the job while 'Wait Until Done' is on",
	},
	{
		displayName: 'Wait at Most (Minutes)',
		name: 'waitAtMost',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: DEFAULT_MAX_MINUTES,
		description: "How long to wait for the job while 'Wait Until Done' is on",
	},
];

export interface WaitOptions {
	checkEvery?: number;
	waitAtMost?: number;
}

/** Waits as the options say; a cancelled execution stops the waiting, not the job. */
export async function waitAsTold(
	context: IExecuteFunctions,
	ais: Ais,
	job: Job,
	{ checkEvery = DEFAULT_EVERY_SECONDS, waitAtMost = DEFAULT_MAX_MINUTES }: WaitOptions,
): Promise<JobReport> {
	const patience = { maxMs: waitAtMost * 60_000, everyMs: checkEvery * 1000 };
	return await waitForReport(ais, job, patience, surroundingsOf(context));
}
