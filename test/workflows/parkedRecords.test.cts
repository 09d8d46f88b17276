import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { inBrowser, openBrowser, screenshot, type OpenBrowser } from '../n8n/browser.cts';
import { formStatus, openForm } from '../n8n/forms.cts';
import { until } from '../n8n/poll.cts';
import { sharedN8n } from '../n8n/shared.cts';
import { expectationsOf } from '../simulators/sample/index.cts';
import { FAST, keysOf, writesIn } from './support.cts';
import { ACTION, LOGIN, startParkedForm, type ParkedForm } from './parkedForm.cts';
import { startWorld, type World } from './world.cts';

const n8n = sharedN8n();
const form = `${n8n.url}/form/parked-records`;
let world: World;
let parkedForm: ParkedForm;
let parked: string[];

beforeAll(async () => {
	world = await startWorld(n8n, { suppliers: 60, coupa: FAST });
	parked = expectationsOf(world.company.tables, world.company.today).usingTerm('X99').map(String);
	await world.goLive();
	await world.runSuppliers();
	parkedForm = await startParkedForm(n8n);
});

afterAll(async () => {
	await parkedForm?.stop();
	await world?.stop();
});

const row = async (key: string) => (await n8n.rows('jde_coupa_parked', { key }))[0];
const audit = async (key: string) =>
	(await n8n.rows('jde_coupa_audit', { key })).map(({ action, message }) => [action, message]);
const show = async (...what: Parameters<ParkedForm['show']>) => await parkedForm.show(...what);

describe('the form', () => {
	it('is refused without the login', async () => {
		const wrong = { ...LOGIN, password: 'guessed' };

		expect(await formStatus(form)).toBe(401);
		expect(await formStatus(form, wrong)).toBe(401);
		await expect(openForm(form, wrong, ['suppliers', 'all', 'Open', '', '0'])).rejects.toThrow(
			'answered 401',
		);
		expect(await formStatus(form, LOGIN)).toBe(200);
	});

	it('shows each parked record with its reason and trail, and neither document', async () => {
		const { html, choices } = await show('suppliers');

		expect(choices.slice(0, 3).map((label) => label.replace(/^#\d+ /, ''))).toEqual(
			parked.map((key) => `suppliers ${key}`),
		);
		expect(html).toContain('3 records.');
		expect(html).toContain('has a code that is not in the crosswalk: payment-term &#x27;X99&#x27;');
		expect(html).not.toContain(String((await row(parked[0])).source).slice(0, 40));
	});

	it('shows only what fits the reason and the key', async () => {
		expect((await show('suppliers', { key: parked[1] })).choices[0]).toContain(parked[1]);
		expect((await show('all', { reason: 'duplicate' })).html).toContain('Nothing is parked');
		expect((await show('purchaseOrders')).html).toContain('Nothing is parked');
	});
});

inBrowser(describe)('a person in accounts payable', () => {
	const folder = mkdtempSync(path.join(tmpdir(), 'jde-coupa-form-'));
	let open: OpenBrowser;

	beforeAll(async () => {
		open = (await openBrowser({ width: 1300, height: 1000 }))!;
	});

	afterAll(async () => {
		await open?.close();
		console.log(`Screenshots: ${folder}`);
	});

	it('dismisses a record in the browser, and the audit says who and why', async () => {
		const [key] = parked;
		const context = await open.browser.newContext({
			httpCredentials: { username: LOGIN.user, password: LOGIN.password },
			viewport: { width: 1300, height: 1100 },
			locale: 'en-GB',
		});
		const page = await context.newPage();
		await page.goto(form);
		await screenshot(page, path.join(folder, '1-choose.png'));
		await page.getByLabel('Flow').selectOption('suppliers');
		await page.getByRole('button', { name: 'Show' }).click();
		await page.getByText('3 records.').waitFor();
		await screenshot(page, path.join(folder, '2-list.png'));
		await page.getByLabel(new RegExp(`^#\\d+ suppliers ${key}$`)).check();
		await page.getByLabel(ACTION.dismiss).check();
		await page.getByLabel('Your Name').fill('A. Payable');
		await page.getByLabel('Reason').fill('Asked for <b>twice</b>; {{ not }} $& wanted');
		await screenshot(page, path.join(folder, '3-ready.png'));
		await page.getByRole('button', { name: 'Do it' }).click();
		await page.getByText('1 record dismissed').waitFor();
		await screenshot(page, path.join(folder, '4-done.png'));
		await page.getByText('Back to the list').click();
		await page.getByRole('button', { name: 'Show' }).waitFor();
		await context.close();

		expect(await row(key)).toMatchObject({
			status: 'dismissed',
			closed_by: 'A. Payable',
			note: 'Asked for <b>twice</b>; {{ not }} $& wanted',
			closed_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
		});
		expect(await audit(key)).toContainEqual([
			'dismissed',
			'A. Payable: Asked for <b>twice</b>; {{ not }} $& wanted',
		]);
		// The first in its list again, with its note as it was written.
		const shown = await show('suppliers', { status: 'Dismissed' });
		expect(shown.html).toContain('Asked for &lt;b&gt;twice&lt;/b&gt;; {{ not }} $&amp; wanted');
		expect(shown.choices).toHaveLength(2);
	});
});

describe('decisions', () => {
	/** Ticks the record and decides. */
	async function decide(key: string, action: string, status = 'Open'): Promise<string> {
		const page = await show('suppliers', { key, status });
		const label = page.choices.find((each) => each.endsWith(` ${key}`))!;
		const done = await page.answer([null, [label], [action], 'A. Payable', 'as agreed']);
		await done.end();
		return done.html;
	}

	it('link a record that is in Coupa already', async () => {
		expect(await decide(parked[1], ACTION.link)).toContain('1 record linked');

		expect(await row(parked[1])).toMatchObject({
			status: 'linked',
			closed_by: 'A. Payable',
			note: 'as agreed',
		});
		expect(await audit(parked[1])).toContainEqual(['linked', 'A. Payable: as agreed']);
	});

	it('stand although a run that had read the record before parks it again', async () => {
		await decide(parked[2], ACTION.replay);
		const before = (await n8n.executions({ workflowId: world.suppliers })).length;
		world.ais.faults.add({ name: 'slow', path: /dataservice/, times: 100, effect: { delayMs: 400 } });
		const run = await n8n.runManually(world.suppliers, { trigger: 'Run Now' });
		// The run, its chunk, and the step that takes up what was re-opened, which reads the parked rows first.
		await until('the step of the re-opened record', async () =>
			(await n8n.executions({ workflowId: world.suppliers })).length >= before + 3 ? true : undefined,
		);
		const asked = world.ais.faults.fired('slow');
		await until('that step to read JD Edwards', async () =>
			world.ais.faults.fired('slow') > asked ? true : undefined,
		);

		expect(await decide(parked[2], ACTION.dismiss)).toContain('1 record dismissed');
		world.ais.faults.clear();
		await n8n.waitForExecution(run, { timeoutMs: 120_000 });

		expect((await audit(parked[2])).slice(-2).map(([action]) => action)).toEqual(['dismissed', 'parked']);
		expect(await row(parked[2])).toMatchObject({ status: 'dismissed', closed_by: 'A. Payable' });
		await decide(parked[2], ACTION.replay, 'Dismissed');
		await n8n.updateRows('jde_coupa_parked', { key: parked[2] }, { replay: '' });
	});

	it('re-open what was dismissed, and the next run posts exactly that', async () => {
		await n8n.updateRows(
			'jde_coupa_parked',
			{ key: parked[0], status: 'open' },
			{ status: 'dismissed', closed_by: 'A. Payable' },
		);
		await n8n.insertRows('jde_coupa_crosswalk', [
			{ kind: 'payment-term', source: 'X99', target: 'Immediate' },
		]);
		expect(await decide(parked[0], ACTION.replay, 'Dismissed')).toContain('1 record re-opened');
		expect(await row(parked[0])).toMatchObject({ status: 'open', replay: 'yes', closed_by: '' });
		world.coupa.ledger.clear();

		const run = await world.runSuppliers();

		expect(run.status).toBe('success');
		expect(keysOf(world.coupa.ledger, 'supplier.created')).toEqual([parked[0]]);
		expect(writesIn(world.coupa.ledger).every(({ status }) => status < 300)).toBe(true);
		expect((await row(parked[0])).status).toBe('posted');
		expect((await row(parked[1])).status).toBe('linked');
		expect((await row(parked[2])).status).toBe('open');
	});

	it('re-open what is open already: a run takes it up once more', async () => {
		world.coupa.ledger.clear();
		await decide(parked[2], ACTION.replay);

		await world.runSuppliers();

		expect(keysOf(world.coupa.ledger, 'supplier.created')).toEqual([parked[2]]);
	});

	it('change nothing where a run settled the record while the page was open', async () => {
		const page = await show('suppliers', { status: 'Linked' });
		const [label] = page.choices;
		await n8n.updateRows('jde_coupa_parked', { key: parked[1] }, { status: 'posted' });

		const done = await page.answer([null, [label], [ACTION.replay], 'A. Payable', 'as agreed']);
		await done.end();

		expect(done.html).toContain('0 of 1 record');
		expect((await row(parked[1])).status).toBe('posted');
	});
});

describe('the export of the audit', () => {
	const csvOf = (html: string) => {
		const [file] = JSON.parse(decodeURIComponent(/"(%5B%7B[^"]*)"/.exec(html)![1]!)) as Array<{
			data: string | { data: number[] };
			fileName: string;
		}>;
		const { data, fileName } = file!;
		return { fileName, text: typeof data === 'string' ? data : Buffer.from(data.data).toString() };
	};

	it('is a CSV file with a line for each row, behind the same login', async () => {
		const url = `${n8n.url}/form/audit-export`;
		await n8n.insertRows('jde_coupa_audit', [
			{ flow: 'suppliers', key: '1', at: '2020-01-01T00:00:00.000Z', action: 'parked', message: '=1+1' },
		]);
		expect(await formStatus(url)).toBe(401);

		const page = await openForm(url, LOGIN, ['suppliers', '2020-01-01', '2020-12-31']);
		const { fileName, text } = csvOf(page.html);
		await page.end();

		expect(fileName).toBe('audit-2020-01-01.csv');
		const [head, ...lines] = text.trim().split('\n');
		expect(head).toMatch(/^.?at,flow,key,action,category,message,changes,/);
		// A spreadsheet would calculate the text of another system.
		expect(lines).toEqual([expect.stringContaining("suppliers,1,parked,,'=1+1,")]);
	});
});
