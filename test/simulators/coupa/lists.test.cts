import type { Values } from './attributes.cts';
import { startedClient, type TestClient } from './testClient.cts';

const numbers = (records: Values[]) => records.map(({ number }) => number).sort();

describe('lists of the Coupa simulator', () => {
	let client: TestClient;
	beforeAll(async () => {
		const many = Array.from({ length: 120 }, (_, index) => ({
			name: `Supplier ${index}`,
			number: `${1000 + index}`,
			status: index % 2 === 0 ? 'active' : 'inactive',
			...(index < 10 ? { 'payment-term': { code: 'Net 30' } } : {}),
		}));
		client = await startedClient({ data: { suppliers: many } });
	});
	afterAll(() => client.coupa.stop());

	it('clamps a page to 50 records and gives the rest by offset', async () => {
		const first = await client.list('suppliers', { limit: '500' });
		const last = await client.list('suppliers', { offset: '100' });
		expect([first.body.length, last.body.length]).toEqual([50, 20]);
	});

	it('answers an empty list with 200 and []', async () => {
		const { status, text } = await client.list('suppliers', { number: 'none' });
		expect([status, text]).toEqual([200, '[]']);
	});

	it('orders by id where nothing is asked', async () => {
		const ids = (await client.list('suppliers')).body.map(({ id }) => Number(id));
		expect(ids).toEqual([...ids].sort((left, right) => left - right));
	});

	it('misses rows for a caller that pages through a filter without an order', async () => {
		const pages = await Promise.all(
			[0, 20, 40].map((offset) =>
				client.list('suppliers', { status: 'active', limit: '20', offset: `${offset}` }),
			),
		);
		const seen = new Set(pages.flatMap(({ body }) => body.map(({ id }) => id)));
		expect(pages.flatMap(({ body }) => body)).toHaveLength(60);
		expect(seen.size).toBeLessThan(60);
	});

	it('finds every row once for a caller that pages through a filter by id', async () => {
		const pages = await Promise.all(
			[0, 20, 40].map((offset) =>
				client.list('suppliers', { status: 'active', limit: '20', offset: `${offset}`, order_by: 'id' }),
			),
		);
		const ids = pages.flatMap(({ body }) => body.map(({ id }) => Number(id)));
		expect(new Set(ids).size).toBe(60);
		expect(ids).toEqual([...ids].sort((left, right) => left - right));
	});

	it('orders by an attribute in the direction asked, in either spelling', async () => {
		const { body } = await client.list('suppliers', { order_by: 'created_at', dir: 'desc', limit: '1' });
		const named = await client.list('suppliers', { order_by: 'name', dir: 'desc', limit: '1' });
		expect([body[0]?.number, named.body[0]?.name]).toEqual(['1119', 'Supplier 99']);
	});

	it.each([
		['number', '1003', ['1003']],
		['number[in]', '1001,1002', ['1001', '1002']],
		['number[contains]', '019', ['1019']],
		['number[starts_with]', '111', Array.from({ length: 10 }, (_, index) => `111${index}`)],
		['name[ends_with]', ' 7', ['1007']],
		['number[gt]', '1117', ['1118', '1119']],
		['number[gt_or_eq]', '1118', ['1118', '1119']],
		['number[lt]', '1001', ['1000']],
		['number[lt_or_eq]', '1001', ['1000', '1001']],
		['payment-term[code]', 'Net 30', Array.from({ length: 10 }, (_, index) => `100${index}`)],
	])('filters by %s=%s', async (key, value, expected) => {
		expect(numbers((await client.list('suppliers', { [key]: value })).body)).toEqual([...expected].sort());
	});

	it.each([
		[{ 'status[not_eq]': 'active', 'number[lt]': '1004' }, ['1001', '1003']],
		[{ 'number[not_in]': '1000,1002', 'number[lt_or_eq]': '1003' }, ['1001', '1003']],
		[{ 'payment_term[code][in]': 'Net 30,Net 45', 'number[gt]': '1007' }, ['1008', '1009']],
		[{ 'payment-term[code][blank]': 'false', 'number[gt]': '1007' }, ['1008', '1009']],
		[{ 'payment-term[blank]': 'true', 'number[lt]': '1012' }, ['1010', '1011']],
	])('requires all conditions of %j', async (query, expected) => {
		expect(numbers((await client.list('suppliers', query as Record<string, string>)).body)).toEqual(expected);
	});

	it('breaks a value with a comma apart under [in]', async () => {
		client.coupa.store.insert('suppliers', { name: 'Smith, Jones', number: 'S,J' });
		const { body } = await client.list('suppliers', { 'name[in]': 'Smith, Jones' });
		expect(body).toEqual([]);
	});

	it.each(['updated-at[gt]', 'updated_at[gt]'])('compares instants, not texts, under %s', async (key) => {
		const aMinuteAgo = new Date(Date.now() - 60_000).toISOString();
		const inAMinute = new Date(Date.now() + 60_000).toISOString();
		const past = await client.list('suppliers', { [key]: aMinuteAgo });
		const future = await client.list('suppliers', { [key]: inAMinute });
		expect([past.body.length, future.body.length]).toEqual([50, 0]);
	});

	it('refuses an instant whose plus sign was not escaped', async () => {
		const { status } = await client.call('GET', 'suppliers?updated-at[gt]=2026-01-01T00:00:00+00:00');
		expect(status).toBe(400);
	});

	it.each([
		'suppliers?colour=red',
		'suppliers?payment-term[colour]=red',
		'suppliers?number[like]=1',
		'suppliers?updated-at[contains]=2026',
		'suppliers?updated-at[blank]=true',
		'suppliers?order_by=colour',
		'suppliers?limit=ten',
		'suppliers?offset=-1',
		'suppliers?return_object=none',
		'suppliers?fields=id,name',
	])('refuses %s with 400', async (path) => {
		expect((await client.call('GET', path)).status).toBe(400);
	});

	it('answers only the fields asked for, nested and in either spelling', async () => {
		const fields = '["id","payment_term",{"payment-term":["days_for_net_payment"]},{"custom_fields":{}}]';
		const { body } = await client.list('suppliers', { number: '1000', fields });
		expect(body).toEqual([
			{ id: expect.any(Number), 'payment-term': { 'days-for-net-payment': 30 }, 'custom-fields': {} },
		]);
	});

	it('leaves an unknown field out and notes it in the ledger', async () => {
		const { status, body } = await client.list('suppliers', {
			number: '1000',
			fields: '["number","colour"]',
		});
		expect([status, body]).toEqual([200, [{ number: '1000' }]]);
		expect(client.coupa.ledger.effects).toContainEqual(
			expect.objectContaining({ kind: 'ignored-field', key: 'supplier.colour' }),
		);
	});

	it('answers ids alone for return_object=limited', async () => {
		const { body } = await client.list('suppliers', { number: '1000', return_object: 'limited' });
		expect(Object.keys(body[0] ?? {})).toEqual(['id']);
	});

	it('answers references by id and natural key for return_object=shallow', async () => {
		const { body } = await client.list('suppliers', { number: '1000', return_object: 'shallow' });
		expect(body[0]?.['payment-term']).toEqual({ id: expect.any(Number), code: 'Net 30' });
	});

	it('writes instants in whole seconds with an offset that is not UTC', async () => {
		const { body } = await client.list('suppliers', { number: '1000' });
		expect(body[0]?.['updated-at']).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d-07:00$/);
	});

	it('writes decimals as text and ids as numbers', async () => {
		const { body } = await client.list('payment_terms', { code: '2/10 Net 30' });
		expect([body[0]?.['discount-rate'], typeof body[0]?.id]).toEqual(['2.00', 'number']);
	});

	it('finds accounts by their computed code within a chart of accounts', async () => {
		const { body } = await client.list('accounts', {
			code: '30-8610-10',
			'account-type[name][in]': 'Financial Distribution Co,European Trading Co',
		});
		expect(body.map(({ name }) => name)).toEqual(['Denver, Freight']);
	});

	it('refuses a request line that outgrows the proxy', async () => {
		const { status } = await client.list('suppliers', { 'number[in]': '1234567,'.repeat(1100) });
		expect(status).toBe(414);
	});

	it.each(['colours', 'suppliers/7', 'suppliers/abc', 'payment_terms/1/addresses', 'countries', 'contacts'])(
		'answers 404 in JSON for %s',
		async (path) => {
			const { status, headers } = await client.call('GET', path);
			expect([status, headers.get('content-type')]).toEqual([404, expect.stringContaining('json')]);
		},
	);
});
