import { minute, table } from './html';
import type { Cell } from './html';
import { FREE } from './planStep';
import type { FlowState } from './planStep';
import { text } from './text';

export interface FlowProgress extends FlowState {
	last_run_at?: string | null;
	stop_message?: string | null;
	requests_per_second?: number | null;
}

/** What tells Coupa of the flows has a row for its lease, and moves no records. */
const MIRROR = 'coupaMirror';

const COUNTS = ['read', 'created', 'updated', 'unchanged', 'parked', 'outOfScope', 'plannedCreate'];

/** How far each flow is, as a table for a page of a form. */
export function progressTable(states: readonly FlowProgress[], now: string): string {
	const head = [
		'Flow',
		'Read up to',
		'Now reading',
		'Counts of the run',
		'What is next',
		'Requests a second',
	];
	const rows = states
		.filter(({ flow }) => !['', MIRROR].includes(text(flow)))
		.map((state): Cell[] => [
			text(state.flow),
			minute(text(state.watermark)) || 'nothing yet',
			text(state.window_until) === ''
				? ''
				: `up to ${minute(text(state.window_until))}, behind ${text(state.cursor) || 'the start'}`,
			counts(text(state.totals)),
			next(state, now),
			Number(state.requests_per_second) > 0 ? text(state.requests_per_second) : 'as in the flow',
		]);
	return table(head, rows);
}

function counts(totals: string): string {
	const all = parsed(totals);
	return COUNTS.filter((name) => Number(all[name]) > 0)
		.map((name) => `${name} ${String(all[name])}`)
		.join(', ');
}

function next(state: FlowProgress, now: string): string {
	const holder = text(state.lease_owner);
	if (holder !== '' && holder !== FREE && text(state.lease_until) > now) return 'a run is at work';
	if (text(state.confirmation) === 'waiting') return 'the dry run waits to be confirmed in the set-up';
	if (text(state.next_attempt_at) > now)
		return `after an outage, at ${minute(text(state.next_attempt_at))}: ${text(state.stop_message)}`;
	return text(state.confirmation) === '' ? 'a dry run' : 'the next run';
}

function parsed(totals: string): Record<string, unknown> {
	try {
		return JSON.parse(totals || '{}') as Record<string, unknown>;
	} catch {
		return {};
	}
}
