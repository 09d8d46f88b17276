import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { isRecord } from '../../../../lib/diff';
import type { Settled } from '../../../../lib/failure';
import { keyText } from '../../model/document';
import { VOID_RECEIPT, receiptModel } from '../../model/receipt';
import type { Coupa } from '../../transport/types';
import { withoutKeys } from '../../upsert/lists';
import { lineIds } from '../../upsert/orderLines';
import { pathAction } from '../shared/act';
import { actionEntry } from '../shared/actionEntry';
import { idLocator } from '../shared/idLocator';
import { exportMark } from '../shared/markExported';
import { menuOf, standardEntries } from '../shared/standard';

const DEFAULT_KEY = 'notes';

const KEY: INodeProperties = {
	displayName: 'Key Attribute',
	name: 'keyAttribute',
	type: 'options',
	noDataExpression: true,
	options: [
		{ name: 'Barcode', value: 'barcode', description: 'Barcode of the receipt' },
		{
			name: 'Match Reference',
			value: 'match-reference',
			description: 'Reference by which Coupa matches receipt and invoice line',
		},
		{ name: 'Notes', value: 'notes', description: 'Notes of the receipt' },
		{ name: 'RFID Tag', value: 'rfid-tag', description: 'RFID tag of the receipt' },
	],
	default: DEFAULT_KEY,
	description:
		'Attribute that holds the number of the receipt in your system. By it a receipt is recognised, so that it is never entered twice.',
};

const model = receiptModel(DEFAULT_KEY);
const locator = idLocator('Receipt');
const spec = { resource: 'receipt', noun: 'receipt', plural: 'receipts', model, locator: [locator] };

/** `order-line` may name the line by `order-header-number` (or `po-number`) and `line-num`; Coupa wants its ID. */
async function withLineIds(
	coupa: Coupa,
	documents: readonly IDataObject[],
): Promise<Array<Settled<IDataObject>>> {
	const named = documents.flatMap((document, i) => {
		const line = document['order-line'] ?? document.order_line;
		if (!isRecord(line) || keyText(line.id) !== '') return [];
		const order = keyText(line['order-header-number']) || keyText(line['po-number']);
		const number = keyText(line['line-num']);
		return order === '' || number === '' ? [] : [{ i, line: { order, line: number } }];
	});
	const ids = await lineIds(
		coupa,
		named.map(({ line }) => ({ ok: true, value: line })),
	);
	const complete = documents.map((document): Settled<IDataObject> => ({ ok: true, value: document }));
	named.forEach(({ i }, place) => {
		const id = ids[place];
		const document = withoutKeys(documents[i], ['order_line']);
		complete[i] = id.ok ? { ok: true, value: { ...document, 'order-line': { id: Number(id.value) } } } : id;
	});
	return complete;
}

const [add] = standardEntries({
	...spec,
	offers: ['upsert'],
	common: [KEY],
	source: async (context: IExecuteFunctions) =>
		await Promise.resolve(receiptModel(String(context.getNodeParameter('keyAttribute', 0, DEFAULT_KEY)))),
	documents: withLineIds,
});

export const { operations, description } = menuOf(spec, [
	...standardEntries({ ...spec, offers: ['get', 'getAll'], isExportable: true }),
	{
		...add,
		value: 'create',
		name: 'Add',
		action: 'Add receipt',
		description: 'Enter a receipt of an order line, unless one with the same key is there',
	},
	actionEntry(
		{
			value: 'markExported',
			name: 'Mark Exported',
			action: 'Mark receipt as exported',
			description: 'Mark a receipt as taken over, and change nothing else',
		},
		[locator],
		exportMark(model),
	),
	actionEntry(
		{ value: 'void', name: 'Void', action: 'Void receipt', description: 'Void a receipt, once' },
		[locator],
		{ ...pathAction(model, VOID_RECEIPT), shows: ['status', 'voided-value'] },
	),
]);
