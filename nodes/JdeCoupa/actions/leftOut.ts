import { NodeOperationError } from 'n8n-workflow';
import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { Failure } from '../../../lib/failure';
import { outcome } from '../../../lib/outcome';

/** A document that is left out, as an outcome that the run report counts by its reason. */
export function skippedItem(
	item: number,
	record: { type: string; key: string },
	wanted: IDataObject,
	{ reason, watch }: { reason: string; watch: boolean },
): INodeExecutionData {
	const now = new Date().toISOString();
	const done = outcome({
		record,
		action: 'skipped',
		target: { system: '', id: null, key: record.key },
		changes: [],
		...{ calls: 0, attempts: 0, waitedMs: 0, startedAt: now, finishedAt: now },
		wanted,
	});
	return { json: { ...(done as unknown as IDataObject), reason, watch }, pairedItem: { item } };
}

/** A document with its failure, as an error output would have it. */
export function failedItem(item: number, json: IDataObject, error: Failure): INodeExecutionData {
	return { json: { ...json, error: error as unknown as IDataObject }, pairedItem: { item } };
}

/**
 * Stops a node with several outputs, or where it is set to go on sends every record to the last of them: n8n would pass
 * the input of a node that throws on, untouched, to the first.
 */
export function refuse(context: IExecuteFunctions, error: Failure, outputs: number): INodeExecutionData[][] {
	if (!context.continueOnFail()) {
		const { message, description } = error;
		const stop = new NodeOperationError(context.getNode(), message, { description });
		stop.context.failure = error;
		throw stop;
	}
	const all = context.getInputData(0).map(({ json }, item) => failedItem(item, json, error));
	return [...Array.from({ length: outputs - 1 }, () => []), all];
}
