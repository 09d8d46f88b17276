import type { IDataObject } from 'n8n-workflow';

import type { Settled } from '../../../lib/failure';
import type { ResourceModel } from '../model/resource';
import type { Coupa } from '../transport/types';
import type { Before } from './batch';
import { written } from './createOnce';
import type { Tally } from './createOnce';

/**
 * Marks a record as taken over. In a call of its own, because Coupa may drop what else stands in it; setting the mark
 * twice does no harm.
 */
export async function markExported(
	coupa: Coupa,
	model: ResourceModel,
	record: IDataObject,
	fields: string,
	tally: Tally,
	before: Before,
): Promise<Settled<IDataObject>> {
	return await written(
		coupa,
		{
			method: 'PUT',
			path: `${model.path}/${encodeURIComponent(String(record.id))}`,
			query: { exported: 'true', fields },
			body: {},
			effect: 'repeatable',
			about: `${model.type} '${String(record[model.key])}'`,
			scope: model.scope,
			before,
		},
		tally,
	);
}

export function isExported({ exported }: IDataObject): boolean {
	return exported === true;
}
