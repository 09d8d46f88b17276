import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { settle } from '../../../../lib/failure';
import type { ItemResult } from '../../../../lib/node/operation';
import { checkCalendar } from '../../model/calendar/checkCalendar';
import { jsonParameter, listParameter, zoneParameter } from '../parameters';

const SHOW = { show: { resource: ['calendar'], operation: ['checkCloseCalendar'] } };

export const description: INodeProperties[] = [
	{
		displayName: 'Flow',
		name: 'flow',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. apInvoices',
		displayOptions: SHOW,
		description: 'Name of the flow, as it stands in the calendar',
	},
	{
		displayName: 'Companies',
		name: 'companies',
		type: 'string',
		default: '',
		placeholder: 'e.g. 00001, 00070',
		displayOptions: SHOW,
		description: 'Companies of the flow, separated by commas; those that are held are named in the result',
	},
	{
		displayName: 'Calendar',
		name: 'calendarRows',
		type: 'json',
		default: '={{ $input.all().map((item) => item.json) }}',
		displayOptions: SHOW,
		description:
			"Rows of the table 'jde_coupa_calendar'; of several in force, frozen counts before closing, and closing before normal",
	},
	{
		displayName: 'Last Run',
		name: 'lastRun',
		type: 'string',
		default: '',
		placeholder: 'e.g. 2026-01-31T08:00:00.000Z',
		displayOptions: SHOW,
		description: 'When the flow last ran, in UTC; empty if it never did',
	},
	{
		displayName: 'Started by Schedule',
		name: 'scheduled',
		type: 'boolean',
		default: true,
		displayOptions: SHOW,
		description: 'Whether the run waits for its interval; a person need not, but a freeze holds for all',
	},
	{
		displayName: 'Interval (Minutes)',
		name: 'intervalMinutes',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 15,
		displayOptions: SHOW,
		description: 'Interval where the calendar names none',
	},
	{
		displayName: 'Time Zone',
		name: 'timeZone',
		type: 'string',
		default: 'UTC',
		placeholder: 'e.g. America/New_York',
		displayOptions: SHOW,
		description: 'IANA name of the zone where the calendar names none',
	},
	{
		displayName: 'When the Period Is Closed',
		name: 'whenPeriodIsClosed',
		type: 'options',
		options: [
			{
				name: 'Hold the Company',
				value: 'hold',
				description: 'While today lies in no open A/P period of JD Edwards',
			},
			{ name: 'Ignore', value: 'ignore', description: 'The calendar alone decides' },
		],
		default: 'ignore',
		displayOptions: SHOW,
		description: "What JD Edwards' own periods have to say",
	},
	{
		displayName: 'Periods',
		name: 'periods',
		type: 'json',
		default: '[]',
		displayOptions: { show: { ...SHOW.show, whenPeriodIsClosed: ['hold'] } },
		description: "Companies with their open periods, as 'JDE AIS: Company' gives them",
	},
];

/** One verdict for the flow, whatever the number of items. */
export async function execute(this: IExecuteFunctions): Promise<ItemResult[]> {
	const text = (name: string) => String(this.getNodeParameter(name, 0, '')).trim();
	const result = await settle(async () => [
		checkCalendar({
			flow: text('flow'),
			companies: listParameter(this, 'companies'),
			rows: jsonParameter<IDataObject[]>(this, 'calendarRows', '[]'),
			periods: jsonParameter<IDataObject[]>(this, 'periods', '[]'),
			holdClosedPeriods: text('whenPeriodIsClosed') === 'hold',
			lastRun: text('lastRun'),
			scheduled: this.getNodeParameter('scheduled', 0) as boolean,
			defaults: {
				intervalMinutes: this.getNodeParameter('intervalMinutes', 0) as number,
				timeZone: zoneParameter(this),
			},
			now: new Date().toISOString(),
		}),
	]);
	return [{ itemIndex: 0, result }];
}
