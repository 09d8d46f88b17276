import type { Json, Values } from './attributes.cts';
import { sum } from './resources/decimals.cts';
import type { Store } from './store.cts';
import { dayText } from './tables.cts';

export interface InvoiceLine {
	/** unit price, or the amount of a line without quantity */
	price: string;
	quantity?: string;
	/** code of the account; an order line has its own */
	account?: string;
	/** amount of tax on the line */
	tax?: string;
	/** the order line that is invoiced: PO number and line number */
	order?: { number: string; line: string };
	description?: string;
}

export interface InvoiceDraft {
	number: string;
	/** number of the supplier */
	supplier: string;
	/** name of the chart of accounts */
	accountType: string;
	lines: InvoiceLine[];
	/** ISO date @default 2026-11-20 */
	date?: string;
	/** @default USD */
	currency?: string;
	/** @default approved */
	status?: string;
	/** makes it a credit note with positive amounts, for this invoice */
	corrects?: { number: string; date: string };
	more?: Values;
}

export interface Payment {
	/** ID of the invoice */
	invoice: number;
	amount: string;
	discount?: string;
}

export interface DeskOptions {
	/** what users change is to be exported again: Coupa does so only where its Support switched it on (default off) */
	userEditsResetExported?: boolean;
	/** a payment moves the `updated-at` of its invoice: whether it does is not public (default on) */
	paymentsMoveUpdatedAt?: boolean;
	/** Coupa Pay is licensed: payments are records of their own too (default on) */
	coupaPay?: boolean;
}

/** What people do on Coupa's own screens. Nothing of it is an effect in the ledger; `updated-at` moves with it. */
export class Desk {
	private serial = 0;

	constructor(
		private readonly store: Store,
		private readonly options: DeskOptions = {},
	) {}

	/** Enters an invoice that is approved, unless told otherwise. Amounts of order lines count as invoiced. */
	invoice(draft: InvoiceDraft): Values {
		const { number, supplier, accountType, lines, date = '2026-11-20', currency = 'USD' } = draft;
		const { status = 'approved', corrects, more = {} } = draft;
		return this.store.insert('invoices', {
			'invoice-number': number,
			'invoice-date': dayText(date),
			supplier: { number: supplier },
			'account-type': { name: accountType },
			currency: { code: currency },
			'line-level-taxation': true,
			status,
			...(corrects
				? {
						'is-credit-note': true,
						'original-invoice-number': corrects.number,
						'original-invoice-date': dayText(corrects.date),
					}
				: {}),
			'invoice-lines': lines.map((line, index) => this.line(line, index + 1)),
			...more,
		});
	}

	private line(
		{ price, quantity, account, tax, order, description }: InvoiceLine,
		lineNumber: number,
	): Values {
		const ordered = order && this.orderLine(order);
		if (ordered && quantity !== undefined) {
			const invoiced = sum([ordered.line.invoiced ?? 0, quantity], 6);
			this.store.update('order_lines', Number(ordered.line.id), { invoiced });
		}
		const code = account ?? codeOf(ordered?.line.account);
		return {
			'line-num': lineNumber,
			type: quantity === undefined ? 'InvoiceAmountLine' : 'InvoiceQuantityLine',
			description: description ?? (ordered ? String(ordered.line.description) : `Line ${lineNumber}`),
			price,
			...(quantity === undefined ? {} : { quantity }),
			...(code === undefined ? {} : { account: { code } }),
			...(tax === undefined ? {} : { 'tax-lines': [{ amount: tax }] }),
			...(ordered
				? {
						'order-line-id': Number(ordered.line.id),
						'po-number': String(ordered.order['po-number']),
						'order-header-num': String(ordered.order.id),
						'order-line-num': String(ordered.line['line-num']),
					}
				: {}),
		};
	}

	private orderLine({ number, line }: { number: string; line: string }): { order: Values; line: Values } {
		const order = this.store.find('purchase_orders', { 'po-number': number });
		const found = (order?.['order-lines'] as Values[] | undefined)?.find(
			(one) => String(one['line-num']) === line,
		);
		if (!order || !found) throw new Error(`No order ${number} line ${line} in the Coupa simulator`);
		return { order, line: this.store.find('order_lines', { id: found.id ?? null }) ?? found };
	}

	approve(id: number): Values {
		return this.change(id, { status: 'approved' });
	}

	/** Changes an invoice, approved or not; lines with `id` are edited, others added. */
	edit(id: number, changes: Values): Values {
		return this.change(id, changes);
	}

	void(id: number): Values {
		return this.change(id, { status: 'voided', canceled: true });
	}

	/** Pays invoices in one payment; an invoice is paid when nothing is left of it. */
	pay(payments: Payment[], { identifier = `PAY-${(this.serial += 1)}`, date = '2026-11-21' } = {}): Values {
		const notes = identifier;
		for (const { invoice, amount, discount = '0' } of payments) {
			this.addPayment(invoice, { 'amount-paid': amount, notes, 'payment-date': dayText(date) }, discount);
		}
		if (this.options.coupaPay === false) return { 'payment-identifier': identifier };
		const invoices = payments.map(({ invoice }) => this.found(invoice));
		const currency = { code: codeOf(invoices[0]?.currency) ?? 'USD' };
		const total = sum(
			payments.map(({ amount }) => amount),
			2,
		);
		return this.store.insert('coupa_pay_payments', {
			'payment-identifier': identifier,
			status: 'completed_successfully',
			type: 'CoupaPay::Payment',
			'pay-to-total': total,
			'pay-from-total': total,
			'pay-to-currency': currency,
			'pay-from-currency': currency,
			'released-at': `${date}T12:00:00Z`,
			'pay-to-account': { type: 'CoupaPay::SupplierPaymentAccount' },
			'payment-details': payments.map(({ invoice, amount, discount = '0' }, index) => ({
				'payable-id': invoice,
				'payable-type': 'CoupaPay::Invoice',
				'source-transaction-id': invoice,
				'source-transaction-type': 'InvoiceHeader',
				'source-transaction-reference': String(invoices[index]?.['invoice-number']),
				'transaction-total': String(invoices[index]?.['total-with-taxes']),
				'discount-total': discount,
				'payment-total': amount,
				currency,
			})),
		});
	}

	/** The bank sent a payment back: every invoice of it is open again. */
	reverse(identifier: string, { date = '2026-11-22', reason = 'Returned by the bank' } = {}): void {
		for (const invoice of this.store.all('invoices')) {
			const paid = (invoice.payments as Values[]).filter(({ notes }) => notes === identifier);
			const amount = sum(
				paid.map((payment) => payment['amount-paid']),
				4,
			);
			if (paid.length === 0) continue;
			const negative = amount.startsWith('-') ? amount.slice(1) : `-${amount}`;
			const notes = `${identifier} reversed`;
			this.addPayment(Number(invoice.id), { 'amount-paid': negative, notes, 'payment-date': dayText(date) });
		}
		const payment = this.store.find('coupa_pay_payments', { 'payment-identifier': identifier });
		if (payment) {
			const changes: Values = { status: 'completed_with_errors', 'error-text': reason };
			this.store.update('coupa_pay_payments', Number(payment.id), { ...changes, ...this.reset() });
		}
	}

	private addPayment(id: number, payment: Values, discount = '0'): void {
		const before = this.found(id);
		const paid = (before.payments as Values[]).map((one) => one['amount-paid']);
		const settled = sum([...paid, payment['amount-paid'], discount], 4);
		this.change(id, { payments: [payment], paid: settled === String(before['total-with-taxes']) });
		if (this.options.paymentsMoveUpdatedAt !== false) return;
		this.store.update('invoices', id, { 'updated-at': before['updated-at'] ?? null });
	}

	private change(id: number, changes: Values): Values {
		return this.store.update('invoices', id, { ...changes, ...this.reset() });
	}

	private reset(): Values {
		return this.options.userEditsResetExported ? { exported: false } : {};
	}

	private found(id: number): Values {
		const invoice = this.store.find('invoices', { id });
		if (!invoice) throw new Error(`No invoice ${id} in the Coupa simulator`);
		return invoice;
	}
}

function codeOf(value: Json | undefined): string | undefined {
	const code = value !== null && typeof value === 'object' && !Array.isArray(value) ? value.code : undefined;
	return typeof code === 'string' ? code : undefined;
}
