import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import type { ItemResult } from '../../../../lib/node/operation';
import { parameterReader } from '../../../../lib/node/parameters';
import { objectFrom } from '../../model/json';
import type { ReportValue } from '../../model/report';
import { submitReport } from '../../transport/reports';
import { optionsOf } from '../options';
import { eachItemWithAis } from '../shared/eachItem';
import { waitAsTold } from './fields';
import type { WaitOptions } from './fields';
import { submitFields, submitOptions } from './submitFields';

export const description: INodeProperties[] = [
	...submitFields,
	optionsOf('report', ['submit'], submitOptions),
];

type Values = { value?: ReportValue[] };
type Options = WaitOptions & { moreAttributes?: unknown };

/** Submits a batch program (UBE) once for each item. */
export async function execute(this: IExecuteFunctions, items: INodeExecutionData[]): Promise<ItemResult[]> {
	const read = parameterReader(this);
	return await eachItemWithAis(this, items, async (ais, i) => {
		const text = (name: string) => String(read(name, i)).trim().toUpperCase();
		const options = read('options', i, {}) as Options;
		const selection = objectFrom(read('dataSelection', i, '{}'), 'Data Selection (JSON)');
		const { job, report } = await submitReport(ais, {
			name: text('reportName'),
			version: text('reportVersion'),
			processingOptions: (read('processingOptions', i, {}) as Values).value ?? [],
			interconnects: (read('interconnects', i, {}) as Values).value ?? [],
			more: {
				...objectFrom(options.moreAttributes ?? '{}', 'More Attributes (JSON)'),
				...(Object.keys(selection).length > 0 ? { dataSelection: selection } : {}),
			},
		});
		return [read('wait', i, false) === true ? await waitAsTold(this, ais, job, options) : report];
	});
}
