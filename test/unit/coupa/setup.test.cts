import type { IDataObject } from 'n8n-workflow';

import { failureOf } from '../support/failureOf.cts';
import { SimulatedCoupa, order, orderLine } from './simulatedCoupa.cts';

jest.mock('../../../lib/node/surroundings', () => require('../support/simulatedClock.cts').surroundings);

let world: SimulatedCoupa;
beforeEach(async () => {
	world = await SimulatedCoupa.start();
});
afterEach(() => world.coupa.stop());

const chart = { name: 'European Trading Co' };
const rate = (more: IDataObject = {}): IDataObject => ({
	'from-currency': { code: 'USD' },
	'to-currency': { code: 'EUR' },
	'rate-date': '2026-01-31',
	rate: '0.912345678',
	...more,
});

describe('set-up records', () => {
	it.each<[string, IDataObject, IDataObject]>([
		['account', { 'segment-1': '30', 'segment-2': '8605', 'account-type': chart }, { name: 'Ulm' }],
		['address', { 'location-code': 'M99', name: 'Ulm', country: { code: 'DE' } }, { city: 'Ulm' }],
		['department', { name: 'Sales' }, { active: false }],
		['exchangeRate', rate(), { rate: '0.92' }],
		[
			'lookupValue',
			{ 'external-ref-num': '40', name: 'Boulder', lookup: { name: 'Business Unit' } },
			{ name: 'B' },
		],
		['paymentTerm', { code: 'Net 10', 'discount-rate': '2.5' }, { description: 'Ten days' }],
		['user', { login: 'x', email: 'x@y.example', firstname: 'X', lastname: 'Y' }, { lastname: 'Z' }],
	])('%s: created, unchanged, changed', async (resource, wanted, change) => {
		const upsert = async (item: IDataObject) => (await world.run(resource, 'upsert', [item]))[0];
		expect(await upsert(wanted)).toMatchObject({ action: 'created' });
		expect(await upsert(wanted)).toMatchObject({ action: 'unchanged' });
		const [path, after] = Object.entries(change)[0]!;
		expect(await upsert({ ...wanted, ...change })).toMatchObject({
			action: 'updated',
			changes: [{ path, after }],
		});
		expect(world.kinds(/^ignored/)).toEqual([]);
	});

	it('an exchange rate of another day or pair is another one', async () => {
		const inverse = { 'from-currency': { code: 'EUR' }, 'to-currency': { code: 'USD' } };
		const rates = [rate(), rate({ 'rate-date': '2026-02-01' }), rate(inverse)];
		const outcomes = await world.run('exchangeRate', 'upsert', rates);
		expect(outcomes.map(({ action }) => action)).toEqual(['created', 'created', 'created']);
	});

	it('an account is found within its chart', async () => {
		const parameters = (name: string) => ({ record: { mode: 'key', value: '30-8605' }, within: name });
		const [found] = await world.run('account', 'get', [{}], parameters('Financial Distribution Co'));
		expect(found).toMatchObject({ code: '30-8605' });
		const [missing] = await world.run('account', 'get', [{}], parameters(chart.name));
		expect(failureOf(missing)).toMatchObject({ message: "Coupa has no account '30-8605'" });
	});

	it.each(['currency', 'unit', 'accountType'])('%s is read', async (resource) => {
		expect((await world.run(resource, 'getAll')).length).toBeGreaterThan(1);
	});
});

describe('Content', () => {
	const upsert = async (content: string) => {
		const items = [{ name: 'Sales' }, { name: 'Purchasing', active: false }];
		const outcomes = await world.run('department', 'upsert', items, { options: { content } });
		return outcomes.map(({ action }) => action);
	};
	it.each([
		['create', ['created', 'skipped']],
		['change', ['skipped', 'updated']],
		['write', ['created', 'updated']],
	])('%s: what is missing and what differs become %s', async (content, actions) => {
		expect(await upsert(content)).toEqual(actions);
	});
});

describe('Remit-To Address', () => {
	const address = (code: string): IDataObject => ({
		'remit-to-code': code,
		street1: 'Box 1',
		city: 'Ulm',
		'postal-code': '89073',
		country: { code: 'DE' },
	});

	it('writes below the supplier that each item names', async () => {
		const parameters = { supplier: { mode: 'key', value: (json: IDataObject) => json._supplier } };
		const items = [
			{ ...address('4343-4343'), _supplier: '4343' },
			{ ...address('4344-9'), _supplier: '4344' },
			{ ...address('9-9'), _supplier: '9' },
		];
		const [updated, created, missing] = await world.run('remitTo', 'upsert', items, parameters);
		expect([updated!.action, created!.action]).toEqual(['updated', 'created']);
		expect(failureOf(missing)).toMatchObject({ message: "Coupa has no supplier '9'" });
		const again = await world.run('remitTo', 'upsert', items.slice(0, 2), parameters);
		expect(again.map(({ action }) => action)).toEqual(['unchanged', 'unchanged']);
		const read = { supplier: { mode: 'key', value: '4344' }, record: { mode: 'key', value: '4344-9' } };
		expect((await world.run('remitTo', 'get', [{}], read))[0]).toMatchObject({ city: 'Ulm' });
	});
});

it('a supplier chosen by name is found although the document does not repeat the name', async () => {
	const record = { mode: 'name', value: 'Parts Emporium' };
	const [outcome] = await world.run('supplier', 'update', [{ website: 'https://parts.example' }], { record });
	expect(outcome).toMatchObject({ action: 'updated', changes: [{ path: 'website' }] });
});

describe('Check References', () => {
	it('finds lookup values in custom fields of both kinds, in lines too', async () => {
		const value = (number: string, more: IDataObject = {}) => ({ 'external-ref-num': number, ...more });
		const line = orderLine(1, { 'custom-fields': { 'cf-bu': value('31') } });
		const document = order([line], {
			'custom-fields': {
				'cf-bu': value('30'),
				'cf-text': 'x',
				'cf-other': value('30', { lookup: { name: 'No' } }),
			},
			old_field: value('32'),
		});
		const [found] = await world.run('purchaseOrder', 'checkReferences', [document]);
		expect((found!.missing as IDataObject[]).map(({ attribute, value: one }) => [attribute, one])).toEqual([
			['custom-fields.cf-other', '30'],
			['old-field', '32'],
			['order-lines.custom-fields.cf-bu', '31'],
		]);
		expect(world.coupa.ledger.count('GET', /lookup_values/)).toBe(1);
	});

	it('names everything that is missing or inactive, and writes nothing', async () => {
		const document = order(
			[
				orderLine(1, { uom: { code: 'XX' }, commodity: { name: 'Freight' } }),
				orderLine(2, { uom: { code: 'XX' } }),
			],
			{ supplier: { number: '4345' }, 'payment-term': { code: 'Net 120' } },
		);
		const [bad, good] = await world.run('purchaseOrder', 'checkReferences', [document, order([])]);
		expect(bad).toEqual({
			record: { type: 'purchase order', key: '1-OP-1' },
			allUsable: false,
			checked: 9,
			missing: [{ attribute: 'order-lines.uom', path: 'uoms', key: 'code', value: 'XX' }],
			inactive: [
				{ attribute: 'supplier', path: 'suppliers', key: 'number', value: '4345' },
				{ attribute: 'payment-term', path: 'payment_terms', key: 'code', value: 'Net 120' },
			],
		});
		expect(good).toMatchObject({ allUsable: true, missing: [] });
		expect(world.sent).toEqual([]);
	});
});
