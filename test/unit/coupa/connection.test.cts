import nock from 'nock';

import { SECRET, TOKEN, TestCoupa, acme, clock, failureOf, usesNock } from './coupaNode.cts';

jest.mock('../../../lib/node/surroundings', () => require('../support/clock.cts').surroundings);

usesNock();

const inCoupa = { id: 83, number: '4343', name: 'Acme Inc.', status: 'active' };
const unchanged = { action: 'unchanged' };

describe('a call', () => {
	it('says JSON in both headers, carries the token and follows no redirect', async () => {
		const coupa = new TestCoupa();
		const headers: Record<string, unknown> = {};
		coupa.nock
			.get('/api/suppliers')
			.query(true)
			.reply(
				302,
				function () {
					Object.assign(headers, this.req.headers);
					return '';
				},
				{ location: 'https://elsewhere.test/' },
			);
		const [result] = await coupa.upsert([acme()]);
		expect(headers).toMatchObject({
			accept: 'application/json',
			'content-type': 'application/json',
			authorization: `Bearer ${TOKEN}`,
		});
		expect(failureOf(result)).toMatchObject({
			category: 'configuration',
			description: expect.stringContaining("'Instance URL'"),
		});
	});

	it('429 with Retry-After is waited for', async () => {
		const coupa = new TestCoupa().finds('suppliers', [inCoupa]);
		coupa
			.writes('put', 'suppliers/83', 429, '', { 'retry-after': '3' })
			.writes('put', 'suppliers/83', 200, {});
		const [outcome] = await coupa.upsert([acme({ status: 'inactive' })]);
		expect(outcome).toMatchObject({ action: 'updated', waitedMs: 3000, attempts: 2 });
	});

	it('is not repeated when the retry budget of the run is used up', async () => {
		const coupa = new TestCoupa();
		coupa.nock.get('/api/suppliers').query(true).times(2).reply(503, '<html/>');
		const options = { retryBudget: 1, maximumTries: 5 };
		expect(failureOf((await coupa.upsert([acme()], options))[0])).toMatchObject({ category: 'throttled' });
		expect(coupa.log).toHaveLength(2);
	});

	it('503 on a POST: waits, reads back, then repeats', async () => {
		const coupa = new TestCoupa().finds('suppliers', [], []);
		coupa
			.writes('post', 'suppliers', 503, '<html/>', { 'retry-after': '7' })
			.writes('post', 'suppliers', 201, { id: 1 });
		const startedAt = clock.ms;
		expect((await coupa.upsert([acme()]))[0]).toMatchObject({ action: 'created', calls: 3 });
		expect(clock.ms - startedAt).toBeGreaterThanOrEqual(7000);
	});

	it.each([
		['a web page', 200, '<!DOCTYPE html><html>Sign in</html>', 'configuration', "'Instance URL'"],
		['XML', 200, '<?xml version="1.0"?><suppliers/>', 'configuration', "'Instance URL'"],
		['404', 404, '{"error":"not found"}', 'configuration', "'Instance URL'"],
		['403', 403, '{}', 'permission', 'core.supplier.read'],
		['something that is no list', 200, '{"id":1}', 'configuration', "'Resource Path'"],
	])('answered with %s names what to change', async (_what, status, body, category, named) => {
		const coupa = new TestCoupa();
		coupa.nock.get('/api/suppliers').query(true).reply(status, body, { 'content-type': 'application/json' });
		const failure = failureOf((await coupa.upsert([acme()]))[0]);
		expect(failure).toMatchObject({ category, description: expect.stringContaining(named) });
	});

	it.each([
		['ENOTFOUND', 'configuration', "'Instance URL'"],
		['DEPTH_ZERO_SELF_SIGNED_CERT', 'configuration', "'Ignore SSL Issues'"],
		['ECONNREFUSED', 'unavailable', "'Instance URL'"],
	])('%s names what to change', async (code, category, named) => {
		const coupa = new TestCoupa();
		coupa.nock
			.get('/api/suppliers')
			.query(true)
			.times(2)
			.replyWithError(Object.assign(new Error(code), { code }));
		const failure = failureOf((await coupa.upsert([acme()], { maximumTries: 2 }))[0]);
		expect(failure).toMatchObject({ category, description: expect.stringContaining(named) });
		expect(failure.message).not.toContain(code);
		nock.cleanAll();
	});

	it('that is cancelled ends at once, in the middle of an answer, and nothing more is sent', async () => {
		const coupa = new TestCoupa().finds('suppliers', []);
		coupa.nock.post('/api/suppliers').query(true).times(5).delay(20_000).reply(201, { id: 1 });
		const cancel = new AbortController();
		const items = Array.from({ length: 20 }, (_, i) => acme({ number: String(i) }));
		const run = coupa.run('supplier', 'upsert', items, {}, { signal: cancel.signal, continueOnFail: false });
		while (coupa.sent.length === 0) await new Promise((resolve) => setImmediate(resolve));
		cancel.abort();
		await expect(run).rejects.toThrow(/cancel|abort/i);
		const sent = coupa.sent.length;
		await new Promise((resolve) => setImmediate(resolve));
		expect(coupa.sent.length).toBe(sent);
		expect(sent).toBeLessThanOrEqual(5);
		nock.abortPendingRequests();
		nock.cleanAll();
	});

	it('needs https, except at home', async () => {
		const coupa = new TestCoupa();
		coupa.credential.instanceUrl = 'http://example.coupahost.com';
		expect(failureOf((await coupa.upsert([acme()]))[0])).toMatchObject({
			category: 'configuration',
			message: expect.stringContaining('https://'),
		});
	});
});

describe('the access token', () => {
	const replied = (coupa: TestCoupa, ...answers: Array<[number, unknown]>) => {
		for (const [status, body] of answers) {
			coupa.nock
				.get('/api/suppliers')
				.query(true)
				.reply(status, body as nock.Body);
		}
		return coupa;
	};

	it("a fresh token's 401 is waited for, without a new token", async () => {
		const coupa = replied(new TestCoupa(), [401, {}], [200, [inCoupa]]);
		coupa.credential.oauthTokenData = coupa.tokenData(clock.ms - 1000);
		expect((await coupa.upsert([acme()]))[0]).toMatchObject(unchanged);
		expect(clock.waits).toContain(5000);
	});

	it('a fresh one that needs more than five seconds is waited for, too', async () => {
		const coupa = replied(new TestCoupa(), [401, {}], [401, {}], [401, {}], [200, [inCoupa]]);
		coupa.credential.oauthTokenData = coupa.tokenData(clock.ms - 1000);
		expect((await coupa.upsert([acme()]))[0]).toMatchObject(unchanged);
		expect(clock.waits).toEqual(expect.arrayContaining([5000, 5000, 10_000]));
	});

	it('a fresh one that stays refused was withdrawn: a new one is fetched', async () => {
		const refusals = Array.from({ length: 5 }, (): [number, unknown] => [401, {}]);
		const coupa = replied(new TestCoupa(), ...refusals, [200, [inCoupa]]);
		coupa.credential.oauthTokenData = coupa.tokenData(clock.ms - 1000);
		coupa.nock.post('/oauth2/token').reply(200, coupa.tokenData(0, 'next'));
		expect((await coupa.upsert([acme()]))[0]).toMatchObject(unchanged);
	});

	it('one that is refused after all ends the run, and names what to check', async () => {
		const coupa = replied(new TestCoupa(), ...Array.from({ length: 6 }, (): [number, unknown] => [401, {}]));
		coupa.nock.post('/oauth2/token').once().reply(200, coupa.tokenData(0, 'next'));
		const failure = failureOf((await coupa.upsert([acme()]))[0]);
		expect(failure).toMatchObject({
			category: 'authentication',
			description: expect.stringContaining("'Client Secret'"),
		});
	});

	it('an expired one is renewed once, and the new one is given its five seconds', async () => {
		const coupa = replied(new TestCoupa(), [401, {}], [401, {}], [401, {}], [200, [inCoupa]]);
		coupa.nock.post('/oauth2/token').reply(200, coupa.tokenData(0, 'next'));
		expect((await coupa.upsert([acme()]))[0]).toMatchObject(unchanged);
		expect(clock.waits).toContain(5000);
	});

	it('is renewed by one call whatever the parallelism', async () => {
		const coupa = new TestCoupa().finds('suppliers', []);
		let posts = 0;
		coupa.nock
			.post('/api/suppliers')
			.query(true)
			.reply(function () {
				posts += 1;
				return this.req.headers.authorization === 'Bearer next' ? [201, { id: posts }] : [401, {}];
			})
			.persist();
		coupa.nock.post('/oauth2/token').once().reply(200, coupa.tokenData(0, 'next'));
		const items = Array.from({ length: 20 }, (_, i) => acme({ number: String(i) }));
		const outcomes = await coupa.upsert(items);
		nock.cleanAll();
		expect(outcomes.map(({ action }) => action)).toEqual(items.map(() => 'created'));
		expect(coupa.log.filter((line) => line.includes('/oauth2/token'))).toHaveLength(1);
		expect(posts).toBeLessThanOrEqual(20 + 10 + 1);
	});

	it('the first one of a run is fetched by one call', async () => {
		const coupa = new TestCoupa();
		delete coupa.credential.oauthTokenData;
		coupa.nock.post('/oauth2/token').once().reply(200, coupa.tokenData(0));
		coupa.nock
			.get('/api/suppliers')
			.query(true)
			.times(3)
			.reply(200, '[]', { 'content-type': 'application/json' });
		const items = Array.from({ length: 120 }, (_, i) => acme({ number: String(i) }));
		const outcomes = await coupa.upsert(items, { dryRun: true });
		expect(new Set(outcomes.map(({ action }) => action))).toEqual(new Set(['planned-create']));
		expect(coupa.log.filter((line) => line.includes('/oauth2/token'))).toHaveLength(1);
	});

	it.each([
		['invalid_client', 401, { error: 'invalid_client' }, 'authentication', "'Client Secret'"],
		['invalid_scope', 400, { error: 'invalid_scope', error_description: 'no' }, 'configuration', "'Scopes'"],
		[
			'a refusal of another form',
			400,
			{ errors: ['Client is inactive'] },
			'authentication',
			'Client is inactive',
		],
		['a web page', 200, '<html>Sign in</html>', 'configuration', "'Instance URL'"],
		['404', 404, '<html>Not found</html>', 'configuration', "'Instance URL'"],
	])(
		'not given out because of %s names what to change, and is asked for once',
		async (_w, status, body, category, named) => {
			const coupa = new TestCoupa();
			delete coupa.credential.oauthTokenData;
			coupa.nock
				.post('/oauth2/token')
				.once()
				.reply(status, body as nock.Body);
			const items = Array.from({ length: 120 }, (_, i) => acme({ number: String(i) }));
			const results = await coupa.upsert(items);
			for (const result of results) {
				expect(failureOf(result)).toMatchObject({ category, description: expect.stringContaining(named) });
			}
		},
	);

	it('that the server could not give out just now is asked for again, even for a POST', async () => {
		const coupa = new TestCoupa().finds('suppliers', []);
		// One is sent with the old token, one for each try to renew it.
		for (let i = 0; i < 3; i += 1) coupa.writes('post', 'suppliers', 401, {});
		coupa.nock.post('/oauth2/token').reply(503, '<html/>');
		coupa.nock.post('/oauth2/token').reply(200, coupa.tokenData(0, 'next'));
		coupa.writes('post', 'suppliers', 201, { id: 1 });
		expect((await coupa.upsert([acme()]))[0]).toMatchObject({ action: 'created' });
	});

	it('and no other secret appears in a failure', async () => {
		const coupa = new TestCoupa();
		const basic = Buffer.from(`client-1:${SECRET}`).toString('base64');
		const echo = { errors: { supplier: [`You sent Bearer ${TOKEN}, ${basic} and ${SECRET}`] } };
		replied(coupa, [400, echo]);
		const text = JSON.stringify(await coupa.upsert([acme()]));
		expect(text).toContain('You sent Bearer ***');
		for (const secret of [SECRET, TOKEN, basic]) expect(text).not.toContain(secret);
	});

	it('upstream text is escaped, because the editor shows it as HTML', async () => {
		const coupa = replied(new TestCoupa(), [400, { errors: { x: ['<img src=x onerror=1>'] } }]);
		const failure = failureOf((await coupa.upsert([acme()]))[0]);
		expect(JSON.stringify(failure)).not.toContain('<img');
	});
});
