import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../../../lib/diff';
import { failure } from '../../../lib/failure';
import type { Failure, Settled } from '../../../lib/failure';
import type { RecordAction } from '../model/actions';
import { keyText } from '../model/document';
import type { ResourceModel } from '../model/resource';
import type { Coupa, CoupaRequest } from '../transport/types';
import type { Before } from './batch';
import { LOOK_UP_WAIT_MS, MAX_SENDS, written } from './createOnce';
import type { Tally } from './createOnce';

export interface Acting {
	coupa: Coupa;
	model: ResourceModel;
	action: RecordAction;
	fields: string;
	before: Before;
}

/**
 * Carries out an action that may not happen twice: after an unknown outcome the record is read back, and the call goes
 * out again only when the record shows that nothing happened.
 */
export async function actOnce(
	acting: Acting,
	record: IDataObject,
	{ query = {}, ...content }: Pick<CoupaRequest, 'body' | 'form' | 'query'>,
	tally: Tally,
): Promise<Settled<IDataObject>> {
	const { coupa, model, action, fields, before } = acting;
	const { sleep, signal } = coupa.surroundings;
	const own = `${model.path}/${encodeURIComponent(String(record.id))}`;
	const about = `${model.type} '${nameOf(model, record)}'`;
	const common = { query: { fields }, about, scope: model.scope };
	const request: CoupaRequest = {
		...common,
		query: { ...query, fields },
		method: 'PUT',
		path: `${own}/${action.path}`,
		...(content.form ? content : { body: content.body ?? {} }),
		effect: 'once',
		before,
	};
	for (let send = 1; ; send += 1) {
		const answer = await written(coupa, request, tally);
		if (answer.ok || answer.failure.category !== 'unknown-outcome' || !action.isDone) return answer;

		await sleep(LOOK_UP_WAIT_MS * send, signal);
		tally.waitedMs += LOOK_UP_WAIT_MS * send;
		const read: CoupaRequest = { ...common, method: 'GET', path: own, effect: 'repeatable' };
		const reply = await coupa.send(read);
		tally.calls += reply.tries;
		tally.waitedMs += reply.waitedMs;
		if (!reply.result.ok || !isRecord(reply.result.value)) return answer;
		if (action.isDone(reply.result.value)) return { ok: true, value: reply.result.value };
		const isAbsent = action.dueIn?.includes(keyText(reply.result.value.status)) ?? true;
		if (!isAbsent || send === MAX_SENDS) return answer;
	}
}

/** How a record is called in outcomes and messages. */
export function nameOf({ shownAs, key }: ResourceModel, record: IDataObject): string {
	return (shownAs?.(record) ?? keyText(record[key])) || String(record.id);
}

/** The status does not allow it, as far as Coupa documents that. */
export function notFromHere(
	model: ResourceModel,
	{ from, done }: RecordAction,
	record: IDataObject,
): Failure | undefined {
	const status = keyText(record.status);
	if (from === undefined || from.includes(status)) return undefined;
	return failure({
		code: 'COUPA_STATUS',
		category: 'conflict',
		message: `The ${model.type} '${nameOf(model, record)}' is '${status}' and cannot be ${done}`,
		description: `Coupa allows it from ${from.join(', ')}. Bring it into one of these in Coupa, then run it again`,
		details: { status, from: [...from] },
	});
}
