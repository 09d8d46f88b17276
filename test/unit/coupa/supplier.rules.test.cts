import { TestCoupa, acme, clock, failureOf, usesNock } from './coupaNode.cts';

jest.mock('../../../lib/node/surroundings', () => require('../support/clock.cts').surroundings);

usesNock();

const inCoupa = { id: 83, number: '4343', name: 'Acme Inc.', status: 'active' };
const nameTaken = { errors: { supplier: ['Name has already been taken'] } };

describe('a taken name', () => {
	it('gets its number, and the outcome shows it', async () => {
		const coupa = new TestCoupa()
			.finds('suppliers', [])
			.writes('post', 'suppliers', 400, nameTaken)
			.writes('post', 'suppliers', 201, { id: 85 });
		const [outcome] = await coupa.upsert([acme()]);
		expect(coupa.bodies[1]).toEqual(acme({ name: 'Acme Inc. (4343)' }));
		expect(outcome).toMatchObject({ action: 'created', calls: 2 });
		expect(outcome!.changes).toContainEqual({ path: 'name', before: null, after: 'Acme Inc. (4343)' });
	});

	it('is cut so that it stays within 100 characters', async () => {
		const coupa = new TestCoupa()
			.finds('suppliers', [inCoupa])
			.writes('put', 'suppliers/83', 400, nameTaken)
			.writes('put', 'suppliers/83', 200, {});
		await coupa.upsert([acme({ name: 'N'.repeat(100) })]);
		expect(coupa.bodies[1]).toEqual({ name: `${'N'.repeat(93)} (4343)` });
	});

	it('counts as unchanged the next time', async () => {
		const coupa = new TestCoupa().finds('suppliers', [{ ...inCoupa, name: 'Acme Inc. (4343)' }]);
		expect((await coupa.upsert([acme()]))[0]).toMatchObject({ action: 'unchanged' });
	});

	it('fails as duplicate where the site wants that', async () => {
		const coupa = new TestCoupa().finds('suppliers', []).writes('post', 'suppliers', 400, nameTaken);
		const [result] = await coupa.upsert([acme()], { whenNameIsTaken: 'fail' });
		expect(failureOf(result)).toMatchObject({ category: 'duplicate' });
	});

	it('leaves a taken number a duplicate', async () => {
		const taken = { errors: { supplier: ['Number has already been taken'], warnings: ['Duns is odd'] } };
		const coupa = new TestCoupa().finds('suppliers', []).writes('post', 'suppliers', 400, taken);
		const [result] = await coupa.upsert([acme()]);
		expect(failureOf(result)).toMatchObject({
			category: 'duplicate',
			details: { says: ['Number has already been taken'] },
		});
	});
});

describe('references', () => {
	const net30 = { 'payment-term': { code: 'Net 30' } };

	it('a payment term missing in Coupa fails as reference before writing', async () => {
		const coupa = new TestCoupa()
			.finds('suppliers', [inCoupa])
			.finds('payment_terms', [{ id: 1, code: 'Net 10', active: false }]);
		const results = await coupa.upsert([
			acme(net30),
			acme({ number: '2', 'payment-term': { code: 'Net 10' } }),
		]);
		expect(coupa.log[1]).toBe(
			'GET /api/payment_terms?code[in]=Net 30,Net 10&fields=["id","code","active"]&limit=50&order_by=id&dir=asc',
		);
		expect(coupa.sent).toEqual([]);
		expect(failureOf(results[0])).toMatchObject({
			code: 'COUPA_REFERENCE_MISSING',
			category: 'reference',
			details: { attribute: 'payment-term', value: 'Net 30' },
		});
		expect(failureOf(results[1])).toMatchObject({ code: 'COUPA_REFERENCE_INACTIVE', category: 'reference' });
	});

	it('one that Coupa kept at its old value fails as reference', async () => {
		const old = { id: 1, code: 'Net 10' };
		const coupa = new TestCoupa()
			.finds('suppliers', [{ ...inCoupa, 'payment-term': old }])
			.finds('payment_terms', [{ id: 2, code: 'Net 30', active: true }])
			.writes('put', 'suppliers/83', 200, { ...inCoupa, 'payment-term': old });
		const [result] = await coupa.upsert([acme(net30)]);
		expect(failureOf(result)).toMatchObject({
			category: 'reference',
			message: "Coupa ignored 'payment-term' of supplier '4343'",
			details: { kept: 'Net 10', wanted: 'Net 30' },
		});
	});

	it('is not looked up when it does not change', async () => {
		const coupa = new TestCoupa().finds('suppliers', [
			{ ...inCoupa, 'payment-term': { id: 1, code: 'Net 30' } },
		]);
		expect((await coupa.upsert([acme(net30)]))[0]).toMatchObject({ action: 'unchanged' });
		expect(coupa.log).toHaveLength(1);
	});

	it('names the scope when references may not be read', async () => {
		const coupa = new TestCoupa().finds('suppliers', []);
		coupa.nock.get('/api/payment_terms').query(true).reply(403, { error: 'insufficient_scope' });
		const [result] = await coupa.upsert([acme(net30)]);
		expect(failureOf(result)).toMatchObject({
			category: 'permission',
			description: expect.stringContaining('core.common.read'),
		});
	});
});

describe('remit-to addresses', () => {
	const remitTo = {
		'remit-to-code': '4343-4343',
		street1: 'Main St 1',
		city: 'Ulm',
		'postal-code': '89073',
		country: { code: 'DE' },
	};
	const wanted = acme({ 'remit-to-addresses': [remitTo] });

	it('are created under the supplier, not inside it', async () => {
		const coupa = new TestCoupa()
			.finds('suppliers', [])
			.writes('post', 'suppliers', 201, { id: 83 })
			.writes('post', 'suppliers/83/addresses', 201, { id: 5 });
		const [outcome] = await coupa.upsert([wanted]);
		expect(coupa.sent).toEqual(['POST /api/suppliers', 'POST /api/suppliers/83/addresses']);
		expect(coupa.bodies).toEqual([acme(), remitTo]);
		expect(outcome).toMatchObject({ action: 'created', calls: 2 });
		expect(outcome!.changes).toContainEqual({
			path: 'remit-to-addresses[4343-4343].city',
			before: null,
			after: 'Ulm',
		});
	});

	it('are left alone the second time, also those of others', async () => {
		const there = [
			{ id: 5, ...remitTo, country: { id: 1, code: 'DE' } },
			{ id: 6, 'remit-to-code': 'other' },
		];
		const coupa = new TestCoupa().finds('suppliers', [{ ...inCoupa, 'remit-to-addresses': there }]);
		expect((await coupa.upsert([wanted]))[0]).toMatchObject({ action: 'unchanged' });
	});

	it('are changed by their id where they differ', async () => {
		const there = [{ id: 5, ...remitTo, city: 'Bonn' }];
		const coupa = new TestCoupa()
			.finds('suppliers', [{ ...inCoupa, 'remit-to-addresses': there }])
			.writes('put', 'suppliers/83/addresses/5', 200, { id: 5 });
		const [outcome] = await coupa.upsert([wanted]);
		expect(coupa.bodies).toEqual([{ city: 'Ulm' }]);
		expect(outcome!.changes).toEqual([
			{ path: 'remit-to-addresses[4343-4343].city', before: 'Bonn', after: 'Ulm' },
		]);
	});

	it('answer lost after the write: no address twice', async () => {
		const coupa = new TestCoupa()
			.finds('suppliers', [{ ...inCoupa, 'remit-to-addresses': [] }])
			.finds('suppliers/83/addresses', [{ id: 5, ...remitTo }]);
		coupa.nock.post('/api/suppliers/83/addresses').query(true).reply(504);
		expect((await coupa.upsert([wanted]))[0]).toMatchObject({ action: 'updated', attempts: 1, calls: 2 });
	});

	it('without a code fail before anything is written', async () => {
		const coupa = new TestCoupa().finds('suppliers', []);
		const [result] = await coupa.upsert([acme({ 'remit-to-addresses': [{ city: 'Ulm' }] })]);
		expect(failureOf(result)).toMatchObject({
			category: 'validation',
			message: expect.stringContaining("'remit-to-code'"),
		});
	});
});

describe('guards', () => {
	const two = [acme({ number: '1' }), acme({ number: '2' })];

	it('more writes than Maximum Writes: none is made', async () => {
		const coupa = new TestCoupa().finds('suppliers', []);
		const results = await coupa.upsert(two, { maximumWrites: 1 });
		expect(results.map((one) => failureOf(one).category)).toEqual(['configuration', 'configuration']);
		expect(failureOf(results[0]).message).toMatch(/^2 records would be written, more than the 1 /);
		expect(coupa.sent).toEqual([]);
	});

	it('another host than Only at Host: nothing is even read', async () => {
		const coupa = new TestCoupa();
		const [other] = await coupa.upsert([acme()], { onlyAtHost: 'prod.coupahost.com' });
		const [empty] = await coupa.upsert([acme()], { onlyAtHost: '' });
		expect(failureOf(other).message).toContain(coupa.host);
		expect(failureOf(empty)).toMatchObject({
			category: 'configuration',
			description: expect.stringContaining('setup workflow'),
		});
		expect(coupa.log).toEqual([]);
	});

	it('the right host, in any case of letters, may write', async () => {
		const coupa = new TestCoupa().finds('suppliers', [inCoupa]);
		expect((await coupa.upsert([acme()], { onlyAtHost: coupa.host.toUpperCase() }))[0]).toMatchObject({
			action: 'unchanged',
		});
	});

	it('writes nothing after the lease ended, not even a repetition', async () => {
		const coupa = new TestCoupa().finds('suppliers', []);
		coupa.nock.post('/api/suppliers').query(true).reply(429, '', { 'retry-after': '60' });
		const [result] = await coupa.upsert([acme()], {
			doNotWriteAfter: new Date(clock.ms + 30_000).toISOString(),
		});
		expect(failureOf(result)).toMatchObject({
			category: 'conflict',
			message: expect.stringContaining('lease ended'),
		});
		expect(coupa.sent).toHaveLength(1);
	});

	it('a Do Not Write After that holds no time writes nothing', async () => {
		const coupa = new TestCoupa();
		expect(failureOf((await coupa.upsert([acme()], { doNotWriteAfter: '' }))[0])).toMatchObject({
			category: 'configuration',
		});
		expect(coupa.log).toEqual([]);
	});
});
