import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { fail } from '../../../../lib/failure';
import type { Operation } from '../../../../lib/node/operation';
import { masterRow, masterRows } from '../../model/masters/kind';
import type { MasterKind } from '../../model/masters/kind';
import { inList } from '../../model/documents/read';
import { optionsOf } from '../options';
import { eachItemWithAis } from './eachItem';
import { limitFields, limitOf } from './manyFields';
import { codesOf, COMPANIES_OPTION } from './scopeOptions';

export interface MasterResource<R> {
	resource: string;
	kind: MasterKind<R>;
	plural: string;
	/** the parameter that names one: its title, name, example and meaning */
	key: { displayName: string; name: string; example: string; description: string; required: boolean };
	/** whether the rows belong to companies (CO) by which they can be chosen */
	byCompany: boolean;
	options: INodeProperties[];
	rulesOf(options: IDataObject): R;
}

/** Get and Get Many of what documents refer to. */
export function masterOperations<R>(of: MasterResource<R>): Record<string, Operation> {
	const { resource, kind, key, options, byCompany } = of;
	const optionsAt = (context: IExecuteFunctions, i: number) =>
		context.getNodeParameter('options', i, {}) as IDataObject;

	const get: Operation = {
		description: [
			{
				displayName: key.displayName,
				name: key.name,
				type: 'string',
				required: key.required,
				default: '',
				placeholder: `e.g. ${key.example}`,
				displayOptions: { show: { resource: [resource], operation: ['get'] } },
				description: key.description,
			},
			optionsOf(resource, ['get'], options),
		],
		async execute(items) {
			return await eachItemWithAis(this, items, async (ais, i) => {
				const text = String(this.getNodeParameter(key.name, i, '')).trim();
				const conditions = kind.find(text) ?? notAKey(of, text);
				const row = (await masterRow(ais, kind, conditions)) ?? notFound(of, text);
				return await kind.documents(ais, [row], of.rulesOf(optionsAt(this, i)));
			});
		},
	};

	const getAll: Operation = {
		description: [
			...limitFields(resource, ['getAll']),
			optionsOf(resource, ['getAll'], [...options, ...(byCompany ? [COMPANIES_OPTION] : [])]),
		],
		async execute(items) {
			return await eachItemWithAis(this, items, async (ais, i) => {
				const given = optionsAt(this, i);
				const companies = codesOf(given, 'companies').map((one) => one.padStart(5, '0'));
				const conditions = byCompany ? inList('CO', companies) : [];
				const rows = await masterRows(ais, kind, conditions, limitOf(this, i));
				return await kind.documents(ais, rows, of.rulesOf(given));
			});
		},
	};

	return { get, getAll };
}

export function masterMenu<R>(
	{ resource, kind, plural }: MasterResource<R>,
	operations: Record<string, Operation>,
): INodeProperties[] {
	return [
		{
			displayName: 'Operation',
			name: 'operation',
			type: 'options',
			noDataExpression: true,
			displayOptions: { show: { resource: [resource] } },
			options: [
				{
					name: 'Get',
					value: 'get',
					action: `Get ${kind.name}`,
					description: `One ${kind.name} by its key`,
				},
				{
					name: 'Get Many',
					value: 'getAll',
					action: `Get many ${plural}`,
					description: `The ${plural} of ${kind.table} in key order`,
				},
			],
			default: 'getAll',
		},
		...Object.values(operations).flatMap(({ description }) => description),
	];
}

function notAKey<R>({ key, kind }: MasterResource<R>, text: string): never {
	return fail({
		code: 'JDE_MASTER_KEY',
		category: 'validation',
		message: `'${key.displayName}' does not name a ${kind.name}: '${text}'`,
		description: `Write it like ${key.example}`,
	});
}

function notFound<R>({ kind }: MasterResource<R>, text: string): never {
	return fail({
		code: 'JDE_MASTER_NOT_FOUND',
		category: 'reference',
		message: `There is no ${kind.name} '${text}' in table ${kind.table}`,
		description: 'Check it in JD Edwards; row security may hide it from the user of the credential',
	});
}
