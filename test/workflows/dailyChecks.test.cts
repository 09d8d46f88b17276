import { errorOf, outputOf, type Execution, type Item } from '../n8n/n8n.cts';
import { sharedN8n } from '../n8n/shared.cts';
import type { IDataObject } from '../n8n/types.cts';
import { SAMPLE_SITE } from '../simulators/sample/index.cts';
import { FAST, writesIn } from './support.cts';
import { setSetting, startWorld, template, type World } from './world.cts';

let world: World;
let checks: string;
let baseline: string[];

beforeAll(async () => {
	world = await startWorld(sharedN8n(), {
		...{ suppliers: 60, orders: 20, vouchers: 80, coupa: FAST },
		flows: ['suppliers', 'apInvoices', 'payments'],
	});
	const { n8n } = world;
	checks = (await n8n.importWorkflow(template('daily-checks.json'))).id;
	await n8n.saveWorkflow(checks, (workflow) => {
		const charts = Object.entries(SAMPLE_SITE.companies).map(([company, chart]) => `${company} = ${chart}`);
		const settings = {
			...{ companyCharts: charts.join('; '), goLive: SAMPLE_SITE.goLive, lookBackDays: 0, chunkSize: 25 },
			voucherTypes: SAMPLE_SITE.voucherTypes.join(', '),
			batchTypes: SAMPLE_SITE.batchTypes.join(', '),
			reservedBankAccounts: SAMPLE_SITE.coupaBankAccounts.join(', '),
		};
		for (const [name, value] of Object.entries(settings)) setSetting(workflow, name, value);
	});
	await world.goLive();
	await n8n.publish(checks);
	for (const flow of ['suppliers', 'apInvoices', 'payments'] as const) await world.runFlow(flow);
}, 400_000);

afterAll(async () => {
	if (checks) await world.n8n.unpublish(checks).then(async () => await world.n8n.deleteWorkflow(checks));
	await world?.stop();
});

const check = async () => await world.run(checks, 'Check Now');
const reported = async (run: Execution): Promise<Item[]> =>
	(await world.n8n.rows('jde_coupa_audit', { flow: 'dailyChecks', run_id: run.id })).filter(
		({ key }) => key !== '',
	);
/** Key and kind of everything but the records that stand parked anyway. */
const differences = async (run: Execution) =>
	(await reported(run))
		.filter(({ action }) => action !== 'parked')
		.map(({ key, action }) => `${String(key)} ${String(action)}`)
		.sort();
const totalsOf = (run: Execution) => {
	const [summary] = outputOf(run, 'Summary');
	if (!summary) throw new Error(`No summary: ${JSON.stringify(errorOf(run))}`);
	return summary.totals as IDataObject;
};
const keyOf = (invoice: IDataObject) =>
	String((invoice['custom-fields'] as IDataObject | null)?.['cf-erp-invoice-number'] ?? '');
const payItems = (key: string) => {
	const [, DCT, DOC] = key.split('-');
	return world.ais.tables.rows('F0411').filter((row) => row.DCT === DCT && String(row.DOC) === DOC);
};

describe('the daily checks', () => {
	it('find after the flows only what was wrong before them, and say what stands parked, how old and how much', async () => {
		const run = await check();
		baseline = await differences(run);

		// The sample has vouchers with the stamp of invoices that its Coupa does not have.
		const stamped = world.ais.tables.rows('F0411').filter(({ URRF }) => /^C\d+$/.test(String(URRF).trim()));
		const stampedKeys = new Set(stamped.map(({ KCO, DCT, DOC }) => [KCO, DCT, DOC].join('-')));
		const [inBaseline, others] = [true, false].map((wanted) =>
			baseline.filter((one) => stampedKeys.has(one.split(' ')[0]!) === wanted),
		);
		expect(inBaseline!.length).toBeGreaterThan(0);
		expect(inBaseline!.every((one) => one.endsWith(' not in Coupa'))).toBe(true);
		// And its Coupa has a supplier of its own under a number that could be ours.
		expect(others).toEqual(['4344 supplier gone']);
		const totals = totalsOf(run);
		expect(totals.vouchers).toBeGreaterThan(40);
		expect(totals.suppliers).toBeGreaterThan(40);
		const { message, description } = errorOf(run)!;
		expect(message).toMatch(/^\d+ things need a look /);
		expect(message).toMatch(/\(.*parked: \d+.*\)\. First: Voucher /);
		expect(description).toContain("table 'jde_coupa_audit'");
		const said = (await reported(run)).map((row) => String(row.message));
		expect(said.some((one) => /parked, the oldest for 0 days/.test(one))).toBe(true);
		expect(said.some((one) => /of company 00001 of [\d.]+ USD/.test(one))).toBe(true);
	});

	it('write nothing into either system', async () => {
		const rows = JSON.stringify(world.ais.tables.rows('F0411'));
		world.coupa.ledger.clear();
		await check();

		expect(writesIn(world.coupa.ledger)).toEqual([]);
		expect(JSON.stringify(world.ais.tables.rows('F0411'))).toBe(rows);
	});

	it('find an invoice that is gone, a payment deleted in JD Edwards, a wrong mark and a hidden supplier', async () => {
		const ours = world.coupa.store
			.all('invoices')
			.filter((invoice) => keyOf(invoice) !== '' && invoice.status === 'approved');
		const paymentsOn = (invoice: IDataObject) => (invoice.payments ?? []) as IDataObject[];
		const open = ours.filter((invoice) => paymentsOn(invoice).length === 0 && invoice.paid !== true);
		const [gone, marked] = open.filter((one) => payItems(keyOf(one)).every(({ AAP, AG }) => AAP === AG));
		const paid = ours.find((invoice) => {
			const items = payItems(keyOf(invoice));
			return items.length === 1 && items[0]!.CRRM === 'D' && paymentsOn(invoice).length === 1;
		})!;
		world.coupa.store.update('invoices', Number(gone!.id), { 'invoice-number': 'RENAMED-BY-HAND' });
		world.coupa.store.update('invoices', Number(marked!.id), { paid: true });
		const [, PYID] = String(paymentsOn(paid)[0]!.notes).split(' ');
		for (const table of ['F0413', 'F0414']) world.ais.tables.remove(table, { PYID: Number(PYID) });
		for (const item of payItems(keyOf(paid))) Object.assign(item, { AAP: item.AG, ADSA: 0, PST: 'A' });
		const [hidden] = world.coupa.store.all('suppliers').filter(({ status }) => status === 'active');
		const isShown = ({ AN8 }: Record<string, unknown>) => String(AN8) !== String(hidden!.number);
		for (const user of world.ais.users) user.security = { rows: { F0401: isShown } };

		const run = await check();
		for (const user of world.ais.users) user.security = {};

		expect(await differences(run)).toEqual(
			[
				...baseline,
				`${keyOf(gone!)} not in Coupa`,
				`${keyOf(marked!)} payments`,
				`${keyOf(paid)} payments`,
				`${String(hidden!.number)} supplier gone`,
			].sort(),
		);
		const said = (await reported(run)).map((row) => String(row.message)).join('\n');
		expect(said).toContain(`Coupa shows a payment of `);
		expect(said).toContain(`which JD Edwards does not have as posted`);
		expect(said).toContain(`and Coupa says paid`);
		expect(errorOf(run)?.message).toMatch(/not in Coupa: \d+/);
		world.coupa.store.update('invoices', Number(gone!.id), { 'invoice-number': gone!['invoice-number']! });
		world.coupa.store.update('invoices', Number(marked!.id), { paid: false });
	});

	it('leave alone what a person dismissed, and succeed when nothing is left', async () => {
		await world.n8n.saveWorkflow(checks, (workflow) => setSetting(workflow, 'supplierNumbers', '9*'));
		await world.n8n.publish(checks);
		const open = [
			...(await world.parked()),
			...(await reported(await check())).map(({ key }) => ({ flow: 'apInvoices', key })),
		];
		for (const { flow, key } of open) {
			const row = { flow: String(flow), key: String(key) };
			await world.n8n.updateRows('jde_coupa_parked', row, { status: 'dismissed' });
			if ((await world.n8n.rows('jde_coupa_parked', row)).length > 0) continue;
			await world.n8n.insertRows('jde_coupa_parked', [{ ...row, status: 'dismissed' }]);
		}
		const run = await check();

		expect(await reported(run)).toEqual([]);
		expect([run.status, totalsOf(run).differences]).toEqual(['success', 0]);
	});

	it('refuse to compare with another Coupa than the pinned one', async () => {
		const [state] = await world.n8n.rows('jde_coupa_state', { flow: 'suppliers' });
		const pinned = String(state!.coupa_host);
		const pin = async (host: string) => {
			for (const flow of ['suppliers', 'apInvoices', 'payments']) {
				await world.n8n.updateRows('jde_coupa_state', { flow }, { coupa_host: host });
			}
		};
		await pin('other.example');
		const run = await check();
		await pin(pinned);

		expect(errorOf(run)?.message).toContain("this workflow was set up for 'other.example'");
	});

	it('delete their own old rows, and record it when they could not be finished', async () => {
		const { n8n } = world;
		const old = { flow: 'dailyChecks', key: 'old', at: '2020-01-01T00:00:00.000Z' };
		await n8n.insertRows('jde_coupa_audit', [{ ...old, action: 'payments' }]);
		await check();
		expect(await n8n.rows('jde_coupa_audit', { key: 'old' })).toEqual([]);

		const failure = { id: '77', mode: 'trigger', lastNodeExecuted: 'Get Vouchers', error: { message: 'no' } };
		const data = [{ execution: failure }] as never;
		await n8n.waitForExecution(await n8n.runManually(checks, { trigger: 'When It Fails', data }));
		expect(await n8n.rows('jde_coupa_audit', { execution_id: '77' })).toMatchObject([
			{ flow: 'dailyChecks', action: 'execution failed', message: 'Get Vouchers: no' },
		]);
	});
});
