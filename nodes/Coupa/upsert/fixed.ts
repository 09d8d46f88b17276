import type { IDataObject } from 'n8n-workflow';

import { diff } from '../../../lib/diff';
import { failure } from '../../../lib/failure';
import type { Settled } from '../../../lib/failure';
import { keyText } from '../model/document';
import type { ResourceModel } from '../model/resource';
import type { Plan } from './types';

/** A record that Coupa does not change: either it is as wanted, or a person has to look at it. Nothing is written. */
export function fixedPlan(
	model: ResourceModel,
	common: Pick<Plan, 'key' | 'wanted' | 'children'>,
	existing: IDataObject,
	about: string,
): Settled<Plan> {
	const status = keyText(existing.status);
	const isOver = model.closedIn?.includes(status) ?? false;
	const [change] = diff(common.wanted.document, existing);
	if (!isOver && !change) {
		const nothing = { body: {}, changes: [], lines: [], closes: [], refused: [] };
		return { ok: true, value: { ...common, ...nothing, action: 'unchanged', existing } };
	}
	return {
		ok: false,
		failure: failure({
			code: isOver ? 'COUPA_DOCUMENT_CLOSED' : 'COUPA_CANNOT_CHANGE',
			category: 'conflict',
			message: isOver
				? `The ${about} is '${status}' in Coupa`
				: `The ${about} has another '${change.path}' in Coupa, where it cannot be changed`,
			description: 'Void it in Coupa if it is wrong there, and enter it again under a key of its own',
			details: isOver ? { status } : { path: change.path },
		}),
	};
}
