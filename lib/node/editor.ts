import { NodeOperationError } from 'n8n-workflow';
import type { ILoadOptionsFunctions } from 'n8n-workflow';

import { settle } from '../failure';

/** Does what a picker in the editor needs, and shows a failure there in the words of an execution. */
export async function inEditor<T>(
	context: Pick<ILoadOptionsFunctions, 'getNode'>,
	work: () => Promise<T>,
): Promise<T> {
	const settled = await settle(work);
	if (settled.ok) return settled.value;
	const { message, description } = settled.failure;
	throw new NodeOperationError(context.getNode(), message, { description });
}
