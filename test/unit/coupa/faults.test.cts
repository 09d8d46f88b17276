import type { IDataObject } from 'n8n-workflow';

import type { FaultEffect } from '../../simulators/kit/faults.cts';
import { fraction } from '../../simulators/coupa/random.cts';
import { SimulatedCoupa, invoice, order, orderLine } from './simulatedCoupa.cts';

jest.mock('../../../lib/node/surroundings', () => require('../support/simulatedClock.cts').surroundings);

// Told by a seed: `FAULT_SEED=17 npx jest test/unit/coupa/faults` runs a single one again.
const SEEDS = process.env.FAULT_SEED ? [Number(process.env.FAULT_SEED)] : [1, 2, 3, 4, 5, 6, 7, 8];
/** What a person would do: run the same again until nothing is left over. */
const MAX_RUNS = 4;
const ORDERS = ['A', 'B', 'C', 'D'];
const BY_KEY = { record: { mode: 'key', value: (json: IDataObject) => json['po-number'] ?? json.invoice } };

let world: SimulatedCoupa;
beforeEach(async () => {
	world = await SimulatedCoupa.start();
});
afterEach(() => world.coupa.stop());

/** Loses calls of the phase that begins, before or after their effect, as the seed has it. */
function loseSome(seed: number, phase: string, calls: number): void {
	for (let i = 0; i < 3; i += 1) {
		const drawn = (what: string) => fraction(`${seed}/${phase}/${i}/${what}`);
		const effect: FaultEffect = drawn('when') < 0.5 ? { dropBefore: true } : { dropAfter: true };
		const after = Math.floor(drawn('place') * calls);
		world.coupa.faults.add({ name: phase, method: i === 0 ? undefined : writes(phase), after, effect });
	}
}

const writes = (phase: string) => (phase === 'creating' ? 'POST' : 'PUT');

/** @param calls of the phase, were there no faults: all faults fire within them */
async function untilDone(seed: number, phase: string, calls: number, run: () => Promise<IDataObject[]>) {
	loseSome(seed, phase, calls);
	for (let i = 0; i < MAX_RUNS; i += 1) {
		const results = await run();
		const left = results.filter(({ error }) => error).map(({ error }) => (error as IDataObject).category);
		if (left.length === 0) break;
		expect([seed, phase, left.filter((category) => category !== 'unknown-outcome')]).toEqual([
			seed,
			phase,
			[],
		]);
	}
	const fired = world.coupa.faults.fired(phase);
	world.coupa.faults.clear();
	return fired;
}

const count = (kind: string) => world.kinds(new RegExp(`^${kind}$`)).length;

describe('connections lost before or after the effect', () => {
	it.each(SEEDS)('seed %i: one record, one line, one issue, one payment, still soft-closed', async (seed) => {
		const orders = ORDERS.map((number) => order([orderLine(1)], { 'po-number': number }));
		const grown = ORDERS.map((number) =>
			order([orderLine(1, { price: '2' }), orderLine(2)], { 'po-number': number }),
		);
		const invoices = ORDERS.map((number) => invoice({ 'invoice-number': number }));
		const payments = ORDERS.map((number) => ({ invoice: number, notes: `JDE ${number}`, amountPaid: '10' }));
		const paying = {
			...BY_KEY,
			document: 'defineBelow',
			within: '4343',
			amountPaid: '10.10',
			paymentDate: '2026-02-01',
			notes: (json: IDataObject) => json.notes,
			paid: 'true',
		};

		const fired = [
			await untilDone(seed, 'creating', 4, () => world.run('purchaseOrder', 'upsert', orders)),
			await untilDone(seed, 'adding', 4, () => world.run('purchaseOrder', 'upsert', grown)),
			await untilDone(seed, 'issuing', 4, () => world.run('purchaseOrder', 'issue', orders, BY_KEY)),
			await untilDone(seed, 'closing', 4, () => world.run('purchaseOrder', 'close', orders, BY_KEY)),
			await untilDone(seed, 'creating', 4, () => world.run('invoice', 'upsert', invoices)),
		];
		for (const { id } of world.coupa.store.all('invoices'))
			world.coupa.store.update('invoices', Number(id), { status: 'approved' });
		fired.push(await untilDone(seed, 'paying', 4, () => world.run('payment', 'create', payments, paying)));

		expect([seed, fired.every((number) => number > 0)]).toEqual([seed, true]);
		expect({
			orders: count('purchase-order.created'),
			lines: count('order-line.created'),
			prices: world.coupa.store.all('order_lines').map(({ price }) => price),
			issues: count('purchase-order.transmitted'),
			softCloses: count('purchase-order.soft-closed'),
			hardCloses: count('purchase-order.hard-closed'),
			invoices: count('invoice.created'),
			payments: world.coupa.store.all('payments').map(({ notes }) => notes),
			paid: world.coupa.store.all('invoices').map(({ paid }) => paid),
		}).toEqual({
			orders: 4,
			lines: 8,
			prices: expect.arrayContaining(['2.000000', '12.345678']),
			issues: 4,
			softCloses: 4,
			hardCloses: 0,
			invoices: 4,
			payments: expect.arrayContaining(payments.map(({ notes }) => notes)),
			paid: [true, true, true, true],
		});
		expect(world.coupa.store.all('payments')).toHaveLength(4);
	});
});
