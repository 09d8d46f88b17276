import type { IDataObject } from 'n8n-workflow';

import type { RecordAction } from './actions';
import { keyText } from './document';
import * as refers from './references';
import { anyResource } from './resource';
import type { ResourceModel } from './resource';

/** What integrations report to Coupa, so that its users see there what became of their documents. */
const report = (path: string, type: string): ResourceModel => ({
	...anyResource(path, 'id'),
	type,
	references: { integration: refers.INTEGRATION },
});

export const integrationRunModel = report('integration_runs', 'integration run');
export const historyRecordModel = report('integration_history_records', 'integration history record');
export const integrationErrorModel = report('integration_errors', 'integration error');

/** Coupa's documentation names the states in words, not as values; a state that is set twice does no harm. */
const begins = (pattern: RegExp) => (record: IDataObject) => pattern.test(keyText(record.status));

export const RUN_ACTIONS = {
	run: { path: 'run', done: 'set to running', isDone: begins(/^running/) },
	success: { path: 'success', done: 'set to successful', isDone: begins(/^success/) },
	finish: { path: 'finish', done: 'finished', isDone: begins(/^finish/) },
	fail: { path: 'fail', done: 'set to failed', isDone: begins(/^fail/) },
	pause: { path: 'pause', done: 'paused', isDone: begins(/^pause/) },
	pending: { path: 'pending', done: 'set to pending', isDone: begins(/^pending/) },
} satisfies Record<string, RecordAction>;

export const REPORT_ACTIONS = {
	resolve: { path: 'resolve', done: 'resolved', isDone: ({ resolved }: IDataObject) => resolved === true },
	unresolve: {
		path: 'unresolve',
		done: 'opened again',
		isDone: ({ resolved }: IDataObject) => resolved === false,
	},
} satisfies Record<string, RecordAction>;
