import type { Settled } from '../../../../lib/failure';
import type { ResourceModel } from '../../model/resource';

/** The same for all items, or one for each: records below a supplier have a path that names it. */
export type ModelSource = ResourceModel | ReadonlyArray<Settled<ResourceModel>>;

export function modelFor(source: ModelSource, itemIndex: number): Settled<ResourceModel> {
	return isList(source) ? source[itemIndex] : { ok: true, value: source };
}

function isList(source: ModelSource): source is ReadonlyArray<Settled<ResourceModel>> {
	return Array.isArray(source);
}
