import { fail } from '../../../lib/failure';
import { amountLeft, writesLeft } from './leftToRun';
import { text } from './text';

/**
 * `run` is what a trigger starts; it calls its own workflow for each `chunk`, and last for what it `parked`. `replay`
 * is started by a trigger too, for what stands parked whatever the run.
 */
export type Step = 'run' | 'chunk' | 'parked' | 'replay';

/** A flow's row in `jde_coupa_state`. */
export interface FlowState {
	flow?: string;
	/** JDE server time up to which every change is posted or parked */
	watermark?: string | null;
	/** an unfinished window: its end, and the key behind which it goes on */
	window_until?: string | null;
	cursor?: string | null;
	/** JSON of the counts of the run that is under way */
	totals?: string | null;
	lease_owner?: string | null;
	/** ISO 8601, UTC */
	lease_until?: string | null;
	next_attempt_at?: string | null;
	/** blank, then `waiting` after the first dry run, `confirmed` by a person, `done` after the first posting */
	confirmation?: string | null;
	/** JSON list of keys to be looked at again each run, such as vouchers not posted yet */
	watched?: string | null;
	/** outages in a row */
	failures?: number | null;
	jde_connection?: string | null;
	coupa_host?: string | null;
}

export interface PlanInput {
	flow: string;
	/** the system that owns the flow's records by the Settings, and the one this flow reads them from */
	owner: string;
	source: string;
	/** settings without which the flow does not run, by name @default none */
	required?: Readonly<Record<string, unknown>>;
	/** writes a run may make once the first posting is done, 0 for any number */
	maximumWrites: number;
	/** amount of a currency that a run may post once the first posting is done, as decimal text; blank for any */
	maximumAmount?: string;
	/** what the call says; empty for a trigger */
	call: { step?: Step; runId?: string; owner?: string };
	/** what a trigger starts; an event is a run that waits for the first posting @default run */
	entry?: 'run' | 'replay' | 'event';
	/** which parked records a replay takes; empty lists take all */
	replay?: { keys: readonly string[]; reasons: readonly string[] };
	state: FlowState;
	/** this flow's open rows of the parked table */
	open: readonly OpenRow[];
	/** what the close calendar says */
	calendar?: { due?: boolean; frozen?: boolean; reason?: string };
	/** outages in a row after which records are parked instead of waiting on, 0 for never */
	outageLimit?: number;
	executionId: string;
	/** a schedule waits for the next attempt, a person need not */
	scheduled: boolean;
	leaseMinutes: number;
	/** ISO 8601, UTC */
	now: string;
}

/** An open row of the parked table. */
export interface OpenRow {
	key?: unknown;
	run_id?: unknown;
	/** category or code by which a replay may choose */
	category?: unknown;
	code?: unknown;
	/** blank, or why nothing has to be repaired */
	reason?: unknown;
	/** `yes` once a person asked for it, or after an outage */
	replay?: unknown;
}

export interface Plan {
	step: Step;
	runId: string;
	/** the caller's lease, to be handed back */
	handBackTo: string;
	owner: string;
	/** what the lease must still be for this step to take it: nobody matches if it may not */
	expectedOwner: string;
	expectedUntil: string;
	leaseUntil: string;
	/** why this step does or does not go ahead, for people */
	decision: string;
	dryRun: boolean;
	/** why the calendar lets nothing be posted now; blank when it does */
	frozen: string;
	/** whether an outage parks the records it hits */
	parkOutages: boolean;
	/** whether something is to be looked at again at the end of the run, though this run parks nothing */
	again: boolean;
	/** whether nothing that the run of a step `parked` parked is a person's to look at: then an outage is no failure */
	waits: boolean;
	/** the same of amounts, blank for any */
	maximumAmount: string;
	/** writes left to this run, 0 for any number: the first posting was confirmed with its count */
	maximumWrites: number;
	since: string;
	until: string;
	cursor: string;
	totals: string;
	watched: string[];
	/** records to process again, in the steps `parked` and `replay` */
	keys: string[];
	jdeConnection: string;
	coupaHost: string;
}

export const FREE = 'free';
const NOBODY = 'nobody';

/** Decides what a step may do. Refusing quietly means expecting a lease that nobody holds. */
export function planStep(input: PlanInput): Plan {
	const { call, state, executionId, open, now } = input;
	const step = call.step ?? (input.entry === 'replay' ? 'replay' : 'run');
	if (!state.flow) notSetUp(input.flow);
	if (input.owner !== input.source) notTheOwner(input);
	const blank = Object.entries(input.required ?? {}).filter(([, value]) => text(value).trim() === '');
	if (blank.length > 0)
		notSettled(
			input.flow,
			blank.map(([name]) => name),
		);
	const runId = isStarted(step) ? executionId : (call.runId ?? '');
	const refusal = refusalOf(step, input);
	const watched = JSON.parse(text(state.watched) || '[]') as string[];
	const keys = [...new Set(keysFor(step, runId, input, watched))];
	const nothing =
		isOfKeys(step) && keys.length === 0 ? 'nothing is parked that could be replayed' : undefined;
	const decision = refusal ?? nothing;
	const { calendar = {}, outageLimit = 0 } = input;
	return {
		step,
		runId,
		handBackTo: step === 'chunk' ? (call.owner ?? FREE) : FREE,
		owner: `${runId}/${executionId}`,
		expectedOwner: decision === undefined ? text(state.lease_owner) : NOBODY,
		expectedUntil: text(state.lease_until),
		leaseUntil: new Date(Date.parse(now) + input.leaseMinutes * 60_000).toISOString(),
		decision: decision ?? 'goes ahead',
		dryRun: !['confirmed', 'done'].includes(text(state.confirmation)),
		frozen: calendar.frozen === true ? (calendar.reason ?? 'postings are frozen') : '',
		parkOutages: outageLimit > 0 && Number(state.failures ?? 0) >= outageLimit,
		again: watched.length > 0 || open.some(isToBeSeenAgain),
		waits: step === 'parked' && open.every((row) => text(row.run_id) !== runId || text(row.reason) !== ''),
		maximumAmount: amountLeft(input, step),
		maximumWrites: writesLeft(input, step),
		since: text(state.watermark),
		until: text(state.window_until),
		cursor: text(state.cursor),
		totals: step === 'chunk' ? text(state.totals) || '{}' : '{}',
		watched,
		keys,
		jdeConnection: text(state.jde_connection),
		coupaHost: text(state.coupa_host),
	};
}

/** Started by a trigger, and not by another step. */
function isStarted(step: Step): boolean {
	return step === 'run' || step === 'replay';
}

function isOfKeys(step: Step): boolean {
	return step === 'parked' || step === 'replay';
}

function keysFor(step: Step, runId: string, { open, replay }: PlanInput, watched: string[]): string[] {
	if (step === 'parked') {
		const own = open.filter((row) => text(row.run_id) === runId || isToBeSeenAgain(row));
		return [...own.map(keyOf), ...watched];
	}
	if (step !== 'replay') return [];
	const { keys = [], reasons = [] } = replay ?? {};
	const isChosen = (row: OpenRow) =>
		(keys.length === 0 || keys.includes(keyOf(row))) &&
		(reasons.length === 0 || [row.category, row.code, row.reason].some((one) => reasons.includes(text(one))));
	return open.filter(isChosen).map(keyOf);
}

/** A person asked for it, an outage hit it, or it waits for something that comes by itself. */
function isToBeSeenAgain({ reason, replay }: OpenRow): boolean {
	return text(reason) !== '' || text(replay) === 'yes';
}

function refusalOf(
	step: Step,
	{ call, state, scheduled, calendar, entry, now }: PlanInput,
): string | undefined {
	const holder = text(state.lease_owner);
	const isFree = holder === FREE || holder === '' || text(state.lease_until) <= now;
	const isMine = !isStarted(step) && call.owner !== undefined && holder === call.owner;
	if (!isFree && !isMine) {
		// A run that finds another at work is one too many; a call by a run, or its Retry, has lost what it held.
		if (!isStarted(step)) busy(text(state.lease_until));
		return `another run holds the lease until ${text(state.lease_until)}`;
	}
	if (!isStarted(step)) return undefined;
	if (text(state.confirmation) === 'waiting') {
		return "the first run waits to be confirmed in the 'setup' workflow";
	}
	if (entry === 'event' && text(state.confirmation) !== 'done') {
		return 'events wait in the inbox until the first posting is done';
	}
	if (!scheduled) return undefined;
	const nextAttempt = text(state.next_attempt_at);
	if (nextAttempt > now) return `postponed until ${nextAttempt} after an outage`;
	return calendar?.due === false ? (calendar.reason ?? 'the close calendar says not yet') : undefined;
}

function keyOf({ key }: { key?: unknown }): string {
	return text(key);
}

function notSetUp(flow: string): never {
	fail({
		code: 'FLOW_NOT_SET_UP',
		category: 'configuration',
		message: `The flow '${flow}' has no row in the table 'jde_coupa_state'`,
		description: "Run the 'setup' workflow first; it also pins the pair of systems this flow belongs to",
	});
}

function notTheOwner({ flow, owner, source }: PlanInput): never {
	fail({
		code: 'FLOW_OWNER',
		category: 'configuration',
		message:
			owner === ''
				? `'Settings' do not say which system owns the records of the flow '${flow}'`
				: `'Settings' say that ${owner} owns the records of the flow '${flow}', but this flow writes them from ${source}`,
		description: `Set 'owner' in the node 'Settings' to ${source}, or leave this workflow switched off`,
	});
}

function notSettled(flow: string, names: readonly string[]): never {
	fail({
		code: 'FLOW_SETTINGS',
		category: 'configuration',
		message: `'Settings' of the flow '${flow}' leave blank what it must know: ${names.map((name) => `'${name}'`).join(', ')}`,
		description: "Fill them in in the node 'Settings'; the note beside it says what each one means",
	});
}

function busy(until: string): never {
	fail({
		code: 'FLOW_BUSY',
		category: 'conflict',
		message: `Another run of this flow is working (until ${until} at the latest)`,
		description: 'Press Retry again when it has ended',
	});
}
