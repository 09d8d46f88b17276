import type { IDataObject, IPollFunctions } from 'n8n-workflow';

import type { PollState } from './scan';

/**
 * n8n keeps a node's data under the node's name. A copy under its ID, in the data of the workflow, is found again
 * when the node was renamed.
 */
export function loadState(context: IPollFunctions, source: string): PollState {
	const kept = (ofNode(context).poll ?? ofWorkflow(context)[copyName(context)]) as PollState | undefined;
	// n8n hands out proxies that write through.
	const state = kept && (JSON.parse(JSON.stringify(kept)) as PollState);
	return state?.source === source ? state : { source, watermark: '', seen: {} };
}

/** Replaces the state as a whole, because n8n does not notice a change deep inside. */
export function saveState(context: IPollFunctions, state: PollState): void {
	ofNode(context).poll = state as unknown as IDataObject;
	ofWorkflow(context)[copyName(context)] = state as unknown as IDataObject;
}

function ofNode(context: IPollFunctions): IDataObject {
	return context.getWorkflowStaticData('node');
}

function ofWorkflow(context: IPollFunctions): IDataObject {
	return context.getWorkflowStaticData('global');
}

function copyName(context: IPollFunctions): string {
	return `jdeAisTrigger ${context.getNode().id}`;
}
