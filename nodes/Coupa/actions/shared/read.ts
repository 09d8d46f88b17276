import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import type { Settled } from '../../../../lib/failure';
import { eachItem } from '../../../../lib/node/operation';
import type { ItemResult } from '../../../../lib/node/operation';
import { parameterReader } from '../../../../lib/node/parameters';
import { coupaFor } from '../../transport/connection';
import { LIMIT_OPTIONS } from '../../transport/limits';
import { listAll } from '../../transport/lookUp';
import type { Order } from '../../transport/lookUp';
import { findAll } from '../../upsert/find';
import { hostRefusal } from '../../upsert/guards';
import type { TargetFinder } from './act';
import { identified } from './locator';
import { modelFor } from './models';
import type { ModelSource } from './models';
import { theOne } from './notOne';
import { fieldsArgument, filterQuery, underscored } from './query';
import type { Condition } from './query';

const OPERATORS = [
	['contains', 'Contains'],
	['ends_with', 'Ends With'],
	['equals', 'Equals'],
	['in', 'Is One Of'],
	['not_in', 'Is None Of'],
	['gt', 'Is Greater Than'],
	['gt_or_eq', 'Is Greater Than or Equal'],
	['lt', 'Is Less Than'],
	['lt_or_eq', 'Is Less Than or Equal'],
	['blank', 'Is Blank'],
	['not_eq', 'Is Not Equal'],
	['starts_with', 'Starts With'],
];

export const READ_OPTIONS: INodeProperties[] = [
	{
		displayName: 'Fields',
		name: 'fields',
		type: 'string',
		default: '',
		placeholder: 'e.g. number, name, payment-term.code',
		description:
			"Attributes to return, separated by commas, or a JSON array as in Coupa's 'fields' argument. Fewer attributes make Coupa answer much faster.",
	},
	{
		displayName: 'Only at Host',
		name: 'onlyAtHost',
		type: 'string',
		default: '',
		placeholder: 'e.g. example-test.coupahost.com',
		description: 'Host that the credential must lead to, or else nothing is read. Refuses when empty.',
	},
	...LIMIT_OPTIONS,
];

export const FILTERS_PARAMETER: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Filter',
	default: {},
	description: 'Conditions that a record must meet, all of them',
	options: [
		{
			displayName: 'Condition',
			name: 'conditions',
			values: [
				{
					displayName: 'Attribute',
					name: 'attribute',
					type: 'string',
					default: '',
					placeholder: 'e.g. updated-at',
					description: 'Attribute to compare, with a dot before the attribute of another record',
				},
				{
					displayName: 'Operator',
					name: 'operator',
					type: 'options',
					options: OPERATORS.map(([value, name]) => ({ name, value })),
					default: 'equals',
					description: 'How to compare',
				},
				{
					displayName: 'Value',
					name: 'value',
					type: 'string',
					default: '',
					description:
						'Value to compare with. Times in ISO 8601 with time zone; several values separated by commas; true or false for Is Blank.',
				},
			],
		},
	],
};

/** In which order a list comes. */
export const ORDER_OPTIONS: INodeProperties[] = [
	{
		displayName: 'Order By',
		name: 'orderBy',
		type: 'string',
		default: '',
		placeholder: 'e.g. updated-at',
		description:
			"Attribute to order by; empty orders by Coupa's ID. In another order records that change while the list is read may be missed.",
	},
	{
		displayName: 'Order Direction',
		name: 'orderDirection',
		type: 'options',
		options: [
			{ name: 'Ascending', value: 'asc', description: 'Smallest or oldest first' },
			{ name: 'Descending', value: 'desc', description: 'Greatest or newest first' },
		],
		default: 'asc',
		description: 'Which end of the order comes first',
	},
];

export const GET_ALL_PARAMETERS: INodeProperties[] = [
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50,
		displayOptions: { show: { returnAll: [false] } },
		description: 'Max number of results to return',
	},
	FILTERS_PARAMETER,
];

/** Where Coupa keeps the mark that a record was taken over. */
export const EXPORTED_PARAMETER: INodeProperties = {
	displayName: 'Exported',
	name: 'exported',
	type: 'options',
	options: [
		{ name: 'Any', value: 'any', description: 'Whether marked or not' },
		{ name: 'Exported', value: 'true', description: 'Only what is marked as exported' },
		{ name: 'Not Yet Exported', value: 'false', description: 'Only what is not marked as exported' },
	],
	default: 'any',
	description: 'Whether the records are marked as exported. Records may be marked while the list is read.',
};

/** One record for each item. */
export async function getItems(
	context: IExecuteFunctions,
	items: readonly INodeExecutionData[],
	source: ModelSource,
	targetsOf?: TargetFinder,
): Promise<ItemResult[]> {
	const coupa = await coupaFor(context);
	const read = parameterReader(context);
	const refusal = otherHost(read, coupa.host);
	if (refusal) return items.map((_, itemIndex) => ({ itemIndex, result: refusal }));
	const targets = await targetsOf?.(coupa, read, items.length);
	return await eachItem(items, async (itemIndex): Promise<Settled<IDataObject[]>> => {
		const model = modelFor(source, itemIndex);
		if (!model.ok) return model;
		const target = targets?.[itemIndex] ?? identified(read, itemIndex, model.value);
		if (!target.ok) return target;
		const { by, value, within = {} } = target.value;
		const parts = Object.entries(within).map(
			([part, name]) => `${part}.${Object.keys(name as IDataObject)[0]}`,
		);
		const fields = fieldsText(read, itemIndex, [by, ...parts]);
		const [found] = await findAll(coupa, model.value, [target], fields);
		const record = theOne(found, `${model.value.type} '${value}'`, by, model.value.keyParts);
		return record.ok ? { ok: true, value: [record.value] } : record;
	});
}

/** All records that meet the filters, for each item. */
export async function getManyItems(
	context: IExecuteFunctions,
	items: readonly INodeExecutionData[],
	source: ModelSource,
): Promise<ItemResult[]> {
	const coupa = await coupaFor(context);
	const read = parameterReader(context);
	const refusal = otherHost(read, coupa.host);
	if (refusal) return items.map((_, itemIndex) => ({ itemIndex, result: refusal }));
	return await eachItem(items, async (itemIndex) => {
		const model = modelFor(source, itemIndex);
		if (!model.ok) return model;
		const { path, scope } = model.value;
		const { conditions } = read('filters', itemIndex, {}) as { conditions?: Condition[] };
		const fields = fieldsText(read, itemIndex);
		const exported = String(read('exported', itemIndex, 'any'));
		const query = {
			...filterQuery(conditions ?? []),
			...(exported === 'any' ? {} : { exported }),
			...(fields === '' ? {} : { fields }),
		};
		const limit =
			read('returnAll', itemIndex, false) === true ? undefined : Number(read('limit', itemIndex, 50));
		const about = path.replace(/_/g, ' ');
		const order = orderOf(read, itemIndex);
		return await listAll(coupa, { path, query, about, scope, order, afterId: order === undefined }, limit);
	});
}

/** A workflow that was set up for one instance takes over nothing of another. */
function otherHost(read: ReturnType<typeof parameterReader>, host: string): Settled<never> | undefined {
	const { onlyAtHost } = read('options', 0, {}) as { onlyAtHost?: string };
	const refusal = hostRefusal({ onlyAtHost }, host);
	return refusal && { ok: false, failure: refusal };
}

/** Undefined for the order in which pages are read safely: by id, the oldest first. */
function orderOf(read: ReturnType<typeof parameterReader>, itemIndex: number): Order | undefined {
	const { orderBy = '', orderDirection } = read('options', itemIndex, {}) as Record<string, string>;
	const by = underscored(orderBy.trim()) || 'id';
	const dir = orderDirection === 'desc' ? 'desc' : 'asc';
	return by === 'id' && dir === 'asc' ? undefined : { by, dir };
}

function fieldsText(
	read: ReturnType<typeof parameterReader>,
	itemIndex: number,
	needed: readonly string[] = [],
): string {
	const { fields } = read('options', itemIndex, {}) as { fields?: string };
	return fieldsArgument(fields ?? '', ['id', ...needed]);
}
