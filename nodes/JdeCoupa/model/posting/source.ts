import type { IDataObject } from 'n8n-workflow';

import { calendarDay } from '../../../../lib/dates';
import { isRecord } from '../../../../lib/diff';
import { shortFingerprint } from '../runRows';
import { textOf } from '../text';
import type { PostingSettings } from './settings';
import { recordsIn } from './wanted';

/** What a parked row and the sums by company show of it: no lines, no bank details. */
export function sourceOf(key: string, invoice: IDataObject, { companyOf }: PostingSettings): IDataObject {
	const name = (value: unknown, field: string) => (isRecord(value) ? textOf(value[field]) : '');
	return {
		key,
		number: textOf(invoice['invoice-number']),
		supplier: name(invoice.supplier, 'number'),
		company: companyOf.get(name(invoice['account-type'], 'name')) ?? '',
		status: textOf(invoice.status),
		date: calendarDay(textOf(invoice['invoice-date'])),
		amount: textOf(invoice['total-with-taxes']),
		currency: name(invoice.currency, 'code'),
		version: versionOf(invoice),
	};
}

/** Everything that is posted of it, as one mark: Coupa's own time stamp moves with our marking, too. */
function versionOf(invoice: IDataObject): string {
	const lines = recordsIn(invoice['invoice-lines']).map((line) => [
		...['total', 'quantity', 'description', 'po-number', 'order-line-num'].map((name) => line[name]),
		...[line.account, ...recordsIn(line['account-allocations']).map(({ account }) => account)].map(
			(account) => (isRecord(account) ? account.code : ''),
		),
		...recordsIn(line['account-allocations']).flatMap(({ amount, pct }) => [amount, pct]),
		...recordsIn(line['tax-lines']).map(({ amount }) => amount),
	]);
	const paid = recordsIn(invoice.payments).map((payment) => [payment.id, payment['amount-paid']]);
	return shortFingerprint([lines, recordsIn(invoice['tax-lines']).map(({ amount }) => amount), paid]);
}
