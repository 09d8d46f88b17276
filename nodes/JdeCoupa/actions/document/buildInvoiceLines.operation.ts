import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import { settle } from '../../../../lib/failure';
import type { ItemResult } from '../../../../lib/node/operation';
import { buildInvoice } from '../../model/invoice/buildInvoice';
import type { InvoiceRules, TaxRule } from '../../model/invoice/types';
import { CREDIT_FIELDS, LINES_WITHOUT_ORDER_LINE, TAX_TREATMENT } from './invoiceFields';

const SHOW = { show: { resource: ['document'], operation: ['buildInvoiceLines'] } };

export const description: INodeProperties[] = [TAX_TREATMENT, LINES_WITHOUT_ORDER_LINE, ...CREDIT_FIELDS].map(
	(field) => ({ ...field, displayOptions: { show: { ...SHOW.show, ...field.displayOptions?.show } } }),
);

/** Each voucher with what it is as an invoice in `invoice`. What is no record, such as a report on the chunk, is dropped. */
export async function execute(this: IExecuteFunctions, items: INodeExecutionData[]): Promise<ItemResult[]> {
	const text = (name: string) => String(this.getNodeParameter(name, 0, '')).trim();
	const { rule = [] } = this.getNodeParameter('taxTreatment', 0, {}) as { rule?: TaxRule[] };
	const rules: InvoiceRules = {
		taxes: rule,
		credits: text('credits') as InvoiceRules['credits'],
		originalNumberField: text('originalNumberField'),
		originalDateField: text('originalDateField'),
		linesWithoutOrderLine: text('linesWithoutOrderLine') as InvoiceRules['linesWithoutOrderLine'],
	};
	const results: ItemResult[] = [];
	for (const [itemIndex, { json }] of items.entries()) {
		if (json.key === undefined) continue;
		const result = await settle(async () => [{ ...json, invoice: buildInvoice(json, rules) }]);
		results.push({ itemIndex, result });
	}
	return results;
}
