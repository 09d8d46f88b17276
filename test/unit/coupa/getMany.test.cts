import type { IDataObject } from 'n8n-workflow';

import { fieldsArgument } from '../../../nodes/Coupa/actions/shared/query';
import { failureOf } from '../support/failureOf.cts';
import { SimulatedCoupa, invoice, order, orderLine } from './simulatedCoupa.cts';

jest.mock('../../../lib/node/surroundings', () => require('../support/simulatedClock.cts').surroundings);

let world: SimulatedCoupa;
beforeEach(async () => {
	world = await SimulatedCoupa.start();
});
afterEach(() => world.coupa.stop());

type Row = [attribute: string, operator: string, value: string];
const list = async (resource: string, rows: Row[], options: IDataObject = {}, more: IDataObject = {}) => {
	const conditions = rows.map(([attribute, operator, value]) => ({ attribute, operator, value }));
	return await world.run(resource, 'getAll', [{}], {
		filters: { conditions },
		options,
		returnAll: true,
		...more,
	});
};
const names = async (...rows: Row[]) => (await list('supplier', rows)).map(({ number }) => number ?? null);

describe('Get Many', () => {
	it('reads nothing from another instance than the one that the workflow was set up for', async () => {
		for (const onlyAtHost of ['other.coupahost.example', '']) {
			const [failed] = await list('supplier', [], { onlyAtHost });
			expect(failureOf(failed)).toMatchObject({ code: 'COUPA_OTHER_HOST', category: 'configuration' });
		}
		expect(world.coupa.ledger.count('GET', /suppliers/)).toBe(0);
	});

	it.each<[string, string, Array<string | null>]>([
		['equals', '4343', ['4343']],
		['not_eq', '4343', ['4344', '4345', 'SAP-100077', 'WEB-9']],
		['in', '4343,4345', ['4343', '4345']],
		['not_in', '4343,4345', ['4344', 'SAP-100077', 'WEB-9']],
		['contains', '34', ['4343', '4344', '4345']],
		['starts_with', 'SAP', ['SAP-100077']],
		['ends_with', '-9', ['WEB-9']],
		['gt', '4344', ['4345', 'SAP-100077', 'WEB-9']],
		['gt_or_eq', '4344', ['4344', '4345', 'SAP-100077', 'WEB-9']],
		['lt', '4344', ['4343']],
		['lt_or_eq', '4344', ['4343', '4344']],
		['blank', 'true', [null, null]],
		['blank', 'false', ['4343', '4344', '4345', 'SAP-100077', 'WEB-9']],
	])('number %s %s', async (operator, value, wanted) => {
		expect(await names(['number', operator, value])).toEqual(wanted);
	});

	it('says of a condition that Coupa does not know what is wrong with the question, not with the data', async () => {
		const [refused] = await list('supplier', [['colour', 'equals', 'red']]);
		expect(failureOf(refused)).toMatchObject({
			category: 'validation',
			message: 'Coupa did not accept the request for suppliers',
			description: expect.stringMatching(/attribute, the operator or the value.*colour/),
		});
	});

	it('refuses two conditions of which Coupa would see only one', async () => {
		const [refused] = await list('supplier', [
			['status', 'not_eq', 'draft'],
			['status', 'not_eq', 'inactive'],
		]);
		expect(failureOf(refused)).toMatchObject({
			category: 'configuration',
			message: "Two filters have the same attribute and operator: 'status[not_eq]'",
			description: expect.stringContaining("'Is None Of'"),
		});
	});

	it('joins conditions, and reaches into associations at any depth', async () => {
		expect(await names(['payment-term.code', 'in', 'Net 30,Net 45'], ['number', 'not_eq', '4343'])).toEqual([
			'4344',
		]);
		await world.run('purchaseOrder', 'upsert', [order([orderLine(1)])]);
		const chart: Row = ['order-lines.account.account-type.name', 'equals', 'Financial Distribution Co'];
		expect(await list('purchaseOrder', [chart])).toHaveLength(1);
		expect(await list('purchaseOrder', [[chart[0], 'equals', 'European Trading Co']])).toEqual([]);
	});

	it('returns only the fields asked for, at any depth', async () => {
		await world.run('invoice', 'upsert', [invoice()]);
		const fields = 'invoice-number, supplier.number, invoice-lines.account-allocations.account.code';
		expect(await list('invoice', [], { fields })).toEqual([
			{
				id: expect.any(Number),
				'invoice-number': 'INV-1001',
				supplier: { number: '4343' },
				'invoice-lines': [
					{ 'account-allocations': [{ account: { code: '30-8605' } }, { account: { code: '30-8610-10' } }] },
				],
			},
		]);
	});

	it('comes in the order asked for, over several pages, each record once', async () => {
		const departments = Array.from({ length: 120 }, (_, i) => ({ name: `D-${String(i).padStart(3, '0')}` }));
		await world.run('department', 'upsert', departments);
		const conditions: Row[] = [['name', 'starts_with', 'D-']];
		const found = await list('department', conditions, { orderBy: 'name', orderDirection: 'desc' });
		expect(found.map(({ name }) => name)).toEqual(departments.map(({ name }) => name).reverse());
		const [newest] = await list('department', [], { orderDirection: 'desc' }, { returnAll: false, limit: 1 });
		expect(newest).toMatchObject({ name: 'D-119' });
	});
});

it.each([
	['number, payment-term.code', '["id","number",{"payment_term":["code"]}]'],
	['custom-fields', '["id",{"custom_fields":{}}]'],
	['a.b.c, a.d', '["id",{"a":[{"b":["c"]},"d"]}]'],
	['["id",{"x":["y"]}]', '["id",{"x":["y"]}]'],
	[' ', ''],
])("the fields '%s' are asked for as %s", (text, argument) => {
	expect(fieldsArgument(text, ['id'])).toBe(argument);
});
