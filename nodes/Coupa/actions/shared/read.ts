import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import { failure } from '../../../../lib/failure';
import type { Settled } from '../../../../lib/failure';
import { eachItem } from '../../../../lib/node/operation';
import type { ItemResult } from '../../../../lib/node/operation';
import { parameterReader } from '../../../../lib/node/parameters';
import { hyphenated } from '../../model/document';
import type { ResourceModel } from '../../model/resource';
import { coupaFor } from '../../transport/connection';
import { LIMIT_OPTIONS } from '../../transport/limits';
import { listAll, lookUp } from '../../transport/lookUp';
import { identified } from './locator';

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
	...LIMIT_OPTIONS,
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
	{
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
	},
];

/** One record for each item. */
export async function getItems(
	context: IExecuteFunctions,
	items: readonly INodeExecutionData[],
	model: ResourceModel,
): Promise<ItemResult[]> {
	const coupa = await coupaFor(context);
	const read = parameterReader(context);
	return await eachItem(items, async (itemIndex): Promise<Settled<IDataObject[]>> => {
		const target = identified(read, itemIndex, model);
		if (!target.ok) return target;
		const { by, value } = target.value;
		const query = { path: model.path, by, isUnique: model.unique.includes(by), scope: model.scope };
		const about = `${model.type} '${value}'`;
		const found = (
			await lookUp(coupa, { ...query, fields: fieldsText(read, itemIndex, by), about }, [value])
		).get(value)!;
		if (!found.ok || found.value.length === 1) return found;
		return { ok: false, failure: notOne(about, by, found.value.length) };
	});
}

/** All records that meet the filters, for each item. */
export async function getManyItems(
	context: IExecuteFunctions,
	items: readonly INodeExecutionData[],
	model: ResourceModel,
): Promise<ItemResult[]> {
	const coupa = await coupaFor(context);
	const read = parameterReader(context);
	return await eachItem(items, async (itemIndex) => {
		const { conditions } = read('filters', itemIndex, {}) as { conditions?: Condition[] };
		const fields = fieldsText(read, itemIndex);
		const query = { ...filterQuery(conditions ?? []), ...(fields === '' ? {} : { fields }) };
		const limit =
			read('returnAll', itemIndex, false) === true ? undefined : Number(read('limit', itemIndex, 50));
		const about = model.path.replace(/_/g, ' ');
		return await listAll(coupa, { path: model.path, query, about, scope: model.scope }, limit);
	});
}

interface Condition {
	attribute?: string;
	operator?: string;
	value?: unknown;
}

/** `payment-term.code` and `in` become `payment-term[code][in]`. */
export function filterQuery(conditions: readonly Condition[]): Record<string, string> {
	const entries = conditions
		.filter(({ attribute }) => String(attribute ?? '').trim() !== '')
		.map(({ attribute, operator = 'equals', value }): [string, string] => {
			const [first, ...inner] = String(attribute).trim().split('.');
			const path = first + inner.map((name) => `[${name}]`).join('');
			return [operator === 'equals' ? path : `${path}[${operator}]`, String(value ?? '')];
		});
	return Object.fromEntries(entries);
}

function fieldsText(read: ReturnType<typeof parameterReader>, itemIndex: number, needed?: string): string {
	const { fields } = read('options', itemIndex, {}) as { fields?: string };
	return fieldsArgument(fields ?? '', needed === undefined ? ['id'] : ['id', needed]);
}

/** Coupa's `fields` argument from a list of names. @param needed always asked for: records are told apart by it */
export function fieldsArgument(text: string, needed: readonly string[]): string {
	const trimmed = text.trim();
	if (trimmed === '' || trimmed.startsWith('[')) return trimmed;
	const shape = new Map<string, Set<string>>();
	for (const name of [...needed, ...trimmed.split(',')]
		.map((one) => one.trim())
		.filter((one) => one !== '')) {
		const [first, inner] = name.split('.').map(underscored);
		shape.set(first, new Set([...(shape.get(first) ?? []), ...(inner ? [inner] : [])]));
	}
	return JSON.stringify([...shape].map(([name, inner]) => (inner.size > 0 ? { [name]: [...inner] } : name)));
}

function underscored(name: string): string {
	return hyphenated(name).replace(/-/g, '_');
}

function notOne(about: string, by: string, count: number) {
	return failure({
		code: count === 0 ? 'COUPA_NOT_FOUND' : 'COUPA_KEY_TWICE',
		category: count === 0 ? 'reference' : 'conflict',
		message: count === 0 ? `Coupa has no ${about}` : `Coupa has ${count} records for ${about}`,
		description: count === 0 ? `Check its '${by}'` : 'Choose it by ID, or merge the records in Coupa',
	});
}
