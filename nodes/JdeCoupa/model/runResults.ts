import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../../../lib/diff';
import { isOutage, stopsTheBatch } from '../../../lib/failure';
import type { Failure } from '../../../lib/failure';
import type { Outcome, OutcomeAction } from '../../../lib/outcome';
import { companySums } from './companySums';
import type { CompanySums } from './companySums';
import { rowToWrite } from './parked/again';
import type { Asked } from './parked/again';
import { settledReason } from './parked/settled';
import type { SettledRow } from './parked/settled';
import { gone, keptBack } from './parked/why';
import { closedRow, parkedRow, refusedRow, writtenRow } from './runRows';
import { text } from './text';
import type { EarlierRow, RunStamp } from './runRows';
import { NO_TOTALS, addReasons, readOf } from './totals';
import type { Reasons, Totals } from './totals';

export interface RunContext extends RunStamp, Asked {
	/** name of the field that holds a record's key in source documents and in mapped ones */
	keyField: string;
	/** rows of this flow that stand open in the parked table */
	open: readonly EarlierRow[];
	/** those that people settled */
	settled: readonly SettledRow[];
	/** keys that each run looks at again */
	watched: readonly string[];
	/** nothing was posted, so nothing is recorded */
	dryRun: boolean;
	/** why the close calendar let nothing be posted; blank when it did */
	frozen: string;
	/** whether records that an outage hit are parked */
	parkOutages: boolean;
}

export interface RunResults {
	audit: IDataObject[];
	/** to be written by flow and key: newly parked records, and those that were open and are settled now */
	parked: IDataObject[];
	totals: Totals;
	reasons: Reasons;
	/** counts and amounts of what is written, or would be */
	byCompany: CompanySums;
	watched: string[];
	/** a failure of the reading, or one that would hit every record: what it hit is neither posted nor parked */
	stopped: Failure | undefined;
}

const COUNTER: Record<OutcomeAction, keyof Totals> = {
	created: 'created',
	updated: 'updated',
	unchanged: 'unchanged',
	skipped: 'outOfScope',
	'planned-create': 'plannedCreate',
	'planned-update': 'plannedUpdate',
};

/** Actions that change the other system, or would. */
const WRITES: readonly OutcomeAction[] = ['created', 'updated', 'planned-create', 'planned-update'];

/** An item that says of a record why it is left out, and whether to look at it again. */
interface LeftOut extends Outcome {
	reason?: string;
	watch?: boolean;
}

/**
 * Sorts everything that came out of a chunk: what the reading node says of it, outcomes of writes, failures, and the
 * source documents themselves, from which a parked row takes its excerpt.
 */
export function runResults(items: readonly IDataObject[], context: RunContext): RunResults {
	const books = new Books(items, context);
	for (const item of items) {
		if (isRecord(item.chunk)) books.leftOutByReader(item.chunk);
		else if (isOutcome(item)) books.settled(item as unknown as LeftOut);
		else if (isFailed(item)) books.failed(item);
	}
	books.missing();
	books.wholes();
	return books.closed();
}

class Books {
	private readonly sources = new Map<string, IDataObject>();
	private readonly earlier: Map<string, EarlierRow>;
	private readonly byPerson: Map<string, SettledRow>;
	private readonly watched: Set<string>;
	private readonly seen = new Set<string>();
	private readonly totals = { ...NO_TOTALS };
	private reasons: Reasons = {};
	private readonly refused = new Set<string>();
	private readonly posted = new Map<string, Outcome>();
	private readonly audit: IDataObject[] = [];
	private readonly parked = new Map<string, IDataObject>();
	private readonly written: IDataObject[] = [];
	private stopped: Failure | undefined;

	constructor(
		items: readonly IDataObject[],
		private readonly context: RunContext,
	) {
		const { keyField, open, settled, watched } = context;
		this.earlier = new Map(open.map((row) => [text(row.key), row]));
		this.byPerson = new Map(settled.map((row) => [text(row.key), row]));
		this.watched = new Set(watched);
		for (const item of items) {
			if (isSource(item, keyField)) this.sources.set(String(item[keyField]), item);
		}
	}

	leftOutByReader({ outOfScope }: IDataObject): void {
		for (const entry of Array.isArray(outOfScope) ? (outOfScope as IDataObject[]) : []) {
			this.totals.outOfScope += 1;
			this.leftOut(text(entry.outOfScope));
			const key = text(entry.key ?? entry[this.context.keyField]);
			this.seen.add(key);
			this.watched.delete(key);
		}
	}

	settled(done: LeftOut): void {
		const { key } = done.record;
		this.seen.add(key);
		if (this.context.frozen !== '' && done.action.startsWith('planned-')) return this.hold(key, done);
		// A document of which only refused parts are left is in Coupa, and says in the audit what it lacks.
		const isRefused = (done.refused ?? []).length > 0;
		const action = done.action === 'skipped' && isRefused ? 'unchanged' : done.action;
		this.totals[COUNTER[action]] += 1;
		if (action === 'skipped') this.leftOut(done.reason ?? 'not in Coupa');
		else this.posted.set(key, done);
		if (WRITES.includes(action)) this.written.push(this.sources.get(key) ?? {});
		// Written as it stands, and to be looked at again: the days pass without a change.
		if (done.watch || this.sources.get(key)?.watch === true) this.watched.add(key);
		else this.watched.delete(key);
		if (['created', 'updated'].includes(done.action) || isRefused)
			this.audit.push(writtenRow(done, this.sources.get(key), this.context));
		if (this.earlier.has(key)) this.parked.set(key, closedRow(done, this.context));
	}

	failed(item: IDataObject): void {
		const error = item.error as unknown as Failure;
		const { keyField, parkOutages } = this.context;
		const hasKey = item[keyField] !== undefined;
		const isParkable = !stopsTheBatch(error) || (parkOutages && isOutage(error));
		// A failure without a record is that of the reading itself.
		if (!hasKey || !isParkable) {
			this.stopped ??= error;
			return;
		}
		const wanted = { ...item };
		delete wanted.error;
		const key = String(item[keyField]);
		const reason = settledReason(
			this.sources.get(key) ?? {},
			this.byPerson.get(key),
			this.context.stampField,
		);
		if (reason === undefined) this.park(key, error, wanted);
		else this.leftAlone(key, reason);
	}

	/** Fails as it did when a person settled it. */
	private leftAlone(key: string, reason: string): void {
		if (this.seen.has(key)) return;
		this.seen.add(key);
		this.totals.outOfScope += 1;
		this.leftOut(reason);
	}

	/** Asked for by key, and JD Edwards has it no more. */
	missing(): void {
		if (this.stopped) return;
		for (const key of this.context.keys) {
			// The key of a payment begins with that of its voucher.
			const parts = [key, key.split(' ')[0]];
			if (parts.some((part) => this.seen.has(part)) || this.sources.has(key)) continue;
			this.watched.delete(key);
			if (this.earlier.has(key)) this.park(key, gone(key), {});
		}
	}

	/** A voucher that could not be split into its payments stands parked until they are posted, each under its own key. */
	wholes(): void {
		// What an outage kept back of it is found by its key again.
		if (this.stopped) return;
		for (const key of this.earlier.keys()) {
			const isPart = (other: string) => other.startsWith(`${key} `);
			if (this.seen.has(key) || [...this.refused].some(isPart)) continue;
			const part = [...this.posted].find(([other]) => isPart(other));
			if (part) this.parked.set(key, { ...closedRow(part[1], this.context), key });
		}
	}

	closed(): RunResults {
		const { audit, totals, reasons, stopped, context } = this;
		totals.read = readOf(totals);
		return {
			audit: context.dryRun ? [] : audit,
			parked: context.dryRun ? [] : [...this.parked.values()],
			totals,
			reasons,
			byCompany: companySums(this.written),
			watched: context.dryRun ? [...context.watched] : [...this.watched],
			stopped,
		};
	}

	/** What the calendar keeps from being posted is parked, and posted when it opens. */
	private hold(key: string, done: Outcome): void {
		this.park(key, keptBack(key, this.context.frozen), { changes: done.changes as unknown as IDataObject[] });
	}

	private park(key: string, error: Failure, wanted: IDataObject): void {
		const { sources, earlier, context } = this;
		this.seen.add(key);
		this.watched.delete(key);
		// What failed in two places is one record.
		if (this.refused.has(key)) return;
		this.refused.add(key);
		this.totals.parked += 1;
		const before = earlier.get(key);
		const parked = parkedRow(key, error, wanted, sources.get(key), before, context);
		const row = rowToWrite(parked, before, context);
		if (row === undefined) return;
		this.audit.push(refusedRow(key, error, sources.get(key), context));
		this.parked.set(key, row);
	}

	private leftOut(reason: string): void {
		this.reasons = addReasons(this.reasons, { [reason]: 1 });
	}
}

function isOutcome(item: IDataObject): boolean {
	return isRecord(item.record) && isRecord(item.target) && typeof item.action === 'string';
}

function isFailed(item: IDataObject): boolean {
	return isRecord(item.error) && typeof item.error.category === 'string';
}

function isSource(item: IDataObject, keyField: string): boolean {
	return !isOutcome(item) && !isFailed(item) && item[keyField] !== undefined;
}
