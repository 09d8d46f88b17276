import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import { isRecord } from '../../../../lib/diff';
import { addCompanySums } from '../../model/companySums';
import type { CompanySums } from '../../model/companySums';
import type { Plan } from '../../model/planStep';
import { runResults } from '../../model/runResults';
import { shortFingerprint } from '../../model/runRows';
import type { EarlierRow } from '../../model/runRows';
import { NO_TOTALS, addReasons, addTotals } from '../../model/totals';
import type { Reasons, Totals } from '../../model/totals';

const SHOW = { show: { resource: ['run'], operation: ['buildAuditEntry'] } };

export const description: INodeProperties[] = [
	{
		displayName: 'Flow',
		name: 'flow',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. suppliers',
		displayOptions: SHOW,
		description: 'Name of the flow, as it stands in the tables',
	},
	{
		displayName: 'Run ID',
		name: 'runId',
		type: 'string',
		default: '={{ $execution.id }}',
		displayOptions: SHOW,
		description: 'Execution that started the run',
	},
	{
		displayName: 'Key Field',
		name: 'keyField',
		type: 'string',
		default: 'number',
		displayOptions: SHOW,
		description: 'Field that holds the key of a record, in the source documents and in the mapped ones',
	},
	{
		displayName: 'Results',
		name: 'results',
		type: 'json',
		default: '={{ $input.all().map((item) => item.json) }}',
		displayOptions: SHOW,
		description: 'Everything that came out of the chunk: what was read, outcomes and failures',
	},
	{
		displayName: 'Parked Records',
		name: 'open',
		type: 'json',
		default: '[]',
		displayOptions: SHOW,
		description:
			"The flow's rows of the parked table. Open ones are closed when they are posted; what a person settled is not parked again until it changes.",
	},
	{
		displayName: 'Plan',
		name: 'plan',
		type: 'json',
		default: '{}',
		displayOptions: SHOW,
		description: 'What Plan Step said: keys asked for, keys watched, whether postings are frozen',
	},
	{
		displayName: 'Mapping',
		name: 'mapping',
		type: 'json',
		default: '{}',
		displayOptions: SHOW,
		description:
			"What the documents were mapped by, such as the parameters of the node 'Map Fields'; the audit keeps a short fingerprint of it as the mapping version",
	},
	{
		displayName: 'Source Stamp Field',
		name: 'stampField',
		type: 'string',
		default: '',
		placeholder: 'e.g. F0411.0.UPMJ',
		displayOptions: SHOW,
		description:
			'Field of the source document that tells one state of it from the next; empty takes a short fingerprint of all of it',
	},
	{
		displayName: 'Dry Run',
		name: 'dryRun',
		type: 'boolean',
		default: false,
		displayOptions: SHOW,
		description: 'Whether nothing was posted, so that nothing is to be recorded',
	},
	{
		displayName: 'Totals so Far',
		name: 'totals',
		type: 'json',
		default: '{}',
		displayOptions: SHOW,
		description: 'Counts of the chunks before, to which those of these items are added',
	},
];

/**
 * Four outputs: rows for the audit table; rows for the parked table; rows of it that stood open before, which a person
 * may have settled since they were read, so that they are changed only where they still do; and one item that sums the
 * chunk up.
 */
export function execute(context: IExecuteFunctions): INodeExecutionData[][] {
	const items = parsed<IDataObject[]>(context.getNodeParameter('results', 0));
	const text = (name: string) => context.getNodeParameter(name, 0) as string;
	const plan = parsed<Partial<Plan>>(context.getNodeParameter('plan', 0, '{}'));
	const rows = parsed<EarlierRow[]>(context.getNodeParameter('open', 0)).filter(
		({ key }) => key !== undefined,
	);
	const isOpenRow = ({ status }: EarlierRow) => [undefined, 'open'].includes(status as string | undefined);
	const open = rows.filter(isOpenRow);
	const stoodOpen = new Set(open.map(({ key }) => String(key)));
	const results = runResults(items, {
		flow: text('flow'),
		runId: text('runId'),
		executionId: context.getExecutionId(),
		keyField: text('keyField'),
		open,
		settled: rows.filter((row) => !isOpenRow(row)),
		keys: plan.keys ?? [],
		isReplay: plan.step === 'replay',
		watched: plan.watched ?? [],
		frozen: plan.frozen ?? '',
		parkOutages: plan.parkOutages === true,
		now: new Date().toISOString(),
		mappingVersion: versionOf(context.getNodeParameter('mapping', 0, '{}')),
		stampField: context.getNodeParameter('stampField', 0, '') as string,
		dryRun: context.getNodeParameter('dryRun', 0) as boolean,
	});
	const before = parsed<Partial<Totals> & { reasons?: Reasons; byCompany?: CompanySums }>(
		context.getNodeParameter('totals', 0),
	);
	const soFar = addTotals(NO_TOTALS, before);
	const summary: IDataObject = {
		totals: {
			...addTotals(soFar, results.totals),
			reasons: addReasons(before.reasons ?? {}, results.reasons),
			byCompany: addCompanySums(before.byCompany ?? {}, results.byCompany),
		},
		chunkTotals: { ...results.totals },
		...chunkOf(items),
		stopCategory: results.stopped?.category ?? '',
		// What a person reads first when the run fails: the outage, or the first of the parked records.
		message: results.stopped?.message ?? String(results.parked.find(isOpen)?.message ?? ''),
		openCount: results.parked.filter(isOpen).length,
		watched: JSON.stringify(results.watched),
	};
	const toItems = (rows: IDataObject[]) => rows.map((json) => ({ json, pairedItem: { item: 0 } }));
	const parkedBefore = results.parked.filter(({ key }) => stoodOpen.has(String(key)));
	const parked = results.parked.filter(({ key }) => !stoodOpen.has(String(key)));
	return [results.audit, parked, parkedBefore, [summary]].map(toItems);
}

/** The window that was read and where the next chunk starts, as the reading node reports it. */
function chunkOf(items: readonly IDataObject[]): IDataObject {
	const chunk = items.map((item) => item.chunk).find(isRecord);
	return { next: chunk?.next ?? '', until: chunk?.until ?? '' };
}

/** Blank where the workflow does not say what it maps by. */
function versionOf(mapping: unknown): string {
	const value = parsed<IDataObject>(mapping || '{}');
	return Object.keys(value).length === 0 ? '' : shortFingerprint(value);
}

/** A record that waits for what comes by itself is nobody's task. */
function isOpen({ status, reason }: IDataObject): boolean {
	return status === 'open' && reason === '';
}

function parsed<T>(value: unknown): T {
	return (typeof value === 'string' ? JSON.parse(value) : value) as T;
}
