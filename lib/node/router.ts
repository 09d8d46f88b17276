import { NodeOperationError } from 'n8n-workflow';
import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { Failed, fail, settle } from '../failure';
import type { Failure } from '../failure';
import { FileItem } from './operation';
import type { ItemResult, Operation } from './operation';

/** Resource, then operation, by the values stored in workflows. */
export type OperationTable = Record<string, Record<string, Operation>>;

/**
 * Runs the chosen operation and turns its results into items: paired to their input, failures as error items where
 * the node may go on, else as the one error that stops it after all records were worked through.
 */
export async function runOperation(
	context: IExecuteFunctions,
	operations: OperationTable,
): Promise<INodeExecutionData[]> {
	const resource = context.getNodeParameter('resource', 0) as string;
	const name = context.getNodeParameter('operation', 0) as string;
	const operation = operations[resource]?.[name];
	if (operation === undefined) {
		throw new NodeOperationError(context.getNode(), `'${resource}: ${name}' is not offered by this version`, {
			description: 'Choose the resource and the operation again',
		});
	}
	const items = context.getInputData();
	const work = async () => await operation.execute.call(context, items);
	const settled = await settle(context.continueOnFail() ? async () => await noThrow(work) : work);
	const results: ItemResult[] = settled.ok
		? settled.value
		: items.map((_, itemIndex) => ({ itemIndex, result: settled }));
	return toItems(context, results);
}

/**
 * n8n sends the untouched input of a node that throws to its success output, even where an error output is chosen:
 * there nothing may be thrown, not even what nobody foresaw.
 */
async function noThrow<T>(work: () => Promise<T>): Promise<T> {
	return await work().catch(async (error: unknown) => {
		if (error instanceof Failed) return await Promise.reject(error);
		const { message, description } = error as { message?: string; description?: string };
		return fail({
			code: 'UNEXPECTED',
			category: 'configuration',
			message: message ?? String(error),
			description: description ?? 'Run the node by itself to see more',
		});
	});
}

/** Items paired to their input. Throws the first failure unless the node is set to go on. */
export function toItems(context: IExecuteFunctions, results: readonly ItemResult[]): INodeExecutionData[] {
	const goOn = context.continueOnFail();
	const failed = results.filter(({ result }) => !result.ok);
	if (failed.length > 0 && !goOn) throw nodeError(context, failed, results.length);
	return results.flatMap(({ itemIndex, result }) =>
		result.ok
			? result.value.map((value) => ({
					...(value instanceof FileItem ? { json: value.json, binary: value.binary } : { json: value }),
					pairedItem: { item: itemIndex },
				}))
			: [errorItem(result.failure, itemIndex)],
	);
}

/** Exactly one key, `error`: n8n sends an item with any other key beside it to the success output. */
export function errorItem(error: Failure, itemIndex: number): INodeExecutionData {
	return { json: { error: error as unknown as IDataObject }, pairedItem: { item: itemIndex } };
}

function nodeError(context: IExecuteFunctions, failed: ItemResult[], total: number): NodeOperationError {
	const [{ itemIndex, result }] = failed;
	const first = (result as { ok: false; failure: Failure }).failure;
	const which = total > 1 ? ` [item ${itemIndex}]` : '';
	const others = failed.length > 1 ? ` (and ${failed.length - 1} more of ${total} items)` : '';
	const error = new NodeOperationError(context.getNode(), `${first.message}${which}${others}`, {
		description: first.description,
		itemIndex,
	});
	// For error workflows and tests; the text above is for people.
	error.context.failure = first;
	return error;
}
