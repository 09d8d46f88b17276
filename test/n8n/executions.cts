import type { Item } from './types.cts';

export type ExecutionStatus =
	'canceled' | 'crashed' | 'error' | 'new' | 'running' | 'success' | 'unknown' | 'waiting';

export interface ExecutionSummary {
	id: string;
	workflowId: string;
	status: ExecutionStatus;
	mode: string;
	startedAt: string;
	stoppedAt?: string;
	retryOf?: string | null;
	retrySuccessId?: string | null;
}

export interface NodeError {
	message: string;
	description?: string | null;
	name?: string;
	node?: { name: string };
	/** On an error that came up from a called workflow: where it happened. */
	executionId?: string;
	[key: string]: unknown;
}

export interface NodeRun {
	executionStatus: string;
	executionTime: number;
	error?: NodeError;
	data?: {
		main?: Array<Array<{ json: Item; binary?: unknown; pairedItem?: unknown; error?: NodeError }> | null>;
	};
	metadata?: { subExecution?: { executionId: string; workflowId: string } };
	[key: string]: unknown;
}

export interface ExecutionData {
	resultData: {
		runData: Record<string, NodeRun[] | undefined>;
		lastNodeExecuted?: string;
		error?: NodeError;
	};
	executionData?: unknown;
	parentExecution?: { executionId: string; workflowId: string };
	[key: string]: unknown;
}

export interface Execution extends ExecutionSummary {
	finished: boolean;
	data: ExecutionData;
	workflowData: { id: string; name: string };
}

export interface ExecutionError {
	/** Where it came up, which may be a node of the called workflow. */
	node: string | undefined;
	/** The node of this execution that Retry starts from. */
	stoppedAt: string | undefined;
	message: string;
	description: string | undefined;
}

/**
 * n8n sends run data in the form of the `flatted` package: one array that holds every object and every string once;
 * inside an object a string is the place of the value it stands for.
 */
export function unflatten(text: string): unknown {
	const places = JSON.parse(text) as unknown[];
	for (const entry of places) {
		if (typeof entry !== 'object' || entry === null) continue;
		const holder = entry as Record<string, unknown>;
		for (const [key, value] of Object.entries(holder)) {
			if (typeof value === 'string') holder[key] = places[Number(value)];
		}
	}
	return places[0];
}

/** All runs of a node, in order; a node in a loop has several. */
export function runsOf(execution: Execution, node: string): NodeRun[] {
	return execution.data.resultData.runData[node] ?? [];
}

/** The items of one output of one run; without a run number, of the last run. Empty where nothing came out. */
export function outputOf(execution: Execution, node: string, output = 0, run = -1): Item[] {
	const chosen = runsOf(execution, node).at(run);
	return (chosen?.data?.main?.[output] ?? []).map((item) => item.json);
}

/** What stopped the execution, as the user reads it; undefined when nothing did. */
export function errorOf(execution: Execution): ExecutionError | undefined {
	const { error, lastNodeExecuted } = execution.data.resultData;
	if (!error) return undefined;
	return {
		node: error.node?.name ?? lastNodeExecuted,
		stoppedAt: lastNodeExecuted,
		message: error.message,
		description: error.description ?? undefined,
	};
}

/** The executions a node started (Execute Sub-workflow), over all its runs; a failed one is named by the error only. */
export function subExecutionsOf(execution: Execution, node: string): string[] {
	return runsOf(execution, node)
		.map((run) => run.metadata?.subExecution?.executionId ?? run.error?.executionId)
		.filter((id) => id !== undefined);
}
