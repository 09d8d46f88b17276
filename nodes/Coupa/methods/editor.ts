import { NodeOperationError } from 'n8n-workflow';
import type { ILoadOptionsFunctions } from 'n8n-workflow';

import { settle } from '../../../lib/failure';
import type { Settled } from '../../../lib/failure';
import { coupaForEditor } from '../transport/connection';
import type { Coupa } from '../transport/types';

/** Reads something for the editor, within the same limits as all executions. A failure is shown where the list was to be. */
export async function readForEditor<T>(
	context: ILoadOptionsFunctions,
	work: (coupa: Coupa) => Promise<Settled<T>>,
): Promise<T> {
	const connected = await settle(async () => await coupaForEditor(context));
	const result = connected.ok ? await work(connected.value) : connected;
	if (result.ok) return result.value;
	const { message, description } = result.failure;
	throw new NodeOperationError(context.getNode(), message, { description });
}
