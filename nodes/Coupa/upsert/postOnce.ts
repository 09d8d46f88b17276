import type { IDataObject } from 'n8n-workflow';

import { diff } from '../../../lib/diff';
import type { Change } from '../../../lib/diff';
import type { Failure, Settled } from '../../../lib/failure';
import { outcome } from '../../../lib/outcome';
import type { Outcome, OutcomeAction } from '../../../lib/outcome';
import type { RecordAction } from '../model/actions';
import { fieldsOf } from '../model/document';
import type { ResourceModel } from '../model/resource';
import { unknownOutcome } from '../transport/failures';
import type { Coupa, CoupaRequest } from '../transport/types';
import { actOnce } from './actOnce';
import { inBatch } from './batch';
import { TAKEN_UNSEEN, createOnce } from './createOnce';
import type { Tally } from './createOnce';
import { repeatedInBatch, tooManyWrites } from './guards';
import type { Recognition } from './recognise';
import { badReferences, checkReferences } from './references';
import type { WriteSettings } from './types';

/** Running it again could make a second one. */
const LOST = 'Look in Coupa whether it is there before you run it again: it has no key that tells it apart';

/** What shows how far a record that is there already has come. */
const SHOWN = ['status', 'resolved'];

export interface Posting {
	model: ResourceModel;
	/** `POST /api/<path>` */
	path: string;
	/** how a record that is there already is known; without it each document makes a new one */
	recognition?: Recognition;
	/** what is done to a record that is there already, unless it shows that it is done @default nothing */
	revive?: RecordAction;
}

/**
 * Creates records that Coupa gives no key. What a document says of itself tells whether it is there already: then it is
 * left as it is, and looked up after a lost answer. Of a document that says nothing the outcome stays unknown.
 */
export async function postAll(
	coupa: Coupa,
	posting: Posting,
	documents: ReadonlyArray<Settled<IDataObject>>,
	settings: WriteSettings,
): Promise<Array<Settled<Outcome>>> {
	const checked = settings.checkReferences
		? await withReferences(coupa, posting.model, documents)
		: documents;
	const ready = await withExisting(coupa, posting, onlyOnce(posting, checked));
	const planned = ready.filter((one) => one.ok && !isThere(posting, one.value));
	const tooMany = tooManyWrites(settings, planned.length);
	if (tooMany) return documents.map(() => ({ ok: false, failure: tooMany }));
	return await inBatch(
		coupa,
		posting.model,
		settings,
		ready,
		async (one, before) => await postOne(coupa, posting, one, settings.dryRun, before),
	);
}

interface Ready {
	document: IDataObject;
	existing: IDataObject | undefined;
}

/** As it shall be, so that nothing is written. */
function isThere({ revive }: Posting, { existing }: Ready): boolean {
	return existing !== undefined && (revive === undefined || revive.isDone?.(existing) === true);
}

async function postOne(
	coupa: Coupa,
	posting: Posting,
	ready: Ready,
	dryRun: boolean,
	before: () => Failure | undefined,
): Promise<Settled<Outcome>> {
	const { model, path, recognition, revive } = posting;
	const { document, existing } = ready;
	const now = () => new Date(coupa.surroundings.now()).toISOString();
	const startedAt = now();
	const tally: Tally = { calls: 0, attempts: 0, waitedMs: 0 };
	const key = recognition?.keyOf(document) ?? '';
	const done = (action: OutcomeAction, id: string | null, changes: Change[] = []): Settled<Outcome> => ({
		ok: true,
		value: outcome({
			record: { type: model.type, key: key || (id ?? '') },
			action,
			target: { system: coupa.host, id, key: key || (id ?? '') },
			changes,
			...tally,
			startedAt,
			finishedAt: now(),
			wanted: document,
		}),
	});
	const all = diff(document, {});
	if (existing !== undefined) {
		const id = String(existing.id);
		if (revive === undefined || isThere(posting, ready)) return done('unchanged', id);
		if (dryRun) return done('planned-update', id);
		const fields = fieldsOf(model, [document], SHOWN);
		const acted = await actOnce({ coupa, model, action: revive, fields, before }, existing, {}, tally);
		return acted.ok ? done('updated', id, changesOf(existing, acted.value)) : acted;
	}
	if (dryRun) return done('planned-create', null, all);
	const request: CoupaRequest = {
		method: 'POST',
		path,
		query: { fields: fieldsOf(model, [document]) },
		body: document,
		effect: 'once',
		about: `${model.type}${key === '' ? '' : ` '${key}'`}`,
		scope: model.scope,
		references: Object.keys(model.references),
		before,
	};
	const find = async (): Promise<Settled<IDataObject | undefined>> =>
		recognition === undefined || key === ''
			? { ok: false, failure: unknownOutcome(request, 'no key') }
			: (await recognition.find(coupa, [document]))[0];
	const created = await createOnce(coupa, request, find, tally);
	if (created.ok) return done('created', String(created.value.id), all);
	if (created.failure.code === TAKEN_UNSEEN) return done('created', null, all);
	const isLost = key === '' && created.failure.category === 'unknown-outcome';
	return isLost ? { ok: false, failure: { ...created.failure, description: LOST } } : created;
}

function changesOf(before: IDataObject, after: IDataObject): Change[] {
	return SHOWN.filter((name) => name in after && after[name] !== before[name]).map((path) => ({
		path,
		before: before[path] ?? null,
		after: after[path],
	}));
}

async function withExisting(
	coupa: Coupa,
	{ recognition }: Posting,
	documents: ReadonlyArray<Settled<IDataObject>>,
): Promise<Array<Settled<Ready>>> {
	const asked = documents.flatMap((document) => (document.ok ? [document.value] : []));
	const found = asked.length === 0 ? [] : ((await recognition?.find(coupa, asked)) ?? []);
	let place = 0;
	return documents.map((document): Settled<Ready> => {
		if (!document.ok) return document;
		const existing = found[place++] ?? { ok: true, value: undefined };
		return existing.ok
			? { ok: true, value: { document: document.value, existing: existing.value } }
			: existing;
	});
}

function onlyOnce(
	{ model, recognition }: Posting,
	documents: ReadonlyArray<Settled<IDataObject>>,
): Array<Settled<IDataObject>> {
	const seen = new Set<string>();
	return documents.map((document) => {
		const key = document.ok ? (recognition?.keyOf(document.value) ?? '') : '';
		if (key !== '' && seen.has(key)) return { ok: false, failure: repeatedInBatch(model.type, key) };
		seen.add(key);
		return document;
	});
}

async function withReferences(
	coupa: Coupa,
	model: ResourceModel,
	documents: ReadonlyArray<Settled<IDataObject>>,
): Promise<Array<Settled<IDataObject>>> {
	const bodies = documents.map((document) => (document.ok ? document.value : {}));
	const findings = await checkReferences(coupa, model, bodies);
	return documents.map((document, i) => {
		const own = findings[i];
		if (!document.ok || !own.ok) return document.ok ? (own as Settled<never>) : document;
		const bad = badReferences(model.type, own.value);
		return bad ? { ok: false, failure: bad } : document;
	});
}
