import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import type { ItemResult, Operation } from '../../../../lib/node/operation';
import type { ResourceModel } from '../../model/resource';
import type { WriteMode } from '../../upsert/types';
import type { TargetFinder } from './act';
import { CHECK_PARAMETERS, checkItems } from './check';
import { RECORD_KEY_OPTION, contentOption, documentOptions } from './documentOptions';
import type { ModelSource } from './models';
import {
	EXPORTED_PARAMETER,
	GET_ALL_PARAMETERS,
	ORDER_OPTIONS,
	READ_OPTIONS,
	getItems,
	getManyItems,
} from './read';
import { optionsCollection, shownFor } from './shown';
import { writeItems } from './write';
import type { DocumentSource } from './write';
import {
	DOCUMENT_PARAMETERS,
	WRITE_OPTIONS,
	createOnlyParameter,
	missingLinesParameter,
} from './writeParameters';

export type StandardOperation = 'create' | 'upsert' | 'get' | 'getAll' | 'update' | 'checkReferences';

/** A resource whose operations are all told by its model. */
export interface StandardResource {
	/** value of 'Resource' */
	resource: string;
	/** as in `Create payment term` */
	noun: string;
	plural: string;
	model: ResourceModel;
	/** parameters that choose one record */
	locator: INodeProperties[];
	/** those that the API has */
	offers: readonly StandardOperation[];
	isExportable?: boolean;
	/** parameters of every operation, such as the supplier that owns the records */
	common?: INodeProperties[];
	/** how one record is found, where the item does not name it by its own key */
	targets?: TargetFinder;
	/** what shall be written of each item, where it is not the document as it came */
	documents?: DocumentSource;
	/** the model of each item, where it is not the same for all */
	source?: (context: IExecuteFunctions, items: INodeExecutionData[]) => Promise<ModelSource>;
}

/** An operation with its entry in the menu. */
export interface MenuEntry {
	value: string;
	name: string;
	action: string;
	description: string;
	operation: Operation;
}

/** The operations that any resource has, as entries of its menu. */
export function standardEntries(spec: StandardResource): MenuEntry[] {
	const { noun, plural } = spec;
	const texts: Record<StandardOperation, [string, string, string]> = {
		checkReferences: [
			'Check References',
			`Check references of ${noun}`,
			'Look up everything that a document refers to, and write nothing',
		],
		create: ['Create', `Create ${noun}`, `Create a new ${noun}`],
		upsert: [
			'Create or Update',
			`Create or update ${noun}`,
			'Create a new record, or update the current one if it already exists (upsert)',
		],
		get: ['Get', `Get ${noun}`, `Retrieve one ${noun}`],
		getAll: ['Get Many', `Get many ${plural}`, `Retrieve a list of ${plural}`],
		update: ['Update', `Update ${noun}`, `Write the differing fields of a ${noun} that exists`],
	};
	return spec.offers.map((value) => {
		const [name, action, description] = texts[value];
		return { value, name, action, description, operation: operationFor(spec, value) };
	});
}

/** The operation menu of a resource, and all that its operations show. */
export function menuOf(
	{ resource, noun }: Pick<StandardResource, 'resource' | 'noun'>,
	entries: readonly MenuEntry[],
): { operations: Record<string, Operation>; description: INodeProperties[] } {
	const sorted = [...entries].sort((a, b) => a.name.localeCompare(b.name));
	const isOffered = (wanted: string) => entries.some(({ value }) => value === wanted);
	const preset = ['upsert', 'getAll'].find(isOffered) ?? sorted[0].value;
	const menu: INodeProperties = {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: [resource] } },
		options: sorted.map(({ name, value, action, description }) => ({ name, value, action, description })),
		default: preset,
		description: `What to do with the ${noun}`,
	};
	return {
		operations: Object.fromEntries(entries.map(({ value, operation }) => [value, operation])),
		description: [
			menu,
			...entries.flatMap(({ value, operation }) => shownFor(resource, [value], operation.description)),
		],
	};
}

function operationFor(spec: StandardResource, name: StandardOperation): Operation {
	return {
		description: [...(spec.common ?? []), ...parametersFor(spec, name)],
		async execute(this: IExecuteFunctions, items: INodeExecutionData[]): Promise<ItemResult[]> {
			const source = spec.source ? await spec.source(this, items) : spec.model;
			if (name === 'get') return await getItems(this, items, source, spec.targets);
			if (name === 'getAll') return await getManyItems(this, items, source);
			if (name === 'checkReferences') return await checkItems(this, items, spec.model);
			const mode: WriteMode = name;
			return await writeItems(this, items, source, mode, spec.documents);
		},
	};
}

function parametersFor(
	{ model, locator, isExportable }: StandardResource,
	name: StandardOperation,
): INodeProperties[] {
	const read = optionsCollection(READ_OPTIONS);
	const write = optionsCollection(WRITE_OPTIONS);
	const lines = (preset: 'delete' | 'keep') =>
		model.lines ? [missingLinesParameter(preset, model.lines)] : [];
	switch (name) {
		case 'get':
			return [...locator, read];
		case 'getAll':
			return [
				...GET_ALL_PARAMETERS,
				...(isExportable ? [EXPORTED_PARAMETER] : []),
				optionsCollection([...READ_OPTIONS, ...ORDER_OPTIONS]),
			];
		case 'create':
			return [...DOCUMENT_PARAMETERS, write];
		case 'update':
			return [...locator, ...DOCUMENT_PARAMETERS, ...lines('keep'), write];
		case 'upsert':
			return [
				...DOCUMENT_PARAMETERS,
				...lines('delete'),
				createOnlyParameter(model.createOnly),
				optionsCollection([
					...WRITE_OPTIONS,
					...(model.actions ? documentOptions(model) : [contentOption(), RECORD_KEY_OPTION]),
				]),
			];
		default:
			return CHECK_PARAMETERS;
	}
}
