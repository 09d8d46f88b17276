import { SimulatedCoupa, invoice } from './simulatedCoupa.cts';

jest.mock('../../../lib/node/surroundings', () => require('../support/simulatedClock.cts').surroundings);

let world: SimulatedCoupa;
beforeEach(async () => {
	world = await SimulatedCoupa.start();
});
afterEach(() => world.coupa.stop());

const reason = expect.stringContaining('did not take it over');

describe('attributes that Coupa drops without a word', () => {
	it('are reported as refused and not as changed, and the rest is written', async () => {
		const wanted = { number: '4343', name: 'Parts Emporium', status: 'inactive', adress: '5 Ninth Street' };
		const [outcome] = await world.run('supplier', 'upsert', [wanted]);
		expect(outcome).toMatchObject({
			action: 'updated',
			changes: [{ path: 'status', before: 'active', after: 'inactive' }],
			refused: [{ path: 'adress', what: 'change', reason }],
		});
		expect((await world.run('supplier', 'upsert', [wanted]))[0]).toMatchObject({
			action: 'skipped',
			changes: [],
			refused: [{ path: 'adress' }],
		});
	});

	it('are custom fields that are closed to the API, too', async () => {
		const wanted = { number: 'N-1', name: 'New', 'custom-fields': { 'cf-closed': 'x' } };
		const [outcome] = await world.run('supplier', 'upsert', [wanted]);
		expect(outcome).toMatchObject({
			action: 'created',
			refused: [{ path: 'custom-fields.cf-closed', what: 'add', reason }],
		});
		const [created] = await world.run('invoice', 'upsert', [
			invoice({ 'custom-fields': { 'cf-erp-invoice-number': '00001-PV-1' } }),
		]);
		expect(created).not.toHaveProperty('refused');
	});
});
