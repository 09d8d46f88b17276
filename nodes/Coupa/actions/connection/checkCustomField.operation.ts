import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import type { Settled } from '../../../../lib/failure';
import { isRecord } from '../../../../lib/diff';
import { eachItem } from '../../../../lib/node/operation';
import type { ItemResult } from '../../../../lib/node/operation';
import { parameterReader } from '../../../../lib/node/parameters';
import { keyText } from '../../model/document';
import { coupaFor } from '../../transport/connection';
import { LIMIT_OPTIONS } from '../../transport/limits';
import type { Coupa } from '../../transport/types';
import { optionsCollection, shownFor } from '../shared/shown';

export const description: INodeProperties[] = shownFor(
	'connection',
	['checkCustomField'],
	[
		{
			displayName: 'Custom Field',
			name: 'customField',
			type: 'string',
			required: true,
			default: 'cf-erp-invoice-number',
			description: 'Name of the custom field, as it stands in custom-fields',
		},
		{
			displayName: 'Invoice ID',
			name: 'invoiceId',
			type: 'string',
			default: '',
			placeholder: 'e.g. 4711',
			description:
				"Coupa's ID of an invoice that may be changed for a moment: the field gets another text, which is read back and taken out again. Empty tries nothing.",
		},
		optionsCollection(LIMIT_OPTIONS),
	],
);

const PROBE = 'n8n-check';

/** Whether Coupa keeps what is written into a custom field of an invoice: it drops what is not open to the API. */
export async function execute(this: IExecuteFunctions, items: INodeExecutionData[]): Promise<ItemResult[]> {
	const read = parameterReader(this);
	const coupa = await coupaFor(this);
	return await eachItem(items, async (itemIndex): Promise<Settled<IDataObject[]>> => {
		const field = keyText(read('customField', itemIndex));
		const id = keyText(read('invoiceId', itemIndex, ''));
		if (id === '') return answer(field, null, 'Not proved yet: no invoice is named to try it on');
		return await tried(coupa, id, field);
	});
}

async function tried(coupa: Coupa, id: string, field: string): Promise<Settled<IDataObject[]>> {
	const found = await valueOf(coupa, id, field);
	if (!found.ok) return found;
	// An earlier check may have been cut off.
	const before = found.value === PROBE ? '' : found.value;
	const probed = await written(coupa, id, field, PROBE);
	const during = await valueOf(coupa, id, field);
	if (!during.ok) return during;
	if (during.value !== PROBE) {
		const why = probed.ok
			? 'Coupa dropped what was written; open the field to the API (Setup > Custom Fields, API Editable)'
			: probed.failure.message;
		return answer(field, false, `Invoice ${id} does not keep it: ${why}`);
	}
	await written(coupa, id, field, before === '' ? null : before);
	const after = await valueOf(coupa, id, field);
	const isBack = after.ok && after.value === before;
	return answer(
		field,
		true,
		`Invoice ${id} kept what was written and read back` +
			(isBack ? '' : `; it still reads '${PROBE}' there, so put '${before}' back in Coupa`),
	);
}

function answer(field: string, isKept: boolean | null, says: string): Settled<IDataObject[]> {
	return { ok: true, value: [{ field, isKept, says }] };
}

async function valueOf(coupa: Coupa, id: string, field: string): Promise<Settled<string>> {
	const query = { fields: '["id",{"custom_fields":{}}]' };
	const { result } = await coupa.send({
		method: 'GET',
		path: `invoices/${encodeURIComponent(id)}`,
		query,
		effect: 'repeatable',
		about: `invoice ${id}`,
		scope: 'core.invoice',
	});
	if (!result.ok) return result;
	const fields = isRecord(result.value) ? result.value['custom-fields'] : undefined;
	return { ok: true, value: keyText(isRecord(fields) ? fields[field] : '') };
}

/** It sets an attribute of a record addressed by its ID, so it may be said twice. */
async function written(coupa: Coupa, id: string, field: string, value: string | null) {
	const { result } = await coupa.send({
		method: 'PUT',
		path: `invoices/${encodeURIComponent(id)}`,
		body: { 'custom-fields': { [field]: value } },
		effect: 'repeatable',
		about: `invoice ${id}`,
		scope: 'core.invoice',
	});
	return result;
}
