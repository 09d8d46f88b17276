import nock from 'nock';

import { TestCoupa, acme, failureOf, usesNock } from './coupaNode.cts';

jest.mock('../../../lib/node/surroundings', () => require('../support/clock.cts').surroundings);

usesNock();

const inCoupa = { id: 83, number: '4343', name: 'Acme Inc.', status: 'active' };

describe('Supplier: Create or Update', () => {
	it('asks for all keys in one call, and only for what it compares', async () => {
		const coupa = new TestCoupa().finds('suppliers', [inCoupa, { ...inCoupa, id: 84, number: '4344' }]);
		await coupa
			.upsert(
				[
					acme({ 'payment-term': { code: 'Net 30' }, 'custom-fields': { 'cf-company': '00001' } }),
					acme({ number: 4344 }),
				],
				{ dryRun: true },
			)
			.catch(() => undefined);
		expect(coupa.log[0]).toBe(
			'GET /api/suppliers?number[in]=4343,4344&fields=["id","number","name","status",{"payment_term":["id","code"]},{"custom_fields":{}}]&limit=50&order_by=id&dir=asc',
		);
		nock.cleanAll();
	});

	it('creates what is not there', async () => {
		const coupa = new TestCoupa().finds('suppliers', []).writes('post', 'suppliers', 201, inCoupa);
		const [outcome] = await coupa.upsert([acme()]);
		expect(coupa.bodies).toEqual([acme()]);
		expect(outcome).toEqual({
			record: { type: 'supplier', key: '4343' },
			action: 'created',
			target: { system: coupa.host, id: '83', key: '4343' },
			changes: [
				{ path: 'number', before: null, after: '4343' },
				{ path: 'name', before: null, after: 'Acme Inc.' },
				{ path: 'status', before: null, after: 'active' },
			],
			calls: 1,
			attempts: 1,
			waitedMs: 0,
			startedAt: expect.any(String),
			finishedAt: expect.any(String),
			fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/),
		});
	});

	it('writes only the fields that differ', async () => {
		const coupa = new TestCoupa().finds('suppliers', [inCoupa]).writes('put', 'suppliers/83', 200, {});
		const [outcome] = await coupa.upsert([acme({ status: 'inactive' })]);
		expect(coupa.sent).toEqual(['PUT /api/suppliers/83']);
		expect(coupa.bodies).toEqual([{ status: 'inactive' }]);
		expect(outcome).toMatchObject({
			action: 'updated',
			changes: [{ path: 'status', before: 'active', after: 'inactive' }],
		});
	});

	it('makes no write when nothing differs', async () => {
		const coupa = new TestCoupa().finds('suppliers', [
			{ ...inCoupa, 'primary-address': { city: 'Ulm', street2: null } },
		]);
		const [outcome] = await coupa.upsert([acme({ 'primary-address': { city: 'Ulm', street2: '' } })]);
		expect(outcome).toMatchObject({ action: 'unchanged', calls: 0, attempts: 0, changes: [] });
		expect(coupa.sent).toEqual([]);
	});

	it('writes nothing in a dry run, and reports the same changes', async () => {
		const coupa = new TestCoupa().finds('suppliers', [inCoupa]);
		const outcomes = await coupa.upsert([acme({ name: 'Acme Ltd.' }), acme({ number: '9' })], {
			dryRun: true,
		});
		expect(outcomes.map(({ action }) => action)).toEqual(['planned-update', 'planned-create']);
		expect(outcomes[0]!.changes).toEqual([{ path: 'name', before: 'Acme Inc.', after: 'Acme Ltd.' }]);
		expect(coupa.sent).toEqual([]);
	});

	it('leaves an empty field alone, unless it is told to send it', async () => {
		const there = { ...inCoupa, duns: '12' };
		const quiet = new TestCoupa().finds('suppliers', [there]);
		expect((await quiet.upsert([acme({ duns: '' })]))[0]).toMatchObject({ action: 'unchanged' });
		const loud = new TestCoupa().finds('suppliers', [there]).writes('put', 'suppliers/83', 200, {});
		await loud.upsert([acme({ duns: '' })], { sendEmptyFields: true });
		expect(loud.bodies).toEqual([{ duns: '' }]);
	});

	it('writes create-only fields at creation and never again', async () => {
		const coupa = new TestCoupa().finds('suppliers', [inCoupa]).writes('post', 'suppliers', 201, { id: 85 });
		const items = [
			acme({ 'po-method': 'email' }),
			acme({ number: '2', po_method: 'email', _source: 'JDE', company: '1' }),
		];
		const outcomes = await coupa.upsert(
			items,
			{ ignoreFields: 'company' },
			{ createOnlyFields: 'po-method, po-email' },
		);
		expect(outcomes.map(({ action }) => action)).toEqual(['unchanged', 'created']);
		expect(coupa.bodies).toEqual([
			{ number: '2', name: 'Acme Inc.', status: 'active', 'po-method': 'email' },
		]);
	});

	it('looks the supplier up before repeating a POST that got no answer', async () => {
		const coupa = new TestCoupa().finds('suppliers', [], [inCoupa]);
		coupa.nock
			.post('/api/suppliers')
			.query(true)
			.replyWithError(Object.assign(new Error('reset'), { code: 'ECONNRESET' }));
		const [outcome] = await coupa.upsert([acme()]);
		expect(coupa.log.map((line) => line.split('?')[0])).toEqual([
			'GET /api/suppliers',
			'POST /api/suppliers',
			'GET /api/suppliers',
		]);
		expect(outcome).toMatchObject({ action: 'created', target: { id: '83' }, calls: 2, attempts: 1 });
	});

	it('answer lost before the write: posts again, but no third time', async () => {
		const coupa = new TestCoupa().finds('suppliers', [], [], []);
		coupa.nock.post('/api/suppliers').query(true).twice().reply(502, '<html>Bad Gateway</html>');
		const [result] = await coupa.upsert([acme()]);
		expect(failureOf(result)).toMatchObject({ category: 'unknown-outcome', retryable: true });
		expect(coupa.sent).toHaveLength(2);
	});

	it('sends an update again after a fault: setting the same attributes twice does no harm', async () => {
		const coupa = new TestCoupa().finds('suppliers', [inCoupa]);
		coupa.writes('put', 'suppliers/83', 500, '<html>sorry</html>').writes('put', 'suppliers/83', 200, {});
		const [outcome] = await coupa.upsert([acme({ status: 'inactive' })]);
		expect(outcome).toMatchObject({ action: 'updated', attempts: 2 });
	});

	it('one bad record does not stop the others, and places match', async () => {
		const coupa = new TestCoupa()
			.finds('suppliers', [])
			.writes('post', 'suppliers', 400, { errors: { supplier: ['Status is not included in the list'] } })
			.writes('post', 'suppliers', 201, { id: 90 });
		const results = await coupa.run(
			'supplier',
			'upsert',
			[acme({ number: '' }), acme({ status: 'x' }), acme({ number: '2' }), acme({ number: '2' })],
			{},
		);
		expect(results.map(({ pairedItem }) => pairedItem)).toEqual([0, 1, 2, 3].map((item) => ({ item })));
		const [noKey, refused, created, repeated] = results.map(({ json }) => json);
		expect(Object.keys(refused!)).toEqual(['error']);
		expect(failureOf(noKey)).toMatchObject({ category: 'validation', message: "A supplier has no 'number'" });
		expect(failureOf(refused)).toMatchObject({
			category: 'validation',
			httpStatus: 400,
			message: "Coupa did not accept supplier '4343'",
			description:
				'Correct the data or the mapping, then run it again. Coupa says: Status is not included in the list',
		});
		expect(created).toMatchObject({ action: 'created' });
		expect(failureOf(repeated)).toMatchObject({ category: 'duplicate' });
	});

	it('an outage ends the batch without losing what was done', async () => {
		const coupa = new TestCoupa().finds('suppliers', [{ ...inCoupa, number: '1' }]);
		coupa.nock.post('/api/suppliers').query(true).times(4).reply(429);
		const items = ['1', '2', '3'].map((number) => acme({ number }));
		const results = await coupa.upsert(items, { concurrency: 1, maximumTries: 4 });
		expect(results[0]).toMatchObject({ action: 'unchanged' });
		expect(failureOf(results[1])).toMatchObject({ code: 'COUPA_429', category: 'throttled' });
		expect(failureOf(results[2])).toMatchObject({ code: 'COUPA_429_NOT_TRIED', retryable: true });
	});

	it('two suppliers in Coupa with one number are a conflict', async () => {
		const coupa = new TestCoupa().finds('suppliers', [inCoupa, { ...inCoupa, id: 99 }]);
		const [result] = await coupa.upsert([acme()]);
		expect(failureOf(result)).toMatchObject({
			category: 'conflict',
			description: expect.stringContaining('83, 99'),
		});
	});

	it('looks up 5 pages of 50, and a key with a comma alone', async () => {
		const numbers = Array.from({ length: 250 }, (_, i) => String(1000 + i));
		const coupa = new TestCoupa();
		coupa.nock
			.get('/api/suppliers')
			.query(true)
			.times(6)
			.reply(200, (uri: string) => {
				const query = new URL(uri, coupa.url).searchParams;
				const keys = query.get('number[in]')?.split(',') ?? [query.get('number')!];
				return keys.map((number) => ({ ...inCoupa, id: Number(number) || 7, number }));
			});
		const outcomes = await coupa.upsert([...numbers, 'A,1'].map((number) => acme({ number })));
		expect(new Set(outcomes.map(({ action }) => action))).toEqual(new Set(['unchanged']));
		expect(
			coupa.log.filter((line) => line.includes('number[in]=')).map((line) => line.split(',1').length),
		).toEqual([50, 50, 50, 50, 50]);
		expect(coupa.log[5]).toContain('?number=A,1&');
	});
});
