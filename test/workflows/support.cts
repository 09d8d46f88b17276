import type { Execution, Item } from '../n8n/n8n.cts';
import { outputOf, subExecutionsOf } from '../n8n/n8n.cts';
import type { IDataObject } from '../n8n/types.cts';
import type { Exchange, Ledger } from '../simulators/kit/ledger.cts';
import { expectedInvoices } from '../simulators/sample/index.cts';
import type { Site } from '../simulators/sample/index.cts';
import type { Flow, World } from './world.cts';

/** Rate limits, faults and time are the subject of some files only. */
export const FAST = { rate: { perSecond: Infinity } };

/** Nobody has the unknown payment term any more. */
export function knowAllTerms({ ais, company }: World): void {
	for (const rows of [ais.tables.rows('F0401'), company.tables.F0401]) {
		for (const row of rows) if (row.TRAP === 'X99') row.TRAP = 'N30';
	}
}

/** Coupa has the suppliers of the sample already, for flows of documents that are not about them. */
export function haveSuppliers(world: World): void {
	knowAllTerms(world);
	const { coupa, company } = world;
	const vendors = company.tables.F0101.filter(({ AT1 }) => AT1 === 'V').map(({ AN8 }) => String(AN8));
	for (const number of vendors) {
		coupa.store.insert('suppliers', { name: `Supplier ${number}`, number, status: 'active' });
	}
}

/** What is wrong with a voucher, and payments of invoices that this Coupa never had, are the subject of other files. */
export function leaveOutWhatIsWrong({ ais, company: { tables } }: World, site: Site): void {
	const keyOf = ({ KCO, DCT, DOC }: Record<string, unknown>) => [KCO, DCT, DOC].join('-');
	const stamped = tables.F0411.filter(({ URRF }) => /^C\d+$/.test(String(URRF)));
	const gone = new Set([...expectedInvoices(tables, site).parked.keys(), ...stamped.map(keyOf)]);
	for (const table of ['F0411', 'F0911', 'F0414']) {
		ais.tables.remove(table, (row) => gone.has(keyOf(row)));
		tables[table] = tables[table].filter((row) => !gone.has(keyOf(row)));
	}
}

/** What a ledger says was done to one record more than once. */
export function doneTwice({ effects }: Ledger): string[] {
	const done = effects
		.filter(({ kind }) => /^(purchase-order|invoice|payment)\.(?!updated)/.test(kind))
		.map(({ kind, key, detail }) => `${kind} ${key} ${JSON.stringify(detail)}`);
	return done.filter((one, i) => done.indexOf(one) !== i);
}

export function writesIn(ledger: Ledger): Exchange[] {
	return ledger.exchanges.filter(({ method, path }) => method !== 'GET' && path.startsWith('/api/'));
}

/** Business keys of what the ledger says was done, such as `supplier.created`. */
export function keysOf(ledger: Ledger, kind: string): string[] {
	return ledger.effects.filter((effect) => effect.kind === kind).map(({ key }) => key);
}

/** The items a node of the called branch gave, over all chunks of a run. */
export async function inChunks(world: World, run: Execution, node: string, output = 0): Promise<Item[]> {
	const items: Item[] = [];
	for (const id of subExecutionsOf(run, 'Process Chunk')) {
		items.push(...outputOf(await world.n8n.execution(id), node, output));
	}
	return items;
}

/** Numbers of the suppliers that a run read. */
export async function numbersRead(world: World, run: Execution): Promise<string[]> {
	const read = await inChunks(world, run, 'Get Suppliers');
	return read.flatMap(({ number }) => (number === undefined ? [] : [String(number)]));
}

export interface Assignment {
	name: string;
	value: unknown;
}

/** Changes one value in the visible Settings node, as a user does in the editor. */
export async function setSetting(
	{ n8n, flows }: World,
	name: string,
	value: unknown,
	flow: Flow = 'suppliers',
): Promise<void> {
	await n8n.saveWorkflow(flows[flow], ({ nodes }) => {
		const settings = nodes.find((node) => node.name === 'Settings')!;
		const { assignments } = settings.parameters.assignments as unknown as { assignments: Assignment[] };
		const found = assignments.find((each) => each.name === name);
		if (!found) throw new Error(`No setting '${name}'`);
		found.value = value;
	});
}

/** Changes the row of *Map Fields* that fills a Coupa field. */
export async function setMapping(
	{ n8n, flows }: World,
	target: string,
	changes: IDataObject,
	flow: Flow = 'suppliers',
): Promise<void> {
	await n8n.saveWorkflow(flows[flow], ({ nodes }) => {
		const { mapping } = nodes.find((node) => node.name === 'Map Fields')!.parameters;
		const { field } = mapping as unknown as { field: IDataObject[] };
		const row = field.find((each) => each.target === target);
		if (!row) throw new Error(`No mapping of '${target}'`);
		Object.assign(row, changes);
	});
}

/** Everything that a person with access to n8n's screens, tables and log can read of these runs, as one text. */
export async function visibleText({ n8n, setup, suppliers }: World, tables: string[]): Promise<string> {
	const parts: unknown[] = [];
	for (const workflowId of [setup, suppliers]) {
		for (const { id } of await n8n.executions({ workflowId })) parts.push(await n8n.execution(id));
	}
	const present = (await n8n.dataTables()).map(({ name }) => name);
	for (const table of tables) if (present.includes(table)) parts.push(await n8n.rows(table));
	return parts.map((part) => JSON.stringify(part)).join('\n');
}

/** Lets the schedule itself start a run: only then is it one that waits for the next attempt. */
export async function runBySchedule({ n8n, flows }: World, flow: Flow = 'suppliers'): Promise<Execution> {
	const workflow = flows[flow];
	const setInterval = async (interval: Record<string, string | number>) => {
		await n8n.saveWorkflow(workflow, ({ nodes }) => {
			nodes.find(({ name }) => name === 'Every 15 Minutes')!.parameters.rule = { interval: [interval] };
		});
		await n8n.publish(workflow);
	};
	const before = await n8n.executions({ workflowId: workflow });
	await setInterval({ field: 'seconds', secondsInterval: 3 });
	const run = await n8n.nextExecution(workflow, before, { mode: 'trigger' });
	await setInterval({ field: 'minutes', minutesInterval: 15 });
	return run;
}
