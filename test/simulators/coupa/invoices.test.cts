import type { Values } from './attributes.cts';
import { startedClient, type Answer, type TestClient } from './testClient.cts';

const invoice = (number: string, more: Values = {}): Values => ({
	'invoice-number': number,
	'invoice-date': '2026-01-15',
	supplier: { number: '4343' },
	'account-type': { name: 'Financial Distribution Co' },
	currency: { code: 'USD' },
	'line-level-taxation': true,
	'invoice-lines': [
		{
			'line-num': 1,
			type: 'InvoiceQuantityLine',
			description: 'Widget',
			price: '33.335',
			quantity: '3',
			'account-allocations': [{ account: { code: '30-8605' }, pct: '100', amount: '100.005' }],
			'tax-lines': { 'tax-line': { type: 'TaxLine', amount: '10.00', rate: '10' } },
		},
	],
	...more,
});

describe('invoices of the Coupa simulator', () => {
	let client: TestClient;
	let serial = 0;
	beforeAll(async () => {
		client = await startedClient();
	});
	afterAll(() => client.coupa.stop());

	const create = async (more: Values = {}): Promise<Answer> =>
		client.call('POST', 'invoices', { body: invoice(`INV-${(serial += 1)}`, more) });
	const put = async ({ body }: Answer, sent: Values, action = ''): Promise<Answer> =>
		client.call('PUT', `invoices/${String(body.id)}${action && `/${action}`}`, { body: sent });
	const approve = ({ body }: Answer) =>
		client.coupa.store.update('invoices', Number(body.id), { status: 'approved' });

	it('creates a draft with lines, allocations and taxes, and adds them up exactly', async () => {
		const { status, body } = await create();
		expect([status, body.status, body['document-type'], body['total-with-taxes'], body.paid]).toEqual([
			...[201, 'draft', 'Invoice', '110.0050', false],
		]);
		expect(body['invoice-lines']).toMatchObject([
			{ 'account-allocations': [{ amount: '100.0050' }], 'tax-lines': [{ amount: '10.0000' }] },
		]);
	});

	it('answers dates as moments of the company: that of an invoice at its midnight, others at that of UTC', async () => {
		const { body } = await create({ 'payment-date': '2026-02-01', 'delivery-date': '2026-02-01T10:00:00Z' });
		expect([body['invoice-date'], body['payment-date'], body['delivery-date']]).toEqual([
			'2026-01-15T00:00:00-07:00',
			'2026-01-31T17:00:00-07:00',
			'2026-02-01T03:00:00-07:00',
		]);
	});

	it('takes a number once for each supplier', async () => {
		const first = await create();
		const number = first.body['invoice-number']!;
		const again = await create({ 'invoice-number': number });
		const other = await create({ 'invoice-number': number, supplier: { number: '4344' } });
		expect([again.status, other.status]).toEqual([400, 201]);
	});

	it('wants the corrected invoice of a credit note', async () => {
		const { status, text } = await create({ 'is-credit-note': true });
		expect([status, text]).toEqual([400, expect.stringContaining("Original invoice number can't be blank")]);
		const original = { 'original-invoice-number': 'INV-1', 'original-invoice-date': '2026-01-15' };
		expect((await create({ 'is-credit-note': true, ...original })).body['document-type']).toBe('Credit Note');
	});

	it('voids only what is pending receipt, approved or draft', async () => {
		const created = await create();
		expect((await put(created, {}, 'submit')).body.status).toBe('pending_approval');
		expect((await put(created, {}, 'void')).status).toBe(400);
		approve(created);
		expect((await put(created, {}, 'void')).body.status).toBe('voided');
	});

	it('adds payments, changes none, and takes `paid` from the caller', async () => {
		const created = await create();
		approve(created);
		const payment = (amount: string, more: Values = {}): Values => ({
			payments: { payment: [{ 'amount-paid': amount, notes: 'JDE 1', ...more }] },
		});
		await put(created, payment('49.00'));
		const again = await put(created, { payments: [{ amount_paid: '49', notes: 'JDE 1' }] });
		const [first, second] = again.body.payments as Values[];
		expect([first, second, again.body.paid]).toMatchObject([
			{ 'amount-paid': '49.0000' },
			{ notes: 'JDE 1' },
			false,
		]);
		const after = await put(created, { ...payment('1', { id: first!.id! }), paid: 'true' });
		expect([after.body.payments, after.body.paid]).toEqual([again.body.payments, true]);
	});

	it('disputes with a reason', async () => {
		const created = await create();
		approve(created);
		expect((await put(created, {}, 'dispute')).status).toBe(400);
		const reason = { 'dispute-reason': { code: 'INCORRECT-QUANTITY' }, comment: '3 came' };
		expect((await put(created, reason, 'dispute')).body.status).toBe('disputed');
	});
});

it('knows no exchange rate by the code of its currencies, as the real API', async () => {
	const client = await startedClient();
	const body = {
		'from-currency': { code: 'USD' },
		'to-currency': { code: 'EUR' },
		rate: '0.9',
		'rate-date': '2026-01-01',
	};
	expect((await client.call('POST', 'exchange_rates', { body })).status).toBe(201);
	expect((await client.list('exchange_rates', { 'from-currency[code]': 'USD' })).body).toEqual([]);
	expect((await client.list('exchange_rates')).body).toMatchObject([{ rate: '0.900000000' }]);
	await client.coupa.stop();
});
