import type { IDataObject } from 'n8n-workflow';

import { failureOf } from '../support/failureOf.cts';
import { SimulatedCoupa, accountOf, order, orderLine } from './simulatedCoupa.cts';

jest.mock('../../../lib/node/surroundings', () => require('../support/simulatedClock.cts').surroundings);

let world: SimulatedCoupa;
beforeEach(async () => {
	world = await SimulatedCoupa.start();
});
afterEach(() => world.coupa.stop());

const numbered = (number: string, more: IDataObject = {}) =>
	order([orderLine(1)], { 'po-number': number, ...more });
const idOf = (table: string, where: Record<string, string>) => Number(world.one(table, where).id);

it('each record that cannot be written says why and what to do, and all others go through', async () => {
	await world.run('purchaseOrder', 'upsert', [numbered('CLOSED'), numbered('STALE')]);
	world.coupa.store.update('purchase_orders', idOf('purchase_orders', { 'po-number': 'CLOSED' }), {
		status: 'closed',
	});
	world.coupa.store.update('accounts', idOf('accounts', { 'segment-2': '8610' }), { active: false });
	const readAt = String(world.one('purchase_orders', { 'po-number': 'STALE' })['updated-at']);
	world.coupa.clock.advance(60_000);
	world.coupa.store.update('purchase_orders', idOf('purchase_orders', { 'po-number': 'STALE' }), {
		'ship-to-attention': 'Somebody else',
	});
	world.coupa.ledger.clear();

	const batch = [
		numbered('GOOD-1'),
		numbered('BAD-REFERENCE', { 'payment-term': { code: 'Net 99' } }),
		order([orderLine(1, { account: accountOf('30-8610-10') })], { 'po-number': 'INACTIVE' }),
		numbered('GOOD-2'),
		numbered('GOOD-1', { version: 2 }),
		numbered('00001-OP-1234567-0001'),
		numbered('CLOSED', { version: 2 }),
		numbered('STALE', { version: 2, _readAt: readAt }),
		numbered('GOOD-3'),
	];
	const results = await world.run('purchaseOrder', 'upsert', batch, {
		options: { expectedUpdatedAt: (json: IDataObject) => json._readAt ?? '' },
	});

	const said = results.map((json) =>
		json.error ? [failureOf(json).category, failureOf(json).code] : json.action,
	);
	expect(said).toEqual([
		'created',
		['reference', 'COUPA_REFERENCE_MISSING'],
		['reference', 'COUPA_REFERENCE_INACTIVE'],
		'created',
		['duplicate', 'COUPA_KEY_REPEATED'],
		['validation', 'COUPA_TOO_LONG'],
		['conflict', 'COUPA_DOCUMENT_CLOSED'],
		['conflict', 'COUPA_STALE'],
		'created',
	]);
	for (const json of results.filter(({ error }) => error)) {
		const { message, description } = failureOf(json);
		expect([String(message).length > 20, String(description).length > 20]).toEqual([true, true]);
	}
	expect(world.effects.filter((effect) => effect.startsWith('purchase-order')).sort()).toEqual([
		'purchase-order.created GOOD-1',
		'purchase-order.created GOOD-2',
		'purchase-order.created GOOD-3',
	]);
});

it('a number that Coupa gave to somebody else meanwhile is a duplicate, and the others go through', async () => {
	const numbers = { number: 'TAKEN-1', name: 'Taken meanwhile', status: 'active' };
	world.coupa.faults.add({
		name: 'meanwhile',
		method: 'POST',
		path: /suppliers$/,
		effect: { before: () => void world.coupa.store.insert('suppliers', { ...numbers, name: 'Another' }) },
	});
	const batch = [numbers, { number: 'FREE-1', name: 'Free', status: 'active' }];
	const results = await world.run('supplier', 'upsert', batch, { options: { concurrency: 1 } });
	expect(world.coupa.faults.fired('meanwhile')).toBe(1);
	expect(failureOf(results[0])).toMatchObject({ category: 'duplicate', httpStatus: 400 });
	expect(results[1]).toMatchObject({ action: 'created' });
});
