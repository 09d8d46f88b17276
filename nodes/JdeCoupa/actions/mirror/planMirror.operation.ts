import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { isRecord } from '../../../../lib/diff';
import type { ItemResult } from '../../../../lib/node/operation';
import { planMirror } from '../../model/mirror/planMirror';
import type { OpenRow } from '../../model/mirror/report';
import { jsonParameter } from '../parameters';

const SHOW = { show: { resource: ['mirror'], operation: ['planMirror'] } };

export const description: INodeProperties[] = [
	{
		displayName: 'Integration Codes',
		name: 'codes',
		type: 'json',
		default: '{}',
		placeholder: 'e.g. { "suppliers": "JDE_SUPPLIERS" }',
		displayOptions: SHOW,
		description:
			"By flow, the code of an integration in Coupa that is the flow's own; a blank one leaves it out",
	},
	{
		displayName: 'Contact Alert Type',
		name: 'contactAlertType',
		type: 'string',
		default: 'Functional',
		displayOptions: SHOW,
		description: 'Contacts of the integration that a report is for: Technical, Functional or Both',
	},
	{
		displayName: 'Maximum Records',
		name: 'maximumRecords',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 200,
		displayOptions: SHOW,
		description:
			'How many reports are made at most, and how many resolved; the next run goes on. 0 for no limit.',
	},
	{
		displayName: 'Coupa Host',
		name: 'host',
		type: 'string',
		default: '',
		placeholder: 'e.g. example.coupahost.com',
		displayOptions: SHOW,
		description: 'Host that was asked for what is told, to which each flow must belong',
	},
	{
		displayName: 'State Rows',
		name: 'stateRows',
		type: 'json',
		default: '[]',
		displayOptions: SHOW,
		description: "Rows of the table 'jde_coupa_state'",
	},
	{
		displayName: 'Parked Rows',
		name: 'parkedRows',
		type: 'json',
		default: '[]',
		displayOptions: SHOW,
		description: "Rows of the table 'jde_coupa_parked' that stand open",
	},
	{
		displayName: 'Run Rows',
		name: 'runRows',
		type: 'json',
		default: '[]',
		displayOptions: SHOW,
		description: "Rows of the table 'jde_coupa_audit' that speak of runs",
	},
	{
		displayName: 'Told',
		name: 'told',
		type: 'json',
		default: '[]',
		displayOptions: SHOW,
		description: 'Integration errors of Coupa that are not resolved, as Get Many gave them',
	},
	{
		displayName: 'Since',
		name: 'since',
		type: 'string',
		default: '',
		placeholder: 'e.g. 2026-01-31T10:00:00.000Z',
		displayOptions: SHOW,
		description: 'Time of the newest run that was told, in ISO 8601',
	},
];

/** One item for each flow that has something to tell: the integration run to open, with what stands under it. */
export async function execute(this: IExecuteFunctions): Promise<ItemResult[]> {
	const text = (name: string) => String(this.getNodeParameter(name, 0, '') ?? '').trim();
	const rows = (name: string) => jsonParameter<IDataObject[]>(this, name, '[]');
	const told = rows('told');
	// What is told already is not known: then nothing is told, and the end of the run says why.
	if (told.some(({ error }) => isRecord(error))) return await Promise.resolve([]);
	const plans = planMirror({
		codes: jsonParameter<Record<string, string>>(this, 'codes', '{}'),
		contactAlertType: text('contactAlertType'),
		maximumRecords: Number(this.getNodeParameter('maximumRecords', 0, 0)) || 0,
		host: text('host'),
		states: rows('stateRows'),
		open: rows('parkedRows') as OpenRow[],
		runs: rows('runRows'),
		told,
		since: text('since'),
	});
	return await Promise.resolve(
		plans.map((plan) => ({
			itemIndex: 0,
			result: plan.ok ? { ok: true, value: [plan.value] } : plan,
		})),
	);
}
