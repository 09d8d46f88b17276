import { randomBytes } from 'node:crypto';

import { ensureN8n, errorOf, OWNER, startN8n } from '../test/n8n/n8n.cts';
import type { Execution, N8n } from '../test/n8n/n8n.cts';
import { disagreements, siteOf } from '../test/workflows/agreement.cts';
import { setSetting, startWorld } from '../test/workflows/world.cts';
import type { Flow, Totals, World } from '../test/workflows/world.cts';
import { checkLedger } from '../test/simulators/ais/accounting/index.cts';
import {
	SAMPLE_SITE,
	UNMAPPED_TERM,
	forgottenCrosswalk,
	sampleCrosswalk,
} from '../test/simulators/sample/index.cts';

const once = process.argv.includes('--once');
const json = process.argv.includes('--json');
/** The AIS Server shows yen and dinars without the decimals of their currency: nothing in them is posted. */
const unadjusted = process.argv.includes('--unadjusted');
const startedAt = Date.now();

/** In the order in which they need each other: an order names its supplier, a payment its invoice. */
const FLOWS = ['suppliers', 'purchaseOrders', 'apInvoices', 'payments'] as const satisfies readonly Flow[];

const TITLES: Record<(typeof FLOWS)[number], string> = {
	suppliers: 'Suppliers (F0401)',
	purchaseOrders: 'Purchase orders (F4301, F4311)',
	apInvoices: 'Vouchers (F0411, F0911) as invoices',
	payments: 'Payments (F0413, F0414)',
};

/** Where Coupa keeps what a flow writes. */
const STORED_IN: Record<(typeof FLOWS)[number], string> = {
	suppliers: 'suppliers',
	purchaseOrders: 'purchase_orders',
	apInvoices: 'invoices',
	payments: 'payments',
};

/** Invoices that people approve in Coupa while the demo runs, and those of them that Coupa pays. */
const EVENTS = { invoices: 40, paid: 10 };
const ACCOUNT = { chart: 'Financial Distribution Co', code: 'CC30-8605' };

type AllTotals = Record<(typeof FLOWS)[number] | 'coupaEvents', Totals>;

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
	const events = await n8n.createCredential('coupaWebhookApi', 'Coupa events', {
		signingSecret: `whsec_${randomBytes(24).toString('base64')}`,
	});
	const world = await startWorld(n8n, {
		...{ suppliers: 300, orders: 500, vouchers: 800 },
		flows: [...FLOWS, 'coupaToJde'],
		ais: {
			amounts: unadjusted ? 'unadjusted' : 'adjusted',
			accounting: { rules: { stampColumn: 'URRF' } },
		},
	});
	await payInCoupa(world);
	const rows = (table: string) => world.company.tables[table].length;
	say(
		`Sample company: ${rows('F0401')} rows of F0401, ${rows('F4301')} orders with ${rows('F4311')} lines, ${rows('F0411')} pay items, ${rows('F0413')} payments; four currencies`,
	);
	say('Set-up; the first run of each flow writes nothing and is confirmed …');
	await world.setUp();
	for (const flow of FLOWS) await world.confirmed(flow);
	await world.confirmed('coupaToJde');

	const first = { ...(await runAll(world)), coupaEvents: await postBack(world) };
	await report(world);

	say('The same flows again, nothing having changed …');
	world.coupa.ledger.clear();
	const second = {} as AllTotals;
	const before = world.ais.ledger.effects.length;
	for (const flow of FLOWS) second[flow] = world.totalsOf(await world.runFlow(flow));
	second.coupaEvents = world.totalsOf(await world.runFlow('coupaToJde'));
	for (const flow of FLOWS) say(`  ${TITLES[flow]}: ${counts(second[flow])}`);
	say(`  Coupa's invoices and payments: ${counts(second.coupaEvents)}`);
	say(`  (${writes(world)}, ${world.ais.ledger.effects.length - before} effects in JD Edwards)`);
	const { sessions } = world.ais;
	say(`AIS sessions open: ${sessions.list().length}, at most ${sessions.maxOpenAtOnce} at once`);

	const seconds = Math.round((Date.now() - startedAt) / 1000);
	if (once) {
		await world.stop();
		await n8n.deleteCredential(events.id);
	} else await waitForTheUser(n8n.url, world);
	if (json) console.log(JSON.stringify({ ...first, secondRun: second, seconds }));
}

/** The site settles which orchestrations record what Coupa pays, and on which bank account. */
async function payInCoupa({ n8n, flows }: World): Promise<void> {
	const settled = {
		recordPayment: 'CoupaRecordPayment',
		voidPayment: 'CoupaVoidPayment',
		bankAccount: SAMPLE_SITE.coupaBankAccounts[0],
		payStatus: 'C',
	};
	await n8n.saveWorkflow(flows.coupaToJde, (workflow) => {
		for (const [name, value] of Object.entries(settled)) setSetting(workflow, name, value);
	});
}

/** People approve invoices in Coupa, and Coupa pays some: vouchers and payments in the AP ledger. */
async function postBack(world: World): Promise<Totals> {
	const { coupa, ais, company } = world;
	const known = new Set(company.tables.F0401.map(({ AN8 }) => String(AN8)));
	const suppliers = coupa.store
		.all('suppliers')
		.filter(({ status, number }) => status === 'active' && known.has(String(number)));
	const ids = Array.from({ length: EVENTS.invoices }, (_, i) =>
		Number(
			coupa.desk.invoice({
				number: `COUPA-${i + 1}`,
				supplier: String(suppliers[i % suppliers.length].number),
				accountType: ACCOUNT.chart,
				lines: [{ price: `${100 + i}.${String(10 + i)}`, account: ACCOUNT.code }],
			}).id,
		),
	);
	say(`Invoices approved in Coupa (${ids.length}) flow into the AP ledger through orchestrations …`);
	const entered = world.totalsOf(await world.runFlow('coupaToJde'));
	say(`  ${counts(entered)}`);
	ids.slice(0, EVENTS.paid).forEach((invoice, i) => {
		const amount = `${100 + i}.${String(10 + i)}`;
		coupa.desk.pay([{ invoice, amount }], { identifier: `PAY-${i + 1}` });
	});
	const paid = world.totalsOf(await world.runFlow('coupaToJde'));
	say(`  ${EVENTS.paid} of them paid in Coupa: ${counts(paid)}`);
	const wrong = checkLedger(ais.tables, { vouchers: ({ URRF }) => /^C\d+$/.test(String(URRF)) });
	say(`  AP ledger: ${wrong.length === 0 ? 'balanced' : wrong.join('; ')}`);
	if (wrong.length > 0) process.exitCode = 1;
	return entered;
}

async function runAll(world: World): Promise<Omit<AllTotals, 'coupaEvents'>> {
	const totals = {} as AllTotals;
	for (const flow of FLOWS) {
		world.coupa.ledger.clear();
		say(`${TITLES[flow]} flow from JD Edwards into Coupa, at the rate that Coupa allows …`);
		const run = await withProgress(world, flow, world.runFlow(flow));
		totals[flow] = world.totalsOf(run);
		say(`  ${counts(totals[flow])}  (${writes(world)})`);
		if (totals[flow].parked > 0) await repairAndRetry(world, flow, run);
	}
	return totals;
}

/** What a person does about parked records: the crosswalk, the data in JD Edwards, and Retry in n8n. */
async function repairAndRetry(world: World, flow: Flow, run: Execution): Promise<void> {
	const parked = async () => (await world.parked()).filter((row) => row.flow === flow);
	say(`  n8n marks the execution failed: ${errorOf(run)?.message ?? 'no'}`);
	for (const { message } of await parked()) say(`    parked: ${String(message)}`);
	say('The operator corrects the crosswalk and the data in JD Edwards, and presses Retry …');
	await completeCrosswalk(world);
	await completeAddresses(world);
	const retried = await world.n8n.waitForExecution(await world.n8n.retry(run.id));
	say(`  Retry: ${retried.status}; still parked: ${(await parked()).length}`);
}

/** The rows that somebody forgot, of which some were found by now. */
async function completeCrosswalk({ n8n, company }: World): Promise<void> {
	const known = new Set(
		(await n8n.rows('jde_coupa_crosswalk')).map(({ kind, source }) => `${kind} ${source}`),
	);
	const missing = [
		{ kind: 'payment-term', source: UNMAPPED_TERM, target: 'Immediate' },
		...forgottenCrosswalk(company).map((row) => ({ ...row })),
	].filter(({ kind, source }) => !known.has(`${kind} ${source}`));
	if (missing.length > 0) await n8n.insertRows('jde_coupa_crosswalk', missing);
}

async function completeAddresses({ ais, parked }: World): Promise<void> {
	for (const { message } of await parked()) {
		const payee = /remit-to address '\d+-(\d+)'/.exec(String(message))?.[1];
		const address = { ADD1: '1 Market Street', CTY1: 'Denver', ADDZ: '80202', CTR: 'US' };
		if (payee && ais.tables.update('F0116', { AN8: Number(payee) }, address) === 0) {
			ais.tables.insert('F0116', { AN8: Number(payee), EFTB: '20200101', ...address });
		}
	}
}

/** Every document in both systems, to the cent, by an account of its own of what is right. */
async function report(world: World): Promise<void> {
	const crosswalk = [...sampleCrosswalk(world.company), ...forgottenCrosswalk(world.company)];
	const unprovedCurrencies = new Set(unadjusted ? ['JPY', 'KWD'] : []);
	const differing = disagreements(world, { ...siteOf(world, crosswalk), unprovedCurrencies });
	for (const [flow, keys] of Object.entries(differing)) {
		const verdict = keys.length === 0 ? 'every document agrees in both systems' : `${keys.length} differ`;
		say(`${flow}: ${verdict}${keys.length > 0 ? ` (${keys.slice(0, 5).join(', ')})` : ''}`);
		if (keys.length > 0) process.exitCode = 1;
	}
	say(`Parked for a person: ${(await world.parked()).filter(({ reason }) => reason === '').length}`);
}

/** A line now and then, so that nobody wonders whether it stands still. */
async function withProgress<T>({ coupa }: World, flow: (typeof FLOWS)[number], work: Promise<T>): Promise<T> {
	const table = STORED_IN[flow];
	const timer = setInterval(() => say(`  ${coupa.store.all(table).length} ${table} in Coupa`), 10_000);
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
