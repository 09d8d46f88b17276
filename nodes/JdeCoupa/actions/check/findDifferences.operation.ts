import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import { settle } from '../../../../lib/failure';
import { differenceRow } from '../../model/daily/difference';
import type { CheckTotals } from '../../model/daily/difference';
import { findDifferences } from '../../model/daily/findDifferences';
import type { CheckReadings, Compared } from '../../model/daily/findDifferences';
import { refuse } from '../leftOut';
import { jsonParameter, listParameter } from '../parameters';

const show = (...compare: Compared[]) => ({
	show: {
		resource: ['check'],
		operation: ['findDifferences'],
		...(compare.length > 0 ? { compare } : {}),
	},
});

export const description: INodeProperties[] = [
	{
		displayName: 'Compare',
		name: 'compare',
		type: 'options',
		options: [
			{ name: 'Parked Records and Tables', value: 'parked', description: 'What is open, and how full it is' },
			{ name: 'Suppliers', value: 'suppliers', description: 'Suppliers of Coupa with F0401' },
			{ name: 'Vouchers', value: 'vouchers', description: 'Posted vouchers and their payments with Coupa' },
		],
		default: 'vouchers',
		displayOptions: show(),
		description: 'What is compared',
	},
	{
		displayName: 'Readings',
		name: 'readings',
		type: 'json',
		default: '{}',
		displayOptions: show(),
		description: "What was read, by name; template 'daily-checks' shows how",
	},
	{
		displayName: 'Flow',
		name: 'flow',
		type: 'string',
		default: 'dailyChecks',
		displayOptions: show(),
		description: 'What the audit rows stand under',
	},
	{
		displayName: 'Run ID',
		name: 'runId',
		type: 'string',
		default: '={{ $execution.id }}',
		displayOptions: show(),
		description: 'Execution that started the checks',
	},
	{
		displayName: 'Totals so Far',
		name: 'totals',
		type: 'json',
		default: '{}',
		displayOptions: show(),
		description: 'Counts of the chunks before, to which those of this one are added',
	},
	{
		displayName: 'Flows',
		name: 'flows',
		type: 'string',
		default: 'suppliers, apInvoices, payments',
		displayOptions: show('vouchers'),
		description: 'The flows in use, separated by commas: only what they bring to Coupa can be missing there',
	},
	{
		displayName: 'Reserved Bank Accounts',
		name: 'reservedBankAccounts',
		type: 'string',
		default: '',
		placeholder: 'e.g. 00011110',
		displayOptions: show('vouchers'),
		description: 'G/L bank accounts (F0413.GLBA) of payments that came from Coupa, separated by commas',
	},
	{
		displayName: 'Go-Live Date',
		name: 'goLive',
		type: 'string',
		default: '',
		placeholder: 'e.g. 2026-01-01',
		displayOptions: show('vouchers'),
		description:
			'Payments made before this day (F0413.DMTJ), and what voids them, are in no system but JD Edwards; empty compares all',
	},
	{
		displayName: 'Origin Stamp Field',
		name: 'stampField',
		type: 'string',
		default: 'F0411[].URRF',
		displayOptions: show('vouchers'),
		description: 'Field with the Coupa ID of a voucher that came from there',
	},
	{
		displayName: 'Supplier Numbers',
		name: 'supplierNumbers',
		type: 'string',
		default: '*',
		displayOptions: show('suppliers'),
		description:
			'Which numbers in Coupa are address numbers of JD Edwards, separated by commas; * stands for anything',
	},
	{
		displayName: 'Chunk Size',
		name: 'chunkSize',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 100,
		displayOptions: show('suppliers'),
		description: 'Suppliers asked for at a time: fewer mean that these were the last',
	},
	{
		displayName: 'Table Limit (MiB)',
		name: 'tableLimitMiB',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 200,
		displayOptions: show('parked'),
		description: 'Limit of all Data Tables of this n8n; 0 does not look',
	},
];

/** Two outputs: an audit row for each difference, and one item that says what comes next. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const text = (name: string, fallback = '') =>
		String(context.getNodeParameter(name, 0, fallback) ?? '').trim();
	const now = new Date().toISOString();
	const found = await settle(
		async () =>
			await findDifferences(
				text('compare') as Compared,
				jsonParameter<CheckReadings>(context, 'readings', '{}'),
				jsonParameter<Partial<CheckTotals>>(context, 'totals', '{}'),
				{
					flows: listParameter(context, 'flows'),
					reservedBankAccounts: listParameter(context, 'reservedBankAccounts'),
					goLive: text('goLive'),
					stampField: text('stampField'),
					supplierNumbers: text('supplierNumbers', '*') || '*',
					chunkSize: Number(context.getNodeParameter('chunkSize', 0, 100)),
					tableLimitMiB: Number(context.getNodeParameter('tableLimitMiB', 0, 0)),
					now,
				},
			),
	);
	if (!found.ok) return refuse(context, found.failure, 2);
	const { differences, next } = found.value;
	const stamp = { flow: text('flow'), runId: text('runId'), executionId: context.getExecutionId(), now };
	const rows = differences.map((difference) => differenceRow(difference, stamp));
	const toItems = (all: INodeExecutionData['json'][]) =>
		all.map((json) => ({ json, pairedItem: { item: 0 } }));
	return [toItems(rows), toItems([next])];
}
