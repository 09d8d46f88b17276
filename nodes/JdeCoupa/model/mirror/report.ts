import type { IDataObject } from 'n8n-workflow';

import { isOutage } from '../../../../lib/failure';
import { textOf } from '../text';
import type { ParkedRow } from '../parked/rows';
import { toldAs } from './externalId';

/** A row of `jde_coupa_parked`, of which the excerpts are not told. */
export interface OpenRow extends ParkedRow {
	source_stamp?: unknown;
	wanted?: unknown;
}

/** What a flow moves: Coupa's document type, and what people call it. */
const DOCUMENTS: Record<string, { type: string; noun: string }> = {
	suppliers: { type: 'Supplier', noun: 'Supplier' },
	purchaseOrders: { type: 'ExternalOrderHeader', noun: 'Order' },
	apInvoices: { type: 'InvoiceHeader', noun: 'Voucher' },
	payments: { type: 'Payment', noun: 'Payment' },
	coupaToJde: { type: 'InvoiceHeader', noun: 'Coupa invoice' },
};

/** An integration error of Coupa but for its run (`POST /api/integration_errors`). Says nothing of bank or tax data. */
export function reportOf(code: string, contactAlertType: string, row: OpenRow): IDataObject {
	const flow = textOf(row.flow);
	const { type, noun } = DOCUMENTS[flow] ?? { type: '', noun: 'Record' };
	const invoice = invoiceOf(flow, row);
	return {
		integration: { code },
		...(invoice !== undefined
			? { 'document-type': 'InvoiceHeader', 'document-id': invoice }
			: type !== ''
				? { 'document-type': type }
				: {}),
		'contact-alert-type': contactAlertType,
		'external-id': toldAs(code, row).externalId,
		status: 'Error',
		responses: [
			{
				'response-code': [row.category, row.code].map(textOf).join(' / '),
				'response-message': messageOf(noun, row),
			},
		],
	};
}

/** It comes right by itself, so nobody is to be mailed. */
export function waits({ reason, category }: OpenRow): boolean {
	return textOf(reason) !== '' || isOutage({ category });
}

function messageOf(noun: string, row: OpenRow): string {
	const amount = [row.amount, row.currency].map(textOf).filter((part) => part !== '');
	const company = textOf(row.company);
	const owns = [
		...(company === '' ? [] : [`company ${company}`]),
		...(amount.length > 1 ? [amount.join(' ')] : []),
	];
	const about = owns.length === 0 ? '' : ` (${owns.join(', ')})`;
	const todo = textOf(row.description);
	return `${noun} ${textOf(row.key)}${about}: ${textOf(row.message).replace(/\.?$/, '.')}${todo === '' ? '' : ` What to do: ${todo}`}`;
}

/** Coupa's ID of the invoice where it is known: of invoices that come from Coupa, and of payments on such. */
function invoiceOf(flow: string, row: OpenRow): number | undefined {
	const id =
		flow === 'coupaToJde'
			? /^C(\d+)\b/.exec(textOf(row.key))?.[1]
			: flow === 'payments'
				? paidId(row)
				: undefined;
	return id === undefined ? undefined : Number(id);
}

/** The excerpt of a long document is cut, and then no JSON any more. */
function paidId({ wanted }: OpenRow): string | undefined {
	return /"invoice":\{"id":"?(\d+)/.exec(textOf(wanted))?.[1];
}
