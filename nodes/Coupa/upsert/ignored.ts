import type { IDataObject } from 'n8n-workflow';

import { diff, equalByMeaning } from '../../../lib/diff';
import type { Change } from '../../../lib/diff';
import type { RefusedPart } from '../../../lib/outcome';
import { inSameTerms } from '../model/customFields';
import type { ResourceModel } from '../model/resource';

/** What Coupa takes and never shows. */
const SECRET = /secret|password/;

const REASON =
	'Coupa did not take it over: it does not know this attribute, or does not let the API write it. Check its name, and in Coupa that the field is editable by the API';

/**
 * The changes of which Coupa's answer shows nothing: it drops unknown, read-only and closed attributes without a word.
 * An answer that does not even show the key of the record tells nothing.
 * @param body what was sent
 */
export function ignoredChanges(
	model: ResourceModel,
	body: IDataObject,
	changes: readonly Change[],
	answer: IDataObject,
): Change[] {
	if (!(model.key in answer)) return [];
	const same = inSameTerms(body, answer);
	const left = new Map(diff(same.wanted, same.existing).map(({ path, before }) => [path, before]));
	const isPlain = ({ path, after }: Change) => typeof after !== 'object' && !SECRET.test(path);
	return changes.filter(
		(change) =>
			isPlain(change) && left.has(change.path) && equalByMeaning(left.get(change.path), change.before),
	);
}

export function ignoredPart({ path }: Change, isNew: boolean): RefusedPart {
	return { path, what: isNew ? 'add' : 'change', quantities: {}, reason: REASON };
}
