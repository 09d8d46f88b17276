import { errorOf, outputOf, type Execution } from '../n8n/n8n.cts';
import { until } from '../n8n/poll.cts';
import { sharedN8n } from '../n8n/shared.cts';
import type { Row } from '../n8n/tables.cts';
import { FAST, keysOf, knowAllTerms, setSetting, writesIn } from './support.cts';
import { startWorld, type World } from './world.cts';

/** Longer than one of ours, and sorted before and after it. */
const DECOYS = ['jde_coupa_state_backup', 'my_jde_coupa_state'];
const TABLE_OF_STATE = 'jde_coupa_state';
let world: World;

beforeAll(async () => {
	world = await startWorld(sharedN8n(), { suppliers: 60, coupa: FAST });
	knowAllTerms(world);
	await world.run(world.setup, 'Set Up');
	// Created later than ours: n8n's own look-up by name would take the newest that contains the name.
	const { columns } = await world.n8n.dataTable(TABLE_OF_STATE);
	for (const name of DECOYS) {
		await world.n8n.createDataTable(name, Object.fromEntries(columns.map((each) => [each.name, each.type])));
		await world.n8n.insertRows(name, [{ flow: 'suppliers', watermark: 'not ours', confirmation: 'done' }]);
	}
	await world.goLive();
});

afterAll(async () => {
	for (const name of DECOYS) await world?.n8n.deleteDataTable(name);
	await world?.stop();
});

const wait = async (id: string) => await world.n8n.waitForExecution(id, { timeoutMs: 120_000 });
const start = async () => await world.n8n.runManually(world.suppliers, { trigger: 'Run Now' });
const decision = (run: Execution) => String(outputOf(run, 'Plan Step')[0]?.decision);
const setState = async (data: Row) => await world.n8n.updateRows(TABLE_OF_STATE, { flow: 'suppliers' }, data);
const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();

describe('a second run started at once', () => {
	let runs: Execution[];

	beforeAll(async () => {
		world.coupa.ledger.clear();
		// The first run is still reading when the second asks for the lease.
		const path = /dataservice/;
		world.ais.faults.add({ name: 'slow', path, times: 3, effect: { delayMs: 700 } });
		const ids = [await start(), await start()];
		runs = [await wait(ids[0]), await wait(ids[1])];
	});

	it('ends quietly', () => {
		const worked = runs.filter((run) => outputOf(run, 'Record Run').length > 0);

		expect(world.ais.faults.fired('slow')).toBe(3);
		expect(runs.map(({ status }) => status)).toEqual(['success', 'success']);
		expect(worked).toHaveLength(1);
		const quiet = runs.find((run) => run !== worked[0])!;
		expect(outputOf(quiet, 'Take Lease')).toEqual([]);
	});

	it('doubles nothing', () => {
		const created = keysOf(world.coupa.ledger, 'supplier.created');
		const posts = writesIn(world.coupa.ledger).filter(({ method }) => method === 'POST');

		expect(created.length).toBeGreaterThan(55);
		expect(new Set(created).size).toBe(created.length);
		expect(new Set(posts.map(({ path, body }) => path + body)).size).toBe(posts.length);
	});
});

describe('tables that are named like ours', () => {
	it('are neither read nor touched', async () => {
		for (const name of DECOYS) {
			const rows = await world.n8n.rows(name);
			expect(rows).toHaveLength(1);
			expect(rows[0]).toMatchObject({ watermark: 'not ours', confirmation: 'done', lease_owner: null });
			expect(rows[0].updatedAt).toBe(rows[0].createdAt);
		}
		expect((await world.state()).watermark).toMatch(/^2026-11-22T/);
	});

	it('do not make set-up take them for ours', async () => {
		const before = await world.n8n.dataTables();

		const run = await world.run(world.setup, 'Set Up');

		const names = (tables: typeof before) => tables.map(({ id, name }) => `${id} ${name}`).sort();
		expect(errorOf(run)).toBeUndefined();
		expect(names(await world.n8n.dataTables())).toEqual(names(before));
	});
});

describe('a lease', () => {
	it('that another run holds is left alone', async () => {
		await setState({ lease_owner: 'another/1', lease_until: inMinutes(5) });
		world.coupa.ledger.clear();

		const run = await wait(await start());

		expect([run.status, decision(run)]).toEqual([
			'success',
			expect.stringMatching(/^another run holds the lease/),
		]);
		expect(world.coupa.ledger.exchanges).toEqual([]);
		expect((await world.state()).lease_owner).toBe('another/1');
	});

	it('that has expired is taken over', async () => {
		await setState({ lease_owner: 'another/1', lease_until: inMinutes(-1) });

		const run = await wait(await start());

		expect([run.status, decision(run)]).toEqual(['success', 'goes ahead']);
		expect(outputOf(run, 'Record Run')).toHaveLength(1);
		expect((await world.state()).lease_owner).toBe('free');
	});
});

describe('a run whose lease was taken over while it works', () => {
	it('stops without writing to Coupa, to the tables or to the watermark', async () => {
		await setSetting(world, 'leaseMinutes', 0.05);
		await world.n8n.publish(world.suppliers);
		world.ais.clock.advance(3 * 86_400_000);
		world.ais.tables.remove('F0116', ({ EFTB }) => String(EFTB) > '20261122');
		const [{ AN8 }] = world.company.tables.F0401.filter(({ TRAP }) => TRAP === 'N45');
		world.ais.tables.update('F0401', { AN8 }, { TRAP: 'N60' });
		const before = { state: await world.state(), audit: await world.n8n.rows('jde_coupa_audit') };
		world.coupa.ledger.clear();
		world.coupa.faults.add({ name: 'long', path: /^\/api\/suppliers$/, effect: { delayMs: 5_000 } });

		const id = await start();
		await until('Coupa to be asked', async () => (world.coupa.faults.fired('long') > 0 ? true : undefined));
		const { lease_until: held } = await world.state();
		await until('the lease to end', async () => (String(held) < new Date().toISOString() ? true : undefined));
		await setState({ lease_owner: 'another/2', lease_until: inMinutes(5) });
		const run = await wait(id);

		expect(outputOf(run, 'Record Run')).toEqual([]);
		expect(writesIn(world.coupa.ledger)).toEqual([]);
		expect(await world.n8n.rows('jde_coupa_audit')).toEqual(before.audit);
		expect(await world.n8n.rows('jde_coupa_parked')).toEqual([]);
		expect(await world.state()).toMatchObject({
			watermark: before.state.watermark,
			lease_owner: 'another/2',
		});
	});

	it('loses nothing: the next run writes what it would have written', async () => {
		await setSetting(world, 'leaseMinutes', 30);
		await world.n8n.publish(world.suppliers);
		await setState({ lease_owner: 'another/2', lease_until: inMinutes(-1) });
		world.coupa.ledger.clear();

		const run = await wait(await start());

		expect(run.status).toBe('success');
		expect(keysOf(world.coupa.ledger, 'supplier.updated')).toHaveLength(1);
	});
});
