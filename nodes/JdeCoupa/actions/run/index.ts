import type { INodeProperties } from 'n8n-workflow';

import * as buildAuditEntry from './buildAuditEntry.operation';
import * as findTables from './findTables.operation';
import * as pinPair from './pinPair.operation';
import * as planBackFill from './planBackFill.operation';
import * as planStep from './planStep.operation';
import * as prepareExport from './prepareExport.operation';
import * as showProgress from './showProgress.operation';
import * as summariseRun from './summariseRun.operation';

export {
	buildAuditEntry,
	findTables,
	pinPair,
	planBackFill,
	planStep,
	prepareExport,
	showProgress,
	summariseRun,
};

export const runDescription: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['run'] } },
		options: [
			{
				name: 'Build Audit Entry',
				value: 'buildAuditEntry',
				action: 'Build audit entries of a run',
				description: 'Turn outcomes and failures into rows for the audit and parked tables, and sum them up',
			},
			{
				name: 'Find Tables',
				value: 'findTables',
				action: 'Find tables of a run',
				description: 'Pick Data Tables by their exact names from a list',
			},
			{
				name: 'Pin Pair',
				value: 'pinPair',
				action: 'Pin pair of systems',
				description: 'Tie flows to one JD Edwards environment and one Coupa host',
			},
			{
				name: 'Plan Back-Fill',
				value: 'planBackFill',
				action: 'Plan back fill of a flow',
				description: 'Decide whether a flow may be set back, so that its next runs read again from there',
			},
			{
				name: 'Plan Step',
				value: 'planStep',
				action: 'Plan step of a run',
				description: 'Decide from the state table whether a step may go ahead, and where it starts',
			},
			{
				name: 'Prepare Export',
				value: 'prepareExport',
				action: 'Prepare export of the audit',
				description: 'Turn rows of the audit table into lines for a spreadsheet',
			},
			{
				name: 'Show Progress',
				value: 'showProgress',
				action: 'Show progress of the flows',
				description: 'Make a table that shows how far each flow is',
			},
			{
				name: 'Summarise Run',
				value: 'summariseRun',
				action: 'Summarise run',
				description: 'End a step: fail where a person has something to do, else say what comes next',
			},
		],
		default: 'findTables',
	},
	...findTables.description,
	...pinPair.description,
	...planBackFill.description,
	...planStep.description,
	...prepareExport.description,
	...buildAuditEntry.description,
	...showProgress.description,
	...summariseRun.description,
];
