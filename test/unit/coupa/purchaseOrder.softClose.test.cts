import type { IDataObject } from 'n8n-workflow';

import { failureOf } from '../support/failureOf.cts';
import { SimulatedCoupa, order, orderLine } from './simulatedCoupa.cts';

jest.mock('../../../lib/node/surroundings', () => require('../support/simulatedClock.cts').surroundings);

let world: SimulatedCoupa;
beforeEach(async () => {
	world = await SimulatedCoupa.start();
	await upsert([orderLine(1), orderLine(2), orderLine(3)]);
	world.coupa.ledger.clear();
});
afterEach(() => world.coupa.stop());

const upsert = async (lines: IDataObject[], options: IDataObject = {}) =>
	(
		await world.run('purchaseOrder', 'upsert', [order(lines)], {
			missingLines: 'deleteOrSoftClose',
			options,
		})
	)[0]!;
const lineId = (number: string) => Number(world.one('order_lines', { 'line-num': number }).id);
const touch = (number: string, values: IDataObject) =>
	world.coupa.store.update('order_lines', lineId(number), values as never);
const closings = () => world.kinds(/^order-line\.closed/);
const CLOSE = /soft_close_for_\w+$/;

describe('Lines that are not wanted any more', () => {
	it('are deleted where untouched, and closed softly where they were invoiced', async () => {
		touch('3', { invoiced: '1' });
		const outcome = await upsert([orderLine(1)]);
		expect(outcome).toMatchObject({ action: 'updated', calls: 2 });
		expect(outcome.refused).toBeUndefined();
		expect(outcome.changes).toEqual([
			{ path: 'order-lines[2]', before: { quantity: '3.000000' }, after: null },
			{ path: 'order-lines[3].status', before: 'created', after: 'soft_closed_for_invoicing' },
		]);
		expect(world.effects).toEqual(
			expect.arrayContaining(['order-line.deleted 2', 'order-line.closed-for-invoicing 3']),
		);
	});

	it('are closed for receiving where they were received: an invoice of that may be still to come', async () => {
		touch('3', { received: '2', invoiced: '1', status: 'partially_received' });
		expect(await upsert([orderLine(1), orderLine(2)])).toMatchObject({
			action: 'updated',
			changes: [
				{ path: 'order-lines[3].status', before: 'partially_received', after: 'soft_closed_for_receiving' },
			],
		});
	});

	it('are closed once: what is closed is as it should be', async () => {
		touch('3', { invoiced: '1' });
		const wanted = [orderLine(1), orderLine(2)];
		await upsert(wanted);
		expect(await upsert(wanted)).toMatchObject({ action: 'unchanged', calls: 0 });
		for (const status of ['closed', 'soft_closed_for_invoicing', 'soft_closed_for_receiving']) {
			touch('3', { status, received: '1' });
			expect(await upsert(wanted)).toMatchObject({ action: 'unchanged', calls: 0 });
		}
		expect(closings()).toEqual(['order-line.closed-for-invoicing']);
	});

	it.each(['before', 'after'] as const)('close lost %s the effect: closed once', async (when) => {
		touch('3', { invoiced: '1' });
		world.lose('PUT', CLOSE, when);
		expect(await upsert([orderLine(1), orderLine(2)])).toMatchObject({
			action: 'updated',
			changes: [{ path: 'order-lines[3].status', after: 'soft_closed_for_invoicing' }],
		});
		expect([world.coupa.faults.fired('lost'), closings()]).toEqual([1, ['order-line.closed-for-invoicing']]);
	});

	it('close lost twice: its outcome is unknown, and the next run finds it done', async () => {
		touch('3', { invoiced: '1' });
		world.lose('PUT', CLOSE, 'after');
		const path = /purchase_order_lines\/\d+$/;
		world.coupa.faults.add({ name: 'blind', method: 'GET', path, times: 9, effect: { dropBefore: true } });
		const failed = failureOf(await upsert([orderLine(1)]));
		expect(failed).toMatchObject({
			category: 'unknown-outcome',
			message: expect.stringContaining("'1-OP-1 line 3'"),
			description: expect.stringContaining('The record itself was written'),
			details: { written: ['order-lines[2]'] },
		});
		world.coupa.faults.clear();
		expect(await upsert([orderLine(1)])).toMatchObject({ action: 'unchanged' });
		expect(closings()).toEqual(['order-line.closed-for-invoicing']);
	});

	it('one that Coupa does not close is reported with its quantity, and the rest is done', async () => {
		touch('2', { invoiced: '1' });
		touch('3', { invoiced: '1' });
		world.coupa.faults.add({
			name: 'refused',
			method: 'PUT',
			path: new RegExp(`/${lineId('2')}/soft_close`),
			effect: { answer: { status: 400, body: '{"errors":{"order_line":["Not now"]}}' } },
		});
		expect(await upsert([orderLine(1, { price: '9' })])).toMatchObject({
			action: 'updated',
			changes: [{ path: 'order-lines[1].price' }, { path: 'order-lines[3].status' }],
			refused: [
				{
					path: 'order-lines[2]',
					what: 'delete',
					quantities: { quantity: '3.000000', invoiced: '1.000000' },
					reason: 'It was invoiced, and is not closed. Coupa says: Not now',
				},
			],
		});
	});

	it('a status that nobody knows is left alone and named: it may be a closed one', async () => {
		touch('3', { invoiced: '1', status: 'settled' });
		expect(await upsert([orderLine(1), orderLine(2)])).toMatchObject({
			action: 'skipped',
			refused: [{ reason: "It was invoiced, and is not closed: Coupa shows its status as 'settled'" }],
		});
		expect(world.coupa.ledger.count('PUT', CLOSE)).toBe(0);
	});

	it('one that Coupa took and still shows as open is reported', async () => {
		touch('3', { invoiced: '1' });
		const answer = { status: 200, body: JSON.stringify({ id: lineId('3'), status: 'created' }) };
		world.coupa.faults.add({ name: 'deaf', method: 'PUT', path: CLOSE, effect: { answer } });
		expect(await upsert([orderLine(1), orderLine(2)])).toMatchObject({
			action: 'skipped',
			refused: [{ reason: "It was invoiced, and is not closed: Coupa shows its status as 'created'" }],
		});
	});

	it('are only planned in a dry run', async () => {
		touch('3', { invoiced: '1' });
		expect(await upsert([orderLine(1), orderLine(2)], { dryRun: true })).toMatchObject({
			action: 'planned-update',
			changes: [{ path: 'order-lines[3].status', before: 'created', after: 'soft_close_for_invoicing' }],
		});
		expect(world.sent).toEqual([]);
	});

	it('are left open once the time to write is over', async () => {
		touch('3', { invoiced: '1' });
		const failed = await upsert([orderLine(1), orderLine(2)], { doNotWriteAfter: '2000-01-01T00:00:00Z' });
		expect(failureOf(failed)).toMatchObject({ category: 'conflict' });
		expect(world.sent).toEqual([]);
	});
});

describe('An order cancelled as a whole', () => {
	const step = async (options: IDataObject = {}) =>
		await upsert([], { content: 'keep', afterwards: ['cancelOrSoftClose'], ...options });
	const status = () => world.one('purchase_orders', { 'po-number': '1-OP-1' }).status;

	it('is cancelled while nothing of it was received or invoiced', async () => {
		expect(await step()).toMatchObject({ action: 'updated', changes: [{ after: 'cancelled' }] });
		expect(await step()).toMatchObject({ action: 'unchanged', calls: 0 });
		expect(status()).toBe('cancelled');
	});

	it.each(['before', 'after'] as const)(
		'is closed softly otherwise, once; lost %s the effect',
		async (when) => {
			touch('2', { invoiced: '1' });
			world.lose('PUT', /\/close$/, when);
			expect(await step()).toMatchObject({ action: 'updated', changes: [{ after: 'soft_closed' }] });
			expect(await step()).toMatchObject({ action: 'unchanged', calls: 0 });
			expect([status(), world.kinds(/closed/)]).toEqual(['soft_closed', ['purchase-order.soft-closed']]);
		},
	);

	it('is only planned in a dry run', async () => {
		touch('2', { invoiced: '1' });
		expect(await step({ dryRun: true })).toMatchObject({ action: 'planned-update' });
		expect(world.sent).toEqual([]);
	});
});
