import type {
	IBinaryKeyData,
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodeProperties,
} from 'n8n-workflow';

import { failure, stopsTheBatch } from '../failure';
import type { Failure, Settled } from '../failure';

/** An item with a file beside its JSON. */
export class FileItem {
	constructor(
		readonly json: IDataObject,
		readonly binary: IBinaryKeyData,
	) {}
}

export type OutputItem = IDataObject | FileItem;

/** What one input item came to: the items it gave, or its failure. */
export interface ItemResult {
	itemIndex: number;
	result: Settled<OutputItem[]>;
}

/** One entry of an operation menu: the parameters it shows and what it does. */
export interface Operation {
	description: INodeProperties[];
	execute(this: IExecuteFunctions, items: INodeExecutionData[]): Promise<ItemResult[]>;
}

/**
 * Works through the items one after the other. What would hit every further item alike (an outage, a wrong password)
 * ends the work: the rest is reported as not tried, and nothing done so far is lost.
 */
export async function eachItem(
	items: readonly unknown[],
	work: (itemIndex: number) => Promise<Settled<OutputItem[]>>,
): Promise<ItemResult[]> {
	const results: ItemResult[] = [];
	for (let itemIndex = 0; itemIndex < items.length; itemIndex += 1) {
		const result = await work(itemIndex);
		results.push({ itemIndex, result });
		if (!result.ok && stopsTheBatch(result.failure)) {
			const rest = items.slice(itemIndex + 1);
			const notTriedResult = { ok: false as const, failure: notTried(result.failure) };
			results.push(...rest.map((_, i) => ({ itemIndex: itemIndex + 1 + i, result: notTriedResult })));
			break;
		}
	}
	return results;
}

/** The failure of a record that was not tried because an earlier one showed that it cannot work now. */
export function notTried(cause: Failure): Failure {
	return failure({
		...cause,
		code: `${cause.code}_NOT_TRIED`,
		message: `Not tried, because: ${cause.message}`,
		retryable: true,
	});
}
