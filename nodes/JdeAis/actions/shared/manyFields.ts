import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { addDays, isIsoDate } from '../../../../lib/dates';
import { fail } from '../../../../lib/failure';
import type { ChangeWindow } from '../../model/changedKeys';

/** How many results an operation returns. */
export function limitFields(resource: string, operation: string[]): INodeProperties[] {
	const show = { resource: [resource], operation };
	return [
		{
			displayName: 'Return All',
			name: 'returnAll',
			type: 'boolean',
			default: false,
			displayOptions: { show },
			description: 'Whether to return all results or only up to a given limit',
		},
		{
			displayName: 'Limit',
			name: 'limit',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 50,
			displayOptions: { show: { ...show, returnAll: [false] } },
			description: 'Max number of results to return',
		},
	];
}

/** The window of Get Changed. */
export function windowFields(resource: string, plural: string): INodeProperties[] {
	const displayOptions = { show: { resource: [resource], operation: ['getChanged'] } };
	return [
		{
			displayName: 'Changed Since',
			name: 'changedSince',
			type: 'string',
			default: '',
			placeholder: 'e.g. 2026-01-31T08:00:00',
			displayOptions,
			description: `Date or time by the JDE server's clock; empty reads all ${plural}`,
		},
		{
			displayName: 'Changed Until',
			name: 'changedUntil',
			type: 'string',
			default: '',
			placeholder: 'e.g. 2026-01-31T09:00:00',
			displayOptions,
			description: "End of the window by the JDE server's clock; empty is now",
		},
		{
			displayName: 'Overlap (Days)',
			name: 'overlapDays',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 1,
			displayOptions,
			description:
				'Days before Changed Since that are read again, because JD Edwards stamps rows with a day and some programs commit late',
		},
	];
}

export function reportOption(plural: string, key = 'key'): INodeProperties {
	return {
		displayName: 'Report Chunk',
		name: 'reportChunk',
		type: 'boolean',
		default: false,
		description: `Whether to return, before the ${plural}, an item whose 'chunk' holds the window, where the next chunk starts, and ${key} and reason of the ${plural} left out`,
	};
}

export function cursorOption(key: string): INodeProperties {
	return {
		displayName: 'Start After',
		name: 'startAfter',
		type: 'string',
		default: '',
		description: `${key} to go on behind: 'chunk.next' of the chunk before`,
	};
}

export function limitOf(context: IExecuteFunctions, itemIndex: number): number {
	return context.getNodeParameter('returnAll', itemIndex)
		? Infinity
		: (context.getNodeParameter('limit', itemIndex) as number);
}

export interface AskedWindow {
	/** as it was entered */
	since: string;
	/** as it was entered, or the JDE server's clock: the next window starts here */
	until: string;
	/** the whole days to read; nothing to start from means all documents, changed or not */
	window: ChangeWindow | undefined;
}

/** @param clock the JDE server's own time, asked for only where it is needed */
export async function askedWindow(
	context: IExecuteFunctions,
	itemIndex: number,
	clock: () => Promise<string>,
): Promise<AskedWindow> {
	const text = (name: string) => String(context.getNodeParameter(name, itemIndex, '') ?? '').trim();
	const since = text('changedSince');
	const until = text('changedUntil') || (await clock());
	const lastDay = dayOf(until, 'Changed Until');
	if (since === '') return { since, until, window: undefined };
	const overlapDays = context.getNodeParameter('overlapDays', itemIndex) as number;
	return {
		since,
		until,
		window: { from: addDays(dayOf(since, 'Changed Since'), -overlapDays), until: lastDay },
	};
}

/** The day of a date or time that somebody entered. */
export function dayOf(text: string, parameter: string): string {
	const date = text.slice(0, 10);
	if (isIsoDate(date)) return date;
	return fail({
		code: 'JDE_DATE',
		category: 'configuration',
		message: `'${parameter}' is not a date: '${text}'`,
		description: 'Write it as 2026-01-31 or 2026-01-31T08:00:00',
	});
}

export function listed(text: string | number): string[] {
	return String(text)
		.split(/[,\s]+/)
		.filter((part) => part !== '');
}
