import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../../../../lib/diff';
import { textOf } from '../text';
import type { FlowPlan } from './planMirror';

/** What is to be done in Coupa, by output of the node. */
export interface Reports {
	running: IDataObject[];
	withAlert: IDataObject[];
	withoutAlert: IDataObject[];
	resolved: IDataObject[];
	finished: IDataObject[];
	failed: IDataObject[];
}

/**
 * The reports of each plan under the run that was opened for it. A flow whose run could not be opened tells nothing:
 * Coupa takes no integration error without a run.
 * @param opened what opening a run came to, in the order of the plans
 */
export function buildReports(
	plans: readonly FlowPlan[],
	opened: readonly IDataObject[],
	alert: boolean,
): Reports {
	const reports: Reports = {
		...{ running: [], withAlert: [], withoutAlert: [], resolved: [], finished: [], failed: [] },
	};
	plans.forEach((plan, i) => {
		const { target } = opened[i] ?? {};
		const id = isRecord(target) ? textOf(target.id) : '';
		if (id === '') return;
		const under = (report: IDataObject) => ({ ...report, 'integration-run-id': Number(id) });
		reports.running.push({ id, total: plan['total-records'] });
		reports[alert ? 'withAlert' : 'withoutAlert'].push(...plan._tell.map(under));
		reports.withoutAlert.push(...plan._tellQuietly.map(under));
		reports.resolved.push(...plan._resolve.map((one) => ({ id: one })));
		reports[plan._hasFailed ? 'failed' : 'finished'].push({ id });
	});
	return reports;
}
