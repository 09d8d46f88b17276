import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { decimalText } from '../../../lib/decimal';
import { failureOf } from '../support/failureOf.cts';
import { SimulatedCoupa, accountOf, invoice } from './simulatedCoupa.cts';

jest.mock('../../../lib/node/surroundings', () => require('../support/simulatedClock.cts').surroundings);

let world: SimulatedCoupa;
beforeEach(async () => {
	world = await SimulatedCoupa.start();
});
afterEach(() => world.coupa.stop());

const upsert = async (...invoices: IDataObject[]) =>
	await world.run('invoice', 'upsert', invoices, { missingLines: 'delete' });
const setStatus = (status: string) =>
	world.coupa.store.update('invoices', Number(world.one('invoices', {}).id), { status });
const act = async (operation: string, parameters: IDataObject = {}) =>
	(
		await world.run('invoice', operation, [{}], {
			record: { mode: 'key', value: 'INV-1001' },
			within: '4343',
			...parameters,
		})
	)[0]!;

describe('Invoice: Create or Update', () => {
	it('creates a draft, and then has nothing left to write', async () => {
		expect((await upsert(invoice()))[0]).toMatchObject({ action: 'created', record: { key: 'INV-1001' } });
		expect(world.one('invoices', {})).toMatchObject({ status: 'draft', 'total-with-taxes': '108.1100' });
		expect((await upsert(invoice()))[0]).toMatchObject({ action: 'unchanged', calls: 0 });
		expect(world.kinds(/^ignored/)).toEqual([]);
	});

	it('knows an invoice by supplier and number together', async () => {
		const outcomes = await upsert(invoice(), invoice({ supplier: { number: '4344' } }));
		expect(outcomes.map(({ action }) => action)).toEqual(['created', 'created']);
		const [again] = await upsert(invoice({ supplier: { number: '4344' }, comments: 'x' }));
		expect(again).toMatchObject({ action: 'updated', changes: [{ path: 'comments' }] });
		expect(failureOf((await upsert({ 'invoice-number': 'INV-1' }))[0])).toMatchObject({
			message: "An invoice has no 'supplier'",
		});
	});

	it('updates one that is chosen by number and supplier, its header taxes in their place', async () => {
		await upsert(invoice({ 'tax-lines': [{ amount: '1.00' }] }), invoice({ supplier: { number: '4344' } }));
		const wanted = { comments: 'x', 'tax-lines': [{ amount: '1.00' }, { amount: '2.5' }] };
		world.lose('PUT', /invoices\/\d+$/, 'after');
		const parameters = { record: { mode: 'key', value: 'INV-1001' }, within: '4343' };
		const [outcome] = await world.run('invoice', 'update', [wanted], parameters);
		expect([outcome!.action, world.sent.at(-1)]).toEqual([
			'updated',
			{ comments: 'x', 'tax-lines': [{ amount: '2.5' }] },
		]);
		expect(world.coupa.store.all('invoice_tax_lines').map(({ amount }) => amount)).toEqual([
			'1.0000',
			'2.5000',
		]);
		const without = { record: { mode: 'key', value: 'INV-1001' } };
		const [ambiguous] = await world.run('invoice', 'get', [{}], without);
		expect(failureOf(ambiguous)).toMatchObject({
			category: 'conflict',
			code: 'COUPA_KEY_TWICE',
			description: "Choose it by ID, or give its 'supplier' as well",
		});
	});

	it('changes an allocation in its place, and reports a line that Coupa keeps', async () => {
		await upsert(invoice());
		const [line] = invoice()['invoice-lines'] as IDataObject[];
		const allocations = [
			{ account: accountOf('30-8605'), pct: '60', amount: '60.06' },
			{ account: accountOf('30-8605'), pct: '40', amount: '40.04' },
		];
		await upsert(invoice({ 'invoice-lines': [{ ...line, 'account-allocations': allocations }] }));
		const [first, second] = world.coupa.store.all('invoice_line_allocations');
		expect([first, second]).toMatchObject([
			{ account: { code: '30-8605' } },
			{ account: { code: '30-8605' } },
		]);
		expect(world.kinds(/^account-allocation/)).toEqual([
			'account-allocation.created',
			'account-allocation.created',
			'account-allocation.updated',
		]);
		const other = invoice({ 'invoice-lines': [{ ...line, 'line-num': 2 }] });
		expect((await upsert(other))[0]).toMatchObject({
			action: 'updated',
			refused: [{ path: 'invoice-lines[1]', what: 'delete' }],
		});
	});

	it.each(['before', 'after'] as const)('create lost %s the effect: one invoice', async (when) => {
		world.lose('POST', /invoices$/, when);
		expect((await upsert(invoice()))[0]).toMatchObject({ action: 'created' });
		expect([world.coupa.faults.fired('lost'), world.kinds(/^invoice\./)]).toEqual([1, ['invoice.created']]);
	});

	it('every amount survives, to its last digit', async () => {
		const money = fc
			.tuple(fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), fc.integer({ min: 0, max: 4 }))
			.map(([units, scale]) => decimalText({ units, scale }));
		let serial = 0;
		await fc.assert(
			fc.asyncProperty(money, money, fc.constantFrom('USD', 'JPY', 'KWD'), async (price, tax, code) => {
				const wanted = invoice({
					'invoice-number': `P-${(serial += 1)}`,
					currency: { code },
					'invoice-lines': [{ 'line-num': 1, description: 'x', price, 'tax-lines': [{ amount: tax }] }],
				});
				expect((await upsert(wanted))[0]).toMatchObject({ action: 'created' });
				const sent = world.sent.at(-1) as unknown as { 'invoice-lines': IDataObject[] };
				expect(sent['invoice-lines']).toMatchObject([{ price, 'tax-lines': [{ amount: tax }] }]);
				expect((await upsert(wanted))[0]).toMatchObject({ action: 'unchanged' });
			}),
			{ numRuns: 40, seed: 4711 },
		);
	});
});

describe('Invoice: actions', () => {
	beforeEach(async () => {
		await upsert(invoice());
	});

	it.each(['before', 'after'] as const)('submit lost %s the effect: submitted once', async (when) => {
		world.lose('PUT', /\/submit$/, when);
		expect(await act('submit')).toMatchObject({ changes: [{ before: 'draft', after: 'pending_approval' }] });
		expect(await act('submit')).toMatchObject({ action: 'unchanged' });
		expect(world.kinds(/submitted/)).toEqual(['invoice.submitted']);
	});

	it('voids only from where Coupa allows it', async () => {
		setStatus('pending_approval');
		expect(failureOf(await act('void'))).toMatchObject({ category: 'conflict', code: 'COUPA_STATUS' });
		setStatus('approved');
		expect(await act('void')).toMatchObject({ changes: [{ after: 'voided' }] });
		const differs = invoice({ comments: 'late' });
		expect(failureOf((await upsert(differs))[0])).toMatchObject({ code: 'COUPA_DOCUMENT_CLOSED' });
	});

	it('approves past the approvers, disputes with a reason, abandons', async () => {
		await act('submit');
		expect(await act('bypassApprovals')).toMatchObject({ changes: [{ after: 'approved' }] });
		expect(failureOf(await act('dispute'))).toMatchObject({ message: "'Reason Code' is empty" });
		const reason = { reasonCode: 'INCORRECT-QUANTITY', comment: '3 came' };
		expect(await act('dispute', reason)).toMatchObject({ changes: [{ after: 'disputed' }] });
		expect(await act('abandon')).toMatchObject({ changes: [{ after: 'abandoned' }] });
	});

	it('revalidation that got no answer is not repeated: nothing shows whether it happened', async () => {
		world.lose('PUT', /\/revalidate_tolerances$/, 'after');
		expect(failureOf(await act('revalidate'))).toMatchObject({ category: 'unknown-outcome' });
		expect(world.coupa.ledger.count('PUT', /revalidate/)).toBe(1);
	});

	it('marks as exported in a call of its own, once', async () => {
		expect(await act('markExported')).toMatchObject({ changes: [{ path: 'exported', after: true }] });
		expect(await act('markExported')).toMatchObject({ action: 'unchanged' });
		expect(world.sent.at(-1)).toEqual({});
		expect(world.kinds(/exported/)).toEqual(['invoice.exported']);
	});
});

it('what is not yet exported is read to the end although it is marked meanwhile', async () => {
	const invoices = Array.from({ length: 120 }, (_, i) => invoice({ 'invoice-number': `N-${i}` }));
	await upsert(...invoices);
	const { store, faults, ledger } = world.coupa;
	const first = store.all('invoices').slice(0, 50);
	const mark = () => first.forEach(({ id }) => store.update('invoices', Number(id), { exported: true }));
	ledger.clear();
	faults.add({ name: 'mark', method: 'GET', path: /invoices$/, after: 1, effect: { before: mark } });
	const found = await world.run('invoice', 'getAll', [{}], { returnAll: true, exported: 'false' });
	expect([faults.fired('mark'), found.length, ledger.count('GET')]).toEqual([1, 120, 3]);
	const left = await world.run('invoice', 'getAll', [{}], { returnAll: true, exported: 'false' });
	expect(left).toHaveLength(70);
});
