import type { IDataObject } from 'n8n-workflow';

import { diff, isRecord } from '../../../lib/diff';
import { failure } from '../../../lib/failure';
import type { Settled } from '../../../lib/failure';
import { inSameTerms } from '../model/customFields';
import { unknownOutcome } from '../transport/failures';
import type { Coupa, CoupaReply, CoupaRequest } from '../transport/types';

/** Tries in all: what that got no answer twice is left to the next run. */
export const MAX_SENDS = 2;
/** Time for a write that is still being carried out to become visible. */
export const LOOK_UP_WAIT_MS = 2_000;

/** Coupa took it and showed no record: certainly written, and never to be sent again. */
export const TAKEN_UNSEEN = 'COUPA_NO_RECORD';

/** Counts what a record cost. */
export interface Tally {
	calls: number;
	attempts: number;
	waitedMs: number;
}

/** Sends a write and counts it. An answer without the record is made up for by reading it. */
export async function written(
	coupa: Coupa,
	request: CoupaRequest,
	tally: Tally,
): Promise<Settled<IDataObject>> {
	const reply: CoupaReply = await coupa.send(request);
	tally.calls += reply.tries;
	tally.attempts += reply.tries;
	tally.waitedMs += reply.waitedMs;
	if (!reply.result.ok) return reply.result;
	const record = reply.result.value;
	if (isRecord(record)) return { ok: true, value: record };
	return (
		(await readBack(coupa, request, tally)) ?? {
			ok: false,
			failure: { ...unknownOutcome(request, 'an answer without a record'), code: TAKEN_UNSEEN },
		}
	);
}

/** The record that a write with an empty answer (`return_object=none`, 204) was about, where its address tells. */
async function readBack(
	coupa: Coupa,
	{ method, path, query = {}, about, scope }: CoupaRequest,
	tally: Tally,
): Promise<Settled<IDataObject> | undefined> {
	const [own] = /^.*\/\d+(?=\/[a-z_]+$|$)/.exec(path) ?? [];
	if (method === 'POST' || own === undefined) return undefined;
	const { fields } = query;
	const reply = await coupa.send({
		method: 'GET',
		path: own,
		query: fields === undefined ? {} : { fields },
		effect: 'repeatable',
		about,
		scope,
	});
	tally.calls += reply.tries;
	tally.waitedMs += reply.waitedMs;
	const { result } = reply;
	return result.ok && isRecord(result.value) ? { ok: true, value: result.value } : undefined;
}

/**
 * Creates a record although Coupa knows no idempotency key: when no answer came, it is looked up by its key before
 * anything is sent again.
 * @param find the record by its key, undefined if Coupa does not have it
 */
export async function createOnce(
	coupa: Coupa,
	request: CoupaRequest,
	find: () => Promise<Settled<IDataObject | undefined>>,
	tally: Tally,
): Promise<Settled<IDataObject>> {
	const { sleep, signal } = coupa.surroundings;
	for (let attempt = 1; ; attempt += 1) {
		const created = await written(coupa, request, tally);
		if (created.ok || created.failure.category !== 'unknown-outcome') return created;

		const isTaken = created.failure.code === TAKEN_UNSEEN;
		await sleep(LOOK_UP_WAIT_MS * attempt, signal);
		tally.waitedMs += LOOK_UP_WAIT_MS * attempt;
		const found = await find();
		if (!found.ok) return created;
		if (found.value) {
			const same = inSameTerms(request.body ?? {}, found.value);
			const differs = !isTaken && diff(same.wanted, same.existing).length > 0;
			return differs ? madeBySomebodyElse(request) : { ok: true, value: found.value };
		}
		if (isTaken || attempt === MAX_SENDS) return created;
	}
}

function madeBySomebodyElse({ about }: CoupaRequest): Settled<IDataObject> {
	return {
		ok: false,
		failure: failure({
			code: 'COUPA_CREATED_MEANWHILE',
			category: 'conflict',
			message: `Coupa has ${about} by now, but with other values`,
			description: 'Run it again: only what differs is written then',
			retryable: true,
		}),
	};
}
