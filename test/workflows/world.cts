import { readFileSync } from 'node:fs';
import path from 'node:path';

import type { Execution, Item, N8nClient } from '../n8n/n8n.cts';
import { errorOf, outputOf } from '../n8n/n8n.cts';
import type { IDataObject, WorkflowJson } from '../n8n/types.cts';
import { startAisSimulator } from '../simulators/ais/index.cts';
import type { AisOptions, AisSimulator } from '../simulators/ais/index.cts';
import { DEMO_CLIENT, startCoupaSimulator } from '../simulators/coupa/index.cts';
import type { CoupaOptions, CoupaSimulator } from '../simulators/coupa/index.cts';
import { sampleCompany } from '../simulators/sample/index.cts';
import type { Company } from '../simulators/sample/index.cts';

export const TABLES = ['jde_coupa_state', 'jde_coupa_crosswalk', 'jde_coupa_audit', 'jde_coupa_parked'];

/** Payment terms of the sample company and what they are called in the sample Coupa; X99 is in nobody's crosswalk. */
export const PAYMENT_TERMS: Record<string, string> = {
	N30: 'Net 30',
	N45: 'Net 45',
	N60: 'Net 60',
	'001': 'Due on Receipt',
	'210': '2/10 Net 30',
	'115': 'Net 45',
};

export interface WorldOptions {
	suppliers?: number;
	seed?: number;
	ais?: Partial<AisOptions>;
	coupa?: CoupaOptions;
	log?: (line: string) => void;
}

export interface Totals {
	read: number;
	created: number;
	updated: number;
	unchanged: number;
	parked: number;
	outOfScope: number;
}

/** Two simulated systems and an n8n set up as a user would: credentials, templates, set-up, crosswalk. */
export interface World {
	n8n: N8nClient;
	ais: AisSimulator;
	coupa: CoupaSimulator;
	company: Company;
	credentials: { jde: string; coupa: string };
	setup: string;
	suppliers: string;
	/** Runs a workflow by hand from the trigger and waits for its end. */
	run(workflowId: string, trigger: string): Promise<Execution>;
	/** The supplier flow by hand. */
	runSuppliers(): Promise<Execution>;
	confirmFirstRun(): Promise<Execution>;
	/** Set-up run, crosswalk filled, suppliers workflow published: the next run is the dry run. */
	setUp(): Promise<void>;
	/** `setUp`, dry run and confirmation: the next run posts. */
	goLive(): Promise<void>;
	totalsOf(execution: Execution): Totals;
	state(): Promise<Item>;
	parked(status?: string): Promise<Item[]>;
	stop(): Promise<void>;
}

const TEMPLATES = path.join(__dirname, '..', '..', 'workflows');
/** A first load waits for the rate that Coupa allows. */
const RUN_TIMEOUT_MS = 600_000;

export function template(file: string): WorkflowJson {
	return JSON.parse(readFileSync(path.join(TEMPLATES, file), 'utf8')) as WorkflowJson;
}

export function aisCredential(url: string): IDataObject {
	return {
		serverUrl: url,
		username: 'N8N',
		password: 'sesame-one',
		environment: 'JDV920',
		role: '*ALL',
		deviceName: 'n8n',
		signOnWith: 'body',
	};
}

export function coupaCredential(url: string): IDataObject {
	return {
		instanceUrl: url,
		clientId: DEMO_CLIENT.id,
		clientSecret: DEMO_CLIENT.secret,
		// As Coupa's own screen lists them.
		scopes: 'core.supplier.read, core.supplier.write,core.common.read',
	};
}

/** Changes a value of the template's Settings node, as a user would in the editor. */
export function setSetting(workflow: WorkflowJson, name: string, value: unknown): void {
	const node = workflow.nodes.find((candidate) => candidate.name === 'Settings');
	const { assignments } = node?.parameters.assignments as {
		assignments: Array<{ name: string; value: unknown }>;
	};
	const setting = assignments.find((assignment) => assignment.name === name);
	if (!setting) throw new Error(`the template has no setting '${name}'`);
	setting.value = value;
}

export async function startWorld(n8n: N8nClient, options: WorldOptions = {}): Promise<World> {
	const { seed = 1, suppliers = 60 } = options;
	const company = sampleCompany({ seed, suppliers });
	const ais = await startAisSimulator({ company, ...options.ais });
	const coupa = await startCoupaSimulator({ seed, ...options.coupa });
	for (const name of TABLES) {
		if ((await n8n.dataTables()).some((table) => table.name === name)) await n8n.deleteDataTable(name);
	}
	const { id: jdeId } = await n8n.createCredential('jdeAisApi', 'JD Edwards', aisCredential(ais.url));
	const { id: coupaId } = await n8n.createCredential('coupaOAuth2Api', 'Coupa', coupaCredential(coupa.url));
	const setup = (await n8n.importWorkflow(template('setup.json'))).id;
	const flow = (await n8n.importWorkflow(template('suppliers.json'))).id;
	// The one thing the sample company has to settle: its domestic addresses have no country.
	await n8n.saveWorkflow(flow, (workflow) => setSetting(workflow, 'homeCountry', 'US'));

	const run = async (workflowId: string, trigger: string) => {
		const id = await n8n.runManually(workflowId, { trigger });
		return await n8n.waitForExecution(id, { timeoutMs: RUN_TIMEOUT_MS });
	};
	const succeeded = (execution: Execution) => {
		const error = errorOf(execution);
		if (error) throw new Error(`${error.node}: ${error.message} — ${error.description}`);
		return execution;
	};
	const world: World = {
		n8n,
		ais,
		coupa,
		company,
		credentials: { jde: jdeId, coupa: coupaId },
		setup,
		suppliers: flow,
		run,
		runSuppliers: async () => await run(flow, 'Run Now'),
		confirmFirstRun: async () =>
			await n8n.runForm(setup, 'Confirm First Run', { Flow: 'suppliers', 'Confirmed by': 'A. Payable' }),
		async setUp() {
			succeeded(await run(setup, 'Set Up'));
			await n8n.insertRows(
				'jde_coupa_crosswalk',
				Object.entries(PAYMENT_TERMS).map(([source, target]) => ({ kind: 'payment-term', source, target })),
			);
			await n8n.publish(flow);
		},
		async goLive() {
			await world.setUp();
			succeeded(await world.runSuppliers());
			succeeded(await world.confirmFirstRun());
		},
		totalsOf(execution) {
			const [{ changes }] = outputOf(execution, 'Record Run') as Array<{ changes: string }>;
			const { read, created, updated, unchanged, parked, outOfScope } = JSON.parse(changes) as Totals;
			return { read, created, updated, unchanged, parked, outOfScope };
		},
		state: async () => (await n8n.rows('jde_coupa_state', { flow: 'suppliers' }))[0],
		parked: async (status = 'open') => await n8n.rows('jde_coupa_parked', { status }),
		async stop() {
			for (const id of [flow, setup]) await n8n.unpublish(id).then(() => n8n.deleteWorkflow(id));
			for (const id of [jdeId, coupaId]) await n8n.deleteCredential(id);
			await ais.stop();
			await coupa.stop();
		},
	};
	return world;
}
