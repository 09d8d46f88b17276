import { errorOf, type Execution } from '../n8n/n8n.cts';
import { sharedN8n } from '../n8n/shared.cts';
import {
	expectedInvoices,
	expectedPaid,
	expectedPayments,
	forgottenCrosswalk,
	sampleCrosswalk,
} from '../simulators/sample/index.cts';
import type { CrosswalkRow } from '../simulators/sample/index.cts';
import { siteOf, wantedInvoices, wantedPayments } from './agreement.cts';
import { shownInvoices, shownPayments } from './shownInvoices.cts';
import { FAST, writesIn } from './support.cts';
import { startWorld, type Flow, type World } from './world.cts';

let world: World;
let invoices: Execution;
let payments: Execution;

beforeAll(async () => {
	world = await startWorld(sharedN8n(), {
		suppliers: 60,
		orders: 20,
		vouchers: 80,
		coupa: FAST,
		flows: ['suppliers', 'apInvoices', 'payments'],
	});
	await world.goLive();
	await world.runSuppliers();
	invoices = await world.runFlow('apInvoices');
	payments = await world.runFlow('payments');
}, 400_000);

afterAll(async () => await world?.stop());

const site = (crosswalk?: readonly CrosswalkRow[]) => siteOf(world, crosswalk);
const parkedKeys = async (flow: Flow) =>
	(await world.parked())
		.filter((row) => row.flow === flow)
		.map(({ key }) => String(key))
		.sort();
/** `00001-PV-120001 JDE 70001 9001` of `70001/00001-PV-120001` */
const paymentKeys = (keys: Iterable<string>) =>
	[...keys].map((key) => {
		const [id, voucher, isVoid] = key.split('/');
		const { DOCM } = world.company.tables.F0413.find(({ PYID }) => String(PYID) === id)!;
		return `${voucher} JDE ${id} ${String(DOCM)}${isVoid ? ' VOID' : ''}`;
	});

describe('the flow of invoices', () => {
	it('makes one invoice of each voucher, on the right accounts and to the smallest unit', () => {
		const wanted = wantedInvoices(world, site());

		expect(wanted.size).toBeGreaterThan(30);
		expect(shownInvoices(world.coupa)).toEqual(wanted);
	});

	it('parks what is wrong, each with its reason, and sends nothing of it', async () => {
		const { parked, inCoupa } = expectedInvoices(world.company.tables, site());

		expect(await parkedKeys('apInvoices')).toEqual([...parked.keys()].sort());
		expect(world.totalsOf(invoices)).toMatchObject({ created: inCoupa.size, parked: parked.size });
		expect(errorOf(invoices)?.message).toMatch(new RegExp(`^${parked.size} records? (is|are) parked: `));
	});

	it('looks again at vouchers that are not posted yet', async () => {
		const state = await world.state('apInvoices');
		const { outOfScope } = expectedInvoices(world.company.tables, site());
		const unposted = [...outOfScope].filter(([, reason]) => reason === 'unposted' || reason === 'post error');

		expect(unposted.length).toBeGreaterThan(0);
		expect((JSON.parse(String(state.watched)) as string[]).sort()).toEqual(
			unposted.map(([key]) => key).sort(),
		);
	});
});

describe('the flow of payments', () => {
	it('puts every posted payment on its invoice, voids as negative ones', () => {
		const wanted = wantedPayments(world, site());

		expect(wanted.size).toBeGreaterThan(10);
		expect(shownPayments(world.coupa)).toEqual(wanted);
	});

	it('says paid only of what has nothing open any more', () => {
		const expected = expectedPaid(world.company.tables, site());
		const shown = world.coupa.store.all('invoices').flatMap(({ 'custom-fields': custom, paid }) => {
			const key = String((custom as Record<string, unknown> | null)?.['cf-erp-invoice-number'] ?? '');
			return expected.has(key) ? [[key, paid === true]] : [];
		});

		expect(Object.fromEntries(shown)).toEqual(
			Object.fromEntries([...expected].map(([key, { paid }]) => [key, paid])),
		);
	});

	it('parks payments whose invoice is not in Coupa', async () => {
		const { parked } = expectedPayments(world.company.tables, site());

		expect(await parkedKeys('payments')).toEqual(paymentKeys(parked.keys()).sort());
		expect(world.totalsOf(payments).parked).toBe(parked.size);
	});
});

describe('the second runs', () => {
	it('write nothing', async () => {
		world.coupa.ledger.clear();
		for (const flow of ['apInvoices', 'payments'] as const) await world.runFlow(flow);

		expect(writesIn(world.coupa.ledger)).toEqual([]);
	});
});

describe('Retry', () => {
	it('posts exactly what the forgotten account kept out', async () => {
		const before = expectedInvoices(world.company.tables, site());
		const rows = forgottenCrosswalk(world.company);
		const after = expectedInvoices(world.company.tables, site([...sampleCrosswalk(world.company), ...rows]));
		const repaired = [...after.inCoupa.keys()].filter((key) => !before.inCoupa.has(key));
		await world.n8n.insertRows(
			'jde_coupa_crosswalk',
			rows.map((row) => ({ ...row })),
		);
		world.coupa.ledger.clear();

		await world.n8n.waitForExecution(await world.n8n.retry(invoices.id));

		const created = world.coupa.ledger.effects.filter(({ kind }) => kind === 'invoice.created');
		expect(repaired.length).toBeGreaterThan(0);
		expect(created.map(({ key }) => key).sort()).toEqual(
			repaired.map((key) => after.inCoupa.get(key)!.invoiceNumber).sort(),
		);
		expect(await parkedKeys('apInvoices')).toEqual([...after.parked.keys()].sort());
	});
});
