import type { Json, Values } from './attributes.cts';
import { startedClient, type Answer, type TestClient } from './testClient.cts';

const line = (number: string, more: Values = {}): Values => ({
	'line-num': number,
	description: `Line ${number}`,
	price: '100.10',
	quantity: '5',
	uom: { code: 'EA' },
	currency: { code: 'USD' },
	account: { code: '30-8605', 'account-type': { name: 'Financial Distribution Co' } },
	...more,
});

const order = (number: string, lines: Values[] = [line('1')], more: Values = {}): Values => ({
	type: 'ExternalOrderHeader',
	'po-number': number,
	supplier: { number: '4343' },
	currency: { code: 'USD' },
	'ship-to-user': { login: 'pbuyer' },
	'ship-to-address': { 'location-code': 'M30' },
	'order-lines': lines,
	...more,
});

describe('purchase orders of the Coupa simulator', () => {
	let client: TestClient;
	let serial = 0;
	beforeAll(async () => {
		client = await startedClient();
	});
	afterAll(() => client.coupa.stop());

	const create = async (lines?: Values[], more?: Values): Promise<Answer> =>
		client.call('POST', 'purchase_orders', { body: order(`PO-${(serial += 1)}`, lines, more) });
	const put = async (id: Json | undefined, body: Values, action = ''): Promise<Answer> =>
		client.call('PUT', `purchase_orders/${String(id)}${action && `/${action}`}`, { body });
	const linesOf = ({ body }: Answer): Values[] => body['order-lines'] as Values[];
	const kinds = (key: unknown): string[] =>
		client.coupa.ledger.effects.filter((effect) => effect.key === key).map(({ kind }) => kind);

	it('creates an external order as draft, amounts as text, totals computed exactly', async () => {
		const created = await create();
		expect([created.status, created.body.status, created.body['internal-revision']]).toEqual([
			201,
			'draft',
			1,
		]);
		expect(linesOf(created)).toMatchObject([
			{ price: '100.100000', quantity: '5.000000', total: '500.5000', type: 'OrderQuantityLine' },
		]);
	});

	it.each([
		['another type than the external one', { type: null }, 'Type must be ExternalOrderHeader'],
		[
			'a number of more than 20 characters',
			{ 'po-number': 'X'.repeat(21) },
			'PO number is too long (maximum is 20 characters)',
		],
		['no lines', { 'order-lines': [] }, "Order lines can't be blank"],
		[
			'a line number twice',
			{ 'order-lines': [line('1'), line('1')] },
			'Order lines line num has already been taken',
		],
		[
			'a line without account',
			{ 'order-lines': [line('1', { account: null })] },
			"Order lines account can't be blank",
		],
	])('refuses %s', async (_name, more, message) => {
		const { status, body } = await create(undefined, more as Values);
		expect([status, body]).toEqual([400, { errors: { order_header: [message] } }]);
	});

	it('edits a line with id, adds one without, deletes one with _delete', async () => {
		const { body } = await create([line('1'), line('2')]);
		const [first, second] = body['order-lines'] as Values[];
		const changed = await put(body.id, {
			'order-lines': [{ id: first!.id!, price: '7' }, { id: second!.id!, _delete: true }, line('3')],
		});
		expect(linesOf(changed).map((one) => [one['line-num'], one.price])).toEqual([
			['1', '7.000000'],
			['3', '100.100000'],
		]);
	});

	it.each<Values>([{ received: '2' }, { invoiced: '2' }])('keeps a line with %j', async (touched) => {
		const { body } = await create([line('1'), line('2')]);
		const [first] = body['order-lines'] as Values[];
		client.coupa.store.update('order_lines', Number(first!.id), touched);
		const refused = await put(body.id, { 'order-lines': [{ id: first!.id!, _delete: true }] });
		expect([refused.status, refused.text]).toEqual([400, expect.stringContaining('cannot be deleted')]);
	});

	it('mails the supplier at every issue, and not when it is told not to send', async () => {
		const { body } = await create();
		await put(body.id, {}, 'issue_without_send');
		await put(body.id, {}, 'issue');
		await put(body.id, {}, 'issue');
		expect(kinds(body['po-number']).slice(1)).toEqual([
			'purchase-order.issued',
			...Array.from({ length: 2 }, () => ['purchase-order.issued', 'purchase-order.transmitted']).flat(),
		]);
	});

	it('closes softly first and for good the second time; only the soft close can be reopened', async () => {
		const { body } = await create();
		const reason = { 'reason-insight-code': 'ERP', 'reason-insight-event-comment': 'Reopened in JDE' };
		expect((await put(body.id, {}, 'close')).body.status).toBe('soft_closed');
		expect((await put(body.id, {}, 'reopen')).status).toBe(400);
		expect((await put(body.id, reason, 'reopen')).body.status).toBe('issued');
		await put(body.id, {}, 'close');
		expect((await put(body.id, {}, 'close')).body.status).toBe('closed');
		expect((await put(body.id, reason, 'reopen')).status).toBe(400);
		expect((await put(body.id, { 'ship-to-attention': 'x' })).status).toBe(400);
	});
});
