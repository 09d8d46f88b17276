import { errorOf, type Execution } from '../n8n/n8n.cts';
import { sharedN8n } from '../n8n/shared.cts';
import { expectedOrders, forgottenCrosswalk, sampleCrosswalk } from '../simulators/sample/index.cts';
import type { CrosswalkRow } from '../simulators/sample/index.cts';
import { siteOf, wantedOrders } from './agreement.cts';
import { shownOrders } from './shownOrders.cts';
import { FAST, writesIn } from './support.cts';
import { startWorld, type World } from './world.cts';

let world: World;
let first: Execution;

beforeAll(async () => {
	world = await startWorld(sharedN8n(), {
		suppliers: 60,
		orders: 60,
		// By them set-up proves the decimals of the currencies.
		vouchers: 80,
		coupa: FAST,
		flows: ['suppliers', 'purchaseOrders'],
	});
	await world.goLive();
	await world.runSuppliers();
	first = await world.runFlow('purchaseOrders');
}, 300_000);

afterAll(async () => await world?.stop());

const expected = (crosswalk?: readonly CrosswalkRow[]) =>
	expectedOrders(world.company.tables, siteOf(world, crosswalk));
const parkedKeys = async () =>
	(await world.parked())
		.filter(({ flow }) => flow === 'purchaseOrders')
		.map(({ key }) => String(key))
		.sort();

describe('the first posting', () => {
	it('brings every approved order into Coupa, line by line to the cent', () => {
		const wanted = wantedOrders(world, siteOf(world));

		expect(wanted.size).toBeGreaterThan(20);
		expect(shownOrders(world.coupa)).toEqual(wanted);
	});

	it('counts all others as out of scope, or parks them with their reason', async () => {
		const { inCoupa, parked, outOfScope } = expected();
		const totals = world.totalsOf(first);

		// What the settings leave out is not even read in the first run.
		const unread = ['document type', 'company', 'before go-live'];
		const leftOut = [...outOfScope.values()].filter((reason) => !unread.includes(reason));
		expect(totals).toMatchObject({
			created: inCoupa.size,
			parked: parked.size,
			outOfScope: leftOut.length,
		});
		expect(await parkedKeys()).toEqual([...parked.keys()].sort());
		expect(errorOf(first)?.message).toMatch(new RegExp(`^${parked.size} records? (is|are) parked: `));
	});
});

describe('Retry', () => {
	it('posts exactly what the forgotten account kept out', async () => {
		const before = expected();
		const rows = [...sampleCrosswalk(world.company), ...forgottenCrosswalk(world.company)];
		const after = expected(rows);
		await world.n8n.insertRows(
			'jde_coupa_crosswalk',
			forgottenCrosswalk(world.company).map((row) => ({ ...row })),
		);
		world.coupa.ledger.clear();

		await world.n8n.waitForExecution(await world.n8n.retry(first.id));

		const repaired = [...after.inCoupa.keys()].filter((key) => !before.inCoupa.has(key));
		const created = world.coupa.ledger.effects.filter(({ kind }) => kind === 'purchase-order.created');
		expect(repaired.length).toBeGreaterThan(0);
		expect(created.map(({ key }) => key).sort()).toEqual(
			repaired.map((key) => after.inCoupa.get(key)!.poNumber).sort(),
		);
		expect(await parkedKeys()).toEqual([...after.parked.keys()].sort());
	});
});

describe('the second run', () => {
	it('writes nothing', async () => {
		world.coupa.ledger.clear();
		const totals = world.totalsOf(await world.runFlow('purchaseOrders'));

		expect(writesIn(world.coupa.ledger)).toEqual([]);
		expect(totals).toMatchObject({ created: 0, updated: 0 });
	});
});
