import type { IDataObject, IPollFunctions } from 'n8n-workflow';

/**
 * What a trigger node left for its next poll. n8n keeps a node's data under the node's name; a copy under its ID, in the
 * data of the workflow, is found again when the node was renamed.
 */
export function loadPollState<State>(context: IPollFunctions, trigger: string): State | undefined {
	const kept = ofNode(context).poll ?? ofWorkflow(context)[copyName(context, trigger)];
	// n8n hands out proxies that write through.
	return kept === undefined ? undefined : (JSON.parse(JSON.stringify(kept)) as State);
}

/** Replaces the state as a whole, because n8n does not notice a change deep inside. */
export function savePollState(context: IPollFunctions, trigger: string, state: object): void {
	ofNode(context).poll = state as IDataObject;
	ofWorkflow(context)[copyName(context, trigger)] = state as IDataObject;
}

/** Polls under way in this process, by workflow and node. */
const running = new Set<string>();

/** Does the work unless an earlier poll of this node is still at it: n8n does not wait for one before the next. */
export async function pollAlone<Item>(context: IPollFunctions, work: () => Promise<Item[]>): Promise<Item[]> {
	const self = `${context.getWorkflow().id} ${context.getNode().id}`;
	if (running.has(self)) return [];
	running.add(self);
	try {
		return await work();
	} finally {
		running.delete(self);
	}
}

function ofNode(context: IPollFunctions): IDataObject {
	return context.getWorkflowStaticData('node');
}

function ofWorkflow(context: IPollFunctions): IDataObject {
	return context.getWorkflowStaticData('global');
}

function copyName(context: IPollFunctions, trigger: string): string {
	return `${trigger} ${context.getNode().id}`;
}
