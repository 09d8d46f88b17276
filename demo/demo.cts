import { errorOf, OWNER, startN8n, type N8n } from '../test/n8n/n8n.cts';
import { startWorld } from '../test/workflows/world.cts';
import type { Totals, World } from '../test/workflows/world.cts';
import { expectationsOf } from '../test/simulators/sample/index.cts';

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
	say('Starting a real n8n (the first time it is installed into your cache: 4 minutes, 2.4 GB) …');
	const n8n = await startN8n({
		packages: [`${__dirname}/..`],
		log: (line) => !json && line.startsWith('install') && say(line),
	});
	say(`n8n ${n8n.version} answers at ${n8n.url}`);
	try {
		await show(n8n);
	} finally {
		await n8n.stop();
	}
}

async function show(n8n: N8n): Promise<void> {
	const world = await startWorld(n8n, { suppliers: 400, log: say });
	const expected = expectationsOf(world.company.tables, world.company.today);
	say(
		`Sample company: ${expected.suppliersInScope.length} suppliers, ${expected.outOfScope.length} employees and tax authorities among them in F0401`,
	);

	say('Set-up, dry run and confirmation of the first run …');
	await world.goLive();
	world.coupa.ledger.clear();
	say('Suppliers flow from JD Edwards into Coupa …');
	const first = await world.runSuppliers();
	const suppliers = world.totalsOf(first);
	say(`  ${counts(suppliers)}  (${writes(world)})`);
	const why = errorOf(first);
	if (why) say(`  n8n marks the execution failed: ${why.message}`);

	if (suppliers.parked > 0) {
		say('The operator adds the missing payment term to the crosswalk and presses Retry …');
		await n8n.insertRows('jde_coupa_crosswalk', [
			{ kind: 'payment-term', source: 'X99', target: 'Immediate' },
		]);
		const retried = await n8n.waitForExecution(await n8n.retry(first.id));
		say(`  ${retried.status}; parked now: ${(await world.parked()).length}`);
	}

	say('The same flow again, nothing having changed …');
	world.coupa.ledger.clear();
	const second = world.totalsOf(await world.runSuppliers());
	say(`  ${counts(second)}  (${writes(world)})`);
	say(
		`AIS sessions open: ${world.ais.sessions.list().length}, at most ${world.ais.sessions.maxOpenAtOnce} at once`,
	);

	const seconds = Math.round((Date.now() - startedAt) / 1000);
	if (!once) await waitForTheUser(n8n.url, world);
	else await world.stop();
	if (json) console.log(JSON.stringify({ suppliers, secondRun: { suppliers: second }, seconds }));
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
