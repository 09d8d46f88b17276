import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import { buildReports as build } from '../../model/mirror/buildReports';
import type { FlowPlan } from '../../model/mirror/planMirror';
import { jsonParameter } from '../parameters';

const SHOW = { show: { resource: ['mirror'], operation: ['buildReports'] } };

export const description: INodeProperties[] = [
	{
		displayName: 'Plans',
		name: 'plans',
		type: 'json',
		default: '[]',
		displayOptions: SHOW,
		description: 'What Plan gave, one for each flow',
	},
	{
		displayName: 'Opened Runs',
		name: 'opened',
		type: 'json',
		default: '={{ $input.all().map((item) => item.json) }}',
		displayOptions: SHOW,
		description: 'What opening the integration runs came to, in the order of the plans',
	},
	{
		displayName: 'Alert',
		name: 'alert',
		type: 'boolean',
		default: true,
		displayOptions: SHOW,
		description: 'Whether Coupa mails the contacts of the integration about what somebody has to settle',
	},
];

/**
 * Six outputs: runs to set to running, reports with an alert and without, reports to resolve, and runs to end as
 * finished or as failed.
 */
export function execute(context: IExecuteFunctions): INodeExecutionData[][] {
	const reports = build(
		jsonParameter<FlowPlan[]>(context, 'plans', '[]'),
		jsonParameter<IDataObject[]>(context, 'opened', '[]'),
		context.getNodeParameter('alert', 0, true) === true,
	);
	const { running, withAlert, withoutAlert, resolved, finished, failed } = reports;
	return [running, withAlert, withoutAlert, resolved, finished, failed].map((all) =>
		all.map((json) => ({ json, pairedItem: { item: 0 } })),
	);
}
