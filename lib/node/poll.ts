import { NodeOperationError } from 'n8n-workflow';
import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';

import { settle } from '../failure';
import type { FailureCategory } from '../failure';

/** What n8n's scheduler is told, so that it waits, or asks for help, where that is of use. */
const CAUSES = {
	throttled: { cause: 'rate-limited' },
	unavailable: { cause: 'temporarily-unavailable' },
	authentication: { cause: 'credential-invalid' },
	permission: { cause: 'configuration-invalid' },
	configuration: { cause: 'configuration-invalid' },
} as const;

/** Runs a poll: its documents as items, null when there are none, its Failure as the node's error. */
export async function pollFor(
	context: IPollFunctions,
	work: () => Promise<IDataObject[]>,
): Promise<INodeExecutionData[][] | null> {
	const settled = await settle(work);
	if (settled.ok) return settled.value.length > 0 ? [settled.value.map((json) => ({ json }))] : null;
	const { message, description, category } = settled.failure;
	const failure = (CAUSES as Partial<Record<FailureCategory, (typeof CAUSES)[keyof typeof CAUSES]>>)[
		category
	];
	const error = new NodeOperationError(context.getNode(), message, { description, failure });
	error.context.failure = settled.failure;
	throw error;
}
