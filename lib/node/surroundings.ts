import { sleep } from 'n8n-workflow';
import type { IExecuteFunctions } from 'n8n-workflow';

import type { Surroundings } from '../request/types';

/** The real clock, chance and sleep; a room of its own, so that tests put theirs in its place. */
export function surroundingsOf(context: object): Surroundings {
	const { getExecutionCancelSignal } = context as Partial<IExecuteFunctions>;
	return {
		now: () => Date.now(),
		sleep: async (milliseconds, signal) => await sleep(milliseconds, signal),
		random: () => Math.random(),
		// A poll, or the editor filling a list, cannot be cancelled.
		signal: getExecutionCancelSignal?.call(context),
	};
}
