import type { CoupaSimulator } from '../simulators/coupa/index.cts';
import type { Values } from '../simulators/coupa/attributes.cts';
import { plain } from './shownOrders.cts';

export interface ShownInvoice {
	invoiceNumber: string;
	supplier: string;
	currency: string;
	invoiceDate: string;
	chart: string;
	gross: string;
	status: string;
	exported: boolean;
	/** account code and amount of each line */
	lines: Array<[account: string, amount: string]>;
	taxes: string[];
}

const list = (value: unknown): Values[] => (Array.isArray(value) ? (value as Values[]) : []);
const field = (value: unknown, name: string): string => String((value as Values | null)?.[name] ?? '');

/** The invoices that bear the key of a voucher, by that key, as Coupa's API would show them. */
export function shownInvoices({ store }: CoupaSimulator): Map<string, ShownInvoice> {
	const shown = store.all('invoices').map((invoice): [string, ShownInvoice] => [
		field(invoice['custom-fields'], 'cf-erp-invoice-number'),
		{
			invoiceNumber: String(invoice['invoice-number']),
			supplier: field(invoice.supplier, 'number'),
			currency: field(invoice.currency, 'code'),
			invoiceDate: String(invoice['invoice-date']).slice(0, 10),
			chart: field(invoice['account-type'], 'name'),
			gross: plain(invoice['total-with-taxes']),
			status: String(invoice.status),
			exported: invoice.exported === true,
			lines: list(invoice['invoice-lines']).map((line) => [field(line.account, 'code'), plain(line.price)]),
			taxes: list(invoice['tax-lines']).map(({ amount }) => plain(amount)),
		},
	]);
	return new Map(shown.filter(([key]) => key !== ''));
}

/** The payments of each invoice: duplicate key and amount. */
export function shownPayments({
	store,
}: CoupaSimulator): Map<string, Array<[notes: string, amount: string]>> {
	return new Map(
		store
			.all('invoices')
			.filter(
				({ payments, 'custom-fields': custom }) =>
					list(payments).length > 0 && field(custom, 'cf-erp-invoice-number') !== '',
			)
			.map((invoice) => [
				field(invoice['custom-fields'], 'cf-erp-invoice-number'),
				list(invoice.payments)
					.map((payment): [string, string] => [
						String(payment.notes).split(';')[0],
						plain(payment['amount-paid']),
					])
					.sort(([a], [b]) => a.localeCompare(b)),
			]),
	);
}
