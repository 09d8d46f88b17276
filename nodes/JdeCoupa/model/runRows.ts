import type { IDataObject } from 'n8n-workflow';

import { isOutage } from '../../../lib/failure';
import type { Failure } from '../../../lib/failure';
import { fingerprint } from '../../../lib/hash';
import type { Outcome } from '../../../lib/outcome';
import { ownership } from './companySums';
import { waitsFor } from './parked/why';
import { valueAt } from './paths';
import { text, textOf } from './text';

/** What the rows of a run have in common. */
export interface RunStamp {
	flow: string;
	runId: string;
	executionId: string;
	/** ISO 8601, UTC */
	now: string;
	/** which mapping the documents were made with */
	mappingVersion: string;
	/** path in source documents to what tells one state of them from the next; blank takes a fingerprint */
	stampField: string;
}

/** What a parked row keeps from the times before. */
export interface EarlierRow {
	key?: unknown;
	first_at?: unknown;
	attempts?: unknown;
	reason?: unknown;
	[column: string]: unknown;
}

/** One cell holds at most this much text: all tables of an n8n instance share a limit of 200 MiB by default. */
const CELL_LIMIT = 2_000;

/** Long enough to tell versions apart, short enough for a table that everyone shares. */
const VERSION_LENGTH = 12;

export function shortFingerprint(value: unknown): string {
	return fingerprint(value).slice(0, VERSION_LENGTH);
}

/** Which state of the source document a row speaks of. */
export function sourceStamp(source: IDataObject | undefined, stampField: string): string {
	if (source === undefined) return '';
	return (stampField === '' ? '' : textOf(valueAt(source, stampField))) || shortFingerprint(source);
}

function base(key: string, { flow, runId, executionId, now }: RunStamp): IDataObject {
	return { flow, key, run_id: runId, execution_id: executionId, at: now };
}

export function writtenRow(done: Outcome, source: IDataObject | undefined, stamp: RunStamp): IDataObject {
	return {
		...base(done.record.key, stamp),
		action: done.action,
		category: '',
		message: refusedParts(done),
		changes: capped(done.changes),
		target_id: done.target.id ?? '',
		attempts: done.attempts,
		waited_ms: done.waitedMs,
		fingerprint: done.fingerprint,
		source_stamp: sourceStamp(source, stamp.stampField),
		mapping_version: stamp.mappingVersion,
	};
}

/** Lines that the other system kept as they were, while the rest was written. */
function refusedParts({ refused = [] }: Outcome): string {
	return capped(
		refused
			.map(({ path, what, quantities, reason }) => `${path} ${what}: ${reason} ${JSON.stringify(quantities)}`)
			.join('; '),
	);
}

export function refusedRow(
	key: string,
	error: Failure,
	source: IDataObject | undefined,
	stamp: RunStamp,
): IDataObject {
	return {
		...base(key, stamp),
		action: 'parked',
		category: error.category,
		message: capped(error.message),
		changes: '',
		target_id: '',
		attempts: 0,
		waited_ms: 0,
		fingerprint: '',
		source_stamp: sourceStamp(source, stamp.stampField),
		mapping_version: stamp.mappingVersion,
	};
}

/** @param wanted what should have been sent */
export function parkedRow(
	key: string,
	error: Failure,
	wanted: IDataObject,
	source: IDataObject | undefined,
	earlier: EarlierRow | undefined,
	stamp: RunStamp,
): IDataObject {
	return {
		...base(key, stamp),
		status: 'open',
		reason: waitsFor(error),
		category: error.category,
		code: error.code,
		message: capped(error.message),
		description: capped(error.description),
		source: capped(source ?? {}),
		wanted: capped(wanted),
		first_at: text(earlier?.first_at) || stamp.now,
		attempts: Number(earlier?.attempts ?? 0) + 1,
		...ownership(source ?? wanted),
		source_stamp: sourceStamp(source, stamp.stampField),
		// Nobody has to repair anything: each run tries it again until the outage is over, and a lost answer once.
		replay: isOutage(error) || (error.retryable && earlier === undefined) ? 'yes' : '',
		closed_at: '',
		closed_by: '',
		note: '',
	};
}

export function closedRow(done: Outcome, stamp: RunStamp): IDataObject {
	const isOut = done.action === 'skipped';
	return {
		...base(done.record.key, stamp),
		status: isOut ? 'dismissed' : 'posted',
		reason: '',
		message: isOut ? 'out of scope by now' : `${done.action} on replay`,
		replay: '',
		closed_at: stamp.now,
		closed_by: `run ${stamp.runId}`,
	};
}

export function capped(value: unknown): string {
	const all = typeof value === 'string' ? value : JSON.stringify(value);
	return all.length > CELL_LIMIT ? `${all.slice(0, CELL_LIMIT)}…` : all;
}
