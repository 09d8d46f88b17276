import type { INodeProperties } from 'n8n-workflow';

import type { OperationTable } from '../../../../lib/node/router';
import { keyText } from '../../model/document';
import {
	REPORT_ACTIONS,
	RUN_ACTIONS,
	historyRecordModel,
	integrationErrorModel,
	integrationRunModel,
} from '../../model/integration';
import type { ResourceModel } from '../../model/resource';
import { byOpenRun, byOwnKey } from '../../upsert/recognise';
import { pathAction } from '../shared/act';
import type { Acts } from '../shared/act';
import { actionEntry } from '../shared/actionEntry';
import { idLocator } from '../shared/idLocator';
import { postEntry } from '../shared/post';
import { menuOf, standardEntries } from '../shared/standard';
import type { MenuEntry, StandardOperation } from '../shared/standard';

const TOTAL: INodeProperties = {
	displayName: 'Total Records',
	name: 'totalRecords',
	type: 'string',
	default: '',
	placeholder: 'e.g. 120',
	description: 'How many records the run is going to move; empty says nothing about it',
};

const TAKE_UP: INodeProperties = {
	displayName: 'Take Up Open Run',
	name: 'takeUpOpenRun',
	type: 'boolean',
	default: false,
	description:
		'Whether a run of the same integration that has not ended is gone on with, instead of opening a second one. Choose it where nobody else opens runs of this integration: what was interrupted is then ended by the next run.',
};

const OPEN_AGAIN: INodeProperties = {
	displayName: 'Open Again',
	name: 'openAgain',
	type: 'boolean',
	default: false,
	description:
		'Whether one that Coupa has under the same key of yours as resolved is opened again, which mails nobody',
};

const total: Acts['messageOf'] = (read, itemIndex) => {
	const records = keyText(read('totalRecords', itemIndex, ''));
	return { ok: true, value: records === '' ? {} : { body: { 'total-records': Number(records) } } };
};

const runLocator = idLocator('Integration Run');

function runAct(
	value: keyof typeof RUN_ACTIONS,
	name: string,
	description: string,
	more: INodeProperties[] = [],
	messageOf?: Acts['messageOf'],
): MenuEntry {
	return actionEntry(
		{ value, name, action: `${name} of integration run`, description },
		[runLocator, ...more],
		pathAction(integrationRunModel, RUN_ACTIONS[value], { messageOf }),
	);
}

const READ_AND_CHANGE: StandardOperation[] = ['get', 'getAll', 'update'];
const RUN = { resource: 'integrationRun', noun: 'integration run', plural: 'integration runs' };

const runs = menuOf(RUN, [
	...standardEntries({ ...RUN, model: integrationRunModel, locator: [runLocator], offers: READ_AND_CHANGE }),
	postEntry(
		{
			value: 'create',
			name: 'Create',
			action: 'Create integration run',
			description: 'Open a new run of an integration, which is pending until it is set to running',
		},
		{
			...{ model: integrationRunModel, path: integrationRunModel.path, required: [['integration']] },
			ifChosen: { option: TAKE_UP, posting: { recognition: byOpenRun(integrationRunModel) } },
		},
	),
	runAct('fail', 'Set to Failed', 'Set a run to failed'),
	runAct('finish', 'Set to Finished', 'Set a run to finished, with or without errors'),
	runAct('pause', 'Set to Paused', 'Set a run to paused'),
	runAct('pending', 'Set to Pending', 'Set a run to pending'),
	runAct('run', 'Set to Running', 'Set a run to running', [TOTAL], total),
	runAct(
		'success',
		'Set to Successful',
		'Set a run to successful, which Coupa does only without open errors',
	),
]);

interface Report {
	model: ResourceModel;
	resource: string;
	noun: string;
	plural: string;
	name: string;
	required: ReadonlyArray<readonly string[]>;
}

/** History records and errors: told to Coupa with or without an e-mail, and settled later. */
function reportMenu({ model, name, required, ...spec }: Report) {
	const locator = idLocator(name);
	const { path } = model;
	const post = {
		...{ model, required, recognition: byOwnKey(model, 'external-id') },
		ifChosen: { option: OPEN_AGAIN, posting: { revive: REPORT_ACTIONS.unresolve } },
	};
	const settle = (value: keyof typeof REPORT_ACTIONS, title: string, text: string) =>
		actionEntry({ value, name: title, action: `${title} ${spec.noun}`, description: text }, [locator], {
			...pathAction(model, REPORT_ACTIONS[value]),
			shows: ['resolved'],
		});
	return menuOf(spec, [
		...standardEntries({ ...spec, model, locator: [locator], offers: READ_AND_CHANGE }),
		postEntry(
			{
				value: 'create',
				name: 'Create',
				action: `Create ${spec.noun}`,
				description:
					'Tell Coupa what became of a document; mails nobody. One whose own key (attribute external ID) Coupa has already is not told again.',
			},
			{ ...post, path },
		),
		postEntry(
			{
				value: 'createAlert',
				name: 'Create with Alert',
				action: `Create ${spec.noun} with alert`,
				description:
					'Tell Coupa what became of a document, and let it mail the contacts of the integration. One whose own key (attribute external ID) Coupa has already is not told again.',
			},
			{ ...post, path: `${path}/create_alert` },
		),
		settle('resolve', 'Resolve', `Mark a ${spec.noun} as settled`.replace('a integration', 'an integration')),
		settle('unresolve', 'Unresolve', `Open a settled ${spec.noun} again`),
	]);
}

const history = reportMenu({
	model: historyRecordModel,
	...{ resource: 'integrationHistoryRecord', name: 'Integration History Record' },
	...{ noun: 'integration history record', plural: 'integration history records' },
	required: [['document-type'], ['document-id'], ['contact-alert-type']],
});

const errors = reportMenu({
	model: integrationErrorModel,
	...{ resource: 'integrationError', name: 'Integration Error' },
	...{ noun: 'integration error', plural: 'integration errors' },
	required: [['contact-alert-type'], ['integration-run', 'integration-run-id']],
});

export const operations: OperationTable = {
	integrationRun: runs.operations,
	integrationHistoryRecord: history.operations,
	integrationError: errors.operations,
};

export const description = [...runs.description, ...history.description, ...errors.description];
