import { errorOf, outputOf, type Execution } from '../n8n/n8n.cts';
import { sharedN8n } from '../n8n/shared.cts';
import type { IDataObject } from '../n8n/types.cts';
import { expectedInvoices, expectedPayments } from '../simulators/sample/index.cts';
import type { Site } from '../simulators/sample/index.cts';
import { completeCrosswalk, disagreements, wantedOrders } from './agreement.cts';
import { shownPayments } from './shownInvoices.cts';
import { shownOrders } from './shownOrders.cts';
import {
	doneTwice,
	FAST,
	haveSuppliers,
	keysOf,
	leaveOutWhatIsWrong,
	runBySchedule,
	setSetting,
	writesIn,
} from './support.cts';
import { startWorld, type Flow, type World } from './world.cts';

/** Outages of either system, as the flows of documents go through them. */

const DOCUMENTS = ['purchaseOrders', 'apInvoices', 'payments'] as const satisfies readonly Flow[];
const ALWAYS = 1_000_000;
const DAY_MS = 86_400_000;
const CUT_OFF = 'Not all that is parked could be tried again: Coupa did not answer';
let world: World;
let site: Site;

beforeAll(async () => {
	const n8n = sharedN8n();
	world = await startWorld(n8n, { orders: 20, vouchers: 40, coupa: FAST, flows: DOCUMENTS });
	haveSuppliers(world);
	for (const flow of DOCUMENTS) {
		await setSetting(world, 'outageLimit', 2, flow);
		await tryTwice(flow);
	}
	await world.goLive();
	site = await completeCrosswalk(world);
	leaveOutWhatIsWrong(world, site);
}, 300_000);

afterAll(async () => await world?.stop());

const faultsOf = (system: string) => (system === 'Coupa' ? world.coupa.faults : world.ais.faults);
const down = (system: string) => {
	const path = system === 'Coupa' ? /^\/(api|oauth2)\// : /./;
	faultsOf(system).add({ name: 'down', path, times: ALWAYS, effect: { dropBefore: true } });
};
const back = (system: string) => faultsOf(system).clear();
/** What a node waits for between its own tries is the subject of its own tests. */
const tryTwice = async (flow: Flow) =>
	await world.n8n.saveWorkflow(world.flows[flow], ({ nodes }) => {
		const options = nodes.find(({ name }) => / in Coupa$/.test(name))!.parameters.options as IDataObject;
		options.maximumTries = 2;
	});
const decision = (run: Execution) => String(outputOf(run, 'Plan Step')[0]?.decision);
const setState = async (flow: Flow, data: Record<string, string>) =>
	await world.n8n.updateRows('jde_coupa_state', { flow }, data);
const openOf = async (flow: Flow) => (await world.parked()).filter((row) => row.flow === flow);
/** Everything is in Coupa as it must be, and nothing was done to a document twice. */
const agrees = (flow: (typeof DOCUMENTS)[number]) => {
	expect([flow, disagreements(world, site)[flow]]).toEqual([flow, []]);
	expect(doneTwice(world.coupa.ledger)).toEqual([]);
};

describe.each([
	['Coupa', 1, 60],
	['JD Edwards', 2, 120],
])('while %s is down', (system, failures, longest) => {
	const runs = {} as Record<Flow, Execution>;

	beforeAll(async () => {
		down(system);
		for (const flow of DOCUMENTS) runs[flow] = await world.runFlow(flow);
	}, 180_000);

	afterAll(() => back(system));

	it('each run ends without failing, writes nothing, parks nothing, and leaves the watermark', async () => {
		for (const flow of DOCUMENTS) {
			expect([flow, runs[flow].status, errorOf(runs[flow])]).toEqual([flow, 'success', undefined]);
			expect(outputOf(runs[flow], 'Record Run')).toMatchObject([
				{ action: 'run stopped', category: 'unavailable', message: expect.stringContaining(system) },
			]);
			expect(await world.state(flow)).toMatchObject({ failures, lease_owner: 'free', watermark: '' });
		}
		expect([await world.parked(), writesIn(world.coupa.ledger)]).toEqual([[], []]);
	});

	it('the next attempt is put off twice as far each time, by chance a little more or less', async () => {
		const delays: number[] = [];
		for (const flow of DOCUMENTS) {
			const { next_attempt_at: at } = await world.state(flow);
			delays.push((Date.parse(String(at)) - Date.parse(runs[flow].stoppedAt!)) / 1000);
		}

		for (const delay of delays) {
			expect(delay).toBeGreaterThan(longest / 2 - 10);
			expect(delay).toBeLessThanOrEqual(longest);
		}
		expect(new Set(delays).size).toBe(delays.length);
	});
});

describe('after both outages', () => {
	it.each(DOCUMENTS)('the schedule waits for the next attempt of %s', async (flow) => {
		await setState(flow, { next_attempt_at: new Date(Date.now() + 600_000).toISOString() });

		const run = await runBySchedule(world, flow);

		expect(decision(run)).toMatch(/^postponed until .* after an outage$/);
		expect([run.status, outputOf(run, 'Take Lease')]).toEqual(['success', []]);
	});
});

describe('Coupa breaks down between the creation of an order and its issue', () => {
	const broken = { name: 'broken', method: 'PUT', path: /\/issue_without_send$/, after: 2 };

	beforeAll(async () => {
		await setSetting(world, 'outageLimit', 12, 'purchaseOrders');
		await world.n8n.publish(world.flows.purchaseOrders);
		world.coupa.ledger.clear();
		world.coupa.faults.add({ ...broken, effect: { before: () => down('Coupa') } });
	});

	it('the run ends, and says that some could not be tried again if it parked any whose answer was lost', async () => {
		const run = await world.runFlow('purchaseOrders');

		expect(world.coupa.faults.fired('broken')).toBe(1);
		expect(['', CUT_OFF]).toContain(errorOf(run)?.message ?? '');
		for (const row of await openOf('purchaseOrders')) {
			expect(row).toMatchObject({ category: 'unknown-outcome', replay: 'yes' });
		}
		const orders = [...shownOrders(world.coupa).values()];
		expect(orders.map(({ status }) => status)).toContain('draft');
	}, 120_000);

	it('the schedule goes on where it stopped: each order is created once and issued once', async () => {
		back('Coupa');
		await setState('purchaseOrders', { next_attempt_at: '', last_run_at: '' });

		const run = await runBySchedule(world, 'purchaseOrders');

		expect([decision(run), errorOf(run)]).toEqual(['goes ahead', undefined]);
		agrees('purchaseOrders');
		expect(keysOf(world.coupa.ledger, 'purchase-order.created')).toHaveLength(wantedOrders(world, site).size);
		expect(keysOf(world.coupa.ledger, 'purchase-order.issued')).toHaveLength(wantedOrders(world, site).size);
		expect(await openOf('purchaseOrders')).toEqual([]);
		expect(await world.state('purchaseOrders')).toMatchObject({ failures: 0, next_attempt_at: '' });
	}, 120_000);
});

describe('after as many outages as the limit', () => {
	let failed: Execution;
	const wanted = () => [...expectedInvoices(world.company.tables, site).inCoupa.keys()].sort();
	const parkedKeys = async () => (await openOf('apInvoices')).map(({ key }) => String(key)).sort();

	beforeAll(async () => {
		down('Coupa');
		failed = await world.runFlow('apInvoices');
	}, 120_000);

	it('the invoices are parked as unavailable, and the window is through', async () => {
		const rows = await openOf('apInvoices');

		expect(await parkedKeys()).toEqual(expect.arrayContaining(wanted()));
		expect(new Set(rows.map(({ category, replay }) => `${category} ${replay}`))).toEqual(
			new Set(['unavailable yes']),
		);
		expect(await world.state('apInvoices')).toMatchObject({
			watermark: expect.stringMatching(/^2026/),
			failures: 0,
		});
	});

	it('the run fails, and says that nothing is lost and what brings them back', async () => {
		const error = errorOf(failed);

		expect(error?.message).toBe(CUT_OFF);
		expect(error?.description).toContain("it stays in the table 'jde_coupa_parked'");
		expect(error?.description).toContain(
			`press Retry on the run that called this one, execution ${failed.id}`,
		);
		expect(error?.description).toContain('tried by each later run');
	});

	it('Retry while it still lasts says the same, and loses nothing', async () => {
		const again = await world.n8n.waitForExecution(await world.n8n.retry(failed.id));

		expect(errorOf(again)?.message).toBe(errorOf(failed)?.message);
		expect(await parkedKeys()).toEqual(expect.arrayContaining(wanted()));
	}, 120_000);

	it('the replay of the night posts them all, once', async () => {
		back('Coupa');
		world.coupa.ledger.clear();

		const run = await world.run(world.flows.apInvoices, 'Replay Every Night');

		expect(errorOf(run)).toBeUndefined();
		agrees('apInvoices');
		expect(await parkedKeys()).toEqual([]);
	}, 120_000);

	it('payments come back with the next run of the schedule, though nobody asks for them', async () => {
		down('Coupa');
		const run = await world.runFlow('payments');
		const payments = await openOf('payments');
		expect(errorOf(run)?.message).toBe(CUT_OFF);
		expect(payments.length).toBe(expectedPayments(world.company.tables, site).inCoupa.size);
		back('Coupa');
		// The overlap does not reach back to them any more.
		world.ais.clock.advance(5 * DAY_MS);
		await setState('payments', { last_run_at: '' });
		world.coupa.ledger.clear();
		const cut = { method: 'PUT', path: /^\/api\/invoices\/\d+$/ };
		world.coupa.faults.add({ ...cut, name: 'before the effect', after: 1, effect: { dropBefore: true } });
		world.coupa.faults.add({ ...cut, name: 'after the effect', after: 4, effect: { dropAfter: true } });

		const next = await runBySchedule(world, 'payments');

		expect(errorOf(next)).toBeUndefined();
		expect(world.coupa.faults.fired('before the effect')).toBe(1);
		expect(world.coupa.faults.fired('after the effect')).toBe(1);
		agrees('payments');
		expect(shownPayments(world.coupa).size).toBeGreaterThan(3);
		expect(await openOf('payments')).toEqual([]);
	}, 120_000);
});

describe('Coupa breaks down between the creation of an invoice and its submission', () => {
	const fresh = Array.from({ length: 5 }, (_, i) => 990_001 + i);
	const invoiceOf = (number: number) =>
		world.coupa.store.find('invoices', { 'invoice-number': `FRESH-${number}` });

	beforeAll(() => {
		enterLike(plainVoucher(), fresh);
		world.coupa.ledger.clear();
		const broken = { name: 'broken', method: 'PUT', path: /\/submit$/, after: 1 };
		world.coupa.faults.add({ ...broken, effect: { before: () => down('Coupa') } });
	});

	it('the next run goes on where it stopped: one invoice, submitted, approved and marked once', async () => {
		const first = await world.runFlow('apInvoices');
		expect(world.coupa.faults.fired('broken')).toBe(1);
		expect(['', CUT_OFF]).toContain(errorOf(first)?.message ?? '');
		const statuses = fresh.flatMap((number) => invoiceOf(number)?.status ?? []);
		expect(statuses.length).toBeGreaterThan(1);
		expect(statuses.filter((status) => status !== 'approved')).not.toEqual([]);
		back('Coupa');

		const next = await world.runFlow('apInvoices');

		expect(errorOf(next)).toBeUndefined();
		expect(keysOf(world.coupa.ledger, 'invoice.created')).toHaveLength(fresh.length);
		expect(doneTwice(world.coupa.ledger)).toEqual([]);
		for (const number of fresh) {
			expect(invoiceOf(number)).toMatchObject({ status: 'approved', exported: true });
		}
		expect(await openOf('apInvoices')).toEqual([]);
	}, 120_000);
});

/** One with a single pay item and no changes. */
function plainVoucher(): string {
	const itemsOf = (number: string) =>
		world.company.tables.F0411.filter(({ DOC }) => String(DOC) === number).length;
	const { inCoupa } = expectedInvoices(world.company.tables, site);
	return [...inCoupa.keys()].find((key) => itemsOf(key.split('-')[2]) === 1)!;
}

/** Vouchers like another one, entered now. */
function enterLike(key: string, numbers: readonly number[]): void {
	const { tables } = world.ais;
	const rowsOf = (table: string) =>
		tables.rows(table).filter(({ KCO, DCT, DOC }) => [KCO, DCT, DOC].join('-') === key);
	for (const DOC of numbers) {
		for (const row of rowsOf('F0411')) tables.insert('F0411', { ...row, DOC, VINV: `FRESH-${DOC}` });
		for (const row of rowsOf('F0911')) tables.insert('F0911', { ...row, DOC });
		tables.update('F0411', { DOC }, {});
	}
}
