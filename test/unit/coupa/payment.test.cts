import type { IDataObject } from 'n8n-workflow';

import { failureOf } from '../support/failureOf.cts';
import { SimulatedCoupa, invoice } from './simulatedCoupa.cts';

jest.mock('../../../lib/node/surroundings', () => require('../support/simulatedClock.cts').surroundings);

let world: SimulatedCoupa;
beforeEach(async () => {
	world = await SimulatedCoupa.start();
	await world.run('invoice', 'upsert', [invoice()]);
	setStatus('approved');
});
afterEach(() => world.coupa.stop());

const setStatus = (status: string) =>
	world.coupa.store.update('invoices', Number(world.one('invoices', {}).id), { status });
const of = (name: string) => (json: IDataObject) => json[name] ?? '';
const pay = async (...payments: IDataObject[]) => await payWithin({}, ...payments);
const payWithin = async (options: IDataObject, ...payments: IDataObject[]) =>
	await world.run('payment', 'create', payments, {
		options,
		document: 'defineBelow',
		record: { mode: 'key', value: 'INV-1001' },
		within: '4343',
		amountPaid: of('amount'),
		paymentDate: (json: IDataObject) => json.date ?? '2026-02-01',
		notes: of('notes'),
		paid: (json: IDataObject) => json.paid ?? 'leave',
	});
const payments = () =>
	world.coupa.store.all('payments').map((payment) => [payment.notes, payment['amount-paid']]);
const isPaid = () => world.one('invoices', {}).paid;

describe('Invoice Payment: Add', () => {
	it('adds a payment once, however often it is asked to', async () => {
		expect((await pay({ notes: 'JDE 1 77', amount: '49.00' }))[0]).toMatchObject({
			action: 'created',
			record: { type: 'invoice payment', key: 'JDE 1 77' },
			target: { key: 'INV-1001' },
			changes: [{ path: 'payments[JDE 1 77].amount-paid', before: null, after: '49.00' }],
		});
		expect((await pay({ notes: 'JDE 1 77', amount: '49.0' }))[0]).toMatchObject({ action: 'unchanged' });
		expect(payments()).toEqual([['JDE 1 77', '49.0000']]);
		expect(isPaid()).toBe(false);
	});

	it('knows a payment by what stands before a semicolon: a remark may change or be missing', async () => {
		await pay({ notes: 'JDE 1 77', amount: '49.00' });
		const again = await pay({ notes: 'JDE 1 77; discount 1.00', amount: '49.00' });
		const other = await pay({ notes: 'JDE 1 77 VOID; discount 1.00', amount: '-49.00' });
		expect([again[0]!.action, other[0]!.action]).toEqual(['unchanged', 'created']);
		expect(payments()).toHaveLength(2);
	});

	it.each(['before', 'after'] as const)('payment lost %s the effect: one payment', async (when) => {
		world.lose('PUT', /invoices\/\d+$/, when);
		const [outcome] = await pay({ notes: 'JDE 1 77', amount: '49', paid: 'true' });
		expect(outcome).toMatchObject({ action: 'created', attempts: when === 'before' ? 2 : 1 });
		expect([world.coupa.faults.fired('lost'), payments(), isPaid()]).toEqual([
			1,
			[['JDE 1 77', '49.0000']],
			true,
		]);
	});

	it('payments of one invoice go one after the other, and the same notes come once', async () => {
		const outcomes = await pay(
			{ notes: 'A', amount: '1.10' },
			{ notes: 'B', amount: '2.20' },
			{ notes: 'A', amount: '1.10' },
		);
		expect(outcomes.map(({ action }) => action)).toEqual(['created', 'created', 'unchanged']);
		expect(payments()).toEqual([
			['A', '1.1000'],
			['B', '2.2000'],
		]);
	});

	it('reverses by a negative amount with notes of its own, and takes the flag back', async () => {
		await pay({ notes: 'JDE 1 77', amount: '49', paid: 'true' });
		await pay({ notes: 'JDE 1 77 VOID', amount: '-49', paid: 'false' });
		expect([payments(), isPaid()]).toEqual([
			[
				['JDE 1 77', '49.0000'],
				['JDE 1 77 VOID', '-49.0000'],
			],
			false,
		]);
	});

	it('a payment that is there with another amount is a conflict: none can be changed', async () => {
		await pay({ notes: 'JDE 1 77', amount: '49' });
		expect(failureOf((await pay({ notes: 'JDE 1 77', amount: '48' }))[0])).toMatchObject({
			category: 'conflict',
			code: 'COUPA_PAYMENT_DIFFERS',
		});
		const later = { notes: 'JDE 1 77', amount: '49', date: '2026-02-02' };
		expect(failureOf((await pay(later))[0]).message).toContain('of another date');
	});

	it.each([
		[{ maximumWrites: 1 }, 'COUPA_TOO_MANY_WRITES'],
		[{ maximumAmount: '99.99' }, 'COUPA_TOO_MUCH'],
	])('adds none of them where there are more than %p', async (limit, code) => {
		const both = [
			{ notes: 'JDE 1 77', amount: '49.00' },
			{ notes: 'JDE 2 78', amount: '-51.00' },
		];
		const stopped = await payWithin(limit, ...both);
		expect([stopped.map((json) => failureOf(json).code), payments()]).toEqual([[code, code], []]);
		await payWithin({ maximumWrites: 2, maximumAmount: '100.00' }, ...both);
		expect(payments()).toHaveLength(2);
	});

	it('sets the flag alone where the payment is there already', async () => {
		await pay({ notes: 'A', amount: '1' });
		expect((await pay({ notes: 'A', amount: '1', paid: 'true' }))[0]).toMatchObject({ action: 'updated' });
		expect(world.sent.at(-1)).toEqual({ paid: true });
	});

	it('of a document that is copied by another flow waits until its invoice is there', async () => {
		const payment = {
			...{ invoice: { 'invoice-number': 'NOT YET', supplier: { number: '4343' } } },
			...{ 'amount-paid': '1', 'payment-date': '2026-02-01', notes: 'A' },
		};
		const failureWith = async (options: IDataObject) =>
			failureOf((await world.run('payment', 'create', [payment], { document: 'wholeItem', options }))[0]);

		const plain = await failureWith({});
		const copied = await failureWith({ ownMark: 'custom-fields.cf-erp-invoice-number' });

		expect([plain.code, plain.details]).toEqual(['COUPA_NOT_FOUND', {}]);
		expect([copied.code, copied.details]).toEqual(['COUPA_NOT_FOUND', { reason: 'waiting-for-invoice' }]);
	});

	it('waits for the approval of the invoice, and gives up on a voided one', async () => {
		setStatus('pending_approval');
		expect(failureOf((await pay({ notes: 'A', amount: '1' }))[0])).toMatchObject({
			code: 'COUPA_WAITING_FOR_APPROVAL',
			category: 'conflict',
			retryable: true,
			details: { reason: 'waiting-for-approval' },
		});
		setStatus('voided');
		expect(failureOf((await pay({ notes: 'A', amount: '1' }))[0])).toMatchObject({
			code: 'COUPA_NOT_PAYABLE',
			retryable: false,
		});
	});

	it.each([
		[{ notes: '', amount: '1' }, "'Notes' is empty"],
		[{ notes: 'A', amount: '' }, "'Amount Paid' is no number: ''"],
		[{ notes: 'A', amount: '0.00' }, "'Amount Paid' is zero"],
		[{ notes: 'A', amount: '1.00001' }, "'Amount Paid' has more than 4 digits behind the point: '1.00001'"],
	])('refuses %j', async (payment, why) => {
		const [result] = await pay(payment);
		expect(failureOf(result)).toMatchObject({
			category: 'validation',
			message: `A payment cannot be written: ${why}`,
		});
		expect(world.kinds(/payment/)).toEqual([]);
	});

	it('lists the payments of an invoice', async () => {
		await pay({ notes: 'A', amount: '1' });
		const parameters = {
			document: 'defineBelow',
			record: { mode: 'key', value: 'INV-1001' },
			within: '4343',
		};
		expect(await world.run('payment', 'getAll', [{}], parameters)).toMatchObject([
			{ notes: 'A', 'amount-paid': '1.0000', invoice: { 'invoice-number': 'INV-1001' } },
		]);
	});
});

describe('Invoice Payment: Add, from whole items', () => {
	const MARK = 'custom-fields.cf-erp-invoice-number';
	const stamped = (stamp: string) => ({ 'cf-erp-invoice-number': stamp });
	const add = async (invoice: IDataObject, more: IDataObject = {}) =>
		(
			await world.run(
				'payment',
				'create',
				[{ invoice, notes: 'JDE 1 77', 'amount-paid': '49.00', 'payment-date': '2026-02-01', ...more }],
				{ document: 'wholeItem', options: { ownMark: MARK, recordKey: '00001-PV-1 JDE 1 77' } },
			)
		)[0];
	const byNumber = (stamp: string) => ({
		'invoice-number': 'INV-1001',
		supplier: { number: '4343' },
		'custom-fields': stamped(stamp),
	});
	const setStamp = (stamp: string) =>
		world.coupa.store.update('invoices', Number(world.one('invoices', {}).id), {
			'custom-fields': stamped(stamp),
		});

	it('pays the invoice that bears the mark of the voucher', async () => {
		setStamp('00001-PV-1');
		expect(await add(byNumber('00001-PV-1'), { paid: true })).toMatchObject({
			action: 'created',
			record: { key: '00001-PV-1 JDE 1 77' },
		});
		expect([payments(), isPaid()]).toEqual([[['JDE 1 77', '49.0000']], true]);
	});

	it('takes the payment as Coupa itself writes it in its examples: underscores, and the flag as text', async () => {
		setStamp('00001-PV-1');
		const item = { amount_paid: '49.00', payment_date: '2026-02-01', paid: 'true' };
		const plain = { 'amount-paid': undefined, 'payment-date': undefined };
		expect(await add(byNumber('00001-PV-1'), { ...plain, ...item })).toMatchObject({ action: 'created' });
		expect([payments(), isPaid()]).toEqual([[['JDE 1 77', '49.0000']], true]);
	});

	it('never pays an invoice of the same number that belongs to another voucher', async () => {
		setStamp('00001-PV-2');
		expect(failureOf(await add(byNumber('00001-PV-1')))).toMatchObject({ code: 'COUPA_NOT_OURS' });
		expect(payments()).toEqual([]);
	});

	it('finds an invoice that was born in Coupa by its ID', async () => {
		const { id } = world.one('invoices', {});
		const options = { document: 'wholeItem', options: {} };
		const item = {
			invoice: { id: Number(id) },
			notes: 'A',
			'amount-paid': '1',
			'payment-date': '2026-02-01',
		};
		expect((await world.run('payment', 'create', [item], options))[0]).toMatchObject({ action: 'created' });
	});
});
