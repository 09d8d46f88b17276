import { readFileSync } from 'node:fs';
import path from 'node:path';

import type { Execution, Item, N8nClient } from '../n8n/n8n.cts';
import { errorOf, outputOf } from '../n8n/n8n.cts';
import type { IDataObject, WorkflowJson } from '../n8n/types.cts';
import { startAisSimulator } from '../simulators/ais/index.cts';
import type { AisOptions, AisSimulator } from '../simulators/ais/index.cts';
import { DEMO_CLIENT, startCoupaSimulator } from '../simulators/coupa/index.cts';
import type { CoupaOptions, CoupaSimulator } from '../simulators/coupa/index.cts';
import { sampleCompany, sampleCoupa, sampleCrosswalk } from '../simulators/sample/index.cts';
import type { Company } from '../simulators/sample/index.cts';
import { SITE_SETTINGS } from '../simulators/sample/settings.cts';
import type { Totals as AllTotals } from '../../nodes/JdeCoupa/model/totals';
import { TABLE_NAMES } from '../../workflows/source/tables.cts';

export const TABLES: string[] = TABLE_NAMES;

/** Flows by the name they have in the tables, and the template of each. */
export const FLOWS = {
	suppliers: 'suppliers.json',
	purchaseOrders: 'purchase-orders.json',
	apInvoices: 'ap-invoices.json',
	payments: 'payments.json',
	coupaToJde: 'coupa-to-jde.json',
} as const;

export type Flow = keyof typeof FLOWS;

export interface WorldOptions {
	suppliers?: number;
	orders?: number;
	vouchers?: number;
	seed?: number;
	/** the flows to import @default suppliers */
	flows?: readonly Flow[];
	ais?: Partial<AisOptions>;
	coupa?: CoupaOptions;
	log?: (line: string) => void;
}

export type Totals = Omit<AllTotals, 'plannedCreate' | 'plannedUpdate'>;

/** Two simulated systems and an n8n set up as a user would: credentials, templates, set-up, crosswalk. */
export interface World {
	n8n: N8nClient;
	ais: AisSimulator;
	coupa: CoupaSimulator;
	company: Company;
	credentials: { jde: string; coupa: string };
	setup: string;
	suppliers: string;
	/** workflow ids by flow, of those that were imported */
	flows: Record<Flow, string>;
	/** Runs a workflow by hand from the trigger and waits for its end. */
	run(workflowId: string, trigger: string): Promise<Execution>;
	/** A flow by hand. */
	runFlow(flow: Flow): Promise<Execution>;
	/** The supplier flow by hand. */
	runSuppliers(): Promise<Execution>;
	confirmFirstRun(flow?: Flow): Promise<Execution>;
	/** Set-up run, crosswalk filled, flows published: the next run of each is the dry run. */
	setUp(): Promise<void>;
	/** Dry run and confirmation of a flow: its next run posts. */
	confirmed(flow: Flow): Promise<void>;
	/** `setUp`, then dry run and confirmation of every flow. */
	goLive(): Promise<void>;
	totalsOf(execution: Execution): Totals;
	state(flow?: Flow): Promise<Item>;
	/** of all flows */
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
		scopes: DEMO_CLIENT.scopes.join(', '),
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
	const { seed = 1, suppliers = 60, orders, vouchers, flows = ['suppliers'] } = options;
	const company = sampleCompany({ seed, suppliers, orders, vouchers });
	const ais = await startAisSimulator({ company, ...options.ais });
	const coupa = await startCoupaSimulator({ seed, data: sampleCoupa(company), ...options.coupa });
	for (const name of TABLES) {
		if ((await n8n.dataTables()).some((table) => table.name === name)) await n8n.deleteDataTable(name);
	}
	const { id: jdeId } = await n8n.createCredential('jdeAisApi', 'JD Edwards', aisCredential(ais.url));
	const { id: coupaId } = await n8n.createCredential('coupaOAuth2Api', 'Coupa', coupaCredential(coupa.url));
	const setup = (await n8n.importWorkflow(template('setup.json'))).id;
	await n8n.saveWorkflow(setup, (workflow) => setSetting(workflow, 'flows', flows.join(', ')));
	const ids = {} as Record<Flow, string>;
	for (const flow of flows) {
		const { id } = await n8n.importWorkflow(template(FLOWS[flow]));
		ids[flow] = id;
		await n8n.saveWorkflow(id, (workflow) => {
			for (const [name, value] of Object.entries(SITE_SETTINGS[flow])) setSetting(workflow, name, value);
		});
	}

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
		suppliers: ids.suppliers,
		flows: ids,
		run,
		runFlow: async (flow) => await run(ids[flow], 'Run Now'),
		runSuppliers: async () => await world.runFlow('suppliers'),
		confirmFirstRun: async (flow = 'suppliers') =>
			await n8n.runForm(setup, 'Confirm First Run', { Flow: flow, 'Confirmed by': 'A. Payable' }),
		async setUp() {
			succeeded(await run(setup, 'Set Up'));
			await n8n.insertRows(
				'jde_coupa_crosswalk',
				sampleCrosswalk(company).map((row) => ({ ...row })),
			);
			for (const flow of flows) await n8n.publish(ids[flow]);
		},
		async confirmed(flow) {
			succeeded(await world.runFlow(flow));
			succeeded(await world.confirmFirstRun(flow));
		},
		async goLive() {
			await world.setUp();
			for (const flow of flows) await world.confirmed(flow);
		},
		totalsOf(execution) {
			const [recorded] = outputOf(execution, 'Record Run') as Array<{ changes: string }>;
			if (!recorded) throw new Error(`no run was recorded: ${JSON.stringify(errorOf(execution))}`);
			const { changes } = recorded;
			const { read, created, updated, unchanged, parked, outOfScope } = JSON.parse(changes) as Totals;
			return { read, created, updated, unchanged, parked, outOfScope };
		},
		state: async (flow = 'suppliers') => (await n8n.rows('jde_coupa_state', { flow }))[0],
		parked: async (status = 'open') => await n8n.rows('jde_coupa_parked', { status }),
		async stop() {
			for (const id of [...Object.values(ids), setup]) {
				await n8n.unpublish(id).then(() => n8n.deleteWorkflow(id));
			}
			for (const id of [jdeId, coupaId]) await n8n.deleteCredential(id);
			await ais.stop();
			await coupa.stop();
		},
	};
	return world;
}
