import type { IDataObject } from 'n8n-workflow';

import { failureOf } from '../support/failureOf.cts';
import { SimulatedCoupa, order, orderLine } from './simulatedCoupa.cts';

jest.mock('../../../lib/node/surroundings', () => require('../support/simulatedClock.cts').surroundings);

let world: SimulatedCoupa;
beforeEach(async () => {
	world = await SimulatedCoupa.start();
	await world.run('purchaseOrder', 'upsert', [order([orderLine(1)])]);
});
afterEach(() => world.coupa.stop());

const faults = () => world.coupa.faults.fired('lost');

describe('Purchase Order: actions', () => {
	const act = async (operation: string, parameters: IDataObject = {}) =>
		(
			await world.run('purchaseOrder', operation, [{}], {
				record: { mode: 'key', value: '1-OP-1' },
				...parameters,
			})
		)[0]!;
	const status = () => world.one('purchase_orders', { 'po-number': '1-OP-1' }).status;

	it.each(['before', 'after'] as const)('issue lost %s the effect: issued and mailed once', async (when) => {
		world.lose('PUT', /\/issue$/, when);
		expect(await act('issue')).toMatchObject({
			action: 'updated',
			changes: [{ path: 'status', before: 'draft', after: 'issued' }],
		});
		expect(await act('issue')).toMatchObject({ action: 'unchanged', calls: 0 });
		expect([faults(), world.kinds(/transmitted|issued/)]).toEqual([
			1,
			['purchase-order.issued', 'purchase-order.transmitted'],
		]);
	});

	it.each(['before', 'after'] as const)('close lost %s the effect: still soft-closed', async (when) => {
		world.lose('PUT', /\/close$/, when);
		expect(await act('close')).toMatchObject({ action: 'updated' });
		expect(await act('close')).toMatchObject({ action: 'unchanged' });
		expect([faults(), status(), world.kinds(/closed/)]).toEqual([
			1,
			'soft_closed',
			['purchase-order.soft-closed'],
		]);
	});

	it('an order that comes twice in a batch is closed once', async () => {
		const parameters = { record: { mode: 'key', value: '1-OP-1' } };
		const results = await world.run('purchaseOrder', 'close', [{}, {}], parameters);
		expect([results[0]!.action, failureOf(results[1]).category, status()]).toEqual([
			'updated',
			'duplicate',
			'soft_closed',
		]);
	});

	it('issues without sending, reopens with a reason, and cancels', async () => {
		await act('issueWithoutSending');
		expect(world.kinds(/transmitted/)).toEqual([]);
		await act('close');
		expect(failureOf(await act('reopen'))).toMatchObject({ message: "'Reason Code' is empty" });
		expect(await act('reopen', { reasonCode: 'ERP', reasonComment: 'Open in JDE' })).toMatchObject({
			changes: [{ before: 'soft_closed', after: 'issued' }],
		});
		expect(await act('cancel')).toMatchObject({ changes: [{ after: 'cancelled' }] });
		for (const refused of ['issue', 'close', 'reopen']) {
			const result = await act(refused, { reasonCode: 'ERP', reasonComment: 'x' });
			expect(failureOf(result)).toMatchObject({
				category: 'validation',
				message: "Coupa did not do this to purchase order '1-OP-1'",
				description: expect.stringMatching(/^Look at its status.*cancelled/),
			});
		}
	});

	it('plans only, in a dry run', async () => {
		expect(await act('close', { options: { dryRun: true } })).toMatchObject({ action: 'planned-update' });
		expect(status()).toBe('draft');
	});
});
