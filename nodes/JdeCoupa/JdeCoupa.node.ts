import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';

import { runOperation } from '../../lib/node/router';
import { calendarDescription, checkCloseCalendar, checkGlDate } from './actions/calendar';
import { checkDescription, endChecks, findDifferences, setUp } from './actions/check';
import {
	buildInvoiceLines,
	buildOrder,
	buildPayments,
	checkScope,
	documentDescription,
} from './actions/document';
import { applyCrosswalk, mapFields, mappingDescription } from './actions/mapping';
import { buildReports, endMirror, mirrorDescription, planMirror } from './actions/mirror';
import { decide, leaveOut, list, parkedRecordDescription, show } from './actions/parkedRecord';
import { chooseDocuments, planPosting, postingDescription } from './actions/posting';
import {
	buildAuditEntry,
	findTables,
	pinPair,
	planBackFill,
	planStep,
	prepareExport,
	runDescription,
	showProgress,
	summariseRun,
} from './actions/run';

/** Operations with several outputs decide themselves where an item goes. */
const WITH_OUTPUTS: Record<
	string,
	(context: IExecuteFunctions) => INodeExecutionData[][] | Promise<INodeExecutionData[][]>
> = {
	'check:findDifferences': findDifferences.execute,
	'document:buildOrder': buildOrder.execute,
	'document:buildPayments': buildPayments.execute,
	'document:checkScope': checkScope.execute,
	'mapping:applyCrosswalk': applyCrosswalk.execute,
	'mirror:buildReports': buildReports.execute,
	'parkedRecord:leaveOut': leaveOut.execute,
	'posting:chooseDocuments': chooseDocuments.execute,
	'posting:planPosting': planPosting.execute,
	'run:buildAuditEntry': buildAuditEntry.execute,
};
const OPERATIONS = {
	calendar: { checkCloseCalendar, checkGlDate },
	check: { endChecks, setUp },
	document: { buildInvoiceLines },
	mapping: { mapFields },
	mirror: { endMirror, planMirror },
	parkedRecord: { decide, list, show },
	run: { findTables, pinPair, planBackFill, planStep, prepareExport, showProgress, summariseRun },
};

const named = (...names: string[]) => names.map((displayName) => ({ type: 'main', displayName }));
const OUTPUTS = {
	applyCrosswalk: named('Mapped', 'Unmapped'),
	buildAuditEntry: named('Audit', 'Parked', 'Parked Before', 'Summary'),
	buildOrder: named('Orders', 'Left Out'),
	buildPayments: named('Payments', 'Left Out'),
	buildReports: named('Runs', 'With Alert', 'Without Alert', 'Resolved', 'Finished', 'Failed'),
	checkScope: named('In Scope', 'Left Out'),
	chooseDocuments: named('Coupa', 'JD Edwards', 'Read'),
	findDifferences: named('Differences', 'Summary'),
	leaveOut: named('Onward', 'Left Out'),
	planPosting: named('Calls', 'Settled', 'Mark'),
};

export class JdeCoupa implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'JDE Coupa',
		name: 'jdeCoupa',
		icon: { light: 'file:jdeCoupa.svg', dark: 'file:jdeCoupa.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Map records between JD Edwards and Coupa, and keep the books of a run',
		defaults: { name: 'JDE Coupa' },
		// A tool call brings one input only, and half of these operations need two.
		usableAsTool: undefined,
		inputs: `={{ $parameter["operation"] === "applyCrosswalk" ? [{ type: "main", displayName: "Records" }, { type: "main", displayName: "Crosswalk" }] : ["main"] }}`,
		outputs: `={{ (${JSON.stringify(OUTPUTS)})[$parameter["operation"]] ?? ["main"] }}`,
		properties: [
			{
				displayName: 'Resource',
				name: 'resource',
				type: 'options',
				noDataExpression: true,
				options: [
					{ name: 'Calendar', value: 'calendar', description: 'When postings are let through' },
					{ name: 'Check', value: 'check', description: 'What is proved, and what no longer agrees' },
					{
						name: 'Document',
						value: 'document',
						description: 'What a document comes to before it is mapped',
					},
					{ name: 'Mapping', value: 'mapping', description: 'What a record becomes in the other system' },
					{
						name: 'Mirror',
						value: 'mirror',
						description: 'What people see in Coupa of runs and parked records',
					},
					{
						name: 'Parked Record',
						value: 'parkedRecord',
						description: 'What people see of parked records, and what they decide',
					},
					{
						name: 'Posting',
						value: 'posting',
						description: 'What an invoice of Coupa comes to in the AP ledger',
					},
					{ name: 'Run', value: 'run', description: 'What a run needs and what came of it' },
				],
				default: 'mapping',
			},
			...calendarDescription,
			...checkDescription,
			...documentDescription,
			...mappingDescription,
			...mirrorDescription,
			...parkedRecordDescription,
			...postingDescription,
			...runDescription,
		],
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const resource = this.getNodeParameter('resource', 0) as string;
		const operation = this.getNodeParameter('operation', 0) as string;
		const withOutputs = WITH_OUTPUTS[`${resource}:${operation}`];
		return withOutputs ? await withOutputs(this) : [await runOperation(this, OPERATIONS)];
	}
}
