import type { Values } from './attributes.cts';
import { startedClient, type TestClient } from './testClient.cts';
import type { CoupaOptions } from './index.cts';

let client: TestClient;
const start = async (options: CoupaOptions = {}) => {
	client = await startedClient(options);
};
beforeEach(() => start());
afterEach(() => client.coupa.stop());

const draft = {
	number: 'INV-1',
	supplier: '4343',
	accountType: 'Financial Distribution Co',
	lines: [{ price: '50.00', quantity: '2', account: '30-8605', tax: '10.00' }],
};
const read = async (id: number): Promise<Values> => (await client.call('GET', `invoices/${id}`)).body;
const entered = (more: object = {}): number => Number(client.coupa.desk.invoice({ ...draft, ...more }).id);
/** Marked by us, long ago. */
const exported = async (more: object = {}): Promise<number> => {
	const id = entered(more);
	await client.call('PUT', `invoices/${id}?exported=true`);
	client.coupa.clock.advance(3_600_000);
	return id;
};

describe('what people do in Coupa', () => {
	test('an invoice is approved, with lines, taxes and accounts, and waits to be exported', async () => {
		const invoice = await read(entered());
		expect(invoice).toMatchObject({ status: 'approved', exported: false, 'total-with-taxes': '110.0000' });
		const [line] = invoice['invoice-lines'] as Values[];
		expect(line).toMatchObject({ price: expect.stringMatching(/^50\.0/), account: { code: '30-8605' } });
	});

	test('a credit note names what it corrects', async () => {
		const invoice = await read(
			entered({ number: 'CR-1', corrects: { number: 'INV-1', date: '2026-11-01' } }),
		);
		expect(invoice).toMatchObject({ 'document-type': 'Credit Note', 'original-invoice-number': 'INV-1' });
	});

	test('an invoice for an order names its line, which counts it as invoiced', async () => {
		const { store } = client.coupa;
		store.insert('purchase_orders', {
			'po-number': '1-OP-990',
			supplier: { number: '4343' },
			'order-lines': [
				{
					...{ 'line-num': '1.000', description: 'Part', price: '5.00', quantity: '10' },
					account: { code: '30-8605' },
				},
			],
		});
		const ordered = { price: '5.00', quantity: '4', order: { number: '1-OP-990', line: '1.000' } };
		const { 'invoice-lines': lines } = await read(entered({ lines: [ordered, ...draft.lines] }));
		const line = store.find('order_lines', { 'line-num': '1.000' });
		expect(lines).toMatchObject([
			{
				'order-line-id': line?.id,
				'po-number': '1-OP-990',
				'order-line-num': '1.000',
				account: { code: '30-8605' },
			},
			{ 'order-line-id': null, 'po-number': null },
		]);
		expect(line?.invoiced).toBe('4.000000');
		expect(() => entered({ lines: [{ ...ordered, order: { number: 'NOPE', line: '1' } }] })).toThrow('NOPE');
	});

	test('approval comes later, where the invoice was entered so', async () => {
		const id = entered({ status: 'pending_approval' });
		expect((await read(id)).status).toBe('pending_approval');
		client.coupa.desk.approve(id);
		expect((await read(id)).status).toBe('approved');
	});

	test.each<[string, (id: number) => unknown, Values]>([
		[
			'an edit',
			(id) => client.coupa.desk.edit(id, { 'invoice-number': 'INV-1A' }),
			{ 'invoice-number': 'INV-1A' },
		],
		['a void', (id) => client.coupa.desk.void(id), { status: 'voided', canceled: true }],
		['a payment', (id) => client.coupa.desk.pay([{ invoice: id, amount: '110.00' }]), { paid: true }],
	])('%s moves `updated-at` and leaves the exported flag', async (_what, act, expected) => {
		const id = await exported();
		const before = await read(id);
		act(id);
		const after = await read(id);
		expect(after).toMatchObject({ ...expected, exported: true });
		expect(Date.parse(String(after['updated-at']))).toBeGreaterThan(Date.parse(String(before['updated-at'])));
		expect((await client.list('invoices', { exported: 'false' })).body).toEqual([]);
	});

	test('… unless Coupa was told to reset it on every change', async () => {
		await client.coupa.stop();
		await start({ userEditsResetExported: true });
		const id = await exported();
		client.coupa.desk.void(id);
		expect((await read(id)).exported).toBe(false);
		// What an integration writes never resets it.
		await client.call('PUT', `invoices/${id}?exported=true`);
		await client.call('PUT', `invoices/${id}`, { body: { 'payment-notes': 'x' } });
		expect(await read(id)).toMatchObject({ exported: true, 'payment-notes': 'x' });
	});

	test('marking leaves `updated-at`, or moves it where that is wanted', async () => {
		for (const moves of [false, true]) {
			await client.coupa.stop();
			await start({ markingMovesUpdatedAt: moves });
			const id = entered();
			const before = (await read(id))['updated-at'];
			client.coupa.clock.advance(60_000);
			await client.call('PUT', `invoices/${id}?exported=true`);
			expect((await read(id))['updated-at'] !== before).toBe(moves);
		}
	});
});

describe('payments that Coupa made', () => {
	test('are records of their own and stand on each invoice; a part leaves it open', async () => {
		const [one, two] = [entered(), entered({ number: 'INV-2' })];
		const payments = [
			{ invoice: one, amount: '110.00' },
			{ invoice: two, amount: '60.00' },
		];
		client.coupa.desk.pay(payments, { identifier: 'PAY-A' });
		const { body } = await client.list('coupa_pay/payments', {
			exported: 'false',
			'status[in]': 'completed_successfully',
		});
		expect(body).toMatchObject([
			{
				'payment-identifier': 'PAY-A',
				'pay-to-total': '170.00',
				'pay-to-currency': { code: 'USD' },
				'payment-details': [
					{ 'payable-type': 'CoupaPay::Invoice', 'source-transaction-id': one, 'payment-total': '110.00' },
					{ 'source-transaction-reference': 'INV-2', 'payment-total': '60.00' },
				],
			},
		]);
		expect(await read(one)).toMatchObject({
			paid: true,
			payments: [{ 'amount-paid': '110.0000', notes: 'PAY-A' }],
		});
		expect(await read(two)).toMatchObject({ paid: false });
		client.coupa.desk.pay([{ invoice: two, amount: '49.00', discount: '1.00' }]);
		expect(await read(two)).toMatchObject({ paid: true });
	});

	test('are only read and marked', async () => {
		client.coupa.desk.pay([{ invoice: entered(), amount: '110.00' }]);
		const [payment] = (await client.list('coupa_pay/payments')).body;
		const path = `coupa_pay/payments/${String(payment!.id)}`;
		await client.call('PUT', path, { body: { status: 'draft' } });
		expect((await client.call('PUT', `${path}?exported=true`)).body).toMatchObject({
			exported: true,
			status: 'completed_successfully',
		});
		expect((await client.call('POST', 'coupa_pay/payments', { body: {} })).status).toBe(404);
		expect((await client.call('GET', 'coupa_pay')).status).toBe(404);
		expect((await client.call('PUT', `${path}/export`)).status).toBe(200);
	});

	test('that the bank sent back are negative on the invoice, which is open again', async () => {
		const id = await exported();
		client.coupa.desk.pay([{ invoice: id, amount: '110.00' }], { identifier: 'PAY-B' });
		client.coupa.clock.advance(60_000);
		client.coupa.desk.reverse('PAY-B');
		expect(await read(id)).toMatchObject({
			paid: false,
			exported: true,
			payments: [{ 'amount-paid': '110.0000' }, { 'amount-paid': '-110.0000', notes: 'PAY-B reversed' }],
		});
		const { body } = await client.list('coupa_pay/payments', { status: 'completed_with_errors' });
		expect(body).toMatchObject([{ 'payment-identifier': 'PAY-B', 'error-text': 'Returned by the bank' }]);
	});

	test('leave no trace in the time stamp of the invoice, where that is switched on', async () => {
		await client.coupa.stop();
		await start({ paymentsMoveUpdatedAt: false });
		const id = entered();
		const before = (await read(id))['updated-at'];
		client.coupa.clock.advance(60_000);
		client.coupa.desk.pay([{ invoice: id, amount: '110.00' }]);
		expect(await read(id)).toMatchObject({ paid: true, 'updated-at': before });
	});

	test('stand on the invoice alone where Coupa Pay is not licensed', async () => {
		await client.coupa.stop();
		await start({ coupaPay: false });
		const id = entered();
		client.coupa.desk.pay([{ invoice: id, amount: '110.00' }]);
		expect((await read(id)).paid).toBe(true);
		expect((await client.list('coupa_pay/payments')).body).toEqual([]);
	});
});
