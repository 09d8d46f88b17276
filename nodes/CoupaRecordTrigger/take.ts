import type { IDataObject } from 'n8n-workflow';

import { fail } from '../../lib/failure';
import { fingerprint } from '../../lib/hash';

/** What a poll leaves for the next one. Times are milliseconds since 1970. */
export interface PollState {
	/** what the state is about: another instance, resource or event starts anew */
	source: string;
	/** up to where all was given */
	watermark: number;
	/** nothing older is read: what was seen before is not remembered */
	since: number;
	/** ID of a record to a hash of the state in which it was given, for all that the next poll will meet again */
	seen: Record<string, string>;
}

export interface TakeRules {
	/** `updated-at`, `created-at`; undefined where membership of the list decides, not time */
	attribute?: 'created-at' | 'updated-at';
	overlapMs: number;
	/** most records that one poll gives; the next one goes on */
	limit: number;
	/** our clock when the reading began: later changes may have been overtaken by the reading */
	startedAt: number;
	/** the first poll only learns what is there */
	silent: boolean;
}

const HASH_LENGTH = 16;

/**
 * From where the next poll reads: the overlap again, but nothing of which it does not know whether it was given. A whole
 * second, as Coupa stamps them.
 */
export function readFrom({ watermark, since }: PollState, overlapMs: number): number {
	return Math.floor(Math.max(since, watermark - overlapMs) / 1000) * 1000;
}

/**
 * Of the records that were read, those that are new or in another state than given, oldest first. Coupa stamps to the
 * second, so a record may change again within its second: then its content tells. The watermark passes only what
 * was given, and never the moment at which the reading began.
 */
export function take(
	state: PollState,
	records: readonly IDataObject[],
	rules: TakeRules,
): { state: PollState; given: IDataObject[] } {
	const from = readFrom(state, rules.overlapMs);
	const found = records
		.map((record) => ({ record, ...marksOf(record, rules) }))
		.filter(({ record, at }) => isAskedFor(record, at, from, rules));
	found.sort((a, b) => a.at - b.at || Number(a.record.id) - Number(b.record.id));
	const fresh = found.filter(({ id, hash }) => state.seen[id] !== hash);
	const given = rules.silent ? fresh : fresh.slice(0, rules.limit);
	const left = new Set(fresh.slice(given.length).map(({ id }) => id));

	const reached = left.size > 0 ? given.at(-1)?.at : found.at(-1)?.at;
	const watermark = Math.max(state.watermark, Math.min(reached ?? 0, rules.startedAt));
	const since = readFrom({ ...state, watermark }, rules.overlapMs);
	const kept = found
		.filter(({ at }) => rules.attribute === undefined || at >= since)
		.map(({ id, hash }): [string, string | undefined] => [id, left.has(id) ? state.seen[id] : hash])
		.filter((entry): entry is [string, string] => entry[1] !== undefined);
	return {
		state: { ...state, watermark, since, seen: Object.fromEntries(kept) },
		given: rules.silent ? [] : given.map(({ record }) => record),
	};
}

/** Some lists of Coupa's ignore filters: what was not asked for would come again with every poll. */
function isAskedFor(record: IDataObject, at: number, from: number, { attribute }: TakeRules): boolean {
	return attribute === undefined ? record.exported !== true : at >= from;
}

function marksOf(record: IDataObject, { attribute }: TakeRules): { id: string; at: number; hash: string } {
	const id = String(record.id ?? '');
	if (id === '') missing('id');
	// A record is created once.
	const hash = attribute === 'created-at' ? 'given' : fingerprint(record).slice(0, HASH_LENGTH);
	if (attribute === undefined) return { id, at: 0, hash };
	const at = Date.parse(String(record[attribute] ?? record[attribute.replace('-', '_')] ?? ''));
	return Number.isNaN(at) ? missing(attribute) : { id, at, hash };
}

function missing(attribute: string): never {
	fail({
		code: 'COUPA_POLL_ATTRIBUTE',
		category: 'configuration',
		message: `Coupa sends the records without '${attribute}'`,
		description: `Add ${attribute} to 'Fields' in the options, or to the default API filter of this resource in Coupa`,
	});
}
