import type { IDataObject } from 'n8n-workflow';

import { calendarDay } from '../../../../lib/dates';
import { isRecord } from '../../../../lib/diff';
import { textOf } from '../text';
import type { PostingSettings } from './settings';

const TAKEN = ['approved', 'voided'];

/** The company in JD Edwards that an invoice belongs to, or why it is left alone. */
export function companyFor(
	invoice: IDataObject,
	settings: PostingSettings,
): { company: string } | { reason: string } {
	const chart = isRecord(invoice['account-type']) ? textOf(invoice['account-type'].name) : '';
	const company = settings.companyOf.get(chart);
	const status = textOf(invoice.status);
	if (company === undefined) return { reason: `chart of accounts ${chart || 'unknown'}` };
	if (calendarDay(textOf(invoice['invoice-date'])) < settings.goLive)
		return { reason: `before ${settings.goLive}` };
	if (cameFromJde(invoice, settings)) return { reason: 'came from JD Edwards' };
	return TAKEN.includes(status) ? { company } : { reason: `status ${status || 'unknown'}` };
}

/** A voucher that JD Edwards sent to Coupa bears its key there. */
function cameFromJde(invoice: IDataObject, { erpNumberField }: PostingSettings): boolean {
	if (erpNumberField === '') return false;
	const custom = isRecord(invoice['custom-fields']) ? invoice['custom-fields'] : {};
	const value =
		invoice[erpNumberField] ?? custom[erpNumberField] ?? custom[erpNumberField.replace(/^cf-/, '')];
	return textOf(value) !== '';
}
