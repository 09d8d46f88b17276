import type { IDataObject } from 'n8n-workflow';

import type { Change } from '../../../lib/diff';
import type { Failure, Settled } from '../../../lib/failure';
import { outcome } from '../../../lib/outcome';
import type { Outcome, OutcomeAction } from '../../../lib/outcome';
import { fieldsOf } from '../model/document';
import type { ResourceModel } from '../model/resource';
import { worthOf } from '../model/worth';
import type { Coupa } from '../transport/types';
import { MARK_EXPORTED, stillDue, takeSteps, unknownStep } from './afterwards';
import { inBatch } from './batch';
import { closeLines, plannedCloses } from './closeLines';
import type { Tally } from './createOnce';
import { findAll } from './find';
import { hostRefusal, repeatedInBatch, tooManyWrites, tooMuch } from './guards';
import { markIn, underOwnNumbers } from './ownMark';
import { planFor } from './plan';
import { badReferences, checkReferences } from './references';
import type { Plan, Wanted, WriteSettings } from './types';
import { writeRecord } from './writeRecord';
import type { Writing, Written } from './writeRecord';

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

	const told = withoutRepeats(model, records, settings);
	const valid = told.flatMap((one) => (one.ok ? [one.value] : []));
	const versioned = valid.some(({ expectedUpdatedAt }) => expectedUpdatedAt !== undefined);
	const fields = fieldsOf(
		model,
		valid.flatMap(({ document, within = {}, afterwards = [] }) => [
			document,
			within,
			...afterwards.map((step) => model.actions?.[step]?.instead?.shown ?? {}),
		]),
		[
			...valid.map(({ by }) => by),
			...(versioned ? ['updated-at'] : []),
			...(valid.some(({ afterwards }) => afterwards?.includes(MARK_EXPORTED)) ? ['exported'] : []),
		],
	);
	const looked = await findAll(coupa, model, told, fields);
	const { wanted, found } = await underOwnNumbers(coupa, model, told, looked, fields, settings);
	const planned = wanted.map((one, i): Settled<Plan> => {
		const rows = found[i];
		if (!one.ok || !rows.ok) return (one.ok ? rows : one) as Settled<never>;
		const unknown = unknownStep(model, one.value.afterwards ?? []);
		return unknown ? { ok: false, failure: unknown } : planFor(model, one.value, rows.value, settings);
	});
	const plans = settings.checkReferences ? await withReferences(coupa, model, planned) : planned;

	const writes = plans.flatMap((plan) => (plan.ok && isWrite(model, plan.value) ? [plan.value] : []));
	const tooMany =
		tooManyWrites(settings, writes.length) ??
		tooMuch(
			settings,
			writes.map(({ wanted: { document } }) => worthOf(document)),
		);
	if (tooMany) return records.map(() => ({ ok: false, failure: tooMany }));

	const writing = { coupa, model, settings, fields };
	return await inBatch(
		coupa,
		model,
		settings,
		plans,
		async (plan, before) => await carryOut({ ...writing, before }, plan),
	);
}

async function carryOut(writing: Writing, plan: Plan): Promise<Settled<Outcome>> {
	const { coupa, model, settings } = writing;
	const { wanted, existing, key } = plan;
	const now = () => new Date(coupa.surroundings.now()).toISOString();
	const startedAt = now();
	const tally: Tally = { calls: 0, attempts: 0, waitedMs: 0 };
	const done = (
		action: OutcomeAction,
		id: unknown,
		changes = plan.changes,
		refused = plan.refused,
	): Settled<Outcome> => ({
		ok: true,
		value: outcome({
			record: { type: model.type, key: wanted.recordKey ?? key },
			action,
			target: { system: coupa.host, id: id === undefined ? null : String(id), key },
			changes,
			...(refused.length > 0 ? { refused } : {}),
			...tally,
			startedAt,
			finishedAt: now(),
			wanted: wanted.document,
		}),
	});

	const steps = wanted.afterwards ?? [];
	const due = existing ? stillDue(model, steps, existing) : steps;
	const { action: planned } = plan;
	const isDone = planned === 'unchanged' || planned === 'skipped';
	if (isDone && (!existing || due.length === 0)) return done(planned, existing?.id);
	if (settings.dryRun) {
		const below = [...plan.children, ...plan.lines].flatMap(({ changes }) => changes);
		const steps = due.map((step) => ({ path: 'afterwards', before: null, after: step }));
		const action = planned === 'create' ? 'planned-create' : 'planned-update';
		const closes = plannedCloses(writing, plan);
		return done(action, existing?.id, [...plan.changes, ...below, ...closes, ...steps]);
	}
	const result: Settled<Written> = isDone
		? { ok: true, value: { record: existing!, changes: [], refused: plan.refused } }
		: await writeRecord(writing, plan, tally);
	if (!result.ok) return result;
	const { record, changes } = result.value;
	const closed = await closeLines(writing, plan, changes, tally);
	if (!closed.ok) return { ok: false, failure: interrupted(closed.failure, record, changes) };
	const refused = [...result.value.refused, ...closed.value];
	const taken = await takeSteps(writing, steps, record, tally);
	if (!taken.ok) return { ok: false, failure: interrupted(taken.failure, record, changes) };
	const all = [...changes, ...taken.value.changes];
	const action = planned === 'create' ? 'created' : 'updated';
	return done(all.length > 0 ? action : 'skipped', record.id, all, refused);
}

/** What was done before a step was refused stays done, and is not done again. */
function interrupted(refused: Failure, { id }: IDataObject, changes: readonly Change[]): Failure {
	if (changes.length === 0) return refused;
	return {
		...refused,
		description: `The record itself was written (ID ${String(id)}) and will not be written again. ${refused.description}`,
		details: { ...refused.details, id: id as number, written: changes.map(({ path }) => path) },
	};
}

function isWrite(model: ResourceModel, { action, existing, wanted }: Plan): boolean {
	if (action === 'create' || action === 'update') return true;
	return existing !== undefined && stillDue(model, wanted.afterwards ?? [], existing).length > 0;
}

/** The first record with a key wins: which of two contradicting ones is right, nobody can know here. */
function withoutRepeats(
	model: ResourceModel,
	records: ReadonlyArray<Settled<Wanted>>,
	{ ownMark }: WriteSettings,
): Array<Settled<Wanted>> {
	const seen = new Set<string>();
	return records.map((record) => {
		if (!record.ok) return record;
		const { by, value, within, document } = record.value;
		const mark = JSON.stringify([by, value, within, markIn(document, ownMark)]);
		if (seen.has(mark)) return { ok: false, failure: repeatedInBatch(model.type, value) };
		seen.add(mark);
		return record;
	});
}

async function withReferences(
	coupa: Coupa,
	model: ResourceModel,
	plans: Array<Settled<Plan>>,
): Promise<Array<Settled<Plan>>> {
	const bodies = plans.map((plan) => (plan.ok ? written(model, plan.value) : {}));
	const findings = await checkReferences(coupa, model, bodies);
	return plans.map((plan, i) => {
		const own = findings[i];
		if (!plan.ok || !own.ok) return plan.ok ? (own as Settled<never>) : plan;
		const bad = badReferences(`${model.type} '${plan.value.key}'`, own.value);
		return bad ? { ok: false, failure: bad } : plan;
	});
}

/** All that a plan is going to send, as one document. */
function written({ lines: collection }: ResourceModel, { body, lines }: Plan): IDataObject {
	if (!collection || lines.length === 0) return body;
	return { ...body, [collection.attribute]: lines.map((line) => line.body) };
}
