import type { IDataObject, IExecuteFunctions, IPollFunctions } from 'n8n-workflow';

import { Failed, fail } from '../../lib/failure';
import type { Settled } from '../../lib/failure';
import { fingerprint } from '../../lib/hash';
import { loadPollState, pollAlone, savePollState } from '../../lib/node/pollMemory';
import { chosenResource } from '../Coupa/actions/anyResource/fields';
import { fieldsArgument, filterQuery } from '../Coupa/actions/shared/query';
import type { Condition } from '../Coupa/actions/shared/query';
import type { ResourceModel } from '../Coupa/model/resource';
import { coupaFor } from '../Coupa/transport/connection';
import { listAll, newest } from '../Coupa/transport/lookUp';
import type { Listing } from '../Coupa/transport/lookUp';
import type { Coupa } from '../Coupa/transport/types';
import { DEFAULT_LIMIT, DEFAULT_OVERLAP_MINUTES } from './fields';
import type { TriggerEvent } from './fields';
import { MODELS } from './resources';
import { readFrom, take } from './take';
import type { PollState, TakeRules } from './take';

interface Options {
	fields?: string;
	maxRecords?: number;
	overlapMinutes?: number;
	startFrom?: string;
}

interface Source {
	coupa: Coupa;
	event: TriggerEvent;
	listing: Listing;
	attribute: TakeRules['attribute'];
	identity: string;
	options: Options;
}

const TRIGGER = 'coupaRecordTrigger';
/** How many records a test by hand shows. */
const NEWEST = 3;
const ATTRIBUTES = { created: 'created-at', updated: 'updated-at', notExported: undefined } as const;

/** The records that are new since the last poll; nothing while an earlier poll of this node is still at work. */
export async function newRecords(context: IPollFunctions): Promise<IDataObject[]> {
	return await pollAlone(context, async () => {
		const source = await sourceOf(context);
		const { listing, attribute, identity, options } = source;
		const startedAt = source.coupa.surroundings.now();
		const overlapMs = Math.max(0, options.overlapMinutes ?? DEFAULT_OVERLAP_MINUTES) * 60_000;
		const kept = loadPollState<PollState>(context, TRIGGER);
		const known = kept?.source === identity ? kept : undefined;
		const state = known ?? begun(identity, startedAt, overlapMs, options);
		const since = attribute && { [`${attribute}[gt_or_eq]`]: isoTime(readFrom(state, overlapMs)) };
		const records = valueOf(
			await listAll(source.coupa, { ...listing, query: { ...listing.query, ...since }, afterId: true }),
		);
		const { state: next, given } = take(state, records, {
			attribute,
			overlapMs,
			limit: Math.max(1, options.maxRecords ?? DEFAULT_LIMIT),
			startedAt,
			silent: known === undefined && attribute !== undefined && startOf(options) === undefined,
		});
		// Last of all: what failed before is read again by the next poll.
		savePollState(context, TRIGGER, next);
		return given;
	});
}

/** For a test by hand: the newest few, whatever was given before; nothing is remembered. */
export async function newestRecords(context: IPollFunctions): Promise<IDataObject[]> {
	const { coupa, listing } = await sourceOf(context);
	const records = valueOf(await newest(coupa, listing, NEWEST));
	if (records.length > 0) return records;
	return fail({
		code: 'COUPA_NOTHING_TO_SHOW',
		category: 'reference',
		message: `There are no ${listing.about} to show`,
		description: "Check 'Filters': no record meets them, or the credential may not see it",
	});
}

async function sourceOf(context: IPollFunctions): Promise<Source> {
	const execution = asExecution(context);
	const event = context.getNodeParameter('event') as TriggerEvent;
	const resource = context.getNodeParameter('resource') as string;
	const model: ResourceModel | undefined = MODELS[resource];
	const { path, scope } = model ?? chosenResource(execution);
	const { conditions = [] } = context.getNodeParameter('filters', {}) as { conditions?: Condition[] };
	const options = context.getNodeParameter('options', {}) as Options;
	const attribute = ATTRIBUTES[event];
	const fields = fieldsArgument(options.fields ?? '', ['id', ...(attribute ? [attribute] : [])]);
	const coupa = await coupaFor(execution);
	return {
		coupa,
		event,
		attribute,
		options,
		identity: fingerprint([coupa.host, path, event]).slice(0, 16),
		listing: {
			path,
			scope,
			about: path.replace(/_/g, ' '),
			query: {
				...filterQuery(conditions),
				...(event === 'notExported' ? { exported: 'false' } : {}),
				...(fields === '' ? {} : { fields }),
			},
		},
	};
}

function begun(source: string, startedAt: number, overlapMs: number, options: Options): PollState {
	const start = startOf(options);
	return start === undefined
		? { source, watermark: startedAt, since: startedAt - overlapMs, seen: {} }
		: { source, watermark: start, since: start, seen: {} };
}

/** @throws Failed when it is no time */
function startOf({ startFrom }: Options): number | undefined {
	const text = (startFrom ?? '').trim();
	if (text === '') return undefined;
	const time = Date.parse(text);
	if (!Number.isNaN(time)) return time;
	return fail({
		code: 'COUPA_POLL_START',
		category: 'configuration',
		message: `'Start From' cannot be '${text}'`,
		description: 'Give a time in ISO 8601, such as 2026-01-31T00:00:00Z',
	});
}

/** Coupa wants the zone, and stamps to the second. */
function isoTime(milliseconds: number): string {
	return new Date(milliseconds).toISOString().replace(/\.\d+Z$/, 'Z');
}

function valueOf<T>(settled: Settled<T>): T {
	if (settled.ok) return settled.value;
	throw new Failed(settled.failure);
}

/** The rooms of the Coupa node read parameters of an item; a poll has none. */
function asExecution(context: IPollFunctions): IExecuteFunctions {
	const getNodeParameter = (name: string, _itemIndex: number, fallback?: unknown) =>
		context.getNodeParameter(name, fallback);
	return Object.create(context, { getNodeParameter: { value: getNodeParameter } }) as IExecuteFunctions;
}
