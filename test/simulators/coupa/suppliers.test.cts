import type { Values } from './attributes.cts';
import { htmlErrorPage } from './index.cts';
import { startedClient, type TestClient } from './testClient.cts';

interface Invalid {
	errors: Record<string, string[]>;
}

describe('suppliers of the Coupa simulator', () => {
	let client: TestClient;
	beforeEach(async () => {
		client = await startedClient();
	});
	afterEach(() => client.coupa.stop());

	const create = (body: Values) => client.call<Values & Invalid>('POST', 'suppliers', { body });
	const idOf = (number: string) => Number(client.coupa.store.find('suppliers', { number })?.id);
	const change = (number: string, body: Values, query = '') =>
		client.call<Values & Invalid>('PUT', `suppliers/${idOf(number)}${query}`, { body });
	const kinds = () => client.coupa.ledger.effects.map(({ kind }) => kind);

	it('creates a supplier with 201, its references expanded, its status draft when none was sent', async () => {
		const { status, body } = await create({
			name: 'New Supplier',
			number: '5001',
			'payment-term': { code: 'Net 45' },
		});
		expect([status, body.status]).toEqual([201, 'draft']);
		expect(body['payment-term']).toMatchObject({ code: 'Net 45', 'days-for-net-payment': 45 });
	});

	it('notes a creation in the ledger under the supplier number with what was set', async () => {
		await create({ name: 'New Supplier', number: '5001' });
		expect(client.coupa.ledger.effects).toEqual([
			expect.objectContaining({
				kind: 'supplier.created',
				key: '5001',
				detail: { name: 'New Supplier', number: '5001' },
			}),
		]);
	});

	it('changes only what was sent and notes only what differs', async () => {
		const { status, body } = await change('4343', { status: 'active', 'on-hold': true });
		expect([status, body['on-hold'], body.name]).toEqual([200, true, 'Parts Emporium']);
		expect(client.coupa.ledger.effects[0]).toMatchObject({
			kind: 'supplier.updated',
			key: '4343',
			detail: { 'on-hold': true },
		});
	});

	it('notes nothing and leaves updated-at alone when a write changes nothing', async () => {
		const before = client.coupa.store.find('suppliers', { number: '4343' });
		client.coupa.clock.advance(60_000);
		const { body } = await change('4343', { name: 'Parts Emporium', 'payment-term': { code: 'Net 30' } });
		expect([kinds(), body['updated-at']]).toEqual([[], before?.['updated-at']]);
	});

	it('moves updated-at by its clock when something changed', async () => {
		client.coupa.clock.set('2030-01-01T00:00:00Z');
		await client.signOn();
		const { body } = await change('4343', { duns: '1' });
		expect(body['updated-at']).toBe('2029-12-31T17:00:00-07:00');
	});

	it.each<[string, Values, string]>([
		['a taken name', { name: 'Parts Emporium' }, 'Name has already been taken'],
		['a taken name in another case', { name: 'acme corporation' }, 'Name has already been taken'],
		['a taken number', { name: 'N', number: '4343' }, 'Number has already been taken'],
		['no name', { number: '5002' }, "Name can't be blank"],
		['a long name', { name: 'x'.repeat(101) }, 'Name is too long (maximum is 100 characters)'],
		[
			'a wrong status',
			{ name: 'N', status: 'blocked' },
			'Supplier status must be one of active, inactive, onboarding.',
		],
		[
			'a wrong PO method',
			{ name: 'N', 'po-method': 'fax' },
			'PO method must be one of cxml, xml, email, integration, prompt or buy_online.',
		],
		[
			'a wrong e-mail',
			{ name: 'N', 'primary-contact': { email: 'joe' } },
			'Supplier email is not a valid email address.',
		],
		['PO method email without an address', { name: 'N', 'po-method': 'email' }, "PO email can't be blank"],
		['an unknown payment term', { name: 'N', 'payment-term': { code: 'N30' } }, 'Payment term is invalid'],
		[
			'a payment term that is inactive',
			{ name: 'N', 'payment-term': { code: 'Net 120' } },
			'Payment term is invalid',
		],
		[
			'an unknown country',
			{ name: 'N', 'primary-address': { country: { code: 'XX' } } },
			'Primary address country is invalid',
		],
	])('refuses to create with %s', async (_case, body, message) => {
		const { status, body: answer } = await create(body);
		expect([status, answer]).toEqual([400, { errors: { supplier: [message] } }]);
		expect(kinds()).toEqual([]);
	});

	it('names every message of a refused write in one list', async () => {
		const { body } = await create({ name: 'Parts Emporium', status: 'blocked' });
		expect(body.errors.supplier).toHaveLength(2);
	});

	it('lets a supplier keep its own name', async () => {
		expect((await change('4343', { name: 'PARTS EMPORIUM' })).status).toBe(200);
	});

	it('leaves a bad reference unchanged without a word on an update, and notes it in the ledger', async () => {
		const { status, body } = await change('4343', { 'payment-term': { code: 'N30' } });
		expect([status, body['payment-term']]).toEqual([200, expect.objectContaining({ code: 'Net 30' })]);
		expect(client.coupa.ledger.effects[0]).toMatchObject({
			kind: 'ignored-attribute',
			key: 'supplier.payment-term',
			detail: { record: '4343', reason: 'bad-reference' },
		});
	});

	it.each<[string, Values, string]>([
		['an attribute Coupa does not know', { colour: 'red' }, 'unknown'],
		['a read-only attribute', { 'created-at': '2020-01-01' }, 'read-only'],
		['a custom field closed to the API', { 'custom-fields': { secret: 1 } }, 'unknown'],
	])('drops %s without a word and notes it in the ledger', async (_case, body, reason) => {
		const { status } = await change('4343', body);
		expect(status).toBe(200);
		expect(client.coupa.ledger.effects).toEqual([
			expect.objectContaining({
				kind: 'ignored-attribute',
				detail: expect.objectContaining({ record: '4343', reason }),
			}),
		]);
	});

	it('keeps a custom field that is open to the API', async () => {
		const { body } = await change('4343', { 'custom-fields': { 'cf-erp-search-type': 'V' } });
		expect(body['custom-fields']).toEqual({ 'cf-erp-search-type': 'V' });
	});

	it('changes the primary contact in place and does not let it point elsewhere', async () => {
		const before = client.coupa.store.find('suppliers', { number: '4343' })?.['primary-contact'] as Values;
		const { body } = await change('4343', { 'primary-contact': { id: 7, 'name-given': 'Eve' } });
		expect(body['primary-contact']).toMatchObject({
			id: before.id,
			'name-given': 'Eve',
			'name-family': 'Stone',
		});
	});

	it('does not take a primary contact away', async () => {
		const { status, body } = await change('4343', { 'primary-contact': null });
		expect([status, body['primary-contact']]).toEqual([
			200,
			expect.objectContaining({ 'name-given': 'Ada' }),
		]);
	});

	it('appends a remit-to address that comes without an id and edits one that comes with its id', async () => {
		const address = { street1: 'S', city: 'C', 'postal-code': '1', country: { code: 'US' } };
		const added = await change('4343', { 'remit-to-addresses': [{ 'remit-to-code': 'B', ...address }] });
		const [first] = added.body['remit-to-addresses'] as Values[];
		const edited = await change('4343', { 'remit-to-addresses': [{ id: first!.id!, street1: 'New' }] });
		expect(added.body['remit-to-addresses']).toHaveLength(2);
		expect((edited.body['remit-to-addresses'] as Values[]).map(({ street1 }) => street1)).toEqual([
			'New',
			'S',
		]);
		expect(kinds()).toEqual(['remit-to.created', 'remit-to.updated']);
	});

	it('writes nothing of a supplier whose remit-to address is refused', async () => {
		const { status, body } = await change('4343', {
			duns: '9',
			'remit-to-addresses': [{ 'remit-to-code': 'B' }],
		});
		expect([status, body.errors.supplier?.[0]]).toEqual([400, "Remit to addresses street1 can't be blank"]);
		expect(client.coupa.store.find('suppliers', { number: '4343' })?.duns).toBeNull();
	});

	it('marks as exported in a call of its own and ignores all else in it', async () => {
		const { status, body } = await change('4343', { duns: '9' }, '?exported=true');
		expect([status, body.exported, body.duns]).toEqual([200, true, null]);
		expect(kinds()).toEqual(['ignored-attribute', 'supplier.exported']);
		expect((await client.list('suppliers', { exported: 'true' })).body).toHaveLength(1);
	});

	it('marks as exported without a body', async () => {
		const { status } = await client.call(
			'PUT',
			`suppliers/${idOf('4344')}?exported=true&fields=["id","exported"]`,
		);
		expect(status).toBe(200);
	});

	it('answers a write with no body for return_object=none and with the fields asked for', async () => {
		const none = await change('4343', { duns: '1' }, '?return_object=none');
		const some = await change('4343', { duns: '2' }, '?fields=["number"]');
		expect([none.text, some.body]).toEqual(['', { number: '4343' }]);
	});

	it('takes underscores in a body and PATCH for PUT', async () => {
		const { status, body } = await client.call('PATCH', `suppliers/${idOf('4343')}`, {
			body: { display_name: 'Parts', payment_term: { code: 'Net 60' } },
		});
		expect([status, body['display-name']]).toEqual([200, 'Parts']);
	});

	it.each([
		['an array', [{ name: 'A' }]],
		['no JSON', '{"name":'],
	])('refuses %s as a body with 400', async (_case, body) => {
		expect((await client.call('POST', 'suppliers', { body })).status).toBe(400);
	});

	it('does not delete a supplier', async () => {
		expect((await client.call('DELETE', `suppliers/${idOf('4343')}`)).status).toBe(404);
	});

	it('breaks with an HTML page when a fault orders it', async () => {
		client.coupa.faults.add({ name: 'broken', method: 'POST', effect: htmlErrorPage() });
		const { status, headers } = await create({ name: 'N' });
		expect([status, headers.get('content-type')]).toEqual([500, expect.stringContaining('text/html')]);
	});

	it('lets a test change a record behind the back of the caller without an effect', () => {
		client.coupa.store.update('suppliers', idOf('4343'), { 'updated-at': '2020-01-01T00:00:00-07:00' });
		const found = client.coupa.store.find('suppliers', { number: '4343' });
		expect([found?.['updated-at'], kinds()]).toEqual(['2020-01-01T00:00:00-07:00', []]);
	});
});
