import type { IPollFunctions } from 'n8n-workflow';

import { loadPollState, savePollState } from '../../lib/node/pollMemory';
import type { PollState } from './scan';

const TRIGGER = 'jdeAisTrigger';

/** What the last poll left; of another source, nothing. */
export function loadState(context: IPollFunctions, source: string): PollState {
	const state = loadPollState<PollState>(context, TRIGGER);
	return state?.source === source ? state : { source, watermark: '', seen: {} };
}

export function saveState(context: IPollFunctions, state: PollState): void {
	savePollState(context, TRIGGER, state);
}
