import { ensureN8n, errorOf, OWNER, startN8n } from '../test/n8n/n8n.cts';
import type { Execution, N8n } from '../test/n8n/n8n.cts';
import { startWorld } from '../test/workflows/world.cts';
import type { Totals, World } from '../test/workflows/world.cts';
import { expectationsOf, UNMAPPED_TERM } from '../test/simulators/sample/index.cts';

const once = process.argv.includes('--once');
const json = process.argv.includes('--json');
const startedAt = Date.now();

function say(line: string): void {
	const seconds = String(Math.round((Date.now() - startedAt) / 1000)).padStart(4);
	(json ? process.stderr : process.stdout).write(`${seconds} s  ${line}\n`);
}

function counts(totals: Totals): string {
	return Object.entries(totals)
		.map(([name, count]) => `${name} ${count}`)
		.join(', ');
}

/** Writes that reached the simulated Coupa since the ledger was last cleared. */
function writes({ coupa }: World): string {
	const count = (method: string) => coupa.ledger.count(method, /^\/api\//);
	return `${count('POST')} POST, ${count('PUT')} PUT`;
}

async function main(): Promise<void> {
	await ensureN8n(say);
	say('Starting a real n8n …');
	const n8n = await startN8n({ packages: [`${__dirname}/..`] });
	say(`n8n ${n8n.version} answers at ${n8n.url}`);
	try {
		await show(n8n);
	} finally {
		await n8n.stop();
	}
}

async function show(n8n: N8n): Promise<void> {
	const world = await startWorld(n8n, { suppliers: 400 });
	const { suppliersInScope, outOfScope } = expectationsOf(world.company.tables, world.company.today);
	say(
		`Sample company: ${suppliersInScope.length} suppliers; F0401 also holds ${outOfScope.length} employees and tax authorities`,
	);

	say('Set-up, first run (which writes nothing) and its confirmation …');
	await world.goLive();
	world.coupa.ledger.clear();
	say('Suppliers flow from JD Edwards into Coupa, at the rate that Coupa allows …');
	const first = await withProgress(world, world.runSuppliers());
	const suppliers = world.totalsOf(first);
	say(`  ${counts(suppliers)}  (${writes(world)})`);
	if (suppliers.parked > 0) await repairAndRetry(world, first);

	say('The same flow again, nothing having changed …');
	world.coupa.ledger.clear();
	const second = world.totalsOf(await world.runSuppliers());
	say(`  ${counts(second)}  (${writes(world)})`);
	const { sessions } = world.ais;
	say(`AIS sessions open: ${sessions.list().length}, at most ${sessions.maxOpenAtOnce} at once`);

	const seconds = Math.round((Date.now() - startedAt) / 1000);
	if (once) await world.stop();
	else await waitForTheUser(n8n.url, world);
	if (json) console.log(JSON.stringify({ suppliers, secondRun: { suppliers: second }, seconds }));
}

/** What a person does about parked records: the crosswalk, the data in JD Edwards, and Retry in n8n. */
async function repairAndRetry({ n8n, ais, parked }: World, run: Execution): Promise<void> {
	say(`  n8n marks the execution failed: ${errorOf(run)?.message}`);
	for (const { message } of await parked()) say(`    parked: ${message}`);
	say('The operator maps the payment term, completes the address in JD Edwards, and presses Retry …');
	await n8n.insertRows('jde_coupa_crosswalk', [
		{ kind: 'payment-term', source: UNMAPPED_TERM, target: 'Immediate' },
	]);
	for (const { message } of await parked()) {
		const payee = /remit-to address '\d+-(\d+)'/.exec(String(message))?.[1];
		const address = { ADD1: '1 Market Street', CTY1: 'Denver', ADDZ: '80202', CTR: 'US' };
		if (payee && ais.tables.update('F0116', { AN8: Number(payee) }, address) === 0) {
			ais.tables.insert('F0116', { AN8: Number(payee), EFTB: '20200101', ...address });
		}
	}
	const retried = await n8n.waitForExecution(await n8n.retry(run.id));
	say(`  Retry: ${retried.status}; still parked: ${(await parked()).length}`);
}

/** A line now and then, so that nobody wonders whether it stands still. */
async function withProgress<T>({ coupa }: World, work: Promise<T>): Promise<T> {
	const timer = setInterval(() => say(`  ${coupa.store.all('suppliers').length} suppliers in Coupa`), 10_000);
	return await work.finally(() => clearInterval(timer));
}

async function waitForTheUser(url: string, world: World): Promise<void> {
	console.log(`
Have a look: ${url.replace('127.0.0.1', 'localhost')}
  sign in with ${OWNER.email} / ${OWNER.password}
  JD Edwards (simulated) ${world.ais.url}, Coupa (simulated) ${world.coupa.url}
Press Ctrl+C to end it.`);
	await new Promise<void>((resolve) => process.once('SIGINT', resolve));
	await world.ais.stop();
	await world.coupa.stop();
}

main().catch((error: unknown) => {
	console.error(error);
	// The simulators may still listen.
	process.exit(1);
});
