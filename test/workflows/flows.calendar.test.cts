import { errorOf, outputOf, type Execution } from '../n8n/n8n.cts';
import { sharedN8n } from '../n8n/shared.cts';
import type { Row } from '../simulators/ais/catalogue/index.cts';
import {
	expectedInvoices,
	expectedOrders,
	expectedPayments,
	type Site,
} from '../simulators/sample/index.cts';
import { completeCrosswalk, disagreements } from './agreement.cts';
import { shownInvoices } from './shownInvoices.cts';
import { shownOrders } from './shownOrders.cts';
import { FAST, knowAllTerms, runBySchedule, writesIn } from './support.cts';
import { startWorld, type Flow, type World } from './world.cts';

const DOCUMENTS = ['purchaseOrders', 'apInvoices', 'payments'] as const;
const CALENDAR = 'jde_coupa_calendar';
const HELD = '00070';
let world: World;
let site: Site;

beforeAll(async () => {
	world = await startWorld(sharedN8n(), {
		suppliers: 60,
		orders: 20,
		vouchers: 40,
		coupa: FAST,
		flows: ['suppliers', ...DOCUMENTS],
	});
	knowAllTerms(world);
	await world.goLive();
	await world.runSuppliers();
	site = await completeCrosswalk(world);
	forgetTwins();
}, 300_000);

afterAll(async () => await world?.stop());

const freeze = async (row: Record<string, string | number>) =>
	await world.n8n.insertRows(CALENDAR, [{ flow: '*', company: '*', phase: 'frozen', ...row }]);
const thaw = async () => await world.n8n.deleteRows(CALENDAR, { time_zone: 'UTC' });
const runAll = async () => {
	const runs = {} as Record<Flow, Execution>;
	for (const flow of DOCUMENTS) runs[flow] = await world.runFlow(flow);
	return runs;
};
const openOf = async (flow: Flow) => (await world.parked()).filter((row) => row.flow === flow);
const heldOf = async (flow: Flow) =>
	(await openOf(flow))
		.filter(({ reason }) => reason === 'period-closed')
		.map(({ key }) => String(key))
		.sort();
const invoices = () => expectedInvoices(world.company.tables, site);
const orders = () => expectedOrders(world.company.tables, site);
/** What was entered twice: which of the two counts shows only when one of them is in Coupa. */
function forgetTwins(): void {
	const { parked } = invoices();
	const twins = [...parked].flatMap(([key, { category }]) => (category === 'duplicate' ? [key] : []));
	const isTwin = ({ KCO, DCT, DOC }: Row) => twins.includes([KCO, DCT, DOC].join('-'));
	for (const table of ['F0411', 'F0911', 'F0414']) {
		world.ais.tables.remove(table, isTwin);
		world.company.tables[table] = world.company.tables[table].filter((row) => !isTwin(row));
	}
}
/** What a person has to look at in spite of the calendar; of payments, those of an invoice that is gone. */
const wrong = () => ({
	purchaseOrders: orders().parked.size,
	apInvoices: invoices().parked.size,
	payments: paymentsOfStamped(),
});
/** The voucher bears the stamp of an invoice that this Coupa never had. */
const paymentsOfStamped = () => {
	const { F0411 } = world.company.tables;
	const stamped = F0411.filter(({ URRF }) => /^C\d+$/.test(String(URRF))).map(({ DOC }) => `-${String(DOC)}`);
	const { parked } = expectedPayments(world.company.tables, site);
	return [...parked.keys()].filter((key) => stamped.some((number) => key.includes(number))).length;
};
const complaintsOf = (runs: Record<Flow, Execution>) =>
	Object.fromEntries(
		DOCUMENTS.map((flow) => [
			flow,
			Number(/^(\d+) record/.exec(errorOf(runs[flow])?.message ?? '0 record')?.[1]),
		]),
	);

describe('while postings are frozen', () => {
	let runs: Record<Flow, Execution>;

	beforeAll(async () => {
		await freeze({ ends: '2030-01-01', time_zone: 'UTC' });
		world.coupa.ledger.clear();
		runs = await runAll();
	}, 120_000);

	it('nothing is sent', () => {
		expect(writesIn(world.coupa.ledger)).toEqual([]);
	});

	it('what would be posted is parked as period-closed', async () => {
		expect(await heldOf('purchaseOrders')).toEqual([...orders().inCoupa.keys()].sort());
		expect(await heldOf('apInvoices')).toEqual([...invoices().inCoupa.keys()].sort());
		for (const { category, message } of await openOf('purchaseOrders')) {
			expect([category, message]).toEqual([
				'period-closed',
				expect.stringContaining('frozen until 2030-01-02'),
			]);
		}
	});

	it('no run fails for it', async () => {
		expect(complaintsOf(runs)).toEqual(wrong());
		// What is wrong and changed today is read again; what is held is no reason to complain.
		const again = complaintsOf(await runAll());
		expect([again.purchaseOrders, again.payments]).toEqual([0, 0]);
		expect(again.apInvoices).toBeLessThanOrEqual(wrong().apInvoices);
		expect(writesIn(world.coupa.ledger)).toEqual([]);
	}, 120_000);
});

describe('while one company is frozen', () => {
	beforeAll(async () => {
		await thaw();
		await freeze({ company: HELD, time_zone: 'UTC' });
		await runAll();
	}, 120_000);

	it('only its documents wait, those of the others are posted', async () => {
		const own = (keys: Iterable<string>) => [...keys].filter((key) => key.startsWith(HELD)).sort();
		const heldOrders = own(orders().inCoupa.keys());

		expect(heldOrders.length).toBeGreaterThan(1);
		expect(await heldOf('purchaseOrders')).toEqual(heldOrders);
		expect(await heldOf('apInvoices')).toEqual(own(invoices().inCoupa.keys()));
		expect(shownOrders(world.coupa).size).toBe(orders().inCoupa.size - heldOrders.length);
		expect(own(shownInvoices(world.coupa).keys())).toEqual([]);
		expect(shownInvoices(world.coupa).size).toBeGreaterThan(5);
	});
});

describe('when the freeze has ended', () => {
	it('the next run posts exactly what was held', async () => {
		const held = await heldOf('apInvoices');
		await thaw();
		world.coupa.ledger.clear();
		await runAll();

		const created = world.coupa.ledger.effects.filter(({ kind }) => kind === 'invoice.created');
		expect(created).toHaveLength(held.length);
		expect(disagreements(world, site)).toEqual({ purchaseOrders: [], apInvoices: [], payments: [] });
		for (const flow of DOCUMENTS) expect([flow, await heldOf(flow)]).toEqual([flow, []]);
	}, 120_000);
});

describe('the interval of a closing phase', () => {
	const decision = (run: Execution) => String(outputOf(run, 'Plan Step')[0]?.decision);

	it('lets a scheduled run end quietly that is not due yet, with the reason', async () => {
		await freeze({ phase: 'closing', interval_minutes: 60, time_zone: 'UTC' });
		world.coupa.ledger.clear();

		const run = await runBySchedule(world, 'purchaseOrders');

		expect([run.status, outputOf(run, 'Take Lease')]).toEqual(['success', []]);
		expect(decision(run)).toMatch(/^every 60 minutes in the phase 'closing': not before 20/);
		expect(world.coupa.ledger.exchanges).toEqual([]);
	});

	it('lets it work when the interval is shorter', async () => {
		await thaw();
		await freeze({ phase: 'closing', interval_minutes: 1, time_zone: 'UTC' });
		await world.n8n.updateRows(
			'jde_coupa_state',
			{ flow: 'purchaseOrders' },
			{ last_run_at: new Date(Date.now() - 120_000).toISOString() },
		);

		const run = await runBySchedule(world, 'purchaseOrders');

		expect([decision(run), outputOf(run, 'Record Run')]).toEqual(['goes ahead', [expect.anything()]]);
	});

	it('does not keep a person waiting', async () => {
		await thaw();
		await freeze({ phase: 'closing', interval_minutes: 600, time_zone: 'UTC' });

		expect(decision(await world.runFlow('purchaseOrders'))).toBe('goes ahead');
	});
});
