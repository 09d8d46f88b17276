import type { IDataObject } from 'n8n-workflow';

import { addDays } from '../../lib/dates';
import { fingerprint } from '../../lib/hash';
import type { ChangedSource } from './source';

/** Document key to a hash of the state in which it was seen. */
export type Seen = Record<string, string>;

/** What a poll leaves for the next one. */
export interface PollState {
	/** what the state is about: another connection or choice starts anew */
	source: string;
	/** the JDE server's clock when the last full scan began; blank until there was one */
	watermark: string;
	/** what the last full scan saw: the next one meets most of it again, in its overlap */
	seen: Seen;
	/** a scan that has not reached its end: the watermark waits for it */
	scan?: OpenScan;
}

interface OpenScan {
	/** first day that is read */
	from: string;
	/** the JDE server's clock when the scan began: the next watermark */
	until: string;
	/** where to go on */
	next: string | null;
	found: Seen;
	/** the first scan only learns what is already there */
	silent: boolean;
}

export interface ScanRules {
	overlapDays: number;
	/** ISO date: documents changed since are given by the first scan; blank gives only what changes from now on */
	startFrom: string;
	/** stop a scan after so many changed documents; the next poll goes on */
	limit: number;
	/** whether the time of this poll is used up */
	isTimeUp(): boolean;
}

/** Documents to read at a time: what was read before the time was up is not lost. */
const CHUNK = 100;
const HASH_LENGTH = 16;

/**
 * Reads on in the open scan, or begins one, and gives the documents that are new or in another state than seen.
 * JD Edwards stamps rows with a day: each scan reads the overlap anew, and what it has seen tells what to leave out.
 * The watermark moves with a scan's end only.
 */
export async function scanOn(
	source: ChangedSource,
	state: PollState,
	rules: ScanRules,
): Promise<{ state: PollState; changed: IDataObject[] }> {
	const scan = state.scan ?? begun(state, await source.clock(), rules);
	const found: Seen = { ...scan.found };
	const changed: IDataObject[] = [];
	const window = { from: scan.from, until: scan.until.slice(0, 10) };
	let { next } = scan;
	do {
		const chunk = await source.read(window, { after: next ?? undefined, limit: CHUNK });
		for (const { key, document } of chunk.found) {
			found[key] = fingerprint(document).slice(0, HASH_LENGTH);
			if (!scan.silent && state.seen[key] !== found[key]) changed.push(document);
		}
		({ next } = chunk);
	} while (next !== null && changed.length < rules.limit && !rules.isTimeUp());

	const isThrough = next === null;
	return {
		changed,
		state: isThrough
			? { source: state.source, watermark: scan.until, seen: found }
			: { ...state, scan: { ...scan, next, found } },
	};
}

function begun({ watermark }: PollState, clock: string, { startFrom, overlapDays }: ScanRules): OpenScan {
	// The server's clock may have been set back.
	const last = watermark !== '' && watermark < clock ? watermark : clock;
	const isFirst = watermark === '';
	const from = isFirst && startFrom !== '' ? startFrom : addDays(last.slice(0, 10), -overlapDays);
	return { from, until: clock, next: null, found: {}, silent: isFirst && startFrom === '' };
}
