import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../../../lib/diff';
import type { Settled } from '../../../lib/failure';
import type { RefusedPart } from '../../../lib/outcome';
import { keyText } from '../model/document';
import { wasRefused } from '../transport/failures';
import type { CoupaRequest } from '../transport/types';
import { LOOK_UP_WAIT_MS, MAX_SENDS, written } from './createOnce';
import type { Tally } from './createOnce';
import { refusedLine } from './lines';
import { hasListOfRecords, recordsIn } from './lists';
import { planFor } from './plan';
import { ignoredReference } from './references';
import type { LineWrite, Plan } from './types';
import type { Writing } from './writeRecord';

/** Refused lines after which the rest is not tried one by one, if nothing else was taken either. */
const MAX_REFUSED = 20;

export interface Updated {
	record: IDataObject;
	applied: LineWrite[];
	refused: RefusedPart[];
}

/** Some attributes of a record and some of its lines, to be written in one call. */
interface Part {
	body: IDataObject;
	lines: LineWrite[];
}

/**
 * Writes what differs of an existing record. Coupa does a call whole or not at all, so a call that it refuses is cut
 * in halves until the refused lines stand alone, and the others are written.
 */
export async function writeUpdate(
	writing: Writing,
	plan: Plan,
	part: Part,
	tally: Tally,
): Promise<Settled<Updated>> {
	const { model } = writing;
	const done: Updated = { record: plan.existing!, applied: [], refused: [] };
	const pending: Part[] = [part];
	for (let next = pending.shift(); next; next = pending.shift()) {
		const answer = await sendPart(writing, plan, next, tally);
		const isRefused = !answer.ok && wasRefused(answer.failure);
		if (answer.ok) {
			done.record = answer.value;
			const ignored = next.lines.flatMap((line) => ignoredIn(writing, line, answer.value));
			done.refused.push(...ignored.map(({ part: one }) => one));
			done.applied.push(...next.lines.filter((line) => !ignored.some(({ key }) => key === line.key)));
		} else if (!isRefused || next.lines.length === 0) {
			return answer;
		} else if (next.lines.length === 1 && Object.keys(next.body).length === 0) {
			const says = ((answer.failure.details.says ?? []) as string[]).join('; ');
			done.refused.push(refusedLine(model.lines!, next.lines[0], `Coupa says: ${says}`));
			if (done.refused.length >= MAX_REFUSED && done.applied.length === 0) return answer;
		} else {
			pending.unshift(...divided(next));
		}
	}
	return { ok: true, value: done };
}

/** The header first and alone, because a refused header is no line's fault. */
function divided({ body, lines }: Part): Part[] {
	if (Object.keys(body).length > 0) {
		return [
			{ body, lines: [] },
			{ body: {}, lines },
		];
	}
	const middle = Math.ceil(lines.length / 2);
	return [
		{ body: {}, lines: lines.slice(0, middle) },
		{ body: {}, lines: lines.slice(middle) },
	];
}

/** Sends a part; after an unknown outcome the record is read back, and only what is still missing goes out again. */
async function sendPart(
	writing: Writing,
	plan: Plan,
	part: Part,
	tally: Tally,
): Promise<Settled<IDataObject>> {
	const { coupa, model, settings } = writing;
	const { sleep, signal } = coupa.surroundings;
	let { body, lines } = part;
	for (let send = 1; ; send += 1) {
		const request = requestOf(writing, plan, { body, lines });
		const answer = await written(coupa, request, tally);
		if (answer.ok || request.effect === 'repeatable' || answer.failure.category !== 'unknown-outcome')
			return answer;

		await sleep(LOOK_UP_WAIT_MS * send, signal);
		tally.waitedMs += LOOK_UP_WAIT_MS * send;
		const { method, path, query, about, scope } = { ...request, method: 'GET' as const };
		const read: CoupaRequest = { method, path, query, about, scope, effect: 'repeatable' };
		const found = await readBack(writing, read, tally);
		if (!found.ok) return answer;
		// What was read back may bear the time of our own write.
		const wanted = { ...plan.wanted, expectedUpdatedAt: undefined };
		const left = planFor(model, wanted, [found.value], { ...settings, mode: 'upsert' });
		if (!left.ok) return left;
		const names = Object.keys(body);
		const keys = new Set(lines.map(({ key }) => key));
		body = Object.fromEntries(Object.entries(left.value.body).filter(([name]) => names.includes(name)));
		lines = left.value.lines.filter(({ key }) => keys.has(key));
		if (Object.keys(body).length + lines.length === 0) return found;
		if (send === MAX_SENDS) return answer;
	}
}

async function readBack(
	{ coupa }: Writing,
	request: CoupaRequest,
	tally: Tally,
): Promise<Settled<IDataObject>> {
	const { result, tries, waitedMs } = await coupa.send(request);
	tally.calls += tries;
	tally.waitedMs += waitedMs;
	if (!result.ok) return result;
	return isRecord(result.value) ? { ok: true, value: result.value } : { ok: true, value: {} };
}

function requestOf({ model, fields, before }: Writing, plan: Plan, { body, lines }: Part): CoupaRequest {
	const { lines: collection } = model;
	const entries = lines.map((line) => line.body);
	const whole = collection && entries.length > 0 ? { ...body, [collection.attribute]: entries } : body;
	return {
		method: 'PUT',
		path: `${model.path}/${encodeURIComponent(String(plan.existing!.id))}`,
		query: { fields },
		body: whole,
		// Setting attributes twice is harmless, adding list entries twice is not.
		effect: hasListOfRecords(whole) ? 'once' : 'repeatable',
		about: `${model.type} '${plan.key}'`,
		scope: model.scope,
		references: Object.keys(model.references),
		before,
	};
}

/** References of a changed line that Coupa dropped without a word. */
function ignoredIn(
	{ model }: Writing,
	line: LineWrite,
	record: IDataObject,
): Array<{ key: string; part: RefusedPart }> {
	const { lines } = model;
	const now = lines && recordsIn(record[lines.attribute]).find((one) => keyText(one[lines.key]) === line.key);
	if (!lines || !now || line.what !== 'change') return [];
	const ignored = ignoredReference(model, line.body, now, `line '${line.key}'`);
	return ignored ? [{ key: line.key, part: refusedLine(lines, line, ignored.message) }] : [];
}
