import type { IDataObject } from 'n8n-workflow';

import { TestCoupa, acme, clock, failureOf, usesNock } from './coupaNode.cts';

jest.mock('../../../lib/node/surroundings', () => require('../support/clock.cts').surroundings);

usesNock();

const inCoupa = { id: 83, ...acme() };
const XML = { 'content-type': 'application/xml' };
const TAKEN = 'Number has already been taken';

async function refusedWith(status: number, body: unknown, headers = {}): Promise<IDataObject> {
	const coupa = new TestCoupa().finds('suppliers', []).writes('post', 'suppliers', status, body, headers);
	const [result] = await coupa.upsert([acme()]);
	return failureOf(result);
}

describe('what Coupa says against a document', () => {
	it.each([
		['below the resource', { errors: { supplier: [TAKEN] } }],
		['below the attribute', { errors: { number: ['has already been taken'] } }],
		[
			'below both',
			{ errors: { warnings: ['Look at it'], supplier: { number: ['has already been taken'] } } },
		],
		['in a list', { errors: [TAKEN] }],
		['in a list of objects', { errors: [{ message: TAKEN, field: 'number' }] }],
		['as one text', { error: TAKEN }],
		['as a bare list', [TAKEN]],
		['as JSON text', JSON.stringify(TAKEN)],
		['as plain text', TAKEN],
		['in XML', `<?xml version="1.0"?>\n<errors>\n  <error>${TAKEN}</error>\n</errors>`],
	])('is read and understood where it stands %s', async (_where, body) => {
		expect(await refusedWith(400, body)).toMatchObject({
			category: 'duplicate',
			description: expect.stringMatching(/Coupa says: Number has already been taken$/),
		});
	});

	it('keeps the name of the attribute that a text without a subject stands under', async () => {
		const found = await refusedWith(400, {
			errors: { payment_term: ['is invalid'], base: ['no supplier of ours'] },
		});
		expect(found).toMatchObject({
			category: 'reference',
			details: { says: ['Payment term is invalid', 'no supplier of ours'] },
		});
	});

	it('shows the characters of an XML complaint, escaped for the editor only once', async () => {
		const body = '<errors><error>Smith &amp; Sons isn&apos;t active</error></errors>';
		expect((await refusedWith(400, body, XML)).description).toMatch(/Smith &amp; Sons isn't active$/);
	});

	it('counts although the status says that all is well', async () => {
		const body = { errors: { supplier: ['Status is not included in the list'] } };
		expect(await refusedWith(200, body)).toMatchObject({
			code: 'COUPA_200',
			category: 'validation',
			message: "Coupa did not accept supplier '4343'",
			description: expect.stringContaining('Status is not included in the list'),
		});
	});

	it('is no refusal where only warnings come with the record', async () => {
		const body = { id: 90, errors: { warnings: ['Tax ID looks odd'] } };
		const coupa = new TestCoupa().finds('suppliers', []).writes('post', 'suppliers', 201, body);
		expect((await coupa.upsert([acme()]))[0]).toMatchObject({ action: 'created', target: { id: '90' } });
	});

	it('never shows the web page of a fault', async () => {
		const coupa = new TestCoupa();
		coupa.nock
			.get('/api/suppliers')
			.query(true)
			.times(5)
			.reply(500, '<html><body>We are sorry</body></html>', { 'content-type': 'text/html' });
		const found = failureOf((await coupa.upsert([acme()]))[0]);
		expect(found).toMatchObject({ category: 'unavailable', details: { says: [] } });
	});
});

describe('an empty list', () => {
	it.each([
		['JSON', { errors: ['No results match your search criteria.'] }],
		['XML', '<errors><error>No results match your search criteria.</error></errors>'],
		['text', 'No results match your search criteria.'],
	])('may come as 404 in %s: the supplier is created', async (_how, body) => {
		const coupa = new TestCoupa();
		coupa.nock
			.get('/api/suppliers')
			.query(true)
			.reply(404, body as string);
		coupa.writes('post', 'suppliers', 201, { id: 90 });
		expect((await coupa.upsert([acme()]))[0]).toMatchObject({ action: 'created' });
	});

	it('is not taken for granted: another 404 says that the address is wrong', async () => {
		const coupa = new TestCoupa();
		coupa.nock.get('/api/suppliers').query(true).reply(404, { error: 'Not Found' });
		expect(failureOf((await coupa.upsert([acme()]))[0])).toMatchObject({ category: 'configuration' });
	});
});

describe('an empty answer to a write', () => {
	it.each([200, 204])('%i: the record is read, and what Coupa dropped is reported', async (status) => {
		const coupa = new TestCoupa().finds('suppliers', [inCoupa]).writes('put', 'suppliers/83', status, '');
		coupa.finds('suppliers/83', { ...inCoupa, 'account-number': null, name: 'New' });
		const [outcome] = await coupa.upsert([acme({ name: 'New', 'account-number': '7' })]);
		expect(outcome).toMatchObject({
			action: 'updated',
			changes: [{ path: 'name' }],
			refused: [{ path: 'account-number' }],
			calls: 2,
			attempts: 1,
		});
	});

	it('201: the new record is found by its key', async () => {
		const coupa = new TestCoupa().finds('suppliers', [], [inCoupa]).writes('post', 'suppliers', 201, '');
		expect((await coupa.upsert([acme()]))[0]).toMatchObject({ action: 'created', target: { id: '83' } });
	});

	it('201: what Coupa dropped is reported, not taken for the work of somebody else', async () => {
		const coupa = new TestCoupa().finds('suppliers', [], [{ ...inCoupa, 'account-number': null }]);
		coupa.writes('post', 'suppliers', 201, '');
		expect((await coupa.upsert([acme({ 'account-number': '7' })]))[0]).toMatchObject({
			action: 'created',
			refused: [{ path: 'account-number' }],
		});
	});

	it('201: what cannot be found yet is not sent again', async () => {
		const coupa = new TestCoupa().finds('suppliers', [], []).writes('post', 'suppliers', 201, '');
		expect(failureOf((await coupa.upsert([acme()]))[0])).toMatchObject({ category: 'unknown-outcome' });
		expect(coupa.sent).toEqual(['POST /api/suppliers']);
	});

	it('201: a record without a key counts as created', async () => {
		const coupa = new TestCoupa().writes('post', 'integration_runs', 201, '');
		const [result] = await coupa.run('integrationRun', 'create', [{ integration: { id: 1 } }]);
		expect(result!.json).toMatchObject({ action: 'created', target: { id: null } });
	});

	it('marks a record as exported all the same', async () => {
		const order = { id: 7, 'po-number': '1-OP-1', status: 'issued', exported: false };
		const coupa = new TestCoupa().finds('purchase_orders', [order]);
		coupa
			.writes('put', 'purchase_orders/7', 204, '')
			.finds('purchase_orders/7', { ...order, exported: true });
		const [result] = await coupa.run('purchaseOrder', 'markExported', [{}], {
			document: 'defineBelow',
			record: { mode: 'key', value: '1-OP-1' },
		});
		expect(result!.json).toMatchObject({
			action: 'updated',
			changes: [{ path: 'exported', before: false, after: true }],
		});
	});
});

describe('the steps after a write', () => {
	it('are taken although the answers show nothing but the ID', async () => {
		const draft = { id: 7, 'po-number': '1-OP-1', status: 'draft', exported: false };
		const coupa = new TestCoupa().finds('purchase_orders', []);
		coupa.writes('post', 'purchase_orders', 201, { id: 7 }).finds('purchase_orders/7', draft);
		coupa.writes('put', 'purchase_orders/7/issue_without_send', 200, { id: 7 });
		coupa.finds('purchase_orders/7', { ...draft, status: 'issued' });
		coupa.writes('put', 'purchase_orders/7', 200, { id: 7, exported: true });
		const [result] = await coupa.run('purchaseOrder', 'upsert', [{ 'po-number': '1-OP-1', version: '1' }], {
			options: { afterwards: ['issueWithoutSending', 'markExported'] },
		});
		expect(result!.json).toMatchObject({ action: 'created' });
		expect(coupa.sent).toEqual([
			'POST /api/purchase_orders',
			'PUT /api/purchase_orders/7/issue_without_send',
			'PUT /api/purchase_orders/7',
		]);
	});
});

describe('the older JSON of Coupa', () => {
	it('is compared by meaning: underscores, a country by its name, an element in place of a list', async () => {
		const coupa = new TestCoupa().finds('suppliers', [
			{
				id: 83,
				...acme(),
				payment_term: { id: 1, code: 'Net 30' },
				primary_address: { id: 9, postal_code: '80201', country: 'United States' },
				custom_fields: { erp_id: '0042' },
				remit_to_addresses: { remit_to_address: { id: 5, remit_to_code: '1-1', street1: 'B 2' } },
			},
		]);
		const wanted = acme({
			'payment-term': { code: 'Net 30' },
			'primary-address': { 'postal-code': '80201', country: { code: 'US' } },
			'custom-fields': { erp_id: '0042' },
			'remit-to-addresses': [{ 'remit-to-code': '1-1', street1: 'B 2' }],
		});
		expect((await coupa.upsert([wanted], { checkReferences: false }))[0]).toMatchObject({
			action: 'unchanged',
		});
	});

	it('may be that of the document, too: nothing of it is added again', async () => {
		const line = {
			id: 6,
			'line-num': 1,
			description: 'F',
			price: '100.0000',
			'tax-lines': [{ id: 7, amount: '8.0000' }],
		};
		const coupa = new TestCoupa().finds('invoices', [
			{
				id: 5,
				'invoice-number': 'INV-1',
				status: 'draft',
				supplier: { id: 83, number: '4343' },
				'invoice-lines': [line],
			},
		]);
		const document = {
			invoice_number: 'INV-1',
			supplier: { number: '4343' },
			invoice_lines: {
				invoice_line: {
					line_num: '1',
					description: 'F',
					price: '100',
					tax_lines: { tax_line: { amount: '8' } },
				},
			},
		};
		const [result] = await coupa.run('invoice', 'upsert', [document], {
			options: { checkReferences: false },
		});
		expect(result!.json).toMatchObject({ action: 'unchanged' });
		expect(coupa.sent).toEqual([]);
	});

	it('comes out of Custom API Call as it was sent', async () => {
		const coupa = new TestCoupa().finds('contracts/7', { id: 7, created_by: { id: 1 }, country: 'Germany' });
		const [result] = await coupa.run('customCall', 'send', [{}], {
			method: 'GET',
			path: '/api/contracts/7',
		});
		expect(result!.json).toEqual({ id: 7, created_by: { id: 1 }, country: 'Germany' });
	});
});

describe('what an API filter of Coupa hides', () => {
	const pay = async (coupa: TestCoupa) =>
		await coupa.run('payment', 'create', [{}], {
			document: 'defineBelow',
			record: { mode: 'key', value: 'INV-1' },
			within: '4343',
			amountPaid: '49.00',
			paymentDate: '2026-02-01',
			notes: 'JDE 1 77',
			paid: 'leave',
		});
	const invoice = {
		id: 5,
		'invoice-number': 'INV-1',
		status: 'approved',
		supplier: { id: 83, number: '4343' },
	};

	it('the key: nothing is created, for it may be there', async () => {
		const coupa = new TestCoupa().finds('suppliers', [{ id: 83, name: 'Acme Inc.' }]);
		expect(failureOf((await coupa.upsert([acme()]))[0])).toMatchObject({
			code: 'COUPA_NOT_SHOWN',
			message: expect.stringContaining("'number' of suppliers"),
		});
		expect(coupa.sent).toEqual([]);
	});

	it('the supplier of an invoice: no second invoice', async () => {
		const coupa = new TestCoupa().finds('invoices', [{ ...invoice, supplier: { id: 83 } }]);
		const document = { 'invoice-number': 'INV-1', supplier: { number: '4343' } };
		const [result] = await coupa.run('invoice', 'upsert', [document], {});
		expect(failureOf(result!.json)).toMatchObject({
			code: 'COUPA_NOT_SHOWN',
			details: { attribute: 'supplier' },
		});
		expect(coupa.sent).toEqual([]);
	});

	it('the payments: one that cannot be seen is sent once and reported, never sent again', async () => {
		const coupa = new TestCoupa().finds('invoices', [invoice]).writes('put', 'invoices/5', 200, invoice);
		coupa.finds('invoices/5', invoice);
		const [result] = await pay(coupa);
		expect(failureOf(result!.json)).toMatchObject({
			code: 'COUPA_PAYMENT_NOT_SHOWN',
			category: 'unknown-outcome',
			retryable: false,
		});
		expect(coupa.sent).toEqual(['PUT /api/invoices/5']);
	});

	it('what a reference is called: naming it by its ID alone is no refusal', async () => {
		const coupa = new TestCoupa().finds('suppliers', [
			{ ...inCoupa, 'payment-term': { id: 1, code: 'Net 60' } },
		]);
		coupa.writes('put', 'suppliers/83', 200, { ...inCoupa, 'payment-term': { id: 2 } });
		const wanted = acme({ 'payment-term': { code: 'Net 30' } });
		expect((await coupa.upsert([wanted], { checkReferences: false }))[0]).toMatchObject({
			action: 'updated',
		});
	});
});

describe('a payment on a day', () => {
	it('is the same payment where Coupa shows midnight UTC in its own zone', async () => {
		const payment = {
			id: 1,
			notes: 'JDE 1',
			'amount-paid': '49.0000',
			'payment-date': '2026-01-31T16:00:00-08:00',
		};
		const coupa = new TestCoupa().finds('invoices', [
			{ id: 5, 'invoice-number': 'INV-1', status: 'approved', paid: false, payments: [payment] },
		]);
		const [result] = await coupa.run('payment', 'create', [{}], {
			document: 'defineBelow',
			record: { mode: 'key', value: 'INV-1' },
			amountPaid: '49.00',
			paymentDate: '2026-02-01',
			notes: 'JDE 1',
			paid: 'leave',
		});
		expect(result!.json).toMatchObject({ action: 'unchanged' });
	});
});

it('a list that knows no pages is read once: suppliers/83/addresses may answer 50 for ever', async () => {
	const addresses = Array.from({ length: 50 }, (_, i) => ({ id: i + 1, 'remit-to-code': `1-${i}` }));
	const coupa = new TestCoupa()
		.finds('suppliers', [inCoupa])
		.finds('suppliers/83/addresses', addresses, addresses);
	const results = await coupa.run('remitTo', 'getAll', [{}], {
		supplier: { mode: 'key', value: '4343' },
		returnAll: true,
	});
	expect(results).toHaveLength(50);
	expect(clock.waits).toEqual([]);
});
