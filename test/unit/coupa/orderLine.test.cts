import { failureOf } from '../support/failureOf.cts';
import { SimulatedCoupa, order, orderLine } from './simulatedCoupa.cts';

jest.mock('../../../lib/node/surroundings', () => require('../support/simulatedClock.cts').surroundings);

let world: SimulatedCoupa;
beforeEach(async () => {
	world = await SimulatedCoupa.start();
	await world.run('purchaseOrder', 'upsert', [order([orderLine(1), orderLine(2)])]);
});
afterEach(() => world.coupa.stop());

const byNumber = (line: string, po = '1-OP-1') => ({ record: { mode: 'key', value: po }, lineNumber: line });
const run = async (operation: string, parameters: Record<string, unknown>) =>
	(await world.run('orderLine', operation, [{}], parameters))[0]!;

describe('Purchase Order Line', () => {
	it('is read by the numbers of order and line, by ID, and as a list', async () => {
		const line = await run('get', byNumber('2'));
		expect(line).toMatchObject({ 'line-num': '2', 'order-header-number': '1-OP-1', price: '12.345678' });
		const again = await run('get', { record: { mode: 'id', value: String(line.id) } });
		expect(again).toEqual(line);
		const conditions = [{ attribute: 'line-num', operator: 'in', value: '1,2' }];
		expect(await world.run('orderLine', 'getAll', [{}], { filters: { conditions } })).toHaveLength(2);
	});

	it.each([
		['softCloseForReceiving', 'order-line.closed-for-receiving', 'soft_closed_for_receiving'],
		['softCloseForInvoicing', 'order-line.closed-for-invoicing', 'soft_closed_for_invoicing'],
		['reopenForReceiving', 'order-line.reopened-for-receiving', undefined],
		['reopenForInvoicing', 'order-line.reopened-for-invoicing', undefined],
	])('%s is done to the one line that is meant', async (operation, effect, status) => {
		world.coupa.ledger.clear();
		expect(await run(operation, byNumber('2'))).toMatchObject({
			action: 'updated',
			record: { type: 'purchase order line', key: '1-OP-1 line 2' },
			changes: status ? [{ path: 'status', after: status }] : [],
		});
		expect(world.effects).toEqual([`${effect} 2`]);
	});

	it.each(['before', 'after'] as const)('closing lost %s the effect: closed once', async (when) => {
		world.lose('PUT', /soft_close_for_receiving$/, when);
		expect(await run('softCloseForReceiving', byNumber('1'))).toMatchObject({
			changes: [{ path: 'status', before: 'created', after: 'soft_closed_for_receiving' }],
		});
		expect(await run('softCloseForReceiving', byNumber('1'))).toMatchObject({
			action: 'unchanged',
			calls: 0,
		});
		expect(world.kinds(/closed/)).toEqual(['order-line.closed-for-receiving']);
	});

	it('closing that got no answer is not repeated where the status may be a closed one', async () => {
		const id = Number(world.one('order_lines', { 'line-num': '1' }).id);
		world.lose('PUT', /soft_close_for_receiving$/, 'after');
		const settled = () => world.coupa.store.update('order_lines', id, { status: 'settled' });
		const path = /purchase_order_lines\/\d+$/;
		world.coupa.faults.add({ name: 'settled', method: 'GET', path, effect: { before: settled } });
		const outcome = await run('softCloseForReceiving', byNumber('1'));
		expect(failureOf(outcome)).toMatchObject({ category: 'unknown-outcome' });
		expect(world.coupa.ledger.count('PUT', /soft_close/)).toBe(1);
	});

	it('reopening that got no answer is not repeated: nothing shows whether it happened', async () => {
		world.lose('PUT', /reopen_for_receiving$/, 'after');
		const outcome = await run('reopenForReceiving', byNumber('1'));
		expect(failureOf(outcome)).toMatchObject({ category: 'unknown-outcome' });
		expect(world.coupa.ledger.count('PUT', /reopen/)).toBe(1);
	});

	it.each(['before', 'after'] as const)('delete lost %s the effect: one line gone', async (when) => {
		world.lose('DELETE', /purchase_order_lines\/\d+$/, when);
		expect(await run('delete', byNumber('2'))).toMatchObject({ changes: [{ after: 'deleted' }] });
		expect(world.kinds(/order-line.deleted/)).toEqual(['order-line.deleted']);
		const left = world.coupa.store.all('order_lines').map((line) => line['line-num']);
		expect(left).toEqual(['1']);
	});

	it('one that was received is not deleted, and Coupa says why', async () => {
		const id = Number(world.one('order_lines', { 'line-num': '2' }).id);
		world.coupa.store.update('order_lines', id, { received: '1' });
		expect(failureOf(await run('delete', byNumber('2')))).toMatchObject({
			category: 'validation',
			description: expect.stringContaining('received or invoiced'),
		});
	});

	it.each([
		['an order that Coupa lacks', byNumber('1', '9-OP-9'), "Coupa has no purchase order '9-OP-9'"],
		['a line that its order lacks', byNumber('7'), "Coupa has no line '7' of order '1-OP-1'"],
		['no line number', byNumber(''), "No purchase order line is chosen: 'Line Number' is empty"],
	])('%s is named', async (_, parameters, message) => {
		expect(failureOf(await run('get', parameters)).message).toBe(message);
		expect(failureOf(await run('softCloseForReceiving', parameters)).message).toBe(message);
	});
});
