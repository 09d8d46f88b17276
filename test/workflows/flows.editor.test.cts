import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { inBrowser, openBrowser, openExecution, screenshot, signIn } from '../n8n/browser.cts';
import type { OpenBrowser } from '../n8n/browser.cts';
import type { Execution } from '../n8n/n8n.cts';
import { sharedN8n } from '../n8n/shared.cts';
import { forgottenCrosswalk } from '../simulators/sample/index.cts';
import { FAST, keysOf } from './support.cts';
import { startWorld, type Flow, type World } from './world.cts';

const FLOWS = ['purchaseOrders', 'apInvoices'] as const satisfies readonly Flow[];

/** What a person does in n8n's own screens: looks at the failed execution, completes the crosswalk, presses Retry. */
inBrowser(describe)('in the editor', () => {
	const folder = mkdtempSync(path.join(tmpdir(), 'jde-coupa-repair-'));
	let world: World;
	let open: OpenBrowser;
	const failed = {} as Record<Flow, Execution>;

	beforeAll(async () => {
		world = await startWorld(sharedN8n(), {
			suppliers: 50,
			orders: 20,
			vouchers: 40,
			coupa: FAST,
			flows: ['suppliers', ...FLOWS],
		});
		await world.goLive();
		await world.runSuppliers();
		for (const flow of FLOWS) failed[flow] = await world.runFlow(flow);
		open = (await openBrowser({ width: 1800, height: 1100 }))!;
		await signIn(open.page, world.n8n);
	}, 400_000);

	afterAll(async () => {
		await open?.close();
		await world?.stop();
		console.log(`Screenshots: ${folder}`);
	});

	const parked = async (flow: Flow) =>
		(await world.parked()).filter((row) => row.flow === flow && row.code === 'CROSSWALK_MISSING');

	it.each(FLOWS)('%s: the failed execution says what is parked and why', async (flow) => {
		await openExecution(open.page, world.n8n, world.flows[flow], failed[flow].id);
		await screenshot(open.page, path.join(folder, `${flow}-failed.png`));

		expect(await parked(flow)).not.toEqual([]);
		await expect(open.page.locator('body').innerText()).resolves.toMatch(/Error|Failed/i);
	});

	it.each(FLOWS)('%s: Retry posts exactly what lacked the account, once the table knows it', async (flow) => {
		const keys = (await parked(flow)).map(({ key }) => String(key));
		const rows = forgottenCrosswalk(world.company).map((row) => ({ ...row }));
		if (flow === FLOWS[0]) await world.n8n.insertRows('jde_coupa_crosswalk', rows);
		world.coupa.ledger.clear();
		const before = await world.n8n.executions({ workflowId: world.flows[flow] });

		await openExecution(open.page, world.n8n, world.flows[flow], failed[flow].id);
		await open.page.locator('[data-test-id="execution-preview-retry-button"]').click();
		await screenshot(open.page, path.join(folder, `${flow}-retry.png`));
		await open.page.getByText(/^Retry with currently saved workflow/).click();
		await world.n8n.nextExecution(world.flows[flow], before, { mode: 'retry' });

		const noun = flow === 'purchaseOrders' ? 'purchase-order.created' : 'invoice.created';
		expect(keysOf(world.coupa.ledger, noun)).toHaveLength(keys.length);
		expect(await parked(flow)).toEqual([]);
		await open.page.waitForTimeout(1_000);
		await screenshot(open.page, path.join(folder, `${flow}-after.png`));
	});
});
