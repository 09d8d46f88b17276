import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { inBrowser, openBrowser, screenshot } from '../n8n/browser.cts';
import { openForm } from '../n8n/forms.cts';
import { errorOf, outputOf } from '../n8n/n8n.cts';
import { sharedN8n } from '../n8n/shared.cts';
import { FAST, inChunks, keysOf, knowAllTerms } from './support.cts';
import { startWorld, template, type World } from './world.cts';

const LOGIN = { user: 'integration', password: 'sesame-three' };
const n8n = sharedN8n();
const form = `${n8n.url}/form/initial-load`;
let world: World;
let credential: string;
const workflows: string[] = [];

beforeAll(async () => {
	world = await startWorld(n8n, { suppliers: 50, coupa: FAST });
	knowAllTerms(world);
	await world.goLive();
	await world.runSuppliers();
	credential = (await n8n.createCredential('httpBasicAuth', 'Integration', LOGIN)).id;
	for (const file of ['initial-load.json', 'error-handler.json']) {
		const { id } = await n8n.importWorkflow(template(file));
		workflows.push(id);
		await n8n.publish(id);
	}
});

afterAll(async () => {
	for (const id of workflows) await n8n.unpublish(id).then(() => n8n.deleteWorkflow(id));
	if (credential) await n8n.deleteCredential(credential);
	await world?.stop();
});

const LOAD = 'Load again';
/** What the last page says. */
async function answer(what: string, { flow = 'suppliers', from = '', rate = '5' } = {}): Promise<string> {
	const page = await openForm(form, LOGIN, [what, flow, from, rate, 'I. Integrator', 'new chart']);
	await page.end();
	return page.html;
}

describe('the initial load', () => {
	it('shows how far each flow is, and changes nothing', async () => {
		const before = await world.state();

		const html = await answer('Show progress');

		expect(html).toContain('Progress of the flows');
		expect(html).toContain(`<td>suppliers</td><td>${String(before.watermark).slice(0, 10)}`);
		expect(html).toContain('the next run');
		expect(await world.state()).toEqual(before);
	});

	it('refuses while a run holds the lease', async () => {
		const held = { lease_owner: '1/1', lease_until: new Date(Date.now() + 60_000).toISOString() };
		const before = await world.state();
		await n8n.updateRows('jde_coupa_state', { flow: 'suppliers' }, held);

		expect(await answer(LOAD)).toContain('The flow suppliers is at work');

		expect(await world.state()).toMatchObject({ watermark: String(before.watermark), confirmation: 'done' });
		const free = { lease_owner: 'free', lease_until: String(before.lease_until) };
		await n8n.updateRows('jde_coupa_state', { flow: 'suppliers' }, free);
	});

	it('refuses a day that would leave changes out', async () => {
		expect(await answer(LOAD, { from: '2099-01-01' })).toContain('has read changes only up to');
		expect((await world.state()).confirmation).toBe('done');
	});

	it('sets the flow back, which reads everything again after a dry run, at its share of the rate', async () => {
		expect(await answer(LOAD)).toContain('The flow suppliers is read again from the start');
		expect(await world.state()).toMatchObject({ watermark: '', confirmation: '', requests_per_second: 5 });
		world.coupa.ledger.clear();

		const dry = await world.runSuppliers();
		expect(await world.state()).toMatchObject({ confirmation: 'waiting', requests_per_second: 5 });
		await world.confirmFirstRun();
		const run = await world.runSuppliers();

		expect([errorOf(dry), errorOf(run)]).toEqual([undefined, undefined]);
		const { read, unchanged } = world.totalsOf(run);
		expect(read).toBeGreaterThanOrEqual(44);
		expect(unchanged).toBe(read - world.totalsOf(run).outOfScope);
		expect(keysOf(world.coupa.ledger, 'supplier.created')).toEqual([]);
		expect(await inChunks(world, run, 'Read State')).toMatchObject([{ requests_per_second: 5 }]);
		expect(await world.state()).toMatchObject({ confirmation: 'done', requests_per_second: 0 });
		expect(await n8n.rows('jde_coupa_audit', { action: 'set back' })).toMatchObject([
			{ flow: 'suppliers', message: 'I. Integrator: new chart (is read again from the start)' },
		]);
	});
});

describe('retention', () => {
	it('deletes old rows of the flow before a run writes, and keeps what people decide by', async () => {
		const at = '2020-01-01T00:00:00.000Z';
		const parked = (key: string, status: string) => ({ flow: 'suppliers', key, status, at });
		await n8n.insertRows('jde_coupa_audit', [
			{ flow: 'suppliers', key: 'old', at, action: 'created' },
			{ flow: 'payments', key: 'old', at, action: 'created' },
		]);
		await n8n.insertRows('jde_coupa_parked', [
			parked('old-posted', 'posted'),
			parked('old-dismissed', 'dismissed'),
		]);

		const run = await world.runSuppliers();

		expect(errorOf(run)).toBeUndefined();
		expect((await n8n.rows('jde_coupa_audit', { key: 'old' })).map(({ flow }) => flow)).toEqual(['payments']);
		const keys = (await n8n.rows('jde_coupa_parked')).map(({ key }) => key);
		expect([keys.includes('old-posted'), keys.includes('old-dismissed')]).toEqual([false, true]);
		expect((await n8n.rows('jde_coupa_audit', { action: 'set back' })).length).toBe(1);
	});
});

describe('the error handler', () => {
	const failed = (mode: string) => ({
		workflow: { id: '1', name: 'JD Edwards suppliers to Coupa' },
		execution: { id: '77', mode, lastNodeExecuted: 'Find Tables', error: { message: 'no table' } },
	});
	const handle = async (mode: string) => {
		const id = await n8n.runManually(workflows[1]!, {
			trigger: 'When a Workflow Fails',
			data: [failed(mode)],
		});
		return await n8n.waitForExecution(id);
	};

	it('writes the failure to the audit, and tells nobody until a way is chosen', async () => {
		const run = await handle('trigger');

		expect(errorOf(run)).toBeUndefined();
		expect(outputOf(run, 'Record Failure')).toMatchObject([
			{
				flow: 'JD Edwards suppliers to Coupa',
				action: 'execution failed',
				message: 'Find Tables: no table (execution 77)',
			},
		]);
	});

	it('leaves out the step that a run called: the run itself fails too', async () => {
		expect(outputOf(await handle('integrated'), 'Record Failure')).toEqual([]);
	});

	it('is called by n8n itself for a published run that fails, where it is chosen as the error workflow', async () => {
		const failing = await n8n.importWorkflow({
			name: 'JD Edwards flow that fails',
			nodes: [
				{
					...{ id: 'a', name: 'Called', type: 'n8n-nodes-base.webhook', typeVersion: 2, position: [0, 0] },
					parameters: {
						path: 'housekeeping-fails',
						httpMethod: 'POST',
						responseMode: 'onReceived',
						options: {},
					},
				},
				{
					...{
						id: 'b',
						name: 'End Run',
						type: 'n8n-nodes-base.stopAndError',
						typeVersion: 1,
						position: [220, 0],
					},
					parameters: { errorType: 'errorMessage', errorMessage: '3 records are parked' },
				},
			],
			connections: { Called: { main: [[{ node: 'End Run', type: 'main', index: 0 }]] } },
			pinData: {},
		} as never);
		await n8n.saveWorkflow(failing.id, (workflow) => {
			workflow.settings = { ...workflow.settings, errorWorkflow: workflows[1]! };
		});
		await n8n.publish(failing.id);
		const before = await n8n.executions({ workflowId: workflows[1]! });

		const { status } = await fetch(`${n8n.url}/webhook/housekeeping-fails`, { method: 'POST' });
		const handled = await n8n.nextExecution(workflows[1]!, before, { mode: 'error' });

		expect(status).toBe(200);
		expect(errorOf(handled)).toBeUndefined();
		expect(await n8n.rows('jde_coupa_audit', { flow: 'JD Edwards flow that fails' })).toMatchObject([
			{
				action: 'execution failed',
				message: expect.stringMatching(/^End Run: 3 records are parked \(execution \d+\)$/) as string,
			},
		]);
		await n8n.unpublish(failing.id);
		await n8n.deleteWorkflow(failing.id);
	});
});

inBrowser(describe)('the form of the initial load in a browser', () => {
	it('sets a flow back from a day on, and says so', async () => {
		const folder = mkdtempSync(path.join(tmpdir(), 'jde-coupa-load-'));
		const open = (await openBrowser({ width: 1300, height: 1000 }))!;
		const context = await open.browser.newContext({
			httpCredentials: { username: LOGIN.user, password: LOGIN.password },
			locale: 'en-GB',
		});
		const before = await world.state();
		const day = String(before.watermark).slice(0, 10);
		try {
			const page = await context.newPage();
			await page.goto(form);
			await page.getByLabel('What to Do').selectOption(LOAD);
			await page.getByLabel('Flow').selectOption('suppliers');
			await page.getByLabel('From (Empty for Everything)').fill(day);
			await page.getByLabel('Your Name').fill('I. Integrator');
			await page.getByLabel('Reason').fill('once more');
			await screenshot(page, path.join(folder, '1-ready.png'));
			await page.getByRole('button').last().click();
			await page.getByText(/The flow suppliers is read again/).waitFor();
			await screenshot(page, path.join(folder, '2-done.png'));
		} finally {
			await context.close();
			await open.close();
			console.log(`Screenshots: ${folder}`);
		}

		expect(await world.state()).toMatchObject({ confirmation: '', requests_per_second: 5 });
		await n8n.updateRows(
			'jde_coupa_state',
			{ flow: 'suppliers' },
			{ watermark: String(before.watermark), confirmation: 'done', requests_per_second: 0 },
		);
	});
});
