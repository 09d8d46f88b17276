import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import { fail } from '../../../../lib/failure';
import type { ItemResult } from '../../../../lib/node/operation';
import { parameterReader } from '../../../../lib/node/parameters';
import { reportStatus } from '../../transport/reports';
import { optionsOf } from '../options';
import { eachItemWithAis } from '../shared/eachItem';
import { waitAsTold, waitOptions } from './fields';
import type { WaitOptions } from './fields';

const displayOptions = { show: { resource: ['report'], operation: ['getStatus'] } };

export const description: INodeProperties[] = [
	{
		displayName: 'Job Number',
		name: 'jobNumber',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. 2153',
		displayOptions,
		description: 'Job number that Submit has given',
	},
	{
		displayName: 'Execution Server',
		name: 'executionServer',
		type: 'string',
		default: '',
		displayOptions,
		description: 'Server that the job runs on, as Submit has given it; empty is the default one',
	},
	optionsOf('report', ['getStatus'], waitOptions),
];

/** How far a job is. */
export async function execute(this: IExecuteFunctions, items: INodeExecutionData[]): Promise<ItemResult[]> {
	const read = parameterReader(this);
	return await eachItemWithAis(this, items, async (ais, i) => {
		const given = String(read('jobNumber', i)).trim();
		if (!/^[1-9]\d*$/.test(given)) notANumber(given);
		const server = String(read('executionServer', i, '')).trim();
		const job = { number: Number(given), server };
		if (read('wait', i, false) !== true) return [await reportStatus(ais, job)];
		return [await waitAsTold(this, ais, job, read('options', i, {}) as WaitOptions)];
	});
}

function notANumber(given: string): never {
	fail({
		code: 'JDE_JOB_NUMBER',
		category: 'validation',
		message: `'Job Number' is not a whole number: '${given}'`,
		description: "Enter the number that 'Report: Submit' has given as jobNumber",
	});
}
