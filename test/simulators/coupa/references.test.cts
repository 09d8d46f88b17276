import { SEED } from './index.cts';
import { startedClient, type TestClient } from './testClient.cts';

describe('other resources of the Coupa simulator', () => {
	let client: TestClient;
	beforeAll(async () => {
		client = await startedClient();
	});
	afterAll(() => client.coupa.stop());

	it.each([
		'payment_terms',
		'currencies',
		'addresses',
		'users',
		'departments',
		'uoms',
		'lookups',
		'lookup_values',
		'accounts',
		'account_types',
		'integrations',
		'suppliers',
	] as const)('lists the seed of %s', async (table) => {
		expect((await client.list(table)).body).toHaveLength(SEED[table].length);
	});

	it.each(['currencies', 'uoms'])('does not let the API create %s', async (path) => {
		expect((await client.call('POST', path, { body: { code: 'X' } })).status).toBe(404);
	});

	it('computes the code of an account from its segments and keeps it unique within its chart', async () => {
		const body = {
			'segment-1': '40',
			'segment-2': '8605',
			'account-type': { name: 'Financial Distribution Co' },
		};
		const first = await client.call('POST', 'accounts', { body });
		const again = await client.call('POST', 'accounts', { body });
		const elsewhere = await client.call('POST', 'accounts', {
			body: { ...body, 'account-type': { name: 'European Trading Co' } },
		});
		expect([first.status, first.body.code, again.status, elsewhere.status]).toEqual([
			201,
			'40-8605',
			400,
			201,
		]);
	});

	it('requires a chart of accounts for an account', async () => {
		const { text } = await client.call('POST', 'accounts', { body: { 'segment-1': '1' } });
		expect(JSON.parse(text)).toEqual({ errors: { account: ["Account type can't be blank"] } });
	});

	it('creates a lookup value, its reference code computed', async () => {
		const { status, body } = await client.call('POST', 'lookup_values', {
			body: { name: 'Boulder', lookup: { name: 'Business Unit' }, 'external-ref-num': '40' },
		});
		expect([status, body['external-ref-code']]).toEqual([201, '40']);
	});

	it('creates an integration once and changes it', async () => {
		const body = {
			name: 'Vouchers',
			code: 'JDE_VOUCHERS',
			'business-object': 'Invoice',
			direction: 'to_coupa',
			'end-system': 'JDE',
			'end-system-type': 'erp',
		};
		const created = await client.call('POST', 'integrations', { body });
		const again = await client.call('POST', 'integrations', { body });
		const changed = await client.call('PUT', `integrations/${String(created.body.id)}`, {
			body: { 'end-system': 'E1' },
		});
		expect([created.status, again.status, changed.body['end-system']]).toEqual([201, 400, 'E1']);
	});

	it('answers XML to a caller that does not ask for JSON, and 404 for an empty list there', async () => {
		const headers = { accept: '*/*' };
		const list = await client.call('GET', 'currencies?code=USD', { headers });
		const empty = await client.call('GET', 'currencies?code=XXX', { headers });
		expect([list.status, list.text]).toEqual([
			200,
			expect.stringContaining('<currencies type="array"><currency><id>'),
		]);
		expect([empty.status, empty.text]).toEqual([
			404,
			expect.stringContaining('No results match your search criteria.'),
		]);
	});

	it.each<Record<string, string>>([{ accept: 'application/xml' }, { 'content-type': 'text/plain' }])(
		'refuses a write with %j with 400',
		async (headers) => {
			const { status } = await client.call('POST', 'departments', { body: { name: 'D' }, headers });
			expect(status).toBe(400);
		},
	);

	it('keeps ids of different tables apart', () => {
		const ids = Object.keys(SEED).flatMap((table) => client.coupa.store.all(table).map(({ id }) => id));
		expect(new Set(ids).size).toBe(ids.length);
	});
});
