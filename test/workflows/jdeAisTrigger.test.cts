import { outputOf, type INode } from '../n8n/n8n.cts';
import { sharedN8n } from '../n8n/shared.cts';
import { startAisSimulator, type AisSimulator } from '../simulators/ais/index.cts';
import { sampleCompany } from '../simulators/sample/index.cts';
import { aisCredential } from './world.cts';

const n8n = sharedN8n();
let ais: AisSimulator;
let credentialId: string;
let workflowId: string;

beforeAll(async () => {
	ais = await startAisSimulator({ company: sampleCompany({ seed: 7, suppliers: 60 }) });
	credentialId = (await n8n.createCredential('jdeAisApi', 'Changes: JDE', aisCredential(ais.url))).id;
	const parameters = {
		event: 'tableRowChanged',
		table: { __rl: true, mode: 'list', value: 'F0401' },
		conditions: {
			condition: [{ column: { __rl: true, mode: 'alias', value: 'AN8' }, operator: 'LESS', value: '4300' }],
		},
		options: { startFrom: '1990-01-01', columns: ['TRAP'] },
		// Far from now: this test polls by publishing.
		pollTimes: { item: [{ mode: 'everyMonth', dayOfMonth: 31, hour: 3, minute: 3 }] },
	};
	const common = { id: '', typeVersion: 1 };
	const nodes: INode[] = [
		{ ...common, name: 'Changes', type: 'n8n-nodes-jde-coupa.jdeAisTrigger', position: [0, 0], parameters },
		{ ...common, name: 'Taken', type: 'n8n-nodes-base.noOp', position: [200, 0], parameters: {} },
	];
	const connections = { Changes: { main: [[{ node: 'Taken', type: 'main' as const, index: 0 }]] } };
	workflowId = (await n8n.importWorkflow({ name: 'Changes: JDE', nodes, connections })).id;
});

afterAll(async () => {
	await n8n.unpublish(workflowId);
	await n8n.deleteWorkflow(workflowId);
	await n8n.deleteCredential(credentialId);
	await ais.stop();
});

const watched = () =>
	ais.tables
		.rows('F0401')
		.filter(({ AN8 }) => Number(AN8) < 4300)
		.map(({ AN8 }) => AN8)
		.sort((a, b) => Number(a) - Number(b));

/** n8n polls once whenever a workflow is published, by what the polls before left behind. */
async function pollByPublishing() {
	const before = await n8n.executions({ workflowId });
	await n8n.unpublish(workflowId);
	await n8n.publish(workflowId);
	return before;
}

it('shows the newest few in a test by hand', async () => {
	const run = await n8n.waitForExecution(await n8n.runManually(workflowId, { trigger: 'Changes' }));
	expect(outputOf(run, 'Taken')).toHaveLength(3);
});

it('gives all from the day that is set, then each change once, across being unpublished and renamed', async () => {
	const before = await n8n.executions({ workflowId });
	await n8n.publish(workflowId);
	const first = await n8n.nextExecution(workflowId, before);
	expect(outputOf(first, 'Taken').map(({ AN8 }) => AN8)).toEqual(watched());

	const [one, other] = watched();
	ais.tables.update('F0401', { AN8: one! }, { TRAP: 'N60' });
	const second = await n8n.nextExecution(workflowId, await pollByPublishing());
	expect(outputOf(second, 'Taken')).toEqual([{ AN8: one, TRAP: 'N60' }]);

	await n8n.unpublish(workflowId);
	await n8n.saveWorkflow(workflowId, (workflow) => {
		workflow.nodes.find(({ name }) => name === 'Changes')!.name = 'Changed Suppliers';
		workflow.connections = { 'Changed Suppliers': workflow.connections.Changes! };
	});
	ais.tables.update('F0401', { AN8: other! }, { TRAP: 'N45' });
	const third = await n8n.nextExecution(workflowId, await pollByPublishing());
	expect(outputOf(third, 'Taken')).toEqual([{ AN8: other, TRAP: 'N45' }]);

	const idle = await pollByPublishing();
	expect(await n8n.executions({ workflowId })).toEqual(idle);
});
