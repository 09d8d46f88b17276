import type { IDataObject } from 'n8n-workflow';

import { settle } from '../../../../lib/failure';
import type { Failure } from '../../../../lib/failure';
import type { OutcomeAction } from '../../../../lib/outcome';
import { settledReason } from '../parked/settled';
import { textOf } from '../text';
import type { Act, Ledger } from './acting';
import { UNKNOWN, callOf, historyOf, told, withoutEffect } from './calls';
import type { Call } from './calls';
import { decide } from './decide';
import { foundOf, stampOf } from './found';
import { beyondLimits } from './limits';
import { actionOf, gone, heldFailure, outcomeOf, plannedAction, skipped } from './results';
import type { PostingSettings } from './settings';
import { sourceOf } from './source';
import { titleOf } from './wanted';

export interface PostingInput {
	/** as Coupa has them now */
	invoices: readonly IDataObject[];
	/** keys that were asked for */
	keys: readonly string[];
	/** documents of JDE AIS: Voucher */
	vouchers: readonly IDataObject[];
	ledger: Pick<Ledger, 'ofSupplier' | 'receipts' | 'periods' | 'codes' | 'masters'>;
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
		const stamped = input.vouchers.filter((document) => stampOf(document, settings.stampColumn) === key);
		const decided = await settle(async () => {
			const vouchers = stamped.map((document) => foundOf(document, settings.stampColumn));
			return decide(invoice, { ...input.ledger, vouchers }, settings, calls);
		});
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
