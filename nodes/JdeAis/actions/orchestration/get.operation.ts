import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import { fail } from '../../../../lib/failure';
import type { ItemResult } from '../../../../lib/node/operation';
import { parameterReader } from '../../../../lib/node/parameters';
import { discover } from '../../transport/orchestrator';
import { optionsOf } from '../options';
import { eachItemWithAis } from '../shared/eachItem';
import { orchestrationIn } from './fields';

export const description: INodeProperties[] = [optionsOf('orchestration', ['get'])];

/** The definition of one orchestration: its inputs, outputs and format. */
export async function execute(this: IExecuteFunctions, items: INodeExecutionData[]): Promise<ItemResult[]> {
	const read = parameterReader(this);
	return await eachItemWithAis(this, items, async (ais, i) => {
		const name = orchestrationIn(read('orchestration', i));
		const [definition] = await discover(ais, name);
		return [definition ?? notShown(name)];
	});
}

function notShown(name: string): never {
	return fail({
		code: 'JDE_ORCHESTRATION_NOT_FOUND',
		category: 'reference',
		message: `Discovery shows no orchestration '${name}'`,
		description:
			'Check its name, and that the user of the credential has view security for it; its designer may have taken it out of discovery',
	});
}
