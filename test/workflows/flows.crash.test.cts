import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { errorOf, outputOf, startN8n, type N8n } from '../n8n/n8n.cts';
import { until } from '../n8n/poll.cts';
import { builtPackages } from '../n8n/shared.cts';
import { expectedInvoices } from '../simulators/sample/index.cts';
import type { Site } from '../simulators/sample/index.cts';
import { completeCrosswalk, disagreements } from './agreement.cts';
import { doneTwice, FAST, haveSuppliers, keysOf, leaveOutWhatIsWrong } from './support.cts';
import { startWorld, type Flow, type World } from './world.cts';

/** n8n itself is killed in the middle of a run, and started again on the same database. */

const FLOWS = ['apInvoices', 'payments'] as const satisfies readonly Flow[];
const folder = mkdtempSync(join(tmpdir(), 'n8n-crash-'));
let n8n: N8n;
let world: World;
let site: Site;

beforeAll(async () => {
	n8n = await startN8n({ packages: builtPackages(), keepData: folder });
	world = await startWorld(n8n, { orders: 20, vouchers: 40, coupa: FAST, flows: FLOWS });
	haveSuppliers(world);
	await world.goLive();
	site = await completeCrosswalk(world);
	leaveOutWhatIsWrong(world, site);
}, 400_000);

afterAll(async () => {
	await world?.stop();
	await n8n?.stop();
	rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

/** Ends n8n and all it started without a word, in the moment when a call reaches Coupa, and starts it anew. */
async function killedDuring(flow: Flow, call: { method: string; path: RegExp; after: number }) {
	const { faults } = world.coupa;
	const kill = () => process.kill(-n8n.pid, 'SIGKILL');
	faults.add({ name: 'killed', ...call, effect: { before: kill } });
	const id = await n8n.runManually(world.flows[flow], { trigger: 'Run Now' });
	await until('n8n to be killed', async () => (faults.fired('killed') > 0 ? true : undefined), {
		timeoutMs: 60_000,
	});
	await n8n.stop();
	n8n = await startN8n({ keepData: folder, port: Number(new URL(n8n.url).port) });
	return id;
}

describe.each([
	['an invoice is submitted', 'apInvoices', { method: 'PUT', path: /\/submit$/, after: 3 }],
	['a payment is written', 'payments', { method: 'PUT', path: /^\/api\/invoices\/\d+$/, after: 3 }],
] as const)('n8n is killed while %s', (_what, flow, call) => {
	let id: string;

	beforeAll(async () => {
		world.coupa.ledger.clear();
		id = await killedDuring(flow, call);
	}, 240_000);

	it('n8n knows that the run has crashed, and its lease keeps others from starting over its head', async () => {
		expect((await world.n8n.execution(id)).status).toBe('crashed');
		const written = world.coupa.ledger.effects.length;
		const run = await world.runFlow(flow);

		expect(outputOf(run, 'Plan Step')[0]?.decision).toMatch(/^another run holds the lease until /);
		expect([run.status, world.coupa.ledger.effects.length]).toEqual(['success', written]);
	});

	it('the run after that goes on where it stopped: everything is there, and nothing twice', async () => {
		const lease_until = new Date(Date.now() - 1000).toISOString();
		await world.n8n.updateRows('jde_coupa_state', { flow }, { lease_until });

		const run = await world.runFlow(flow);

		expect(errorOf(run)).toBeUndefined();
		expect([flow, disagreements(world, site)[flow]]).toEqual([flow, []]);
		expect(doneTwice(world.coupa.ledger)).toEqual([]);
		expect(await world.parked()).toEqual([]);
		if (flow === 'apInvoices') {
			const wanted = expectedInvoices(world.company.tables, site).inCoupa.size;
			expect(keysOf(world.coupa.ledger, 'invoice.created')).toHaveLength(wanted);
		}
	}, 120_000);
});
