import type { IDataObject, INodeProperties, INodePropertyMode } from 'n8n-workflow';

import { isRecord } from '../../../../lib/diff';
import { failure } from '../../../../lib/failure';
import type { Settled } from '../../../../lib/failure';
import type { parameterReader } from '../../../../lib/node/parameters';
import { keyText } from '../../model/document';
import type { ResourceModel } from '../../model/resource';
import type { Target } from '../../upsert/find';

/** How the parameter that chooses one record is worded. */
export interface LocatorWords {
	displayName: string;
	/** of the mode that chooses by natural key: `By Number` */
	byKey: string;
	placeholder: string;
	hint: string;
}

const FROM_LIST = { displayName: 'From List', name: 'list' };

/** Chooses from a list of the instance. */
export function listMode(searchListMethod: string): INodePropertyMode {
	return { ...FROM_LIST, type: 'list', typeOptions: { searchListMethod, searchable: true } };
}

/** Chooses one record from a list, by its natural key or by Coupa's ID. */
export function locatorFor({ displayName, byKey, placeholder, hint }: LocatorWords): INodeProperties {
	return {
		displayName,
		name: 'record',
		type: 'resourceLocator',
		default: { mode: 'key', value: '' },
		required: true,
		description: `${displayName} to work on`,
		modes: [
			listMode('searchRecords'),
			{ displayName: byKey, name: 'key', type: 'string', placeholder, hint },
			{
				displayName: 'By ID',
				name: 'id',
				type: 'string',
				placeholder: 'e.g. 83',
				hint: "Coupa's own ID of the record",
			},
		],
	};
}

/** For records of which there is no one list to choose from, or none that helps. */
export function withoutList(locator: INodeProperties): INodeProperties {
	return { ...locator, modes: locator.modes!.filter(({ name }) => name !== FROM_LIST.name) };
}

/** What the key is unique within, such as the supplier of an invoice number. */
export function withinParameter(displayName: string, placeholder: string): INodeProperties {
	return {
		displayName,
		name: 'within',
		type: 'resourceLocator',
		default: { mode: 'name', value: '' },
		description: 'Needed where several records have the same key. Not used when chosen by ID.',
		modes: [
			listMode('searchWithin'),
			{ displayName: 'By Key', name: 'name', type: 'string', placeholder, hint: 'Exactly as in Coupa' },
		],
	};
}

/** What is chosen from the list is an ID; every other mode is named like its attribute. */
const BY_MODE: Readonly<Record<string, (model: ResourceModel) => string>> = {
	key: ({ key }) => key,
	list: () => 'id',
};

/** Attribute and value by which one record is chosen, from the parameter 'Record' or 'Supplier'. */
export function identified(
	read: ReturnType<typeof parameterReader>,
	itemIndex: number,
	model: ResourceModel,
): Settled<Target> {
	const { mode, value } = read('record', itemIndex, {}) as { mode?: string; value?: unknown };
	const by = BY_MODE[mode ?? 'key']?.(model) ?? mode!;
	const text = keyText(value);
	if (text !== '') {
		const within = by === model.key ? withinOf(read, itemIndex, model) : undefined;
		return { ok: true, value: { by, value: text, within } };
	}
	return {
		ok: false,
		failure: failure({
			code: 'COUPA_NO_RECORD_CHOSEN',
			category: 'validation',
			message: `No ${model.type} is chosen: its ${by === 'id' ? 'ID' : `'${by}'`} is empty`,
			description: 'Give the record, or filter out the items without one',
		}),
	};
}

function withinOf(
	read: ReturnType<typeof parameterReader>,
	itemIndex: number,
	{ keyParts = [], references }: ResourceModel,
): IDataObject | undefined {
	const [part] = keyParts;
	const chosen = read('within', itemIndex, '');
	const value = part === undefined ? '' : keyText(isRecord(chosen) ? chosen.value : chosen);
	return value === '' ? undefined : { [part]: { [references[part].keys[0]]: value } };
}
