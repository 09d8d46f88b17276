import type { IDataObject } from 'n8n-workflow';

import { diff } from '../../../lib/diff';
import type { Failure, Settled } from '../../../lib/failure';
import { outcome } from '../../../lib/outcome';
import type { Outcome } from '../../../lib/outcome';
import { fieldsOf, keyText } from '../model/document';
import type { ResourceModel } from '../model/resource';
import { unknownOutcome } from '../transport/failures';
import { lookUp } from '../transport/lookUp';
import type { Coupa, CoupaRequest } from '../transport/types';
import { inBatch } from './batch';
import { TAKEN_UNSEEN, createOnce } from './createOnce';
import type { Tally } from './createOnce';
import { tooManyWrites } from './guards';
import { badReferences, checkReferences } from './references';
import type { WriteSettings } from './types';

/** Running it again could make a second one. */
const LOST = 'Look in Coupa whether it is there before you run it again: it has no key that tells it apart';

export interface Posting {
	model: ResourceModel;
	/** `POST /api/<path>` */
	path: string;
	/** a key that the document may give, by which a lost answer can be looked up */
	ownKey?: string;
}

/**
 * Creates records that have no key: each document makes a new one. When no answer came, a document with a key of its
 * own is looked up by it; without one the outcome stays unknown, because nothing tells whether it was created.
 */
export async function postAll(
	coupa: Coupa,
	posting: Posting,
	documents: ReadonlyArray<Settled<IDataObject>>,
	settings: WriteSettings,
): Promise<Array<Settled<Outcome>>> {
	const ready = settings.checkReferences ? await withReferences(coupa, posting.model, documents) : documents;
	const tooMany = tooManyWrites(settings, ready.filter(({ ok }) => ok).length);
	if (tooMany) return documents.map(() => ({ ok: false, failure: tooMany }));
	return await inBatch(
		coupa,
		posting.model,
		settings,
		ready,
		async (document, before) => await postOne(coupa, posting, document, settings.dryRun, before),
	);
}

async function postOne(
	coupa: Coupa,
	{ model, path, ownKey = 'id' }: Posting,
	document: IDataObject,
	dryRun: boolean,
	before: () => Failure | undefined,
): Promise<Settled<Outcome>> {
	const now = () => new Date(coupa.surroundings.now()).toISOString();
	const startedAt = now();
	const tally: Tally = { calls: 0, attempts: 0, waitedMs: 0 };
	const key = keyText(document[ownKey]);
	const done = (action: 'created' | 'planned-create', id: string | null): Settled<Outcome> => ({
		ok: true,
		value: outcome({
			record: { type: model.type, key: key || (id ?? '') },
			action,
			target: { system: coupa.host, id, key: key || (id ?? '') },
			changes: diff(document, {}),
			...tally,
			startedAt,
			finishedAt: now(),
			wanted: document,
		}),
	});
	if (dryRun) return done('planned-create', null);
	const about = `${model.type}${key === '' ? '' : ` '${key}'`}`;
	const request: CoupaRequest = {
		method: 'POST',
		path,
		query: { fields: fieldsOf(model, [document]) },
		body: document,
		effect: 'once',
		about,
		scope: model.scope,
		references: Object.keys(model.references),
		before,
	};
	const find = async (): Promise<Settled<IDataObject | undefined>> => {
		if (key === '') return { ok: false, failure: unknownOutcome(request, 'no key') };
		const { path: place, scope } = model;
		const query = { path: place, by: ownKey, isUnique: false, about, scope };
		const found = (await lookUp(coupa, { ...query, fields: fieldsOf(model, [document]) }, [key])).get(key)!;
		return found.ok ? { ok: true, value: found.value[0] } : found;
	};
	const created = await createOnce(coupa, request, find, tally);
	if (created.ok) return done('created', String(created.value.id));
	if (created.failure.code === TAKEN_UNSEEN) return done('created', null);
	const isLost = key === '' && created.failure.category === 'unknown-outcome';
	return isLost ? { ok: false, failure: { ...created.failure, description: LOST } } : created;
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
