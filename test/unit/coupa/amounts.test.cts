import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { compare, fixedText, parseDecimal } from '../../../lib/decimal';
import { SimulatedCoupa, invoice, order, orderLine } from './simulatedCoupa.cts';

jest.mock('../../../lib/node/surroundings', () => require('../support/simulatedClock.cts').surroundings);

let world: SimulatedCoupa;
beforeAll(async () => {
	world = await SimulatedCoupa.start();
});
afterAll(() => world.coupa.stop());

const SEED = Number(process.env.AMOUNT_SEED ?? 4711);
const RUNS = { numRuns: 30, seed: SEED };
const currency = fc.constantFrom('USD', 'EUR', 'GBP', 'JPY', 'KWD');
/** Text with up to so many digits behind the point, as an ERP writes it: zeros at the end included. */
const amount = (most: number, digits = 12) =>
	fc
		.tuple(
			fc.bigInt({ min: -(10n ** BigInt(digits)), max: 10n ** BigInt(digits) }).filter((n) => n !== 0n),
			fc.nat(most),
		)
		.map(([units, scale]) => fixedText({ units, scale }));
const positive = (most: number) => amount(most, 8).map((text) => text.replace('-', ''));

const isSame = (held: unknown, wanted: string) =>
	compare(parseDecimal(String(held))!, parseDecimal(wanted)!) === 0;

let serial = 0;
const next = () => `AMT-${(serial += 1)}`;

it(`of order lines arrive in Coupa to the last digit, and are then equal (seed ${SEED})`, async () => {
	await fc.assert(
		fc.asyncProperty(currency, amount(6), positive(6), async (code, price, quantity) => {
			const number = next();
			const line = orderLine(1, { currency: { code }, price, quantity, 'need-by-date': undefined });
			const wanted = order([line], { 'po-number': number, currency: { code } });
			expect((await world.run('purchaseOrder', 'upsert', [wanted]))[0]).toMatchObject({ action: 'created' });
			const { 'order-lines': lines } = world.one('purchase_orders', { 'po-number': number });
			const [held] = lines as unknown as IDataObject[];
			expect([isSame(held!.price, price), isSame(held!.quantity, quantity)]).toEqual([true, true]);
			expect((await world.run('purchaseOrder', 'upsert', [wanted]))[0]).toMatchObject({
				action: 'unchanged',
			});
		}),
		RUNS,
	);
});

it(`of payments arrive in Coupa to the last digit, and once (seed ${SEED})`, async () => {
	await fc.assert(
		fc.asyncProperty(currency, amount(4), async (code, amountPaid) => {
			const number = next();
			const wanted = invoice({ 'invoice-number': number, currency: { code } });
			await world.run('invoice', 'upsert', [wanted]);
			const id = Number(world.one('invoices', { 'invoice-number': number }).id);
			world.coupa.store.update('invoices', id, { status: 'approved' });
			const paying = {
				document: 'defineBelow',
				record: { mode: 'id', value: String(id) },
				amountPaid,
				paymentDate: '2026-02-01',
				notes: number,
				paid: 'leave',
			};
			const pay = async () => (await world.run('payment', 'create', [{}], paying))[0]!.action;
			expect([await pay(), await pay()]).toEqual(['created', 'unchanged']);
			expect(isSame(world.one('payments', { notes: number })['amount-paid'], amountPaid)).toBe(true);
		}),
		RUNS,
	);
});
