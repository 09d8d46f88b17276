import type { IDataObject } from 'n8n-workflow';

import { buildInvoice } from '../../../nodes/JdeCoupa/model/invoice/buildInvoice';
import {
	expectedInvoices,
	expectedOrders,
	expectedPayments,
	SAMPLE_SITE,
	sampleCompany,
	sampleCrosswalk,
} from '../../simulators/sample/index.cts';
import { TestAis } from '../jde/aisNode.cts';
import { RULES } from './vouchers.cts';

const company = sampleCompany({ seed: 11, suppliers: 80, orders: 150, vouchers: 300 });
const { tables } = company;
const site = { ...SAMPLE_SITE, crosswalk: sampleCrosswalk(company) };
const expectedOf = {
	orders: expectedOrders(tables, site).inCoupa,
	invoices: expectedInvoices(tables, site),
	payments: expectedPayments(tables, site).inCoupa,
};

let ais: TestAis;
beforeAll(async () => (ais = await TestAis.start({ company })));
afterAll(async () => await ais.stop());

const list = (value: unknown) => value as IDataObject[];
const read = async (resource: string, options: IDataObject) => await ais.run(resource, 'getAll', { options });
/** Amounts are compared by what they are, not by how many zeros they have. */
const plain = (amount: unknown) => Number(amount);

describe('what the nodes read of a whole company', () => {
	it('is each order with its lines, prices and accounts, to the last digit', async () => {
		const orders = (await read('purchaseOrder', {})).filter(({ key }) => expectedOf.orders.has(String(key)));
		expect(orders).toHaveLength(expectedOf.orders.size);
		for (const order of orders) {
			const expected = expectedOf.orders.get(String(order.key))!;
			expect(order).toMatchObject({
				poNumber: expected.poNumber,
				supplier: expected.supplier,
				currency: expected.currency,
				orderDate: expected.orderDate,
			});
			const live = list(order.lines).filter(({ isCancelled }) => isCancelled !== true);
			expect(
				live.map(({ number, lineType, quantity, unitPrice, extendedAmount, account }) => ({
					number,
					type: lineType === 'quantity' ? 'OrderQuantityLine' : 'OrderAmountLine',
					quantity,
					price: lineType === 'quantity' ? unitPrice : extendedAmount,
					amount: extendedAmount,
					jdeAccount: String(account).trim(),
				})),
			).toEqual(
				expected.lines.map(({ number, type, quantity, price, amount, jdeAccount }) => ({
					...{ number, type, quantity, price, amount, jdeAccount },
				})),
			);
		}
	});

	it('is each voucher as one invoice, on its accounts, with its taxes, to the smallest unit', async () => {
		const { inCoupa, parked } = expectedOf.invoices;
		const vouchers = await read('voucher', { includeOrderLines: true, documentTypes: 'PV, PD' });
		const wanted = vouchers.filter(({ key }) => inCoupa.has(String(key)));
		expect(wanted).toHaveLength(inCoupa.size);
		for (const voucher of wanted) {
			const expected = inCoupa.get(String(voucher.key))!;
			const invoice = buildInvoice(voucher, RULES);
			expect(voucher).toMatchObject({
				supplier: expected.supplier,
				payee: expected.payee,
				currency: expected.currency,
				invoiceDate: expected.invoiceDate,
				isPaid: expected.isSettled,
			});
			expect([invoice.invoiceNumber, plain(invoice.gross), plain(invoice.taxNotSent)]).toEqual([
				expected.invoiceNumber,
				plain(expected.gross),
				plain(expected.taxNotSent),
			]);
			expect(
				list(invoice.lines).map(({ account, amount, orderLine }) => {
					const { poNumber, lineNumber } = (orderLine ?? {}) as IDataObject;
					return [account, plain(amount), poNumber, lineNumber];
				}),
			).toEqual(
				expected.lines.map(({ jdeAccount, amount, order }) => [
					...[jdeAccount, plain(amount), order?.poNumber, order?.line],
				]),
			);
			expect(list(invoice.taxLines).map(({ code, area, amount }) => [code, area, plain(amount)])).toEqual(
				expected.taxes.map(({ code, area, amount }) => [code, area, plain(amount)]),
			);
		}
		const broken = [...parked].filter(([, { category, reasons }]) => {
			return category === 'validation' || reasons.some((reason) => reason.startsWith('tax code'));
		});
		expect(broken).toHaveLength(3);
		for (const [key] of broken) {
			const voucher = vouchers.find((one) => one.key === key)!;
			expect(() => buildInvoice(voucher, RULES)).toThrow(
				/does not add up|has no supplier invoice number|tax explanation code 'C'/,
			);
		}
	});

	it('is each payment with what it pays of each voucher, voids beside it', async () => {
		const options = { reservedBankAccounts: SAMPLE_SITE.coupaBankAccounts.join(',') };
		const found = new Set<string>();
		for (const payment of await read('payment', options)) {
			for (const part of list(payment.vouchers)) {
				const key = `${String(payment.key)}/${String(part.key)}`;
				const expected = expectedOf.payments.get(key);
				if (expected === undefined) continue;
				found.add(key);
				// Negative by custom, so that a debit is paid by a negative amount.
				expect([payment.number, payment.date, plain(part.amount), plain(part.discountTaken)]).toEqual([
					...[expected.number, expected.date, -plain(expected.amount), plain(expected.discount)],
				]);
				expect(part.void !== null).toBe(expectedOf.payments.has(`${key}/void`));
			}
		}
		expect(found.size).toBe([...expectedOf.payments.keys()].filter((key) => !key.endsWith('/void')).length);
	});
});
