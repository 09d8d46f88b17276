import type { IDataObject } from 'n8n-workflow';

import type { FlowState } from './planStep';
import { FREE } from './planStep';
import { text } from './text';

export interface BackFillWish {
	flow: string;
	/** first day to read again, `YYYY-MM-DD`; blank reads everything */
	from: string;
	/** the share of Coupa's rate that the flow may take meanwhile, 0 for all it may take otherwise */
	requestsPerSecond: number;
	person: string;
	reason: string;
}

/** Coupa allows so many; a back-fill that takes them all leaves nothing to the others. */
const MOST_REQUESTS = 25;

/**
 * Sets a flow's watermark back: its own next runs then read from there, chunk by chunk, and go on where they were
 * interrupted. Refusing means expecting a lease that nobody holds.
 */
export function planBackFill(states: readonly FlowState[], wish: BackFillWish, now: string): IDataObject {
	const state = states.find(({ flow }) => flow === wish.flow);
	const refused = refusalOf(state, wish, now);
	return {
		flow: wish.flow,
		expectedOwner: refused === undefined ? text(state?.lease_owner) : 'nobody',
		expectedUntil: text(state?.lease_until),
		watermark: wish.from,
		requestsPerSecond: Math.max(0, wish.requestsPerSecond),
		decision: refused ?? `is read again ${wish.from === '' ? 'from the start' : `from ${wish.from}`}`,
		message: `${wish.person.trim()}: ${wish.reason.trim()}`,
	};
}

function refusalOf(state: FlowState | undefined, wish: BackFillWish, now: string): string | undefined {
	if (state === undefined) return "has no row in 'jde_coupa_state': run the set-up first";
	if (wish.person.trim() === '' || wish.reason.trim() === '')
		return 'is left as it is: name and reason are needed';
	const { requestsPerSecond } = wish;
	if (!(requestsPerSecond >= 0 && requestsPerSecond <= MOST_REQUESTS))
		return `is left as it is: Coupa allows at most ${MOST_REQUESTS} requests a second`;
	const holder = text(state.lease_owner);
	if (holder !== '' && holder !== FREE && text(state.lease_until) > now)
		return `is at work (until ${text(state.lease_until)} at the latest): try again when the run has ended`;
	const watermark = text(state.watermark).slice(0, 10);
	// Otherwise the changes between the two would never be read.
	if (watermark !== '' && wish.from > watermark)
		return `has read changes only up to ${watermark}: choose that day or an earlier one`;
	return undefined;
}
