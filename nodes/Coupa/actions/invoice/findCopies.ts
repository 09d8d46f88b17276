import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import { isRecord } from '../../../../lib/diff';
import { fail } from '../../../../lib/failure';
import type { Settled } from '../../../../lib/failure';
import type { ItemResult } from '../../../../lib/node/operation';
import { parameterReader } from '../../../../lib/node/parameters';
import { keyText } from '../../model/document';
import { invoiceModel } from '../../model/invoice';
import { PAYMENT_FIELDS } from '../../model/payment';
import { coupaFor } from '../../transport/connection';
import { LIMIT_OPTIONS } from '../../transport/limits';
import { findAll } from '../../upsert/find';
import { hostRefusal } from '../../upsert/guards';
import { markIn, underOwnNumbers } from '../../upsert/ownMark';
import type { Wanted } from '../../upsert/types';
import { OWN_MARK_OPTION } from '../shared/documentOptions';
import { optionsCollection } from '../shared/shown';
import { WRITE_OPTIONS } from '../shared/writeParameters';

const text = (displayName: string, name: string, value: string, description: string): INodeProperties => ({
	displayName,
	name,
	type: 'string',
	default: value,
	description,
});

export const description: INodeProperties[] = [
	text(
		'Source Key',
		'sourceKey',
		'={{ $json.key }}',
		'Key of the document in the source system, as the mark of its copy has it; items without one are dropped',
	),
	text(
		'Supplier Number',
		'supplierNumber',
		'={{ $json.supplier }}',
		"Number of the invoice's supplier in Coupa",
	),
	text('Invoice Number', 'invoiceNumber', '={{ $json.invoiceNumber }}', 'Number of the invoice'),
	text(
		'Invoice ID',
		'invoiceId',
		'',
		"Coupa's own ID where the document came from there; the mark is not asked for then",
	),
	optionsCollection([
		{ ...OWN_MARK_OPTION, description: 'Attribute that names the source document; empty takes any invoice' },
		...WRITE_OPTIONS.filter(({ name }) => name === 'onlyAtHost'),
		...LIMIT_OPTIONS,
	]),
];

/**
 * The invoice that is the copy of each document, or null, found by supplier and number as the write finds it, 50
 * numbers a call: `{ key, invoice, others }`. `others` are IDs under that number which are no copies.
 */
export async function execute(this: IExecuteFunctions, items: INodeExecutionData[]): Promise<ItemResult[]> {
	const coupa = await coupaFor(this);
	const read = parameterReader(this);
	const { ownMark = '', onlyAtHost } = read('options', 0, {}) as { ownMark?: string; onlyAtHost?: string };
	const refusal = hostRefusal({ onlyAtHost }, coupa.host);
	if (refusal) fail(refusal);
	const asked = items
		.map((_, itemIndex) => ({ itemIndex, wanted: wantedBy(read, itemIndex, ownMark) }))
		.filter(({ wanted }) => wanted.key !== '');
	const targets = asked.map(({ wanted }): Settled<Wanted> => ({ ok: true, value: wanted.target }));
	const looked = await findAll(coupa, invoiceModel, targets, PAYMENT_FIELDS);
	const { found } = await underOwnNumbers(coupa, invoiceModel, targets, looked, PAYMENT_FIELDS, { ownMark });
	return asked.map(({ itemIndex, wanted: { key, target } }, i) => {
		const rows = found[i];
		if (!rows.ok) return { itemIndex, result: rows };
		const isCopy = (invoice: IDataObject) =>
			target.by === 'id' || ownMark === '' || markIn(invoice, ownMark) === key;
		const answer = {
			key,
			invoice: rows.value.find(isCopy) ?? null,
			others: rows.value.filter((one) => !isCopy(one)).map(({ id }) => String(id)),
		};
		return { itemIndex, result: { ok: true, value: [answer] } };
	});
}

function wantedBy(
	read: ReturnType<typeof parameterReader>,
	itemIndex: number,
	ownMark: string,
): { key: string; target: Wanted } {
	const value = (name: string) => keyText(read(name, itemIndex, ''));
	const [key, id] = [value('sourceKey'), value('invoiceId')];
	const document = marked(ownMark, key);
	const target =
		id === ''
			? {
					by: invoiceModel.key,
					value: value('invoiceNumber'),
					within: { supplier: { number: value('supplierNumber') } },
					document,
				}
			: { by: 'id', value: id, document };
	return { key, target };
}

/** A document that bears nothing but its mark. */
function marked(path: string, key: string): IDataObject {
	const names = path.split('.').filter((name) => name !== '');
	const wrapped = names.reduceRight<unknown>((inner, name) => ({ [name]: inner }), key);
	return isRecord(wrapped) ? wrapped : {};
}
