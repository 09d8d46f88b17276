import type { IDataObject } from 'n8n-workflow';

import { failure, stopsTheBatch } from '../../../lib/failure';
import type { Failure, Settled } from '../../../lib/failure';
import { notTried } from '../../../lib/node/operation';
import { outcome } from '../../../lib/outcome';
import type { Outcome, OutcomeAction } from '../../../lib/outcome';
import { fieldsOf } from '../model/document';
import type { ResourceModel } from '../model/resource';
import { lookUp } from '../transport/lookUp';
import type { Coupa } from '../transport/types';
import type { Tally } from './createOnce';
import { hostRefusal, leaseEnded, tooManyWrites } from './guards';
import { planFor } from './plan';
import { checkReferences } from './references';
import type { Plan, Wanted, WriteSettings } from './types';
import { writeRecord } from './writeRecord';
import type { Writing } from './writeRecord';

type Found = Map<string, Map<string, Settled<IDataObject[]>>>;

/**
 * Makes Coupa hold the wanted records: looks them up, compares, and writes only what differs. Results keep the order
 * of the records, and one bad record does not stop the others; what would hit all alike ends the batch.
 */
export async function upsertAll(
	coupa: Coupa,
	model: ResourceModel,
	records: ReadonlyArray<Settled<Wanted>>,
	settings: WriteSettings,
): Promise<Array<Settled<Outcome>>> {
	const refusal = hostRefusal(settings, coupa.host);
	if (refusal) return records.map(() => ({ ok: false, failure: refusal }));

	const wanted = withoutRepeats(model, records);
	const fields = fieldsOf(
		model,
		wanted.flatMap((one) => (one.ok ? [one.value.document] : [])),
	);
	const found = await prefetch(coupa, model, wanted, fields);
	const planned = wanted.map((one) => planOf(model, one, found, settings));
	const plans = await withReferences(coupa, model, planned);

	const writes = plans.filter((plan) => plan.ok && plan.value.action !== 'unchanged').length;
	const tooMany = tooManyWrites(settings, writes);
	if (tooMany) return records.map(() => ({ ok: false, failure: tooMany }));

	// Found out before any write: what would hit every record alike.
	let stopped = plans
		.map((plan) => (plan.ok ? undefined : plan.failure))
		.find((bad) => bad && stopsTheBatch(bad));
	const before = (): Failure | undefined =>
		stopped ? notTried(stopped) : leaseEnded(settings, coupa.surroundings.now());
	const writing: Writing = { coupa, model, settings, fields, before };
	return await inParallel(plans, coupa.concurrency, async (plan, i): Promise<Settled<Outcome>> => {
		const record = wanted[i];
		if (!plan.ok || !record.ok) return plan as Settled<never>;
		const result = await carryOut(writing, plan.value, record.value.document);
		if (!result.ok && stopsTheBatch(result.failure)) stopped ??= result.failure;
		return result;
	});
}

/** Works on as many entries at once as calls may be under way. Results keep the order. */
async function inParallel<T, R>(
	entries: readonly T[],
	workers: number,
	work: (entry: T, index: number) => Promise<R>,
): Promise<R[]> {
	const results: R[] = [];
	let next = 0;
	const worker = async () => {
		for (let index = next++; index < entries.length; index = next++) {
			results[index] = await work(entries[index], index);
		}
	};
	await Promise.all(Array.from({ length: workers }, worker));
	return results;
}

async function carryOut(writing: Writing, plan: Plan, document: IDataObject): Promise<Settled<Outcome>> {
	const { coupa, model, settings } = writing;
	const now = () => new Date(coupa.surroundings.now()).toISOString();
	const startedAt = now();
	const tally: Tally = { calls: 0, attempts: 0, waitedMs: 0 };
	const done = (action: OutcomeAction, id: string | null, changes = plan.changes): Settled<Outcome> => ({
		ok: true,
		value: outcome({
			record: { type: model.type, key: plan.key },
			action,
			target: { system: coupa.host, id, key: plan.key },
			changes,
			...tally,
			startedAt,
			finishedAt: now(),
			wanted: document,
		}),
	});

	const id = plan.existing ? String(plan.existing.id) : null;
	if (plan.action === 'unchanged') return done('unchanged', id);
	if (settings.dryRun) {
		const all = [...plan.changes, ...plan.children.flatMap(({ changes }) => changes)];
		return done(`planned-${plan.action}`, id, all);
	}
	const written = await writeRecord(writing, plan, tally);
	if (!written.ok) return written;
	return done(plan.action === 'create' ? 'created' : 'updated', written.value.id, written.value.changes);
}

/** The first record with a key wins: which of two contradicting ones is right, nobody can know here. */
function withoutRepeats(
	model: ResourceModel,
	records: ReadonlyArray<Settled<Wanted>>,
): Array<Settled<Wanted>> {
	const seen = new Set<string>();
	return records.map((record) => {
		if (!record.ok) return record;
		const { by, value } = record.value;
		const mark = JSON.stringify([by, value]);
		if (seen.has(mark)) return { ok: false, failure: repeated(model, value) };
		seen.add(mark);
		return record;
	});
}

async function prefetch(
	coupa: Coupa,
	model: ResourceModel,
	wanted: ReadonlyArray<Settled<Wanted>>,
	fields: string,
): Promise<Found> {
	const values = new Map<string, string[]>();
	for (const one of wanted) {
		if (one.ok) values.set(one.value.by, [...(values.get(one.value.by) ?? []), one.value.value]);
	}
	const { path, scope, unique } = model;
	const about = path.replace(/_/g, ' ');
	const groups = [...values].map(
		async ([by, keys]): Promise<[string, Map<string, Settled<IDataObject[]>>]> => [
			by,
			await lookUp(coupa, { path, by, isUnique: unique.includes(by), fields, about, scope }, keys),
		],
	);
	return new Map(await Promise.all(groups));
}

function planOf(
	model: ResourceModel,
	wanted: Settled<Wanted>,
	found: Found,
	settings: WriteSettings,
): Settled<Plan> {
	if (!wanted.ok) return wanted;
	const records = found.get(wanted.value.by)!.get(wanted.value.value)!;
	return records.ok ? planFor(model, wanted.value, records.value, settings) : records;
}

async function withReferences(
	coupa: Coupa,
	model: ResourceModel,
	plans: Array<Settled<Plan>>,
): Promise<Array<Settled<Plan>>> {
	const check = await checkReferences(
		coupa,
		model,
		plans.flatMap((plan) => (plan.ok ? [plan.value] : [])),
	);
	return plans.map((plan) => {
		const bad = plan.ok ? check(plan.value) : undefined;
		return bad ? { ok: false, failure: bad } : plan;
	});
}

function repeated(model: ResourceModel, key: string): Failure {
	return failure({
		code: 'COUPA_KEY_REPEATED',
		category: 'duplicate',
		message: `${model.type} '${key}' comes more than once in this batch; the first one was taken`,
		description: 'Make sure that the source gives each record once, then run it again',
	});
}
