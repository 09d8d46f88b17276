import { outputOf, type INode } from '../n8n/n8n.cts';
import { sharedN8n } from '../n8n/shared.cts';
import { startCoupaSimulator, type CoupaSimulator } from '../simulators/coupa/index.cts';
import { FAST } from './support.cts';
import { coupaCredential } from './world.cts';

const n8n = sharedN8n();
let coupa: CoupaSimulator;
let credentialId: string;
let workflowId: string;

beforeAll(async () => {
	coupa = await startCoupaSimulator(FAST);
	credentialId = (await n8n.createCredential('coupaOAuth2Api', 'Records: Coupa', coupaCredential(coupa.url)))
		.id;
	const parameters = {
		event: 'updated',
		resource: 'supplier',
		options: { startFrom: '2000-01-01T00:00:00Z', fields: 'number, name' },
		// Far from now: this test polls by publishing.
		pollTimes: { item: [{ mode: 'everyMonth', dayOfMonth: 31, hour: 3, minute: 3 }] },
	};
	const common = { id: '', typeVersion: 1 };
	const nodes: INode[] = [
		{
			...common,
			name: 'Records',
			type: 'n8n-nodes-jde-coupa.coupaRecordTrigger',
			position: [0, 0],
			parameters,
		},
		{ ...common, name: 'Taken', type: 'n8n-nodes-base.noOp', position: [200, 0], parameters: {} },
	];
	const connections = { Records: { main: [[{ node: 'Taken', type: 'main' as const, index: 0 }]] } };
	workflowId = (await n8n.importWorkflow({ name: 'Records: Coupa', nodes, connections })).id;
});

afterAll(async () => {
	await n8n.unpublish(workflowId);
	await n8n.deleteCredential(credentialId);
	await coupa.stop();
});

const numbersOf = (items: Array<Record<string, unknown>>) => items.map(({ number }) => number);
const known = () => coupa.store.all('suppliers').map(({ number }) => number);

/** n8n polls once whenever a workflow is published, by what the polls before left behind. */
async function pollByPublishing() {
	const before = await n8n.executions({ workflowId });
	await n8n.unpublish(workflowId);
	await n8n.publish(workflowId);
	return before;
}

it('shows the newest few in a test by hand', async () => {
	const run = await n8n.waitForExecution(await n8n.runManually(workflowId, { trigger: 'Records' }));
	expect(numbersOf(outputOf(run, 'Taken'))).toEqual(known().reverse().slice(0, 3));
});

it('gives all from the start that is set, then what changed, across being unpublished', async () => {
	const before = await n8n.executions({ workflowId });
	await n8n.publish(workflowId);
	const first = await n8n.nextExecution(workflowId, before);
	expect([first.mode, numbersOf(outputOf(first, 'Taken')).sort()]).toEqual(['trigger', known().sort()]);

	coupa.store.insert('suppliers', { number: 'N-1', name: 'New one', status: 'active' });
	const second = await n8n.nextExecution(workflowId, await pollByPublishing());
	expect(outputOf(second, 'Taken')).toMatchObject([{ number: 'N-1', name: 'New one' }]);

	const idle = await pollByPublishing();
	expect(await n8n.executions({ workflowId })).toEqual(idle);
});
