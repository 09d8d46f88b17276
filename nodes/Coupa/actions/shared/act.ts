import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import { failure } from '../../../../lib/failure';
import type { Settled } from '../../../../lib/failure';
import type { ItemResult } from '../../../../lib/node/operation';
import { parameterReader } from '../../../../lib/node/parameters';
import { outcome } from '../../../../lib/outcome';
import type { Outcome, OutcomeAction } from '../../../../lib/outcome';
import type { RecordAction } from '../../model/actions';
import { keyText } from '../../model/document';
import type { ResourceModel } from '../../model/resource';
import { coupaFor } from '../../transport/connection';
import type { Coupa } from '../../transport/types';
import { actOnce, notFromHere } from '../../upsert/actOnce';
import { inBatch } from '../../upsert/batch';
import type { Tally } from '../../upsert/createOnce';
import { findAll } from '../../upsert/find';
import { hostRefusal, tooManyWrites } from '../../upsert/guards';
import { identified } from './locator';
import { theOne } from './notOne';
import { itemResult, settingsOf } from './write';
import { WRITE_OPTIONS } from './writeParameters';

const ACT_OPTIONS = new Set(['ignoreFields', 'sendEmptyFields', 'checkReferences', 'expectedUpdatedAt']);

export const ACTION_OPTIONS: INodeProperties[] = WRITE_OPTIONS.filter(({ name }) => !ACT_OPTIONS.has(name));

/** What one action does to one record, once it was found. */
export type Deed = (
	record: IDataObject,
	body: IDataObject,
	tally: Tally,
	before: () => ReturnType<typeof notFromHere>,
) => Promise<Settled<IDataObject>>;

export interface Acts {
	model: ResourceModel;
	/** attributes that show what was done */
	shows: readonly string[];
	isDone: (record: IDataObject) => boolean;
	refusal?: (record: IDataObject) => ReturnType<typeof notFromHere>;
	bodyOf?: (read: ReturnType<typeof parameterReader>, itemIndex: number) => Settled<IDataObject>;
	deed: (coupa: Coupa, fields: string) => Deed;
}

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

	const targets = items.map((_, i) => identified(read, i, model));
	const parts = (model.keyParts ?? []).map((name) => ({ [name]: ['id', model.references[name].keys[0]] }));
	const names = [...new Set(['id', model.key, ...shows])].map(underscored);
	const fields = JSON.stringify([...names, ...parts]);
	const found = await findAll(coupa, model, targets, fields);
	const records = onlyOnce(
		model,
		found.map((rows, i) => {
			const target = targets[i];
			return target.ok ? theOne(rows, `${model.type} '${target.value.value}'`, target.value.by) : target;
		}),
	);
	const planned = records.filter((one) => one.ok && !isDone(one.value)).length;
	const tooMany = tooManyWrites(settings, planned);
	if (tooMany) return items.map((_, i) => itemResult(i, { ok: false, failure: tooMany }));

	const deed = acts.deed(coupa, fields);
	const results = await inBatch(
		coupa,
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
			const body = acts.bodyOf?.(read, i) ?? { ok: true, value: {} };
			if (!body.ok) return body;
			if (settings.dryRun) return done('planned-update');
			const answer = await deed(record, body.value, tally, before);
			return answer.ok ? done('updated', answer.value) : answer;
		},
	);
	return results.map((result, i) => itemResult(i, result));
}

/** An action path of Coupa. */
export function pathAction(model: ResourceModel, action: RecordAction, bodyOf?: Acts['bodyOf']): Acts {
	const { scope } = action;
	return {
		model,
		shows: ['status'],
		isDone: action.isDone ?? (() => false),
		refusal: (record) => notFromHere(model, action, record),
		bodyOf,
		deed: (coupa, fields) => async (record, body, tally, before) => {
			const acted = scope === undefined ? model : { ...model, scope };
			return await actOnce({ coupa, model: acted, action, fields, before }, record, body, tally);
		},
	};
}

/** The same record twice in a batch would be acted on twice: both were read before either was done. */
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
		return {
			ok: false,
			failure: failure({
				code: 'COUPA_KEY_REPEATED',
				category: 'duplicate',
				message: `${model.type} '${keyText(record.value[model.key])}' comes more than once in this batch; the first one was taken`,
				description: 'Make sure that the source gives each record once, then run it again',
			}),
		};
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
	const key = keyText(record[model.key]);
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
