import type { IDataObject } from 'n8n-workflow';

import { templates } from '../../../workflows/source/index.cts';

/** What n8n asks of a template, as far as it can be read from the files: the same for all of them. */

interface Node {
	name: string;
	type: string;
	parameters: IDataObject;
	alwaysOutputData?: boolean;
	disabled?: boolean;
	onError?: string;
}
interface Workflow {
	nodes: Node[];
	connections: Record<string, { main: Array<Array<{ node: string; index: number }>> }>;
}

const all = Object.entries(templates()).map(([file, text]): [string, Workflow] => [
	file,
	JSON.parse(text) as Workflow,
]);
const kindOf = ({ type }: Node) => type.split('.').pop()!;
const targetsOf = ({ connections }: Workflow, name: string) => (connections[name]?.main ?? []).flat();
const WRITES = ['upsert', 'create', 'update', 'markExported', 'run'];
const isWrite = (node: Node) =>
	['jdeAis', 'coupa'].includes(kindOf(node)) && WRITES.includes(String(node.parameters.operation));
/** From the node on, on the way of the items that go well. */
function behind(workflow: Workflow, name: string, found = new Set<string>()): Set<string> {
	for (const { node, index } of targetsOf(workflow, name)) {
		if (index > 0 || found.has(node)) continue;
		found.add(node);
		behind(workflow, node, found);
	}
	return found;
}

describe.each(all)('%s', (_file, workflow) => {
	const { nodes } = workflow;

	it('neither waits nor loops over items: Retry would skip the one, and the crosswalk be empty in the other', () => {
		expect(nodes.filter((node) => ['wait', 'splitInBatches'].includes(kindOf(node)))).toEqual([]);
	});

	it('reads what a second input needs so that an empty table arrives as well', () => {
		const readers = nodes.filter(
			(node) => kindOf(node) === 'dataTable' && targetsOf(workflow, node.name).some(({ index }) => index > 0),
		);
		expect(readers.filter(({ alwaysOutputData }) => alwaysOutputData !== true)).toEqual([]);
	});

	it('calls no workflow but itself, and not from a step that was called', () => {
		const calls = nodes.filter((node) => kindOf(node) === 'executeWorkflow');
		for (const { parameters } of calls) {
			expect(JSON.stringify(parameters.workflowId)).toContain('{{ $workflow.id }}');
		}
		const worked = nodes.filter(isWrite).flatMap(({ name }) => [...behind(workflow, name)]);
		expect(calls.filter(({ name }) => worked.includes(name))).toEqual([]);
	});

	it('writes only into the pinned pair of systems, and not after its lease', () => {
		const guards: Record<string, string[]> = {
			coupa: ['onlyAtHost', 'doNotWriteAfter'],
			jdeAis: ['onlyConnectedTo', 'doNotRunAfter'],
		};
		for (const node of nodes.filter(isWrite)) {
			const options = node.parameters.options as IDataObject;
			const missing = guards[kindOf(node)]!.filter((name) => !String(options[name] ?? '').startsWith('={{'));
			expect([node.name, missing]).toEqual([node.name, []]);
		}
	});

	it('ships every node that tells somebody switched off', () => {
		const tells = nodes.filter((node) => ['emailSend', 'slack', 'httpRequest'].includes(kindOf(node)));
		expect(tells.filter(({ disabled }) => disabled !== true)).toEqual([]);
	});

	it('evaluates at most three expressions for each record on its way to the write', () => {
		for (const write of nodes.filter((node) => isWrite(node) && kindOf(node) === 'coupa')) {
			const mapped = nodes.filter(
				(node) =>
					node === write ||
					(['jdeCoupa', 'set'].includes(kindOf(node)) &&
						behind(workflow, 'Map Fields').has(node.name) &&
						behind(workflow, node.name).has(write.name)),
			);
			const perItem = JSON.stringify(mapped.map(({ parameters }) => parameters)).match(/\$json\b/g) ?? [];
			expect(perItem.length).toBeLessThanOrEqual(3);
		}
	});

	it('records its own failures in a branch of its own, if it is a flow', () => {
		const isFlow = nodes.some(({ name }) => name === 'Take Lease');
		const branches = nodes.filter((node) => kindOf(node) === 'errorTrigger');
		expect(isFlow ? branches.length : 1).toBe(1);
	});
});
