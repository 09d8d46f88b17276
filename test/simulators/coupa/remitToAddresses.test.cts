import type { Values } from './attributes.cts';
import { startedClient, type TestClient } from './testClient.cts';

describe('remit-to addresses of the Coupa simulator', () => {
	let client: TestClient;
	let path = '';
	beforeEach(async () => {
		client = await startedClient();
		path = `suppliers/${String(client.coupa.store.find('suppliers', { number: '4344' })?.id)}/addresses`;
	});
	afterEach(() => client.coupa.stop());

	const address: Values = {
		'remit-to-code': '4344-4344',
		street1: '1 Main Street',
		city: 'Boulder',
		'postal-code': '80301',
		country: { code: 'US' },
	};

	it('creates, reads, changes and deletes one below its supplier', async () => {
		const created = await client.call('POST', path, { body: address });
		const own = `${path}/${String(created.body.id)}`;
		const changed = await client.call('PUT', own, { body: { city: 'Denver' } });
		const read = await client.call('GET', own);
		const deleted = await client.call('DELETE', own);
		const gone = await client.call('GET', own);
		expect([created, changed, read, deleted, gone].map(({ status }) => status)).toEqual([
			201, 200, 200, 200, 404,
		]);
		expect(read.body).toMatchObject({ city: 'Denver', country: { code: 'US' } });
		expect(client.coupa.ledger.effects.map(({ kind, key }) => [kind, key])).toEqual([
			['remit-to.created', '4344-4344'],
			['remit-to.updated', '4344-4344'],
			['remit-to.deleted', '4344-4344'],
		]);
	});

	it.each(['remit-to-code', 'street1', 'city', 'postal-code', 'country'])('requires %s', async (name) => {
		const body = { ...address };
		delete body[name];
		const { status, text } = await client.call('POST', path, { body });
		expect([status, text]).toEqual([400, expect.stringContaining("can't be blank")]);
	});

	it('refuses a code that another supplier has', async () => {
		const { status, text } = await client.call('POST', path, {
			body: { ...address, 'remit-to-code': '4343-4343' },
		});
		expect([status, text]).toEqual([400, expect.stringContaining('Remit to code has already been taken')]);
	});

	it('refuses two new addresses of one request that share a code', async () => {
		const { status } = await client.call('POST', 'suppliers', {
			body: { name: 'Twins', 'remit-to-addresses': [address, address] },
		});
		expect([status, client.coupa.store.find('suppliers', { name: 'Twins' })]).toEqual([400, undefined]);
	});

	it('does not show the address of one supplier below another', async () => {
		const foreign = client.coupa.store.find('remit_to_addresses', { 'remit-to-code': '4343-4343' });
		const { status } = await client.call('GET', `${path}/${String(foreign?.id)}`);
		const list = await client.list(path);
		expect([status, list.status, list.body]).toEqual([404, 200, []]);
	});

	it('is found through its supplier by a filter on the association', async () => {
		const { body } = await client.list('suppliers', { 'remit-to-addresses[remit-to-code]': '4343-4343' });
		expect(body.map(({ number }) => number)).toEqual(['4343']);
	});
});
