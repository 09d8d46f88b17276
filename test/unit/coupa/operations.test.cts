import { TestCoupa, acme, failureOf, usesNock } from './coupaNode.cts';

jest.mock('../../../lib/node/surroundings', () => require('../support/clock.cts').surroundings);

usesNock();

const inCoupa = { id: 83, number: '4343', name: 'Acme Inc.', status: 'active' };
const many = (from: number, count: number) =>
	Array.from({ length: count }, (_, i) => ({ id: from + i, number: String(from + i) }));

describe('Supplier: Get', () => {
	it.each([
		['key', '4343', 'number'],
		['name', 'Acme Inc.', 'name'],
		['id', '83', 'id'],
	])('finds by %s', async (mode, value, attribute) => {
		const coupa = new TestCoupa().finds('suppliers', [inCoupa]);
		const results = await coupa.run('supplier', 'get', [{}], { record: { mode, value } });
		expect(results).toEqual([{ json: inCoupa, pairedItem: { item: 0 } }]);
		expect(coupa.log[0]).toContain(`/api/suppliers?${attribute}=${value}&`);
	});

	it('says what is missing in the words of the user', async () => {
		const coupa = new TestCoupa().finds('suppliers', []);
		const [result] = await coupa.run('supplier', 'get', [{}], { record: { mode: 'key', value: '1' } });
		expect(failureOf(result!.json)).toMatchObject({
			category: 'reference',
			message: "Coupa has no supplier '1'",
		});
	});

	it('asks for the chosen fields only', async () => {
		const coupa = new TestCoupa().finds('suppliers', [inCoupa]);
		const parameters = {
			record: { mode: 'key', value: '4343' },
			options: { fields: 'name, payment-term.code' },
		};
		await coupa.run('supplier', 'get', [{}], parameters);
		expect(coupa.log[0]).toContain('&fields=["id","number","name",{"payment_term":["code"]}]&');
	});
});

describe('Supplier: Get Many', () => {
	it('reads 5 pages of 50, stops on the short one, and gives a moved record once', async () => {
		const pages = [
			many(1, 50),
			many(51, 50),
			many(101, 50),
			[...many(150, 1), ...many(151, 49)],
			many(200, 7),
		];
		const coupa = new TestCoupa().finds('suppliers', ...pages);
		const results = await coupa.run('supplier', 'getAll', [{}], { returnAll: true });
		expect(results).toHaveLength(206);
		expect(coupa.log.map((line) => /id\[gt\]=(\d+)/.exec(line)?.[1])).toEqual([
			undefined,
			'50',
			'100',
			'150',
			'199',
		]);
		expect(coupa.log[1]).toBe('GET /api/suppliers?limit=50&id[gt]=50&order_by=id&dir=asc');
	});

	it('filters by attributes, also of other records, and reads no more than Limit', async () => {
		const coupa = new TestCoupa().finds('suppliers', many(1, 3));
		const conditions = [
			{ attribute: 'updated-at', operator: 'gt_or_eq', value: '2026-01-01T00:00:00+01:00' },
			{ attribute: 'payment-term.code', operator: 'equals', value: 'Net 30' },
		];
		const results = await coupa.run('supplier', 'getAll', [{}], { limit: 3, filters: { conditions } });
		expect(results).toHaveLength(3);
		expect(coupa.log).toEqual([
			'GET /api/suppliers?updated-at[gt_or_eq]=2026-01-01T00:00:00+01:00&payment-term[code]=Net 30&limit=3&order_by=id&dir=asc',
		]);
	});
});

describe('Supplier: Create', () => {
	it('refuses a supplier that exists', async () => {
		const coupa = new TestCoupa().finds('suppliers', [inCoupa]);
		const [result] = await coupa.run('supplier', 'create', [acme()]);
		expect(failureOf(result!.json)).toMatchObject({ category: 'duplicate', code: 'COUPA_EXISTS' });
	});
});

describe('Supplier: Update', () => {
	it('writes the fields defined below, each for its own item', async () => {
		const coupa = new TestCoupa()
			.finds('suppliers', [inCoupa, { ...inCoupa, id: 84, number: '2' }])
			.writes('put', 'suppliers/83', 200, {})
			.writes('put', 'suppliers/84', 200, {});
		const values = [
			{ attribute: 'status', value: 'inactive' },
			{ attribute: 'primary-address.city', value: (json: { city: string }) => json.city },
		];
		const parameters = {
			record: { mode: 'key', value: (json: { no: string }) => json.no },
			document: 'defineBelow',
			fieldsToSend: { values },
		};
		const items = [
			{ no: '4343', city: 'Ulm' },
			{ no: '2', city: 'Bonn' },
		];
		const results = await coupa.run('supplier', 'update', items, parameters as never);
		expect(results.map(({ json }) => json.action)).toEqual(['updated', 'updated']);
		expect(coupa.bodies).toEqual([
			{ status: 'inactive', 'primary-address': { city: 'Ulm' } },
			{ status: 'inactive', 'primary-address': { city: 'Bonn' } },
		]);
	});

	it('creates nothing', async () => {
		const coupa = new TestCoupa().finds('suppliers', []);
		const parameters = { record: { mode: 'id', value: '1' }, document: 'wholeItem' };
		const [result] = await coupa.run('supplier', 'update', [{ status: 'inactive' }], parameters);
		expect(failureOf(result!.json)).toMatchObject({ category: 'reference', code: 'COUPA_NOT_FOUND' });
	});
});

describe('Any Resource', () => {
	it('creates or updates by path and key', async () => {
		const coupa = new TestCoupa()
			.finds('payment_terms', [{ id: 1, code: 'N30', description: 'old' }])
			.writes('put', 'payment_terms/1', 200, { id: 1 });
		const parameters = { resourcePath: '/api/payment_terms/', keyAttribute: 'code' };
		const [result] = await coupa.run(
			'anyResource',
			'upsert',
			[{ code: 'N30', description: 'Net 30' }],
			parameters,
		);
		expect(result!.json).toMatchObject({ action: 'updated', record: { type: 'payment_terms', key: 'N30' } });
	});

	it('refuses a list that would grow with every run', async () => {
		const coupa = new TestCoupa().finds('purchase_orders', [
			{ id: 1, 'po-number': 'A', 'order-lines': [{ id: 2, price: '1' }] },
		]);
		const parameters = { resourcePath: 'purchase_orders', keyAttribute: 'po-number' };
		const item = { 'po-number': 'A', 'order-lines': [{ price: '2' }] };
		const [result] = await coupa.run('anyResource', 'upsert', [item], parameters);
		expect(failureOf(result!.json)).toMatchObject({ category: 'validation', code: 'COUPA_LIST_WOULD_GROW' });
	});

	it.each(['../oauth2/token', 'suppliers?x=1', ''])("refuses the path '%s'", async (resourcePath) => {
		const coupa = new TestCoupa();
		const [result] = await coupa.run('anyResource', 'getAll', [{}], { resourcePath, returnAll: true });
		expect(failureOf(result!.json)).toMatchObject({ category: 'configuration' });
	});
});

describe('Connection: Check', () => {
	it('shows the host and what may be read, and no secret', async () => {
		const coupa = new TestCoupa().finds('suppliers', []);
		coupa.nock.get('/api/payment_terms').query(true).reply(403, {});
		const [result] = await coupa.run('connection', 'check', [{}]);
		expect(result!.json).toEqual({
			host: coupa.host,
			instanceUrl: coupa.url,
			canReadSuppliers: true,
			canReadPaymentTerms: false,
			checkedAt: expect.any(String),
		});
	});
});

it('without permission to go on, the node stops with the first failure after all were worked through', async () => {
	const coupa = new TestCoupa().finds('suppliers', []).writes('post', 'suppliers', 201, { id: 1 });
	const items = [acme({ number: '' }), acme()];
	const run = coupa.run('supplier', 'upsert', items, {}, { continueOnFail: false });
	await expect(run).rejects.toThrow("A supplier has no 'number' [item 0]");
	expect(coupa.sent).toEqual(['POST /api/suppliers']);
});
