import type { IDataObject } from 'n8n-workflow';

import type { Change } from '../../../lib/diff';
import { isRecord } from '../../../lib/diff';
import { failure } from '../../../lib/failure';
import type { Failure, Settled } from '../../../lib/failure';
import { keyText } from '../model/document';
import type { ResourceModel } from '../model/resource';
import { actOnce, nameOf, notFromHere } from './actOnce';
import type { Tally } from './createOnce';
import { isExported, markExported } from './markExported';
import type { Writing } from './writeRecord';

/** Not an action path of Coupa, but a mark that is set in a call of its own. */
export const MARK_EXPORTED = 'markExported';

/** The steps that the record has not gone through yet, in their order. */
export function stillDue(
	{ actions = {} }: ResourceModel,
	steps: readonly string[],
	record: IDataObject,
): string[] {
	return steps.filter((step) => {
		if (step === MARK_EXPORTED) return !isExported(record);
		const { isDone, dueIn } = actions[step];
		return dueIn ? dueIn.includes(keyText(record.status)) : !isDone?.(record);
	});
}

/** A step that the resource does not have, which is a mistake in the workflow. */
export function unknownStep(
	{ actions = {}, type }: ResourceModel,
	steps: readonly string[],
): Failure | undefined {
	const unknown = steps.find((step) => step !== MARK_EXPORTED && !Object.hasOwn(actions, step));
	if (unknown === undefined) return undefined;
	return failure({
		code: 'COUPA_UNKNOWN_STEP',
		category: 'configuration',
		message: `'Afterwards' names '${unknown}', which cannot be done to a ${type}`,
		description: `Choose from ${[...Object.keys(actions), MARK_EXPORTED].join(', ')}`,
	});
}

/**
 * Takes the record through the steps that are still due, one after the other: each sees what the one before has made
 * of it, so a write that was interrupted goes on where it stopped.
 */
export async function takeSteps(
	writing: Writing,
	steps: readonly string[],
	record: IDataObject,
	tally: Tally,
): Promise<Settled<{ record: IDataObject; changes: Change[] }>> {
	const changes: Change[] = [];
	let current = await withStatus(writing, steps, record, tally);
	for (const step of steps) {
		if (stillDue(writing.model, [step], current).length === 0) continue;
		const taken = await takeStep(writing, step, current, tally);
		if (!taken.ok) return taken;
		const path = step === MARK_EXPORTED ? 'exported' : 'status';
		changes.push({ path, before: current[path] ?? null, after: taken.value[path] ?? null });
		current = { ...current, ...(await withStatus(writing, steps, taken.value, tally)) };
	}
	return { ok: true, value: { record: current, changes } };
}

/** Which steps are due, the status decides: an answer that was cut short is made up for by reading the record. */
async function withStatus(
	{ coupa, model, fields }: Writing,
	steps: readonly string[],
	record: IDataObject,
	tally: Tally,
): Promise<IDataObject> {
	if ('status' in record || steps.every((step) => step === MARK_EXPORTED)) return record;
	const { path, scope, type } = model;
	const own = `${path}/${encodeURIComponent(String(record.id))}`;
	const about = `${type} '${nameOf(model, record)}'`;
	const request = { method: 'GET', path: own, effect: 'repeatable', about, scope } as const;
	const { result, tries, waitedMs } = await coupa.send({ ...request, query: { fields } });
	tally.calls += tries;
	tally.waitedMs += waitedMs;
	return result.ok && isRecord(result.value) ? { ...record, ...result.value } : record;
}

async function takeStep(
	{ coupa, model, fields, before }: Writing,
	step: string,
	record: IDataObject,
	tally: Tally,
): Promise<Settled<IDataObject>> {
	if (step === MARK_EXPORTED) return await markExported(coupa, model, record, fields, tally, before);
	const named = model.actions![step];
	const action = named.instead?.where(record) ? named.instead.action : named;
	const refusal = notFromHere(model, action, record);
	if (refusal) return { ok: false, failure: refusal };
	const acted = action.scope === undefined ? model : { ...model, scope: action.scope };
	return await actOnce({ coupa, model: acted, action, fields, before }, record, {}, tally);
}
