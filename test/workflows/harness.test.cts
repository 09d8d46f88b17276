import { errorOf, outputOf, startN8n, subExecutionsOf, unflatten } from '../n8n/n8n.cts';
import { inBrowser, importByHand, openBrowser, signIn } from '../n8n/browser.cts';
import { sharedN8n } from '../n8n/shared.cts';
import { listens } from '../n8n/triggers.cts';
import { node, stockWorkflow } from './stockWorkflow.cts';

const n8n = sharedN8n();
const TABLE = 'harness_rows';

let tableId: string;
let workflowId: string;

beforeAll(async () => {
	await n8n.createCredential('httpBasicAuth', 'Harness: older', { user: 'older', password: 'x' });
	await n8n.createCredential('httpBasicAuth', 'Harness: newer', { user: 'newer', password: 'x' });
	tableId = (await n8n.createDataTable(TABLE, { key: 'string', broken: 'boolean', note: 'string' })).id;
	workflowId = (await n8n.importWorkflow(stockWorkflow(tableId))).id;
});

beforeEach(async () => {
	await n8n.deleteRows(TABLE, { filters: [{ columnName: 'id', condition: 'gt', value: 0 }] });
	await n8n.insertRows(TABLE, [{ key: 'A-1', broken: true, note: null }]);
});

async function callEvent() {
	const [event] = (await n8n.triggersOf(workflowId)).filter((trigger) => trigger.node === 'Event');
	const before = await n8n.executions({ workflowId });
	expect((await fetch(`${n8n.url}/${event.live}`, { method: 'POST' })).status).toBe(200);
	return await n8n.nextExecution(workflowId, before, { mode: 'webhook' });
}

describe('import', () => {
	it('drops ids, settings, meta and credentials of the file', async () => {
		const saved = await n8n.getWorkflow(workflowId);

		expect(saved.id).not.toBe('id-of-the-file');
		expect(saved.settings).toEqual({ executionOrder: 'v1', binaryMode: 'separate' });
		expect(saved.meta ?? null).toBeNull();
		expect([saved.active, saved.activeVersionId]).toEqual([false, null]);
		expect(JSON.stringify(saved)).not.toMatch(/of-the-file|id of /);
		expect(saved.nodes.map(({ name }) => name)).toEqual(stockWorkflow(tableId).nodes.map(({ name }) => name));
	});

	it('assigns the most recently updated credential where the node as it is set asks for one', async () => {
		const newer = (await n8n.credentials('httpBasicAuth')).find(({ name }) => name === 'Harness: newer');

		expect(await n8n.credentialsOf(workflowId)).toEqual({
			Event: { httpBasicAuth: { id: newer?.id, name: 'Harness: newer' } },
		});
	});

	inBrowser(it)('leaves what an import by hand leaves', async () => {
		const open = await openBrowser();
		if (!open) throw new Error('The browser was found and did not open');
		try {
			await signIn(open.page, n8n);
			const id = await importByHand(open.page, n8n, JSON.stringify(stockWorkflow(tableId)));
			const [byHand, byHarness] = [await n8n.getWorkflow(id), await n8n.getWorkflow(workflowId)];

			const comparable = ({ name, settings, connections, nodes }: typeof byHand) => ({
				...{ name, settings, connections },
				nodes: nodes.map(({ name: node, credentials, webhookId }) => ({
					...{ node, credentials: credentials ?? {} },
					webhookId: node === 'Event' ? webhookId : webhookId !== undefined,
				})),
			});
			expect(comparable(byHarness)).toEqual(comparable(byHand));
			await n8n.deleteWorkflow(id);
		} finally {
			await open.close();
		}
	});
});

describe('runs', () => {
	it('runs the canvas by hand while nothing is published, the called branch included', async () => {
		await n8n.updateRows(TABLE, { key: 'A-1' }, { broken: false });

		const run = await n8n.waitForExecution(await n8n.runManually(workflowId, { trigger: 'Start' }));

		expect([run.status, run.mode, errorOf(run)]).toEqual(['success', 'manual', undefined]);
		expect(outputOf(run, 'Look')).toEqual([{ active: 'false', mode: 'test' }]);
		expect(outputOf(run, 'Call Self')).toMatchObject([{ key: 'A-1', note: 'read' }]);
		expect(await n8n.rows(TABLE, { key: 'A-1' })).toMatchObject([{ note: 'read' }]);
	});

	it('starts a trigger with data of its own', async () => {
		const data = [{ step: 'one' }, { step: 'two' }];

		const run = await n8n.waitForExecution(await n8n.runManually(workflowId, { trigger: 'Event', data }));

		expect(outputOf(run, 'Event')).toEqual(data);
	});

	it('fills the form in a test run', async () => {
		const run = await n8n.runForm(workflowId, 'Form', { Key: 'A-1', Count: 2 });

		expect(outputOf(run, 'Form')).toMatchObject([{ Key: 'A-1', Count: 2, formMode: 'test' }]);
	});

	it('refuses to retry an unpublished workflow that calls itself, as n8n does', async () => {
		const failed = await n8n.waitForExecution(await n8n.runManually(workflowId, { trigger: 'Start' }));

		const retried = await n8n.waitForExecution(await n8n.retry(failed.id));

		expect(errorOf(failed)).toMatchObject({ message: '1 record is parked', stoppedAt: 'Call Self' });
		expect(errorOf(retried)?.message).toBe('Workflow is not active and cannot be executed.');
	});
});

describe('published', () => {
	beforeAll(async () => {
		await n8n.saveWorkflow(workflowId, ({ nodes }) => {
			for (const each of nodes) if (each.name === 'Event') each.parameters.authentication = 'none';
		});
		await n8n.publish(workflowId);
	});

	it('returns from publish when the triggers answer, and stops listening when unpublished', async () => {
		const other = await n8n.importWorkflow({
			name: 'Harness: only a webhook',
			nodes: [node('Event', 'webhook', 2.1, { httpMethod: 'PUT', path: '' })],
			connections: {},
		});
		const [trigger] = await n8n.triggersOf(other.id);
		const heard = async () => await listens(n8n.url, trigger.live, trigger.method);

		expect(await heard()).toBe(false);
		await n8n.publish(other.id);
		expect(await heard()).toBe(true);
		expect(await n8n.executions({ workflowId: other.id })).toEqual([]);
		await n8n.unpublish(other.id);
		expect(await heard()).toBe(false);
		await n8n.deleteWorkflow(other.id);
	});

	it('runs the called branch anew when the failed caller is retried', async () => {
		const failed = await callEvent();
		await n8n.updateRows(TABLE, { key: 'A-1' }, { broken: false });
		const retried = await n8n.waitForExecution(await n8n.retry(failed.id));

		const [child] = subExecutionsOf(failed, 'Call Self');
		expect((await n8n.execution(child)).mode).toBe('integrated');
		expect([failed.status, errorOf(failed)?.message]).toEqual(['error', '1 record is parked']);
		expect([retried.status, retried.mode, retried.retryOf]).toEqual(['success', 'retry', failed.id]);
		expect(outputOf(retried, 'Call Self')).toMatchObject([{ key: 'A-1', note: 'read' }]);
	});

	it('goes on calling the published version until an edit is published', async () => {
		const failed = await callEvent();
		await n8n.saveWorkflow(workflowId, ({ nodes }) => {
			for (const each of nodes) if (each.name === 'Fail While Asked') each.parameters.errorMessage = 'edited';
		});

		const before = await n8n.waitForExecution(await n8n.retry(failed.id));
		await n8n.publish(workflowId);
		const after = await n8n.waitForExecution(await n8n.retry(failed.id));

		expect([errorOf(before)?.message, errorOf(after)?.message]).toEqual(['1 record is parked', 'edited']);
	});

	it('fills the published form', async () => {
		const run = await n8n.runForm(workflowId, 'Form', { Key: 'A-1', Count: 2 }, { published: true });

		expect([run.mode, outputOf(run, 'Look')]).toMatchObject(['webhook', [{ Key: 'A-1', active: 'true' }]]);
	});
});

describe('tables and credentials', () => {
	it('finds a table by its exact name only', async () => {
		await n8n.createDataTable(`${TABLE}_backup`, { key: 'string' });

		expect((await n8n.dataTable(TABLE)).id).toBe(tableId);
		await expect(n8n.rows('harness_row')).rejects.toThrow("0 data tables are named 'harness_row'");
		await n8n.deleteDataTable(`${TABLE}_backup`);
	});

	it('reads all pages of a table in the order of insertion', async () => {
		const many = Array.from({ length: 230 }, (_, index) => ({ key: `B-${index}` }));
		await n8n.insertRows(TABLE, many);

		const rows = await n8n.rows(TABLE);

		expect(rows.map(({ key }) => key)).toEqual(['A-1', ...many.map(({ key }) => key)]);
		expect(await n8n.updateRows(TABLE, { key: 'nobody' }, { note: 'x' })).toEqual([]);
	});

	it('keeps a secret that an update does not mention, and sends the defaults of hidden fields', async () => {
		const { id } = await n8n.createCredential('httpBasicAuth', 'Harness: kept', { user: 'u', password: 'p' });
		const updated = await n8n.updateCredential(id, { user: 'v' });
		const read = await n8n.getCredential(id);

		expect(updated.id).toBe(id);
		expect(read.data).toMatchObject({ user: 'v', allowedHttpRequestDomains: 'all' });
		expect(String(read.data?.password)).toMatch(/BLANK_VALUE/);
		await n8n.deleteCredential(id);
	});

	it('brings back the reason when a credential cannot be tested', async () => {
		const data = { user: 'u', password: 'p' };

		expect(await n8n.testCredential({ type: 'httpBasicAuth', data })).toEqual({
			status: 'Error',
			message: 'No testing function found for this credential.',
		});
	});
});

describe('instance', () => {
	it('starts one of its own beside the shared one, and leaves no process and no folder behind', async () => {
		const own = await startN8n({ env: { N8N_LOG_LEVEL: 'warn' } });
		expect(own.url).not.toBe(n8n.url);
		expect(await own.dataTables()).toEqual([]);

		await own.stop();

		expect(() => process.kill(own.pid, 0)).toThrow('ESRCH');
		expect(() => process.kill(-own.pid, 0)).toThrow('ESRCH');
		await expect(fetch(own.url)).rejects.toThrow();
	});

	it('reads run data in which objects refer to each other', () => {
		const text = '[{"a":"1","n":5,"self":"0"},["2","2"],{"s":"3"},"0"]';

		const read = unflatten(text) as { a: Array<{ s: string }>; n: number; self: unknown };

		expect([read.n, read.a[0].s, read.a[0] === read.a[1], read.self === read]).toEqual([5, '0', true, true]);
	});
});
