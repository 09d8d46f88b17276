import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { fail } from '../../../../lib/failure';
import { hyphenated } from '../../model/document';
import { anyResource } from '../../model/resource';
import type { ResourceModel } from '../../model/resource';
import { listMode } from '../shared/locator';

export const PATH_PARAMETER: INodeProperties = {
	displayName: 'Resource Path',
	name: 'resourcePath',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. payment_terms',
	description: "Path of the resource below /api/, as in Coupa's documentation",
};

export const KEY_PARAMETER: INodeProperties = {
	displayName: 'Key Attribute',
	name: 'keyAttribute',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. code',
	description: 'Attribute that identifies a record for people and other systems',
};

export const RECORD_LOCATOR: INodeProperties = {
	displayName: 'Record',
	name: 'record',
	type: 'resourceLocator',
	default: { mode: 'key', value: '' },
	required: true,
	description: 'Record to work on',
	modes: [
		listMode('searchRecords'),
		{
			displayName: 'By Key',
			name: 'key',
			type: 'string',
			placeholder: 'e.g. Net 30',
			hint: "Value of 'Key Attribute'",
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 83',
			hint: "Coupa's own ID of the record",
		},
	],
};

/** The resource that the parameters name, the same for all items. @throws Failed */
export function chosenResource(context: IExecuteFunctions): ResourceModel {
	const text = String(context.getNodeParameter('resourcePath', 0, '')).trim();
	const path = text
		.replace(/^\/+/, '')
		.replace(/^api\//, '')
		.replace(/\/+$/, '');
	const key = hyphenated(String(context.getNodeParameter('keyAttribute', 0, 'id')).trim());
	// A path only: no query, no dots that lead elsewhere.
	if (!/^[\w-]+(\/[\w-]+)*$/.test(path)) wrong('Resource Path', text, 'payment_terms');
	if (!/^[\w-]+$/.test(key)) wrong('Key Attribute', key, 'code');
	return anyResource(path, key);
}

function wrong(parameter: string, value: string, example: string): never {
	fail({
		code: 'COUPA_RESOURCE',
		category: 'configuration',
		message: value === '' ? `'${parameter}' is empty` : `'${parameter}' cannot be '${value}'`,
		description: `Give it as in Coupa's documentation, such as ${example}`,
	});
}
