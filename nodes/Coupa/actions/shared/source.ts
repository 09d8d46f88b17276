import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { parameterReader } from '../../../../lib/node/parameters';
import { CUSTOM_FIELDS } from '../../model/document';

/** Attributes chosen from those that the instance has. */
export const ATTRIBUTE_MAPPER: INodeProperties = {
	displayName: 'Attributes',
	name: 'attributes',
	type: 'resourceMapper',
	noDataExpression: true,
	default: { mappingMode: 'defineBelow', value: null },
	displayOptions: { show: { document: ['chooseAttributes'] } },
	description: 'Attributes that Coupa shall hold, the custom fields of your instance included',
	typeOptions: {
		loadOptionsDependsOn: ['resource', 'operation', 'resourcePath'],
		resourceMapper: {
			resourceMapperMethod: 'getAttributes',
			mode: 'add',
			fieldWords: { singular: 'attribute', plural: 'attributes' },
			addAllFields: false,
			supportAutoMap: false,
		},
	},
};

/** The document of an item: all its fields, or those that are listed or chosen. */
export function sourceOf(
	json: IDataObject,
	itemIndex: number,
	read: ReturnType<typeof parameterReader>,
): IDataObject {
	const document = read('document', itemIndex, 'wholeItem');
	if (document === 'wholeItem') return json;
	if (document === 'chooseAttributes') {
		return nested(Object.entries((read('attributes.value', itemIndex, {}) ?? {}) as IDataObject));
	}
	const { values = [] } = read('fieldsToSend', itemIndex, {}) as { values?: Row[] };
	return nested(values.map(({ attribute, value }) => [String(attribute ?? '').trim(), value]));
}

interface Row {
	attribute?: string;
	value?: unknown;
}

/** `payment-term.code` becomes an object, and so does `custom-fields.` with the name of the field, whatever stands in it. */
function nested(entries: ReadonlyArray<readonly [attribute: string, value: unknown]>): IDataObject {
	const document: IDataObject = {};
	for (const [attribute, value] of entries) {
		const path = pathOf(attribute);
		const last = path.pop()!;
		if (last === '') continue;
		let place = document;
		for (const name of path) place = (place[name] ??= {}) as IDataObject;
		place[last] = value as IDataObject;
	}
	return document;
}

function pathOf(attribute: string): string[] {
	const [first, ...rest] = attribute.split('.');
	return first.replace(/_/g, '-') === CUSTOM_FIELDS && rest.length > 0
		? [first, rest.join('.')]
		: [first, ...rest];
}
