import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../../../../lib/diff';
import { failure, settle, stopsTheBatch } from '../../../../lib/failure';
import type { Failure } from '../../../../lib/failure';
import { outcome } from '../../../../lib/outcome';
import type { OutcomeAction } from '../../../../lib/outcome';
import { settledReason } from '../parked/settled';
import { textOf } from '../text';
import { decide } from './decide';
import type { Decision, Ledger } from './decide';
import type { Found } from './found';
import { asTheSiteHasIt } from './inputs';
import { beyondLimits } from './limits';
import type { PostingSettings, Task } from './settings';
import { sourceOf } from './source';
import { titleOf } from './wanted';

/** A call that was made for an invoice in this execution. */
interface Call {
	task: Task;
	target: string;
	notes: string[];
	failure?: Failure;
}

export interface PostingInput {
	/** as Coupa has them now */
	invoices: readonly IDataObject[];
	/** keys that were asked for */
	keys: readonly string[];
	vouchers: readonly Found[];
	ledger: Pick<Ledger, 'ofSupplier' | 'receipts' | 'periods' | 'accounts'>;
	/** the calls that this operation asked for last, and what came of each, in the same order */
	asked: readonly IDataObject[];
	answers: readonly IDataObject[];
	plan: {
		dryRun: boolean;
		frozen: string;
		maximumWrites: number;
		/** decimal text, blank for any */
		maximumAmount: string;
		jdeConnection: string;
	};
	held: ReadonlyArray<{ company?: unknown; reason?: unknown; until?: unknown }>;
	/** the flow's rows of the parked table that are open, or that people settled */
	parked: readonly IDataObject[];
	settings: PostingSettings;
	/** ISO 8601, UTC */
	now: string;
}

export interface PostingPlan {
	/** calls to make now; while there are any, nothing is settled yet */
	act: IDataObject[];
	/** sources, outcomes and failures of all invoices */
	settled: IDataObject[];
	/** invoices to be marked as exported in Coupa */
	mark: IDataObject[];
}

/** Parked after an answer was lost: looked at again each run, and repeated when it is proved that nothing came of it. */
export const UNKNOWN = 'POSTING_UNKNOWN';

/**
 * One round over the invoices of a chunk. It compares Coupa with what JD Edwards has under the stamps, asks for one call
 * for each invoice that needs one, and is asked again when they are made: what was done is read in JD Edwards and never
 * taken from an answer.
 */
export async function planPosting(input: PostingInput): Promise<PostingPlan> {
	const { invoices, keys, plan, settings, now } = input;
	const history = historyOf(input.asked, input.answers);
	const act: IDataObject[] = [];
	const settled: IDataObject[] = [];
	const mark: IDataObject[] = [];
	const sources = new Map<string, IDataObject>();
	for (const invoice of invoices) {
		const key = `C${textOf(invoice.id)}`;
		const source = sourceOf(key, invoice, settings);
		const calls = history[key] ?? [];
		const row = input.parked.find((one) => one.key === key);
		const byPerson = settledReason(source, row, '');
		if (byPerson !== undefined) {
			settled.push(source, skipped(key, byPerson, plan.jdeConnection, now, source));
			continue;
		}
		const ledger = { ...input.ledger, vouchers: input.vouchers.filter(({ stamp }) => stamp === key) };
		const decided = await settle(async () => decide(invoice, ledger, settings, calls));
		settled.push(source);
		sources.set(key, source);
		if (!decided.ok) {
			settled.push({ ...source, error: told(decided.failure, invoice, calls) as unknown as IDataObject });
			continue;
		}
		const decision = decided.value;
		const done = (action: OutcomeAction, voucher: string) =>
			settled.push(outcomeOf(key, action, voucher, calls, plan.jdeConnection, now, source));
		if (decision.kind === 'act') {
			const refused = refusalOf(decision, calls, invoice, source, input);
			if (refused === 'later') continue;
			if (refused) settled.push({ ...source, error: refused as unknown as IDataObject });
			else if (plan.dryRun || plan.frozen !== '') done(plannedAction(decision.task), decision.target);
			else act.push(callOf(key, decision, settings));
			continue;
		}
		if (decision.kind === 'settled') done(actionOf(calls), decision.voucher);
		else settled.push(skipped(key, decision.reason, plan.jdeConnection, now, source));
		const isOurs = decision.kind === 'settled' || decision.isOurs;
		if (isOurs && settings.markExported && invoice.exported !== true && !plan.dryRun && plan.frozen === '') {
			mark.push({ key, id: textOf(invoice.id) });
		}
	}
	const refused = Object.keys(history).length === 0 ? beyondLimits(act, sources, plan) : undefined;
	if (refused) return { act: [], settled: [{ error: refused as unknown as IDataObject }], mark: [] };
	if (act.length > 0) {
		act[0].history = history as unknown as IDataObject;
		return { act, settled: [], mark: [] };
	}
	const read = new Set(invoices.map(({ id }) => `C${textOf(id)}`));
	for (const key of keys.filter((one) => !read.has(one))) {
		settled.push({ key, error: gone(key) as unknown as IDataObject });
	}
	return { act, settled, mark };
}

/** What was called for each invoice so far, the last round included. */
function historyOf(asked: readonly IDataObject[], answers: readonly IDataObject[]): Record<string, Call[]> {
	const before = isRecord(asked[0]?.history) ? (asked[0].history as unknown as Record<string, Call[]>) : {};
	const history: Record<string, Call[]> = { ...before };
	asked.forEach(({ key, task, target, notes }, i) => {
		const name = textOf(key);
		if (name === '') return;
		const error = answers[i]?.error;
		const call: Call = {
			task: task as Task,
			target: textOf(target),
			notes: (Array.isArray(notes) ? notes : []).map(textOf),
			...(isRecord(error) ? { failure: error as unknown as Failure } : {}),
		};
		history[name] = [...(history[name] ?? []), call];
	});
	return history;
}

type Act = Extract<Decision, { kind: 'act' }>;

/** Why a call is not made now: it was made already, its company is held, or an earlier answer is still awaited. */
function refusalOf(
	{ task, target }: Act,
	calls: readonly Call[],
	invoice: IDataObject,
	source: IDataObject,
	{ held, parked, settings, now }: PostingInput,
): Failure | 'later' | undefined {
	const before = calls.find((call) => call.task === task && call.target === target);
	if (before) return withoutEffect(before, titleOf(invoice), calls);
	const hold = held.find(({ company }) => [source.company, '*'].includes(textOf(company)));
	if (hold) return heldFailure(titleOf(invoice), textOf(hold.reason));
	const row = parked.find(({ key, status }) => key === source.key && status === 'open');
	const since = Date.parse(textOf(row?.at));
	const isAwaited = row?.code === UNKNOWN && Date.parse(now) - since < settings.settleMinutes * 60_000;
	return isAwaited ? 'later' : undefined;
}

/** The ledger shows nothing of a call that was made. */
function withoutEffect({ task, failure: error }: Call, title: string, calls: readonly Call[]): Failure {
	if (error && stopsTheBatch(error)) return error;
	const isUnknown = error === undefined || error.category === 'unknown-outcome';
	const says = error ? `${error.message}. ${error.description}` : 'It answered as if all were well.';
	return failure({
		code: isUnknown ? UNKNOWN : 'POSTING_REFUSED',
		category: isUnknown ? 'unknown-outcome' : (error?.category ?? 'validation'),
		message: isUnknown
			? `${title}: '${task}' was called, and JD Edwards shows no trace of it yet`
			: `${title} was not taken by JD Edwards in '${task}'`,
		description: `${isUnknown ? 'It is looked at again with each run, and called again once enough time has passed. ' : ''}${says}${doneBefore(calls)}`,
		details: isUnknown ? { reason: 'unknown-outcome' } : { ofRecord: true },
	});
}

/** A voucher without stamp, right after we entered one, is ours: somebody must finish it. */
function told(error: Failure, invoice: IDataObject, calls: readonly Call[]): Failure {
	const last = calls[calls.length - 1];
	const isUnstamped =
		error.code === 'POSTING_DUPLICATE' &&
		last?.failure !== undefined &&
		['enterVoucher', 'matchVoucher'].includes(last.task);
	if (!isUnstamped) return { ...error, description: `${error.description}${doneBefore(calls)}` };
	return failure({
		code: 'POSTING_UNSTAMPED',
		category: 'unknown-outcome',
		message: `${titleOf(invoice)} was entered, but its voucher bears no origin stamp`,
		description: `${error.message}. ${error.description}. ${last.failure?.description ?? ''}`,
	});
}

function doneBefore(calls: readonly Call[]): string {
	const done = calls.filter((call) => call.failure === undefined).slice(0, -1);
	return done.length === 0
		? ''
		: ` Done before: ${done.map(({ task, target }) => `${task} ${target}`.trim()).join(', ')}.`;
}

function callOf(key: string, { task, target, inputs, notes }: Act, settings: PostingSettings): IDataObject {
	return {
		key,
		task,
		target,
		notes,
		orchestration: settings.orchestrations[task],
		inputs: asTheSiteHasIt(inputs, settings),
	};
}

const MAKES: readonly Task[] = ['enterVoucher', 'matchVoucher'];

function plannedAction(task: Task): OutcomeAction {
	return MAKES.includes(task) ? 'planned-create' : 'planned-update';
}

function actionOf(calls: readonly Call[]): OutcomeAction {
	if (calls.length === 0) return 'unchanged';
	return MAKES.includes(calls[0].task) ? 'created' : 'updated';
}

function outcomeOf(
	key: string,
	action: OutcomeAction,
	voucher: string,
	calls: readonly Call[],
	system: string,
	now: string,
	source: IDataObject,
): IDataObject {
	return outcome({
		record: { type: 'invoice', key },
		action,
		target: { system, id: voucher === '' ? null : voucher, key: voucher },
		changes: calls.map(({ task, target, notes }) => ({
			path: task,
			before: target,
			after: [voucher, ...notes].join('; '),
		})),
		calls: calls.length,
		attempts: calls.length,
		waitedMs: 0,
		startedAt: now,
		finishedAt: now,
		wanted: source,
	}) as unknown as IDataObject;
}

function skipped(key: string, reason: string, system: string, now: string, source: IDataObject): IDataObject {
	return { ...outcomeOf(key, 'skipped', '', [], system, now, source), reason, watch: false };
}

function heldFailure(title: string, reason: string): Failure {
	return failure({
		code: 'COMPANY_HELD',
		category: 'period-closed',
		message: `${title} is not posted now: its company is ${reason || 'held'}`,
		description:
			"It is posted with a later run; to post it sooner, change the table 'jde_coupa_calendar' and replay it",
		details: { reason: 'period-closed' },
	});
}

function gone(key: string): Failure {
	return failure({
		code: 'RECORD_GONE',
		category: 'reference',
		message: `Invoice ${key} is not in Coupa any more, or its user may not see it`,
		description: 'Dismiss the parked record if it was deleted there',
	});
}
