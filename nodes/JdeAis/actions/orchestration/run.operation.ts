import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import { fail } from '../../../../lib/failure';
import { FileItem } from '../../../../lib/node/operation';
import type { ItemResult } from '../../../../lib/node/operation';
import { parameterReader } from '../../../../lib/node/parameters';
import { aisFor } from '../../transport/connection';
import { inputFormats, runOrchestration } from '../../transport/orchestrator';
import type { AisVersion } from '../../transport/orchestrator';
import type { InputFormat } from '../../model/orchestrationInputs';
import { eachItemOf } from '../shared/eachItem';
import { orchestrationIn } from './fields';
import { inputsOf } from './inputs';
import { runFields } from './runFields';

export const description: INodeProperties[] = runFields;

interface Options {
	doNotRunAfter?: string;
	apiVersion?: AisVersion;
	inputFormat?: InputFormat | 'auto';
	errorsAsData?: boolean;
	binaryField?: string;
}

/** Runs an orchestration once for each item. Never again by itself, whatever became of the answer. */
export async function execute(this: IExecuteFunctions, items: INodeExecutionData[]): Promise<ItemResult[]> {
	const ais = await aisFor(this);
	const read = parameterReader(this);
	const discovered = inputFormats(ais);
	return await eachItemOf(items, async (i) => {
		const name = orchestrationIn(read('orchestration', i));
		const options = read('options', i, {}) as Options;
		const { apiVersion = 'v3', inputFormat = 'auto', errorsAsData = false, binaryField = 'data' } = options;
		const inputs = inputsOf(read, i);
		refuseAfter(options.doNotRunAfter, name);
		const answer = await runOrchestration(ais, {
			name,
			version: apiVersion,
			...(inputFormat === 'auto' ? await discovered(name) : { format: inputFormat }),
			inputs,
			errorsAsData,
		});
		if ('outputs' in answer) return [answer.outputs];
		const { file, fileName } = answer;
		const binary = await this.helpers.prepareBinaryData(file, fileName);
		return [new FileItem({ orchestration: name, fileName, bytes: file.length }, { [binaryField]: binary })];
	});
}

/** Set but empty is not the same as not set: it comes from a lease that was never taken. */
function refuseAfter(doNotRunAfter: string | undefined, name: string): void {
	if (doNotRunAfter === undefined || Date.parse(doNotRunAfter) > Date.now()) return;
	fail({
		code: 'JDE_LEASE_ENDED',
		category: 'unavailable',
		message: `Orchestration '${name}' was not run, because the time for it is over ('Do Not Run After')`,
		description:
			'The next run takes it up again. If this happens often, make the chunks smaller or the lease longer',
		details: { doNotRunAfter },
	});
}
