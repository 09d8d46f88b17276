import type { IDataObject } from 'n8n-workflow';

import { failure } from '../../../lib/failure';
import type { Failure, Settled } from '../../../lib/failure';
import { outcome } from '../../../lib/outcome';
import type { Outcome, OutcomeAction } from '../../../lib/outcome';
import { fieldsOf } from '../model/document';
import type { ResourceModel } from '../model/resource';
import type { Coupa } from '../transport/types';
import { inBatch } from './batch';
import type { Tally } from './createOnce';
import { findAll } from './find';
import { hostRefusal, tooManyWrites } from './guards';
import { planFor } from './plan';
import { badReferences, checkReferences } from './references';
import type { Plan, Wanted, WriteSettings } from './types';
import { writeRecord } from './writeRecord';
import type { Writing } from './writeRecord';

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
	const valid = wanted.flatMap((one) => (one.ok ? [one.value] : []));
	const versioned = valid.some(({ expectedUpdatedAt }) => expectedUpdatedAt !== undefined);
	const fields = fieldsOf(
		model,
		valid.flatMap(({ document, within = {} }) => [document, within]),
		versioned ? ['updated-at'] : [],
	);
	const found = await findAll(coupa, model, wanted, fields);
	const planned = wanted.map((one, i): Settled<Plan> => {
		const rows = found[i];
		if (!one.ok || !rows.ok) return (one.ok ? rows : one) as Settled<never>;
		return planFor(model, one.value, rows.value, settings);
	});
	const plans = settings.checkReferences ? await withReferences(coupa, model, planned) : planned;

	const writes = plans.filter((plan) => plan.ok && isWrite(plan.value)).length;
	const tooMany = tooManyWrites(settings, writes);
	if (tooMany) return records.map(() => ({ ok: false, failure: tooMany }));

	const writing = { coupa, model, settings, fields };
	return await inBatch(
		coupa,
		settings,
		plans,
		async (plan, before) => await carryOut({ ...writing, before }, plan),
	);
}

async function carryOut(writing: Writing, plan: Plan): Promise<Settled<Outcome>> {
	const { coupa, model, settings } = writing;
	const now = () => new Date(coupa.surroundings.now()).toISOString();
	const startedAt = now();
	const tally: Tally = { calls: 0, attempts: 0, waitedMs: 0 };
	const done = (
		action: OutcomeAction,
		id: string | null,
		changes = plan.changes,
		refused = plan.refused,
	): Settled<Outcome> => ({
		ok: true,
		value: outcome({
			record: { type: model.type, key: plan.key },
			action,
			target: { system: coupa.host, id, key: plan.key },
			changes,
			...(refused.length > 0 ? { refused } : {}),
			...tally,
			startedAt,
			finishedAt: now(),
			wanted: plan.wanted.document,
		}),
	});

	const id = plan.existing ? String(plan.existing.id) : null;
	if (plan.action === 'unchanged' || plan.action === 'skipped') return done(plan.action, id);
	if (settings.dryRun) {
		const below = [...plan.children, ...plan.lines].flatMap(({ changes }) => changes);
		return done(`planned-${plan.action}`, id, [...plan.changes, ...below]);
	}
	const result = await writeRecord(writing, plan, tally);
	if (!result.ok) return result;
	const { changes, refused } = result.value;
	const written = plan.action === 'create' ? 'created' : 'updated';
	return done(changes.length > 0 ? written : 'skipped', result.value.id, changes, refused);
}

function isWrite({ action }: Plan): boolean {
	return action === 'create' || action === 'update';
}

/** The first record with a key wins: which of two contradicting ones is right, nobody can know here. */
function withoutRepeats(
	model: ResourceModel,
	records: ReadonlyArray<Settled<Wanted>>,
): Array<Settled<Wanted>> {
	const seen = new Set<string>();
	return records.map((record) => {
		if (!record.ok) return record;
		const { by, value, within } = record.value;
		const mark = JSON.stringify([by, value, within]);
		if (seen.has(mark)) return { ok: false, failure: repeated(model, value) };
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

function repeated(model: ResourceModel, key: string): Failure {
	return failure({
		code: 'COUPA_KEY_REPEATED',
		category: 'duplicate',
		message: `${model.type} '${key}' comes more than once in this batch; the first one was taken`,
		description: 'Make sure that the source gives each record once, then run it again',
	});
}
