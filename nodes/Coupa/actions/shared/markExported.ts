import type { IDataObject } from 'n8n-workflow';

import type { ResourceModel } from '../../model/resource';
import { written } from '../../upsert/createOnce';
import type { Acts } from './act';

/**
 * Marks records as taken over. In a call of its own, because Coupa may drop what else stands in it; setting the mark
 * twice does no harm.
 */
export function exportMark(model: ResourceModel): Acts {
	return {
		model,
		shows: ['exported'],
		isDone: ({ exported }: IDataObject) => exported === true,
		deed: (coupa, fields) => async (record, _body, tally, before) =>
			await written(
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
			),
	};
}
