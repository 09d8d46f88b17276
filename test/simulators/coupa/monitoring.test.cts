import type { Json, Values } from './attributes.cts';
import { startedClient, type TestClient } from './testClient.cts';

describe('what the Coupa simulator knows of receipts, approvals and integrations', () => {
	let client: TestClient;
	let orderId: Json;
	let lineId: Json;
	beforeAll(async () => {
		client = await startedClient();
		const account = { code: '30-8605', 'account-type': { name: 'Financial Distribution Co' } };
		const line = {
			'line-num': '1',
			description: 'x',
			price: '1',
			quantity: '5',
			currency: { code: 'USD' },
			account,
		};
		const { body } = await client.call('POST', 'purchase_orders', {
			body: {
				type: 'ExternalOrderHeader',
				'po-number': 'PO-1',
				supplier: { number: '4343' },
				'ship-to-user': { login: 'pbuyer' },
				'ship-to-address': { 'location-code': 'M30' },
				'order-lines': [line, { ...line, 'line-num': '2' }],
			},
		});
		orderId = body.id!;
		lineId = (body['order-lines'] as Values[])[0]!.id!;
	});
	afterAll(() => client.coupa.stop());

	const post = async (path: string, body: Values) => await client.call('POST', path, { body });
	const put = async (path: string, body: Values = {}) => await client.call('PUT', path, { body });
	const kinds = () => client.coupa.ledger.effects.map(({ kind }) => kind);

	it('reads order lines at their own address, closes and reopens them, creates none there', async () => {
		const { body } = await client.list('purchase_order_lines', {
			'order-header-id': String(orderId),
			order_by: 'id',
		});
		expect(body).toMatchObject([{ 'line-num': '1', 'order-header-number': 'PO-1' }, { 'line-num': '2' }]);
		const path = `purchase_order_lines/${String(lineId)}`;
		expect((await put(`${path}/soft_close_for_receiving`)).body.status).toBe('soft_closed_for_receiving');
		expect((await put(`${path}/reopen_for_receiving`)).body.status).toBe('created');
		expect((await post('purchase_order_lines', {})).status).toBe(404);
		await put(path, { price: '2' });
		expect(client.coupa.ledger.effects.at(-1)).toMatchObject({ kind: 'ignored-attribute' });
	});

	it('deletes an order line that nothing has come in for', async () => {
		const lines = await client.list('purchase_order_lines', { 'line-num': '2' });
		const { id } = lines.body[0]!;
		client.coupa.store.update('order_lines', Number(id), { received: '1' });
		expect((await client.call('DELETE', `purchase_order_lines/${String(id)}`)).status).toBe(400);
		client.coupa.store.update('order_lines', Number(id), { received: '0' });
		expect((await client.call('DELETE', `purchase_order_lines/${String(id)}`)).status).toBe(200);
	});

	it('takes a receipt of an order line, changes nothing of it but the mark, voids it once', async () => {
		const receipt = { type: 'InventoryReceipt', 'order-line': { id: lineId }, quantity: '2', price: '1' };
		const { status, body } = await post('receiving_transactions', receipt);
		expect([status, body.status, body.total]).toEqual([201, 'created', '2.000000']);
		const path = `receiving_transactions/${String(body.id)}`;
		expect((await put(path, { quantity: '3' })).body.quantity).toBe('2.000000');
		expect((await put(`${path}?exported=true`)).body.exported).toBe(true);
		expect((await put(`${path}/void`)).body).toMatchObject({ status: 'voided', 'voided-value': '2.000000' });
		expect((await put(`${path}/void`)).status).toBe(400);
		expect((await post('receiving_transactions', { ...receipt, type: 'Receipt' })).status).toBe(400);
		expect((await post('receiving_transactions', { type: 'InventoryReceipt', quantity: '1' })).status).toBe(
			400,
		);
	});

	it('decides a pending approval once, and keeps the reason', async () => {
		const { id } = client.coupa.store.insert('approvals', { 'approvable-type': 'InvoiceHeader' });
		const path = `approvals/${String(id)}`;
		expect((await put(`${path}/reject?reason=Too+dear`)).body).toMatchObject({
			status: 'rejected',
			note: 'Too dear',
		});
		expect((await put(`${path}/approve`)).status).toBe(400);
	});

	it('leads a run from pending to its end, and to no success while an error is open', async () => {
		const { body: run } = await post('integration_runs', { integration: { code: 'JDE_SUPPLIERS' } });
		expect(run.status).toBe('pending');
		const path = `integration_runs/${String(run.id)}`;
		expect((await put(`${path}/run`, { total_records: 7 })).body).toMatchObject({
			status: 'running',
			'total-records': 7,
		});
		const error = { 'integration-run': { id: run.id! }, 'contact-alert-type': 'Technical', status: 'Error' };
		const { body } = await post('integration_errors/create_alert', error);
		expect(kinds().slice(-2)).toEqual(['integration-error.created', 'integration-error.alerted']);
		expect((await put(`${path}/success`)).status).toBe(400);
		await put(`integration_errors/${String(body.id)}/resolve`);
		expect((await put(`${path}/success`)).body.status).toBe('successful');
	});

	it('wants document and contact of a history record', async () => {
		const record = {
			'document-type': 'InvoiceHeader',
			'document-id': 123,
			'contact-alert-type': 'Functional',
			responses: [{ 'response-code': 'Success-1', 'response-message': 'Posted' }],
		};
		const { status, body } = await post('integration_history_records', record);
		expect([status, body.resolved, body.responses]).toMatchObject([
			201,
			false,
			[{ 'response-code': 'Success-1' }],
		]);
		expect((await post('integration_history_records', { ...record, 'document-id': null })).status).toBe(400);
		expect(
			(await post('integration_history_records', { ...record, 'document-type': 'Voucher' })).status,
		).toBe(400);
	});

	it('says whether an account could be created, and creates none', async () => {
		const account = { 'segment-1': '77', 'account-type': { name: 'Financial Distribution Co' } };
		const before = client.coupa.store.all('accounts').length;
		expect((await post('accounts/validate_account', account)).status).toBe(201);
		expect((await post('accounts/validate_account', { 'segment-1': '77' })).status).toBe(400);
		expect(client.coupa.store.all('accounts')).toHaveLength(before);
	});

	it('leaves out what a supplier did not say', async () => {
		const { body } = await post('supplier_information', {
			name: 'New One',
			status: 'draft',
			'supplier-number': '9',
		});
		expect(body.name).toBe('New One');
		expect('po-email' in body || 'supplier-number' in body).toBe(false);
	});
});

it('takes files of an invoice as forms, and nothing else', async () => {
	const client = await startedClient();
	const { id } = client.coupa.store.insert('invoices', { 'invoice-number': 'I-1' });
	const form = (part: string, type: boolean) =>
		[
			...['--b', `Content-Disposition: form-data; name="${part}"; filename="a.pdf"`],
			...['Content-Type: application/pdf', '', '%PDF'],
			...(type ? ['--b', 'Content-Disposition: form-data; name="attachment[type]"', '', 'file'] : []),
			...['--b--', ''],
		].join('\r\n');
	const headers = { 'content-type': 'multipart/form-data; boundary=b' };
	const path = `invoices/${String(id)}`;
	const attach = async (body: string) => await client.call('POST', `${path}/attachments`, { body, headers });
	expect((await attach(form('attachment[file]', true))).body).toMatchObject({
		'file-file-name': 'a.pdf',
		'file-file-size': '4',
	});
	expect((await attach(form('attachment[file]', false))).status).toBe(400);
	expect((await client.call('POST', `${path}/attachments`, { body: { type: 'file' } })).status).toBe(400);
	const scan = await client.call('PUT', `${path}/image_scan`, { body: form('file', false), headers });
	expect(scan.body).toMatchObject({ 'image-scan-file-name': 'a.pdf' });
	const wrong = await client.call('PUT', `${path}/image_scan`, { body: form('scan', false), headers });
	expect(wrong.status).toBe(400);
	await client.coupa.stop();
});
