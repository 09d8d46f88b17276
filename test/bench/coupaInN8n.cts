// What a record costs a real n8n: the Coupa node beside the same work in stock nodes. `npm run bench:coupa:n8n` prints
// CPU and wall time in one run and asserts nothing; it needs a build, and installs n8n into your cache once.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

import type { IDataObject } from 'n8n-workflow';

import { errorOf, outputOf, startN8n, type INode, type N8n, type WorkflowJson } from '../n8n/n8n.cts';
import { DEMO_CLIENT } from '../simulators/coupa/index.cts';
import { leaves, supplier } from './suppliers.cts';

const RECORDS = Number(process.env.BENCH_RECORDS ?? 1_000);
/** Of the kernel's clock, in which /proc counts. */
const TICKS_PER_SECOND = 100;
const PROJECT = path.join(__dirname, '..', '..');
const ITEMS = Array.from({ length: RECORDS }, (_, i) => supplier(i));

type Parameters = INode['parameters'];

const node = (name: string, type: string, typeVersion: number, parameters: Parameters): INode => ({
	...{ id: name, name, type, typeVersion, parameters },
	position: [0, 0],
});
const START = node('Start', 'n8n-nodes-base.manualTrigger', 1, {});

function workflow(name: string, ...nodes: INode[]): WorkflowJson {
	const all = [START, ...nodes];
	const links = all
		.slice(1)
		.map(({ name: next }, i) => [
			all[i]!.name,
			{ main: [[{ node: next, type: 'main' as const, index: 0 }]] },
		]);
	return { name, nodes: all, connections: Object.fromEntries(links) as WorkflowJson['connections'] };
}

const coupaNode = (parameters: Parameters) =>
	node('Coupa', 'n8n-nodes-jde-coupa.coupa', 1, {
		...{ resource: 'supplier', operation: 'upsert', createOnlyFields: '' },
		options: { requestsPerSecond: 25 },
		...parameters,
	});

const request = (name: string, parameters: Parameters) =>
	node(name, 'n8n-nodes-base.httpRequest', 4.2, {
		...{ authentication: 'predefinedCredentialType', nodeCredentialType: 'coupaOAuth2Api' },
		...{
			sendHeaders: true,
			headerParameters: { parameters: [{ name: 'Accept', value: 'application/json' }] },
		},
		...parameters,
	});

function workflows(url: string): WorkflowJson[] {
	const values = leaves(supplier(0)).map((attribute) => ({
		attribute,
		value: `={{ $json${attribute
			.split('.')
			.map((part) => `['${part}']`)
			.join('')} }}`,
	}));
	return [
		workflow('Nothing', node('Nothing', 'n8n-nodes-base.noOp', 1, {})),
		workflow('Coupa node, whole item', coupaNode({ document: 'wholeItem' })),
		workflow(
			`Coupa node, ${values.length} fields by expression`,
			coupaNode({ document: 'defineBelow', fieldsToSend: { values } }),
		),
		workflow(
			'Stock nodes, GET by number, then PUT',
			request('Get', { url: `=${url}/api/suppliers?number={{ $json.number }}&fields=["id"]`, options: {} }),
			request('Put', {
				...{ method: 'PUT', url: `=${url}/api/suppliers/{{ $json.id }}?fields=["id"]` },
				...{ sendBody: true, specifyBody: 'json' },
				jsonBody: "={{ JSON.stringify($('Start').item.json) }}",
				options: {},
			}),
		),
	];
}

/** CPU of n8n and its task runner: all processes of the group that the harness starts it in. */
function cpuMs(group: number): number {
	let ticks = 0;
	for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
		try {
			const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
			const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
			if (Number(fields[2]) === group) ticks += Number(fields[11]) + Number(fields[12]);
		} catch {
			// It ended meanwhile.
		}
	}
	return (ticks / TICKS_PER_SECOND) * 1000;
}

/** Runs it twice: the first time warms n8n up, and creates what is not there. */
async function measured(n8n: N8n, credential: { id: string; name: string }, file: WorkflowJson) {
	const { id } = await n8n.importWorkflow(file, { credentials: false });
	await n8n.saveWorkflow(id, (saved) => {
		saved.pinData = { Start: ITEMS.map((json) => ({ json })) };
		const { nodes } = saved;
		for (const one of nodes)
			if (/coupa|httpRequest/.test(one.type)) one.credentials = { coupaOAuth2Api: credential };
	});
	let figures = { cpu: 0, seconds: 0 };
	for (let run = 0; run < 2; run += 1) {
		const [before, startedAt] = [cpuMs(n8n.pid), performance.now()];
		const execution = await n8n.waitForExecution(await n8n.runManually(id, { trigger: 'Start' }), {
			timeoutMs: 600_000,
		});
		const error = errorOf(execution);
		if (error) throw new Error(`${file.name}: ${error.message} ${error.description}`);
		const last = outputOf(execution, file.nodes.at(-1)!.name);
		if (last.length !== RECORDS) throw new Error(`${file.name}: ${last.length} items`);
		figures = { cpu: cpuMs(n8n.pid) - before, seconds: (performance.now() - startedAt) / 1000 };
	}
	return figures;
}

async function main(): Promise<void> {
	const server = fork(path.join(__dirname, 'coupaServer.cts'), ['unlimited'], { execArgv: process.execArgv });
	const [{ url }] = (await once(server, 'message')) as [{ url: string }];
	const n8n = await startN8n({ packages: [PROJECT], log: () => {} });
	try {
		const { id, name } = await n8n.createCredential('coupaOAuth2Api', 'Coupa', {
			...{ instanceUrl: url, clientId: DEMO_CLIENT.id, clientSecret: DEMO_CLIENT.secret },
			scopes: DEMO_CLIENT.scopes.join(', '),
		} satisfies IDataObject);
		console.log(`n8n ${n8n.version}, ${RECORDS} suppliers, of which none differs:`);
		let idle = 0;
		const costs: number[] = [];
		for (const file of workflows(url)) {
			const { cpu, seconds } = await measured(n8n, { id, name }, file);
			if (file.name === 'Nothing') idle = cpu;
			const own = Math.max(0, cpu - idle) / RECORDS;
			costs.push(own);
			console.log(`  ${file.name}: CPU ${own.toFixed(2)} ms a record, ${seconds.toFixed(1)} s in all`);
		}
		const [, whole, mapped, stock] = costs as [number, number, number, number];
		const times = (cost: number) => (stock / cost).toFixed(1);
		console.log(`  stock nodes / Coupa node: ${times(whole)} whole item, ${times(mapped)} by expression`);
	} finally {
		await n8n.stop();
		server.send('stop');
	}
}

void main();
