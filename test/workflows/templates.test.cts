import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { inBrowser, importByHand, openBrowser, openWorkflow, screenshot, signIn } from '../n8n/browser.cts';
import type { OpenBrowser } from '../n8n/browser.cts';
import { sharedN8n } from '../n8n/shared.cts';
import type { INode } from '../n8n/types.cts';
import { templates } from '../../workflows/source/index.cts';
import { aisCredential, coupaCredential, template } from './world.cts';

const FOLDER = path.join(__dirname, '..', '..', 'workflows');
const FILES = readdirSync(FOLDER).filter((file) => file.endsWith('.json'));
const STICKY = 'n8n-nodes-base.stickyNote';
const MOST: Record<string, number> = {
	// Marks what people in Coupa have approved, besides its own work.
	'ap-invoices.json': 48,
	// One processing for events, schedule and night, with the inbox: two flows in one.
	'coupa-to-jde.json': 55,
	'payments.json': 46,
};
const n8n = sharedN8n();

describe('the template files', () => {
	it('are what their sources make', () => {
		const made = templates();

		expect(Object.keys(made).sort()).toEqual([...FILES].sort());
		for (const [file, text] of Object.entries(made)) {
			expect([file, readFileSync(path.join(FOLDER, file), 'utf8') === text]).toEqual([file, true]);
		}
	});
});

describe.each(FILES)('%s', (file) => {
	const workflow = template(file);
	const { nodes } = workflow;
	const working = nodes.filter(({ type }) => type !== STICKY);

	it('holds nothing that belongs to one instance, and nothing that an import drops', () => {
		expect(Object.keys(workflow).sort()).toEqual(['connections', 'name', 'nodes', 'pinData']);
		expect(workflow.pinData).toEqual({});
		const foreign = nodes.filter((node) => node.credentials ?? node.webhookId);
		expect(foreign.map(({ name }) => name)).toEqual([]);
	});

	it('names no server', () => {
		expect(JSON.stringify(workflow)).not.toMatch(
			/https?:|localhost|\d+\.\d+\.\d+\.\d+|coupahost\.|:\d{4,5}\//i,
		);
	});

	it('addresses every Data Table by an id that was found by its exact name', () => {
		const rows = nodes.filter(
			({ type, parameters }) => type === 'n8n-nodes-base.dataTable' && parameters.resource === 'row',
		);

		expect(rows.length).toBeGreaterThan(0);
		for (const { name, parameters } of rows) {
			expect([name, parameters.dataTableId]).toEqual([
				name,
				{ __rl: true, mode: 'id', value: expect.stringMatching(/^={{ \$\('Find Tables'\)/) },
			]);
		}
	});

	it('waits in no branch, and never creates a table that may exist', () => {
		expect(nodes.filter(({ type }) => type === 'n8n-nodes-base.wait')).toEqual([]);
		const creates = nodes.filter(
			({ parameters }) => parameters.resource === 'table' && parameters.operation === 'create',
		);
		for (const { parameters } of creates) expect(parameters.options).toEqual({ createIfNotExists: false });
	});

	it(`has at most ${MOST[file] ?? 45} nodes, in titled groups that do not overlap at any node`, () => {
		const groups = nodes.filter(({ type }) => type === STICKY);
		const holding = ({ position: [x, y] }: INode) =>
			groups.filter(({ position: [left, top], parameters: { width, height } }) => {
				return x >= left && y >= top && x <= left + Number(width) && y <= top + Number(height);
			});

		expect(working.length).toBeLessThanOrEqual(MOST[file] ?? 45);
		for (const { name, parameters } of groups) {
			expect([name, parameters.content]).toEqual([name, expect.stringMatching(/^## \S/)]);
		}
		expect(working.filter((node) => holding(node).length > 1).map(({ name }) => name)).toEqual([]);
	});

	it('draws no node over another', () => {
		const near = working.flatMap((a, i) =>
			working
				.slice(i + 1)
				.filter(
					(b) =>
						Math.abs(a.position[0] - b.position[0]) < 150 && Math.abs(a.position[1] - b.position[1]) < 120,
				)
				.map((b) => `${a.name} / ${b.name}`),
		);

		expect(near).toEqual([]);
	});

	it('uses node versions that this n8n knows', async () => {
		const known = await n8n.describe();
		const unknown = working.filter(({ type, typeVersion, ...node }) => {
			const description = known({ ...node, type, typeVersion });
			return ![description?.version].flat().includes(typeVersion);
		});

		expect(unknown.map(({ name }) => name)).toEqual([]);
	});
});

inBrowser(describe)('pasted into the editor', () => {
	const folder = mkdtempSync(path.join(tmpdir(), 'jde-coupa-screens-'));
	let open: OpenBrowser;

	beforeAll(async () => {
		// What other files left in this n8n: the editor would choose it for the node that lacks one.
		for (const { id } of await n8n.credentials()) await n8n.deleteCredential(id);
		open = (await openBrowser({ width: 2400, height: 1300 }))!;
		await signIn(open.page, n8n);
	});

	afterAll(async () => {
		await open?.close();
		console.log(`Screenshots: ${folder}`);
	});

	/** What the editor marks, by node: the tooltip of a node with issues lists them. */
	async function issues(): Promise<string[]> {
		const marks = open.page.locator('[data-test-id="node-issues"]');
		return await marks.evaluateAll((all) =>
			all.map((each) => each.closest('[data-node-name]')?.getAttribute('data-node-name') ?? 'unknown'),
		);
	}

	it.each(FILES)('%s lacks nothing but its credentials, and with them nothing', async (file) => {
		const text = readFileSync(path.join(FOLDER, file), 'utf8');
		const bare = await importByHand(open.page, n8n, text);
		await openWorkflow(open.page, n8n, bare);
		const connected = template(file).nodes.filter(
			({ type, parameters }) =>
				/jdeAis$|\.coupa(Trigger)?$/.test(type) || parameters.authentication === 'basicAuth',
		);
		expect((await issues()).sort()).toEqual(connected.map(({ name }) => name).sort());

		const jde = await n8n.createCredential('jdeAisApi', 'JD Edwards', aisCredential('http://127.0.0.1:1'));
		const coupa = await n8n.createCredential(
			'coupaOAuth2Api',
			'Coupa',
			coupaCredential('http://127.0.0.1:1'),
		);
		const login = await n8n.createCredential('httpBasicAuth', 'Accounts payable', {
			user: 'payables',
			password: 'sesame-two',
		});
		const events = await n8n.createCredential('coupaWebhookApi', 'Coupa events', {
			signingSecret: `whsec_${Buffer.from('any key will do here').toString('base64')}`,
		});
		const whole = await importByHand(open.page, n8n, text);
		await openWorkflow(open.page, n8n, whole);
		await screenshot(open.page, path.join(folder, file.replace('.json', '.png')));
		expect(await issues()).toEqual([]);
		expect(Object.keys(await n8n.credentialsOf(whole)).sort()).toEqual(
			connected.map(({ name }) => name).sort(),
		);

		for (const id of [bare, whole]) await n8n.deleteWorkflow(id);
		for (const { id } of [jde, coupa, login, events]) await n8n.deleteCredential(id);
	});
});
