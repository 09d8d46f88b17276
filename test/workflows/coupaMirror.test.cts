import { errorOf, outputOf, type Execution } from '../n8n/n8n.cts';
import { sharedN8n } from '../n8n/shared.cts';
import type { IDataObject } from '../n8n/types.cts';
import { DEMO_CLIENT } from '../simulators/coupa/index.cts';
import { FAST, keysOf, knowAllTerms, writesIn } from './support.cts';
import { coupaCredential, setSetting, startWorld, template, type World } from './world.cts';

let world: World;
let mirror: string;

beforeAll(async () => {
	world = await startWorld(sharedN8n(), { suppliers: 60, coupa: FAST });
	mirror = (await world.n8n.importWorkflow(template('coupa-mirror.json'))).id;
	await world.goLive();
	// The sample has a supplier whose payment term Coupa does not have.
	await world.runSuppliers();
}, 120_000);

afterAll(async () => {
	if (mirror) await world.n8n.deleteWorkflow(mirror);
	await world?.stop();
});

const NOTHING = { told: 0, openedAgain: 0, resolved: 0, outage: '' };
const change = async (name: string, value: unknown) =>
	await world.n8n.saveWorkflow(mirror, (workflow) => setSetting(workflow, name, value));
const choose = async (id: string) =>
	await world.n8n.saveWorkflow(mirror, ({ nodes }) => {
		for (const { credentials } of nodes) {
			if (credentials?.coupaOAuth2Api) credentials.coupaOAuth2Api = { id, name: 'Chosen' };
		}
	});
const run = async () => {
	world.coupa.ledger.clear();
	return await world.run(mirror, 'Run Now');
};
const succeeded = (execution: Execution) => {
	expect(errorOf(execution)).toBeUndefined();
	return outputOf(execution, 'End Mirror')[0];
};
const inCoupa = (table: 'integration_errors' | 'integration_runs'): IDataObject[] =>
	world.coupa.store.all(table);
const alerts = () => keysOf(world.coupa.ledger, 'integration-error.alerted');

describe('the mirror into Coupa', () => {
	it('mirrors no flow whose code is blank', async () => {
		expect((await run()).status).toBe('success');
		expect(world.coupa.ledger.exchanges).toEqual([]);
	});

	it('says which code Coupa does not know, and where to correct it', async () => {
		await change('suppliers', 'JDE_NOBODY');
		const { message, description } = errorOf(await run())!;
		expect(message).toMatch(/^Coupa was not told all: .*'JDE_NOBODY', which does not exist in Coupa/);
		expect(description).toMatch(/^Enter in 'Settings' the code of an integration/);
		expect(writesIn(world.coupa.ledger)).toEqual([]);
		await change('suppliers', 'JDE_SUPPLIERS');
	});

	it('names the scope that is missing, and tells nothing', async () => {
		const { credentials, n8n, coupa } = world;
		const scopes = DEMO_CLIENT.scopes.filter((scope) => scope !== 'core.integration.write').join(' ');
		const data = { ...coupaCredential(coupa.url), scopes };
		const { id } = await n8n.createCredential('coupaOAuth2Api', 'Reads only', data);
		await choose(id);
		const { message, description } = errorOf(await run())!;
		await choose(credentials.coupa);
		await n8n.deleteCredential(id);

		expect(message).toContain('The credential is not allowed to write integration run');
		expect(description).toContain("Add core.integration.write to 'Scopes' in the credential");
		expect(description).toContain('The flows go on without it');
		expect([inCoupa('integration_errors'), inCoupa('integration_runs')]).toEqual([[], []]);
	});

	it('refuses to tell another Coupa than the pinned one', async () => {
		const { n8n } = world;
		const pinned = String((await world.state()).coupa_host);
		const pin = async (coupa_host: string) =>
			await n8n.updateRows('jde_coupa_state', { flow: 'suppliers' }, { coupa_host });
		await pin('other.example');
		const { message } = errorOf(await run())!;
		await pin(pinned);

		expect(message).toContain("this workflow was set up for 'other.example'");
		expect(world.coupa.ledger.exchanges).toEqual([]);
	});

	it('tells of what is parked once, with an alert, under a run that has the counts, also when two start at once', async () => {
		const open = await world.parked();
		expect(open.length).toBeGreaterThan(0);
		world.coupa.ledger.clear();
		// The first run is still reading when the second asks for the lease.
		const path = /integration_errors/;
		world.coupa.faults.add({ name: 'slow', path, times: 1, effect: { delayMs: 700 } });
		const ids = [
			await world.n8n.runManually(mirror, { trigger: 'Run Now' }),
			await world.n8n.runManually(mirror, { trigger: 'Run Now' }),
		];
		const runs = [await world.n8n.waitForExecution(ids[0]!), await world.n8n.waitForExecution(ids[1]!)];
		expect(runs.map((each) => outputOf(each, 'Take Lease').length).sort()).toEqual([0, 1]);
		for (const each of runs) expect(errorOf(each)).toBeUndefined();

		expect(alerts()).toHaveLength(open.length);
		const told = inCoupa('integration_errors');
		expect(told).toHaveLength(open.length);
		expect(told[0]).toMatchObject({
			...{ 'document-type': 'Supplier', 'contact-alert-type': 'Functional', status: 'Error' },
			resolved: false,
		});
		const [response] = told[0]!.responses as IDataObject[];
		expect(response!['response-message']).toMatch(/^Supplier \d+: .*X99.* What to do: /);
		const opened = inCoupa('integration_runs');
		expect(opened).toMatchObject([{ status: 'finished' }]);
		expect(told[0]!['integration-run']).toMatchObject({ id: opened[0]!.id });
		expect(Number(opened[0]!['total-records'])).toBeGreaterThan(40);
		expect(Number(opened[0]!['records-processed'])).toBe(Number(opened[0]!['total-records']) - open.length);
	});

	it('tells nothing when nothing is new', async () => {
		expect(succeeded(await run())).toEqual(NOTHING);
		expect(writesIn(world.coupa.ledger)).toEqual([]);
	});

	it('goes on after a crash with the run that Coupa has as open, and mails nobody twice', async () => {
		const { store } = world.coupa;
		// Killed when Coupa had taken the report and n8n had written down nothing: the lease has run out since.
		const [left] = inCoupa('integration_runs');
		store.update('integration_runs', Number(left!.id), { status: 'running' });
		await world.n8n.updateRows(
			'jde_coupa_state',
			{ flow: 'coupaMirror' },
			{ ...{ watermark: '', lease_owner: '77' }, lease_until: '2026-01-01T00:00:00.000Z' },
		);
		expect(succeeded(await run())).toEqual(NOTHING);
		expect(alerts()).toEqual([]);
		expect(inCoupa('integration_runs')).toMatchObject([{ id: left!.id, status: 'finished' }]);
	});

	it('opens a report again that somebody resolved in Coupa although the record is still parked', async () => {
		const [report] = inCoupa('integration_errors');
		world.coupa.store.update('integration_errors', Number(report!.id), { resolved: true });
		expect(succeeded(await run())).toMatchObject({ told: 0, openedAgain: 1 });
		expect(alerts()).toEqual([]);
	});

	it('resolves what was repaired', async () => {
		knowAllTerms(world);
		await world.run(world.suppliers, 'Replay Every Night');
		expect(await world.parked()).toEqual([]);

		const counts = succeeded(await run());
		const all = inCoupa('integration_errors');
		expect(counts).toEqual({ ...NOTHING, resolved: all.length });
		expect(all.every(({ resolved }) => resolved === true)).toBe(true);
		expect(
			(await world.n8n.rows('jde_coupa_state', { flow: 'coupaMirror' })).map((row) => row.lease_owner),
		).toEqual(['free']);
	});
});
