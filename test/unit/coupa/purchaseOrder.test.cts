import type { IDataObject } from 'n8n-workflow';

import { failureOf } from '../support/failureOf.cts';
import { SimulatedCoupa, accountOf, order, orderLine } from './simulatedCoupa.cts';

jest.mock('../../../lib/node/surroundings', () => require('../support/simulatedClock.cts').surroundings);

let world: SimulatedCoupa;
beforeEach(async () => {
	world = await SimulatedCoupa.start();
});
afterEach(() => world.coupa.stop());

const upsert = async (...orders: IDataObject[]) =>
	await world.run('purchaseOrder', 'upsert', orders, { missingLines: 'delete' });
const linesSent = () => world.sent.at(-1)!['order-lines'] as unknown as IDataObject[];
const lineId = (number: string) => Number(world.one('order_lines', { 'line-num': number }).id);
const faults = () => world.coupa.faults.fired('lost');

describe('Purchase Order: Create or Update', () => {
	it('creates an external order with its lines, and then has nothing left to write', async () => {
		const wanted = order([orderLine(1), orderLine(2, { price: 10.1 })]);
		const [created] = await upsert(wanted);
		expect(created).toMatchObject({
			action: 'created',
			record: { type: 'purchase order', key: '1-OP-1' },
			calls: 1,
		});
		expect(world.sent[0]).toMatchObject({ type: 'ExternalOrderHeader' });
		expect((await upsert(wanted))[0]).toMatchObject({ action: 'unchanged', calls: 0 });
		expect(world.kinds(/^ignored/)).toEqual([]);
	});

	it('sends of 1,000 lines only the one changed, the one deleted and the one added', async () => {
		const lines = Array.from({ length: 1000 }, (_, i) => orderLine(i + 1));
		await upsert(order(lines));
		const [changed, deleted] = [lineId('500'), lineId('7')];
		const wanted = lines
			.filter((line) => line['line-num'] !== '7')
			.map((line) => (line['line-num'] === '500' ? { ...line, quantity: '4' } : line));
		const [outcome] = await upsert(order([...wanted, orderLine(1001)]));
		expect(outcome).toMatchObject({ action: 'updated', calls: 1 });
		expect(linesSent()).toEqual([
			{ id: changed, quantity: '4' },
			orderLine(1001),
			{ id: deleted, _delete: true },
		]);
		const changes = outcome!.changes as Array<{ path: string }>;
		expect(changes[0]).toEqual({ path: 'order-lines[500].quantity', before: '3.000000', after: '4' });
		expect(changes.at(-1)).toEqual({ path: 'order-lines[7]', before: { quantity: '3.000000' }, after: null });
	});

	it('reports an invoiced line that may not go with its quantity, and writes the rest', async () => {
		await upsert(order([orderLine(1), orderLine(2), orderLine(3), orderLine(4)]));
		world.coupa.store.update('order_lines', lineId('4'), { invoiced: '3' });
		const wanted = order([orderLine(1, { description: 'New' }), orderLine(2), orderLine(5)]);
		const [outcome] = await upsert(wanted);
		expect(outcome).toMatchObject({
			action: 'updated',
			calls: 1,
			refused: [
				{
					path: 'order-lines[4]',
					what: 'delete',
					quantities: { quantity: '3.000000', invoiced: '3.000000' },
					reason: 'It was invoiced',
				},
			],
		});
		expect(linesSent()).toHaveLength(3);
		expect((await upsert(wanted))[0]).toMatchObject({ action: 'skipped', refused: [{ what: 'delete' }] });
	});

	it('finds the one line that Coupa refuses, and writes all others', async () => {
		await upsert(order(Array.from({ length: 8 }, (_, i) => orderLine(i + 1))));
		world.coupa.store.update('order_lines', lineId('6'), { received: '3' });
		const wanted = Array.from({ length: 8 }, (_, i) => orderLine(i + 1, { quantity: '2' }));
		const [outcome] = await upsert(order(wanted));
		expect(outcome).toMatchObject({
			action: 'updated',
			refused: [
				{
					path: 'order-lines[6]',
					what: 'change',
					quantities: { quantity: '3.000000', received: '3' },
					reason: 'Coupa says: Order lines quantity is less than what was received',
				},
			],
		});
		expect(world.kinds(/^order-line.updated$/)).toHaveLength(7);
	});

	it('a line that is invoiced between reading and writing stays, and the rest is written', async () => {
		await upsert(order([orderLine(1), orderLine(2)]));
		const id = lineId('2');
		const invoiced = () => world.coupa.store.update('order_lines', id, { invoiced: '3' });
		const path = /purchase_orders\/\d+$/;
		world.coupa.faults.add({ name: 'meanwhile', method: 'PUT', path, effect: { before: invoiced } });
		const [outcome] = await upsert(order([orderLine(1, { price: '2' }), orderLine(3)]));
		expect([world.coupa.faults.fired('meanwhile'), outcome]).toMatchObject([
			1,
			{
				action: 'updated',
				refused: [
					{
						path: 'order-lines[2]',
						what: 'delete',
						quantities: { quantity: '3.000000' },
						reason: 'Coupa says: Order lines cannot be deleted because it was received or invoiced',
					},
				],
			},
		]);
		expect(
			world
				.kinds(/^order-line/)
				.slice(2)
				.sort(),
		).toEqual(['order-line.created', 'order-line.updated']);
	});

	it('leaves lines alone that the document does not speak of, where it is told to', async () => {
		await upsert(order([orderLine(1), orderLine(2)]));
		const parameters = { missingLines: 'keep' };
		const changed = order([orderLine(1, { price: '1' })]);
		await world.run('purchaseOrder', 'upsert', [changed], parameters);
		expect(linesSent()).toEqual([{ id: lineId('1'), price: '1' }]);
		const header = { 'po-number': '1-OP-1', 'ship-to-attention': 'Dock 4' };
		expect((await upsert(header))[0]).toMatchObject({ action: 'updated' });
		expect(world.sent.at(-1)).toEqual({ 'ship-to-attention': 'Dock 4' });
	});

	it.each(['before', 'after'] as const)('create lost %s the effect: one order', async (when) => {
		world.lose('POST', /purchase_orders$/, when);
		expect((await upsert(order([orderLine(1)])))[0]).toMatchObject({ action: 'created' });
		expect([faults(), world.kinds(/^purchase-order|^order-line/)]).toEqual([
			1,
			['purchase-order.created', 'order-line.created'],
		]);
	});

	it.each(['before', 'after'] as const)('added line lost %s the effect: one line', async (when) => {
		await upsert(order([orderLine(1)]));
		world.lose('PUT', /purchase_orders\/\d+$/, when);
		const [outcome] = await upsert(order([orderLine(1, { price: '5' }), orderLine(2)]));
		expect([faults(), outcome!.action]).toEqual([1, 'updated']);
		expect(world.coupa.store.all('order_lines').map((line) => [line['line-num'], line.price])).toEqual([
			['1', '5.000000'],
			['2', '12.345678'],
		]);
	});

	it('names everything that is wrong, before anything is sent, while the others go through', async () => {
		const results = await upsert(
			order([orderLine(1)], { 'po-number': '00001-OP-1234567-0001' }),
			order([orderLine(1, { account: accountOf('99-1') }), orderLine(2, { uom: { code: 'XX' } })], {
				'po-number': '2',
			}),
			order([orderLine(1, { price: '1.0000001' })], { 'po-number': '3' }),
			order([orderLine(1), orderLine(1)], { 'po-number': '4' }),
			order([orderLine(1)], { 'po-number': '5', supplier: { number: '4345' } }),
			order([orderLine(1)]),
		);
		expect(results.slice(0, 5).map((json) => [failureOf(json).category, failureOf(json).message])).toEqual([
			[
				'validation',
				"'po-number' of purchase order '00001-OP-1234567-0001' has 21 characters, and Coupa holds 20",
			],
			[
				'reference',
				"'order-lines.account' of purchase order '2' names '99-1', which does not exist in Coupa (and 1 more)",
			],
			[
				'validation',
				"'order-lines[1].price' of purchase order '3' has more than 6 digits behind the point: '1.0000001'",
			],
			['validation', "Line 2 of purchase order '4' has the same 'line-num' as another"],
			['reference', "'supplier' of purchase order '5' names '4345', which is inactive in Coupa"],
		]);
		expect(results[5]).toMatchObject({ action: 'created' });
		expect(world.sent).toHaveLength(1);
	});

	it('an account of another chart is not the account', async () => {
		const line = orderLine(1, {
			account: { code: '30-8605', 'account-type': { name: 'European Trading Co' } },
		});
		expect(failureOf((await upsert(order([line])))[0])).toMatchObject({ code: 'COUPA_REFERENCE_MISSING' });
	});

	it('what somebody changed since it was read is a conflict, and what was read now is written', async () => {
		await upsert(order([orderLine(1)]));
		const readAt = String(world.one('purchase_orders', {})['updated-at']);
		const run = async (expectedUpdatedAt: string) =>
			(
				await world.run('purchaseOrder', 'upsert', [order([orderLine(1)], { version: 2 })], {
					options: { expectedUpdatedAt },
				})
			)[0]!;
		expect(failureOf(await run('2026-01-01T00:00:00Z'))).toMatchObject({
			category: 'conflict',
			code: 'COUPA_STALE',
		});
		expect(await run(readAt)).toMatchObject({ action: 'updated' });
	});

	it('a closed order is a conflict if it differs, and none if it does not', async () => {
		await upsert(order([orderLine(1)]));
		world.coupa.store.update('purchase_orders', Number(world.one('purchase_orders', {}).id), {
			status: 'closed',
		});
		const [same] = await upsert(order([orderLine(1)]));
		const [other] = await upsert(order([orderLine(1, { price: '9' })]));
		expect([same!.action, failureOf(other).category, failureOf(other).code]).toEqual([
			'unchanged',
			'conflict',
			'COUPA_DOCUMENT_CLOSED',
		]);
	});
});
