import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import { settle } from '../../../../lib/failure';
import { buildPayments } from '../../model/payment/buildPayments';
import type { PaymentRules } from '../../model/payment/buildPayments';
import { textOf } from '../../model/text';
import { failedItem, skippedItem } from '../leftOut';
import { listParameter } from '../parameters';

const displayOptions = { show: { resource: ['document'], operation: ['buildPayments'] } };

export const description: INodeProperties[] = [
	{
		displayName:
			"Takes vouchers as 'JDE AIS: Voucher' gives them: only they show what was open before and is open now. Its items go to 'Coupa: Invoice Payment' as a whole.",
		name: 'paymentsNotice',
		type: 'notice',
		default: '',
		displayOptions,
	},
	{
		displayName: 'Reserved Bank Accounts',
		name: 'reservedBankAccounts',
		type: 'string',
		default: '',
		placeholder: 'e.g. 00011110',
		displayOptions,
		description:
			'G/L bank accounts (F0413.GLBA) of payments that came from Coupa, separated by commas; they do not go back',
	},
	{
		displayName: 'Go-Live Date',
		name: 'goLive',
		type: 'string',
		default: '',
		placeholder: 'e.g. 2026-01-01',
		displayOptions,
		description:
			'Payments made before this day (F0413.DMTJ), and what voids them, are never sent; empty sends all',
	},
	{
		displayName: 'Origin Stamp Field',
		name: 'stampField',
		type: 'string',
		default: 'F0411[].URRF',
		displayOptions,
		description: 'Field with the Coupa ID of a voucher that came from there; its payments go to that invoice',
	},
];

/** Two outputs: payments for Coupa, and what is left out. What is no voucher is dropped. */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const rules: PaymentRules = {
		reservedBankAccounts: listParameter(context, 'reservedBankAccounts'),
		goLive: String(context.getNodeParameter('goLive', 0, '') ?? '').trim(),
		stampField: String(context.getNodeParameter('stampField', 0, '')).trim(),
	};
	const payments: INodeExecutionData[] = [];
	const leftOut: INodeExecutionData[] = [];
	for (const [item, { json }] of context.getInputData().entries()) {
		if (textOf(json.key) === '') continue;
		const built = await settle(async () => buildPayments(json, rules));
		if (!built.ok) {
			leftOut.push(failedItem(item, json, built.failure));
			continue;
		}
		payments.push(...built.value.payments.map((payment) => ({ json: payment, pairedItem: { item } })));
		for (const { key, ...why } of built.value.leftOut) {
			leftOut.push(skippedItem(item, { type: 'invoice payment', key }, { key }, why));
		}
	}
	return [payments, leftOut];
}
