import type { ILoadOptionsFunctions, ResourceMapperFields } from 'n8n-workflow';

import { isRecord } from '../../../lib/diff';
import { OFFERED } from '../model/attributes';
import { keyText } from '../model/document';
import { chosenModel, isBelowAnother } from './chosen';
import { readForEditor } from './editor';
import { mapperFields } from './mapperFields';

/** Enough to see which custom fields the instance has: Coupa shows those without a value, too. */
const RECORDS = 5;

/** The attributes that can be mapped: the usual ones, and what the newest records of the instance have besides. */
export async function getAttributes(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	const model = chosenModel(this);
	const { path, scope, type } = model;
	const isBelow = isBelowAnother(model);
	const offered = OFFERED[isBelow ? 'suppliers/addresses' : path] ?? { texts: [] };
	const isNew = keyText(this.getCurrentNodeParameter('operation')) !== 'update';
	if (isBelow) return { fields: mapperFields(model, offered, [], isNew) };

	const seen = await readForEditor(this, async (coupa) => {
		const query = { limit: String(RECORDS), order_by: 'id', dir: 'desc' };
		const about = `${type} records`;
		const { result } = await coupa.send({ method: 'GET', path, query, effect: 'repeatable', about, scope });
		if (result.ok)
			return { ok: true, value: Array.isArray(result.value) ? result.value.filter(isRecord) : [] };
		// Who may write and not read still gets the usual attributes.
		const isKnown = offered.texts.length > 0 && result.failure.category === 'permission';
		return isKnown ? { ok: true, value: [] } : result;
	});
	return { fields: mapperFields(model, offered, seen, isNew) };
}
