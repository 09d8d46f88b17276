import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../../../lib/diff';
import { stopsTheBatch } from '../../../lib/failure';
import type { Failure } from '../../../lib/failure';
import type { Outcome, OutcomeAction } from '../../../lib/outcome';

/** What a run's items came to. `read` is always the sum of the others. */
export interface Totals {
	read: number;
	created: number;
	updated: number;
	unchanged: number;
	parked: number;
	outOfScope: number;
	plannedCreate: number;
	plannedUpdate: number;
}

export interface RunContext {
	flow: string;
	runId: string;
	executionId: string;
	/** name of the field that holds a record's key in source documents and in mapped ones */
	keyField: string;
	/** keys of this flow that stand open in the parked table */
	openKeys: ReadonlySet<string>;
	/** ISO 8601, UTC */
	now: string;
	/** nothing was posted, so nothing is recorded */
	dryRun: boolean;
}

export interface RunResults {
	audit: IDataObject[];
	/** to be written by flow and key: newly parked records, and those that were open and are posted now */
	parked: IDataObject[];
	totals: Totals;
	/** a failure of the reading, or one that would hit every record: what it hit is neither posted nor parked */
	stopped: Failure | undefined;
}

/** One cell holds at most this much text: all tables of an n8n instance share a limit of 200 MiB by default. */
const CELL_LIMIT = 2_000;

const COUNTER: Record<OutcomeAction, keyof Totals> = {
	created: 'created',
	updated: 'updated',
	unchanged: 'unchanged',
	skipped: 'outOfScope',
	'planned-create': 'plannedCreate',
	'planned-update': 'plannedUpdate',
};

export const NO_TOTALS: Totals = {
	read: 0,
	created: 0,
	updated: 0,
	unchanged: 0,
	parked: 0,
	outOfScope: 0,
	plannedCreate: 0,
	plannedUpdate: 0,
};

export function addTotals(a: Totals, b: Partial<Totals>): Totals {
	const keys = Object.keys(NO_TOTALS) as Array<keyof Totals>;
	return Object.fromEntries(keys.map((key) => [key, a[key] + (Number(b[key]) || 0)])) as unknown as Totals;
}

/**
 * Sorts everything that came out of a chunk: what the reading node says of it, outcomes of writes, failures, and the
 * source documents themselves, from which a parked row takes its excerpt.
 */
export function runResults(items: readonly IDataObject[], context: RunContext): RunResults {
	const { keyField, openKeys, dryRun } = context;
	const sources = new Map<string, IDataObject>();
	const totals = { ...NO_TOTALS };
	const audit: IDataObject[] = [];
	const parked = new Map<string, IDataObject>();
	let stopped: Failure | undefined;
	for (const item of items) {
		if (isSource(item, keyField)) sources.set(String(item[keyField]), item);
	}
	for (const item of items) {
		if (isRecord(item.chunk)) {
			const { outOfScope } = item.chunk;
			totals.outOfScope += Array.isArray(outOfScope) ? outOfScope.length : 0;
		} else if (isOutcome(item)) {
			const done = item as unknown as Outcome;
			totals[COUNTER[done.action]] += 1;
			if (['created', 'updated'].includes(done.action)) audit.push(writtenRow(done, context));
			if (openKeys.has(done.record.key)) parked.set(done.record.key, postedRow(done, context));
		} else if (isFailed(item)) {
			const error = item.error as unknown as Failure;
			// A failure without a record is that of the reading itself.
			if (stopsTheBatch(error) || item[keyField] === undefined) {
				stopped ??= error;
				continue;
			}
			const key = String(item[keyField]);
			totals.parked += 1;
			audit.push(refusedRow(key, error, context));
			parked.set(key, parkedRow(key, error, item, sources.get(key), context));
		}
	}
	totals.read = sum(totals);
	return {
		audit: dryRun ? [] : audit,
		parked: dryRun ? [] : [...parked.values()],
		totals,
		stopped,
	};
}

function sum(totals: Totals): number {
	return Object.entries(totals).reduce((all, [name, count]) => (name === 'read' ? all : all + count), 0);
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

function base(key: string, { flow, runId, executionId, now }: RunContext): IDataObject {
	return { flow, key, run_id: runId, execution_id: executionId, at: now };
}

function writtenRow(done: Outcome, context: RunContext): IDataObject {
	return {
		...base(done.record.key, context),
		action: done.action,
		category: '',
		message: '',
		changes: capped(done.changes),
		target_id: done.target.id ?? '',
		attempts: done.attempts,
		waited_ms: done.waitedMs,
		fingerprint: done.fingerprint,
	};
}

function refusedRow(key: string, error: Failure, context: RunContext): IDataObject {
	return {
		...base(key, context),
		action: 'parked',
		category: error.category,
		message: capped(error.message),
		changes: '',
		target_id: '',
		attempts: 0,
		waited_ms: 0,
		fingerprint: '',
	};
}

function parkedRow(
	key: string,
	error: Failure,
	item: IDataObject,
	source: IDataObject | undefined,
	context: RunContext,
): IDataObject {
	const wanted = { ...item };
	delete wanted.error;
	return {
		...base(key, context),
		status: 'open',
		category: error.category,
		code: error.code,
		message: capped(error.message),
		description: capped(error.description),
		source: capped(source ?? {}),
		wanted: capped(wanted),
	};
}

function postedRow(done: Outcome, context: RunContext): IDataObject {
	return { ...base(done.record.key, context), status: 'posted', message: `${done.action} on replay` };
}

function capped(value: unknown): string {
	const text = typeof value === 'string' ? value : JSON.stringify(value);
	return text.length > CELL_LIMIT ? `${text.slice(0, CELL_LIMIT)}…` : text;
}
