import type { IDataObject } from 'n8n-workflow';

import { failureOf } from '../support/failureOf.cts';
import { SimulatedCoupa, order, orderLine } from './simulatedCoupa.cts';

jest.mock('../../../lib/node/surroundings', () => require('../support/simulatedClock.cts').surroundings);

let world: SimulatedCoupa;
beforeEach(async () => {
	world = await SimulatedCoupa.start();
	await world.run('purchaseOrder', 'upsert', [order([orderLine(1), orderLine(2)])]);
});
afterEach(() => world.coupa.stop());

const receipt = (more: IDataObject = {}): IDataObject => ({
	type: 'InventoryReceipt',
	'order-line': { 'po-number': '1-OP-1', 'line-num': '2' },
	quantity: '1.5',
	price: '12.345678',
	uom: { code: 'EA' },
	'transaction-date': '2026-02-01',
	notes: 'JDE 00001 OV 77 1',
	...more,
});
const add = async (...receipts: IDataObject[]) => await world.run('receipt', 'create', receipts);
const act = async (operation: string) => {
	const { id } = world.one('receiving_transactions', {});
	return (await world.run('receipt', operation, [{}], { record: { mode: 'id', value: String(id) } }))[0]!;
};
const kinds = () => world.kinds(/^receipt\./);

describe('Receipt', () => {
	it('is entered against the line that is named, and the next time there is nothing to do', async () => {
		expect((await add(receipt()))[0]).toMatchObject({
			action: 'created',
			record: { key: 'JDE 00001 OV 77 1' },
		});
		const line = world.one('order_lines', { 'line-num': '2' });
		expect(world.one('receiving_transactions', {})).toMatchObject({
			'order-line': { id: line.id },
			quantity: '1.500000',
		});
		expect((await add(receipt()))[0]).toMatchObject({ action: 'unchanged', calls: 0 });
		expect(kinds()).toEqual(['receipt.created']);
		expect(world.kinds(/^ignored/)).toEqual([]);
	});

	it.each(['before', 'after'] as const)('entered lost %s the effect: one receipt', async (when) => {
		world.lose('POST', /receiving_transactions$/, when);
		expect((await add(receipt()))[0]).toMatchObject({ action: 'created' });
		expect([world.coupa.faults.fired('lost'), kinds()]).toEqual([1, ['receipt.created']]);
	});

	it('of which Coupa has another quantity is reported, not changed', async () => {
		await add(receipt());
		expect(failureOf((await add(receipt({ quantity: '2' })))[0])).toMatchObject({
			category: 'conflict',
			code: 'COUPA_CANNOT_CHANGE',
		});
		expect(world.coupa.ledger.count('PUT', /receiving/)).toBe(0);
	});

	it('is voided once, lost answer or not, and then wants a key of its own', async () => {
		await add(receipt());
		world.lose('PUT', /\/void$/, 'after');
		expect(await act('void')).toMatchObject({ action: 'updated', changes: [{ after: 'voided' }, {}] });
		expect(await act('void')).toMatchObject({ action: 'unchanged' });
		expect(kinds()).toEqual(['receipt.created', 'receipt.voided']);
		expect(failureOf((await add(receipt()))[0])).toMatchObject({ code: 'COUPA_DOCUMENT_CLOSED' });
	});

	it('is marked as exported, and listed by the mark', async () => {
		await add(receipt());
		expect(await act('markExported')).toMatchObject({ changes: [{ path: 'exported', after: true }] });
		expect(await world.run('receipt', 'getAll', [{}], { exported: 'false' })).toEqual([]);
		expect(await world.run('receipt', 'getAll', [{}], { exported: 'true' })).toHaveLength(1);
		expect(await act('get')).toMatchObject({ type: 'InventoryReceipt' });
	});

	it('may have its number in another attribute', async () => {
		const wanted = receipt({ barcode: '4433', notes: 'x' });
		const parameters = { keyAttribute: 'barcode' };
		const [outcome] = await world.run('receipt', 'create', [wanted], parameters);
		expect(outcome).toMatchObject({ action: 'created', record: { key: '4433' } });
		expect((await world.run('receipt', 'create', [wanted], parameters))[0]).toMatchObject({
			action: 'unchanged',
		});
	});

	it('without key or of an unknown line fails alone', async () => {
		const [bare, lost, good] = await add(
			receipt({ notes: '' }),
			receipt({ 'order-line': { 'po-number': '1-OP-1', 'line-num': '9' } }),
			receipt(),
		);
		expect(failureOf(bare).message).toBe("A receipt has no 'notes'");
		expect(failureOf(lost).message).toBe("Coupa has no line '9' of order '1-OP-1'");
		expect(good).toMatchObject({ action: 'created' });
	});
});
