import type { Values } from '../coupa/attributes.cts';
import { startCoupaSimulator, type CoupaSimulator } from '../coupa/index.cts';
import {
	expectedInvoices,
	expectedOrders,
	SAMPLE_SITE,
	sampleCompany,
	sampleCoupa,
	sampleCrosswalk,
	type ExpectedInvoice,
	type ExpectedOrder,
} from './index.cts';

const company = sampleCompany({ seed: 2, suppliers: 100, orders: 150, vouchers: 250 });
const site = { ...SAMPLE_SITE, crosswalk: sampleCrosswalk(company) };
const DECIMALS: Record<string, number> = { USD: 2, EUR: 2, JPY: 0, KWD: 3 };
const units = (amount: unknown, currency: string) => Math.round(Number(amount) * 10 ** DECIMALS[currency]);
const unitCode = (source: string) =>
	site.crosswalk.find((row) => row.kind === 'unit' && row.source === source)?.target ?? '';

let coupa: CoupaSimulator;
beforeAll(async () => {
	const suppliers = company.tables.F0401.map(({ AN8 }) => ({ name: `Supplier ${AN8}`, number: String(AN8) }));
	coupa = await startCoupaSimulator({ data: { ...sampleCoupa(company), suppliers } });
});
afterAll(async () => await coupa.stop());

function orderOf({ poNumber, supplier, currency, chart, lines }: ExpectedOrder): Values {
	return {
		type: 'ExternalOrderHeader',
		'po-number': poNumber,
		supplier: { number: supplier },
		currency: { code: currency },
		'ship-to-user': { login: 'pbuyer' },
		'ship-to-address': { 'location-code': 'M30' },
		'order-lines': lines.map(({ number, type, description, price, quantity, unit, account }) => ({
			'line-num': number,
			type,
			description,
			price,
			...(quantity === '' ? {} : { quantity }),
			...(unit === '' ? {} : { uom: { code: unitCode(unit) } }),
			currency: { code: currency },
			account: { code: account, 'account-type': { name: chart } },
		})),
	};
}

function invoiceOf({
	invoiceNumber,
	invoiceDate,
	supplier,
	chart,
	currency,
	lines,
	taxes,
}: ExpectedInvoice): Values {
	return {
		'invoice-number': invoiceNumber,
		'invoice-date': invoiceDate,
		supplier: { number: supplier },
		'account-type': { name: chart },
		currency: { code: currency },
		'line-level-taxation': false,
		'invoice-lines': lines.map(({ number, amount, account }) => ({
			'line-num': number,
			type: 'InvoiceAmountLine',
			description: 'Line',
			price: amount,
			account: { code: account, 'account-type': { name: chart } },
		})),
		'tax-lines': taxes.map(({ amount }) => ({ type: 'TaxLine', amount })),
	};
}

describe('the Coupa of the sample company', () => {
	it('takes every order, and its line totals are the extended amounts to the smallest unit', () => {
		const { inCoupa } = expectedOrders(company.tables, site);
		expect(inCoupa.size).toBeGreaterThan(100);
		for (const order of inCoupa.values()) {
			const held = coupa.store.insert('purchase_orders', orderOf(order));
			const totals = (held['order-lines'] as Values[]).map(({ total }) => units(total, order.currency));
			expect(totals).toEqual(order.lines.map(({ amount }) => units(amount, order.currency)));
		}
	});

	it('takes every invoice, and its total with taxes is what is owed', () => {
		const { inCoupa } = expectedInvoices(company.tables, site);
		expect(inCoupa.size).toBeGreaterThan(150);
		for (const invoice of inCoupa.values()) {
			const held = coupa.store.insert('invoices', invoiceOf(invoice));
			expect(Number(held['total-with-taxes'])).toBe(Number(invoice.gross));
		}
	});
});
