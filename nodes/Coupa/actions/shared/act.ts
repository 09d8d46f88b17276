import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import type { Settled } from '../../../../lib/failure';
import type { ItemResult } from '../../../../lib/node/operation';
import { parameterReader } from '../../../../lib/node/parameters';
import type { Form } from '../../../../lib/multipart';
import { outcome } from '../../../../lib/outcome';
import type { Outcome, OutcomeAction } from '../../../../lib/outcome';
import type { RecordAction } from '../../model/actions';
import type { ResourceModel } from '../../model/resource';
import { coupaFor } from '../../transport/connection';
import type { Coupa } from '../../transport/types';
import { actOnce, nameOf, notFromHere } from '../../upsert/actOnce';
import { inBatch } from '../../upsert/batch';
import type { Tally } from '../../upsert/createOnce';
import { findAll } from '../../upsert/find';
import type { Target } from '../../upsert/find';
import { hostRefusal, repeatedInBatch, tooManyWrites } from '../../upsert/guards';
import { identified } from './locator';
import { theOne } from './notOne';
import { itemResult, settingsOf } from './write';
import { WRITE_OPTIONS } from './writeParameters';

const ACT_OPTIONS = new Set(['ignoreFields', 'sendEmptyFields', 'checkReferences', 'expectedUpdatedAt']);

export const ACTION_OPTIONS: INodeProperties[] = WRITE_OPTIONS.filter(({ name }) => !ACT_OPTIONS.has(name));

/** What an item says besides which record it means. */
export interface Message {
	body?: IDataObject;
	/** arguments in the address */
	query?: Record<string, string>;
	form?: Form;
}

/** What one action does to one record, once it was found. */
export type Deed = (
	record: IDataObject,
	message: Message,
	tally: Tally,
	before: () => ReturnType<typeof notFromHere>,
) => Promise<Settled<IDataObject>>;

export interface Acts {
	model: ResourceModel;
	/** attributes that show what was done */
	shows: readonly string[];
	/** those of them that Coupa is asked for @default all */
	reads?: readonly string[];
	isDone: (record: IDataObject) => boolean;
	refusal?: (record: IDataObject) => ReturnType<typeof notFromHere>;
	messageOf?: (
		read: Read,
		itemIndex: number,
		context: IExecuteFunctions,
	) => Settled<Message> | Promise<Settled<Message>>;
	/** whether one record may be meant by several items */
	mayComeAgain?: boolean;
	/** where the item does not name the record by its own key */
	targets?: TargetFinder;
	deed: (coupa: Coupa, fields: string) => Deed;
}

export type Read = ReturnType<typeof parameterReader>;

export type TargetFinder = (coupa: Coupa, read: Read, count: number) => Promise<Array<Settled<Target>>>;

/** Does something to one record for each item, unless it is done already. Results are outcomes. */
export async function actOnItems(
	context: IExecuteFunctions,
	items: readonly INodeExecutionData[],
	acts: Acts,
): Promise<ItemResult[]> {
	const { model, isDone, shows } = acts;
	const coupa = await coupaFor(context);
	const read = parameterReader(context);
	const settings = settingsOf(read('options', 0, {}) as IDataObject, read, 'update');
	const refusal = hostRefusal(settings, coupa.host);
	if (refusal) return items.map((_, i) => itemResult(i, { ok: false, failure: refusal }));

	const targets = acts.targets
		? await acts.targets(coupa, read, items.length)
		: items.map((_, i) => identified(read, i, model));
	const parts = (model.keyParts ?? []).map((name) => ({ [name]: ['id', model.references[name].keys[0]] }));
	const names = [...new Set(['id', model.key, ...(model.alsoRead ?? []), ...(acts.reads ?? shows)])].map(
		underscored,
	);
	const fields = JSON.stringify([...names, ...parts]);
	const found = await findAll(coupa, model, targets, fields);
	const each = found.map((rows, i) => {
		const target = targets[i];
		if (!target.ok) return target;
		const { by, value } = target.value;
		return theOne(rows, `${model.type} '${value}'`, by, model.keyParts);
	});
	const records = acts.mayComeAgain ? each : onlyOnce(model, each);
	const planned = records.filter((one) => one.ok && !isDone(one.value)).length;
	const tooMany = tooManyWrites(settings, planned);
	if (tooMany) return items.map((_, i) => itemResult(i, { ok: false, failure: tooMany }));

	const deed = acts.deed(coupa, fields);
	const results = await inBatch(
		coupa,
		model,
		settings,
		records,
		async (record, before, i): Promise<Settled<Outcome>> => {
			const startedAt = new Date(coupa.surroundings.now()).toISOString();
			const tally: Tally = { calls: 0, attempts: 0, waitedMs: 0 };
			const done = (action: OutcomeAction, after: IDataObject = record) =>
				outcomeOf(coupa, model, shows, record, after, action, tally, startedAt);
			if (isDone(record)) return done('unchanged');
			const bad = acts.refusal?.(record);
			if (bad) return { ok: false, failure: bad };
			const message = (await acts.messageOf?.(read, i, context)) ?? { ok: true, value: {} };
			if (!message.ok) return message;
			if (settings.dryRun) return done('planned-update');
			const answer = await deed(record, message.value, tally, before);
			if (!answer.ok) return answer;
			return done(tally.attempts === 0 ? 'unchanged' : 'updated', answer.value);
		},
	);
	return results.map((result, i) => itemResult(i, result));
}

/** An action path of Coupa. */
export function pathAction(
	model: ResourceModel,
	action: RecordAction,
	more: Pick<Acts, 'messageOf' | 'targets'> = {},
): Acts {
	const { scope } = action;
	return {
		model,
		shows: ['status'],
		isDone: action.isDone ?? (() => false),
		refusal: (record) => notFromHere(model, action, record),
		...more,
		deed: (coupa, fields) => async (record, message, tally, before) => {
			const acted = scope === undefined ? model : { ...model, scope };
			return await actOnce({ coupa, model: acted, action, fields, before }, record, message, tally);
		},
	};
}

/** Takes a record away. One that is gone by the time of the call counts as taken away. */
export function deletion(model: ResourceModel, more: Pick<Acts, 'targets'> = {}): Acts {
	return {
		model,
		shows: ['status'],
		isDone: () => false,
		...more,
		deed: (coupa) => async (record, _message, tally, before) => {
			const reply = await coupa.send({
				method: 'DELETE',
				path: `${model.path}/${encodeURIComponent(String(record.id))}`,
				effect: 'repeatable',
				about: `${model.type} '${nameOf(model, record)}'`,
				scope: model.scope,
				before,
			});
			tally.calls += reply.tries;
			tally.attempts += reply.tries;
			tally.waitedMs += reply.waitedMs;
			const isGone = reply.result.ok || reply.result.failure.httpStatus === 404;
			return isGone
				? { ok: true, value: { ...record, status: 'deleted' } }
				: (reply.result as Settled<never>);
		},
	};
}

function onlyOnce(
	model: ResourceModel,
	records: ReadonlyArray<Settled<IDataObject>>,
): Array<Settled<IDataObject>> {
	const seen = new Set<string>();
	return records.map((record) => {
		if (!record.ok || !seen.has(String(record.value.id))) {
			if (record.ok) seen.add(String(record.value.id));
			return record;
		}
		return { ok: false, failure: repeatedInBatch(model.type, nameOf(model, record.value)) };
	});
}

function outcomeOf(
	coupa: Coupa,
	model: ResourceModel,
	shows: readonly string[],
	record: IDataObject,
	after: IDataObject,
	action: OutcomeAction,
	tally: Tally,
	startedAt: string,
): Settled<Outcome> {
	const key = nameOf(model, record);
	const changes = shows
		.filter((name) => name in after && after[name] !== record[name])
		.map((name) => ({ path: name, before: record[name] ?? null, after: after[name] }));
	return {
		ok: true,
		value: outcome({
			record: { type: model.type, key },
			action,
			target: { system: coupa.host, id: String(record.id), key },
			changes,
			...tally,
			startedAt,
			finishedAt: new Date(coupa.surroundings.now()).toISOString(),
			wanted: { id: record.id, shows: [...shows] },
		}),
	};
}

function underscored(name: string): string {
	return name.replace(/-/g, '_');
}
