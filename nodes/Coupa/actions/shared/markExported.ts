import type { ResourceModel } from '../../model/resource';
import { isExported, markExported } from '../../upsert/markExported';
import type { Acts } from './act';

/** Marks records as taken over, and changes nothing else. */
export function exportMark(model: ResourceModel): Acts {
	return {
		model,
		shows: ['exported'],
		isDone: isExported,
		deed: (coupa, fields) => async (record, _body, tally, before) =>
			await markExported(coupa, model, record, fields, tally, before),
	};
}
