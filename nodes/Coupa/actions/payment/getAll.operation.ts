import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { isRecord } from '../../../../lib/diff';
import type { Settled } from '../../../../lib/failure';
import { eachItem } from '../../../../lib/node/operation';
import type { ItemResult } from '../../../../lib/node/operation';
import { parameterReader } from '../../../../lib/node/parameters';
import { invoiceModel } from '../../model/invoice';
import { coupaFor } from '../../transport/connection';
import { LIMIT_OPTIONS } from '../../transport/limits';
import { findAll } from '../../upsert/find';
import { INVOICE_LOCATOR } from '../invoice/fields';
import { identified } from '../shared/locator';
import { theOne } from '../shared/notOne';
import { optionsCollection } from '../shared/shown';

export const description = [...INVOICE_LOCATOR, optionsCollection(LIMIT_OPTIONS)];

/** All attributes of the payments. */
const FIELDS = JSON.stringify(['id', 'invoice_number', 'paid', { supplier: ['id', 'number'] }, 'payments']);

/** The payments of an invoice, one item each. */
export async function execute(this: IExecuteFunctions, items: INodeExecutionData[]): Promise<ItemResult[]> {
	const coupa = await coupaFor(this);
	const read = parameterReader(this);
	return await eachItem(items, async (itemIndex): Promise<Settled<IDataObject[]>> => {
		const target = identified(read, itemIndex, invoiceModel);
		if (!target.ok) return target;
		const [rows] = await findAll(coupa, invoiceModel, [target], FIELDS);
		const { by, value } = target.value;
		const invoice = theOne(rows, `invoice '${value}'`, by, invoiceModel.keyParts);
		if (!invoice.ok) return invoice;
		const { payments, 'invoice-number': number, id } = invoice.value;
		const list = Array.isArray(payments) ? payments.filter(isRecord) : [];
		return { ok: true, value: list.map((one) => ({ ...one, invoice: { id, 'invoice-number': number } })) };
	});
}
