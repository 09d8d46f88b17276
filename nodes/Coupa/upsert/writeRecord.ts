import type { IDataObject } from 'n8n-workflow';

import type { Change } from '../../../lib/diff';
import type { Failure, Settled } from '../../../lib/failure';
import type { RefusedPart } from '../../../lib/outcome';
import { keyText } from '../model/document';
import type { ResourceModel } from '../model/resource';
import { isNameTaken } from '../transport/answers';
import { listAll } from '../transport/lookUp';
import type { Coupa, CoupaRequest } from '../transport/types';
import { createOnce, written } from './createOnce';
import { findAll } from './find';
import { ignoredChanges, ignoredPart } from './ignored';
import type { Tally } from './createOnce';
import { withoutKeys } from './lists';
import { numberedName } from './plan';
import { ignoredReference } from './references';
import type { ChildWrite, Plan, WriteSettings } from './types';
import { writeUpdate } from './writeUpdate';

export interface Writing {
	coupa: Coupa;
	model: ResourceModel;
	settings: WriteSettings;
	/** `fields` argument: what is compared */
	fields: string;
	/** asked immediately before each write */
	before: () => Failure | undefined;
}

export interface Written {
	/** as Coupa answered it */
	record: IDataObject;
	changes: Change[];
	refused: RefusedPart[];
}

interface Own {
	record: IDataObject;
	changes: Change[];
	refused: RefusedPart[];
}

/** Carries out one plan: the record first, then what hangs below it. */
export async function writeRecord(writing: Writing, plan: Plan, tally: Tally): Promise<Settled<Written>> {
	const { model } = writing;
	const about = `${model.type} '${plan.key}'`;
	const own = await writeOwn(writing, plan, about, tally);
	if (!own.ok) return own;
	const { record, changes, refused } = own.value;
	for (const child of plan.children) {
		const result = await writeChild(writing, String(record.id), child, about, tally);
		if (!result.ok) return result;
		changes.push(...child.changes);
	}
	return { ok: true, value: { record, changes, refused } };
}

async function writeOwn(writing: Writing, plan: Plan, about: string, tally: Tally): Promise<Settled<Own>> {
	const { model, settings } = writing;
	const { existing } = plan;
	const changes = [...plan.changes];
	const refused = [...plan.refused];
	if (existing && Object.keys(plan.body).length + plan.lines.length === 0)
		return { ok: true, value: { record: existing, changes, refused } };

	const send = async (content: IDataObject): Promise<Settled<IDataObject>> => {
		if (!existing) return await create(writing, plan, content, about, tally);
		const updated = await writeUpdate(writing, plan, { body: content, lines: plan.lines }, tally);
		if (!updated.ok) return updated;
		changes.push(...updated.value.applied.flatMap((line) => line.changes));
		refused.push(...updated.value.refused);
		return { ok: true, value: updated.value.record };
	};
	let body = plan.body;
	let answer = await send(body);
	const name = model.uniqueName;
	if (name && settings.whenNameIsTaken === 'appendNumber' && isTakenName(answer)) {
		const numbered = numberedName(String(body[name.attribute]), plan.key, name.maxLength);
		// A refusal with status 400 was certainly not carried out, so sending again is safe.
		if (numbered !== body[name.attribute]) {
			body = { ...body, [name.attribute]: numbered };
			const change = { path: name.attribute, before: existing?.[name.attribute] ?? null, after: numbered };
			changes.splice(0, changes.length, ...changes.filter(({ path }) => path !== name.attribute), change);
			answer = await send(body);
		}
	}
	if (!answer.ok) return answer;
	const bad = ignoredReference(model, body, answer.value, about);
	if (bad) return { ok: false, failure: bad };
	const sent = existing ? body : withoutKeys(body, Object.keys(model.onCreate ?? {}));
	const ignored = ignoredChanges(model, sent, changes, answer.value);
	refused.push(...ignored.map((change) => ignoredPart(change, existing === undefined)));
	const applied = changes.filter((change) => !ignored.includes(change));
	return { ok: true, value: { record: answer.value, changes: applied, refused } };
}

async function create(
	{ coupa, model, fields, before }: Writing,
	{ key, wanted }: Plan,
	body: IDataObject,
	about: string,
	tally: Tally,
): Promise<Settled<IDataObject>> {
	const { path, scope } = model;
	const references = Object.keys(model.references);
	const request: CoupaRequest = {
		method: 'POST',
		path,
		query: { fields },
		body,
		effect: 'once',
		about,
		scope,
		references,
		before,
	};
	const find = async (): Promise<Settled<IDataObject | undefined>> => {
		const target = { ok: true as const, value: { by: model.key, value: key, within: wanted.within } };
		const [found] = await findAll(counting(coupa, tally), model, [target], fields);
		return found.ok ? { ok: true, value: found.value[0] } : found;
	};
	return await createOnce(coupa, request, find, tally);
}

async function writeChild(
	{ coupa, model, before }: Writing,
	parentId: string,
	child: ChildWrite,
	parent: string,
	tally: Tally,
): Promise<Settled<IDataObject>> {
	const { collection, key, id, body } = child;
	const path = `${model.path}/${encodeURIComponent(parentId)}/${collection.segment}`;
	const about = `${collection.type} '${key}' of ${parent}`;
	const common = { body, about, scope: model.scope, before };
	if (id !== undefined) {
		const own = `${path}/${encodeURIComponent(id)}`;
		return await written(coupa, { method: 'PUT', path: own, effect: 'repeatable', ...common }, tally);
	}
	const find = async (): Promise<Settled<IDataObject | undefined>> => {
		const all = await listAll(counting(coupa, tally), { path, query: {}, about, scope: model.scope });
		if (!all.ok) return all;
		return { ok: true, value: all.value.find((one) => keyText(one[collection.key]) === key) };
	};
	return await createOnce(coupa, { method: 'POST', path, effect: 'once', ...common }, find, tally);
}

/** The same connection, whose calls are counted for one record. */
function counting(coupa: Coupa, tally: Tally): Coupa {
	return {
		...coupa,
		send: async (request) => {
			const reply = await coupa.send(request);
			tally.calls += reply.tries;
			tally.waitedMs += reply.waitedMs;
			return reply;
		},
	};
}

function isTakenName(answer: Settled<IDataObject>): boolean {
	if (answer.ok || answer.failure.category !== 'duplicate') return false;
	return ((answer.failure.details.says ?? []) as string[]).some(isNameTaken);
}
