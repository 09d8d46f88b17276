import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { settle } from '../../../../lib/failure';
import { eachItem } from '../../../../lib/node/operation';
import type { ItemResult, OutputItem } from '../../../../lib/node/operation';
import { aisFor } from '../../transport/connection';
import type { Ais } from '../../transport/connection';

/** Connects, then works through the items one after the other; what fails stays with its item. */
export async function eachItemWithAis(
	context: IExecuteFunctions,
	items: readonly INodeExecutionData[],
	work: (ais: Ais, itemIndex: number) => Promise<OutputItem[]>,
): Promise<ItemResult[]> {
	const ais = await aisFor(context);
	return await eachItemOf(items, async (i) => await work(ais, i));
}

/** The same, for an operation that has connected by itself. */
export async function eachItemOf(
	items: readonly INodeExecutionData[],
	work: (itemIndex: number) => Promise<OutputItem[]>,
): Promise<ItemResult[]> {
	return await eachItem(items, async (i) => await settle(async () => await work(i)));
}
