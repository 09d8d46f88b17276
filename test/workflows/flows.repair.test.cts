import { calendarDay } from '../../lib/dates';
import { errorOf, outputOf, type Execution } from '../n8n/n8n.cts';
import { sharedN8n } from '../n8n/shared.cts';
import { startAisSimulator, type AisSimulator } from '../simulators/ais/index.cts';
import type { Row } from '../simulators/ais/catalogue/index.cts';
import { startCoupaSimulator, type CoupaSimulator } from '../simulators/coupa/index.cts';
import type { Values } from '../simulators/coupa/attributes.cts';
import {
	expectedInvoices,
	forgottenCrosswalk,
	sampleCrosswalk,
	type CrosswalkRow,
} from '../simulators/sample/index.cts';
import { disagreements, siteOf, wantedInvoices, wantedOrders, wantedPayments } from './agreement.cts';
import { FAST, knowAllTerms, setMapping, writesIn } from './support.cts';
import { ACTION, startParkedForm, type ParkedForm } from './parkedForm.cts';
import { startWorld, type World } from './world.cts';

/** What a person repairs in the flows of documents, and by which way the document then gets to Coupa. */

const FLOWS = ['purchaseOrders', 'apInvoices', 'payments'] as const;
type Flow = (typeof FLOWS)[number];
/** Each is repaired by a way of its own: an account that the crosswalk lacks, and payments that do not add up. */
const GAPS = ['retry', 'replay', 'settle', 'reopen', 'mapping', 'nextRun'] as const;
type Name = (typeof GAPS)[number];
interface Gap {
	row: CrosswalkRow;
	/** whose open amount its payments do not explain */
	voucher: string;
}

const DAY_MS = 86_400_000;
const CROSSWALK = 'jde_coupa_crosswalk';
let world: World;
let other: { ais: AisSimulator; coupa: CoupaSimulator };
let form: ParkedForm;
let gaps: Record<Name, Gap>;
/** the gaps that have been closed, and whose documents are to be in Coupa */
const closed = new Set<Name>();
const posting = {} as Record<Flow, Execution>;

beforeAll(async () => {
	const n8n = sharedN8n();
	world = await startWorld(n8n, {
		...{ suppliers: 60, orders: 30, vouchers: 60 },
		coupa: FAST,
		flows: ['suppliers', ...FLOWS],
	});
	other = {
		ais: await startAisSimulator({ company: world.company }),
		coupa: await startCoupaSimulator({ seed: 2, ...FAST }),
	};
	knowAllTerms(world);
	await world.goLive();
	await world.runSuppliers();
	leaveOutWhatIsWrong();
	gaps = findGaps();
	await n8n.insertRows(
		CROSSWALK,
		forgottenCrosswalk(world.company).map((row) => ({ ...row })),
	);
	for (const name of GAPS) {
		const { row, voucher } = gaps[name];
		await n8n.deleteRows(CROSSWALK, { source: row.source });
		shiftOpenAmount(voucher, 1);
	}
	// What a person settles is read again by the runs of the same day.
	touch('settle');
	form = await startParkedForm(n8n);
}, 300_000);

afterAll(async () => {
	await form?.stop();
	await world?.stop();
	await other?.ais.stop();
	await other?.coupa.stop();
});

const allRows = () => [...sampleCrosswalk(world.company), ...forgottenCrosswalk(world.company)];
const siteWithout = (rows: readonly CrosswalkRow[]) => {
	const sources = rows.map(({ source }) => source);
	return siteOf(
		world,
		allRows().filter(({ source }) => !sources.includes(source)),
	);
};
const site = (known: ReadonlySet<Name> = closed) =>
	siteWithout(GAPS.filter((name) => !known.has(name)).map((name) => gaps[name].row));
const keyOf = ({ KCO, DCT, DOC }: Row) => [KCO, DCT, DOC].join('-');

/** What Coupa is to hold once these gaps are closed: orders by their number, invoices and payments by the voucher. */
function wanted(flow: Flow, known: ReadonlySet<Name>): string[] {
	if (flow === 'purchaseOrders') return [...wantedOrders(world, site(known)).keys()];
	if (flow === 'apInvoices') return [...wantedInvoices(world, site(known)).keys()];
	const broken = GAPS.filter((name) => !known.has(name)).map((name) => gaps[name].voucher);
	return [...wantedPayments(world, site(known)).keys()].filter((voucher) => !broken.includes(voucher));
}
const lackedBy = (flow: Flow, name: Name) => {
	const before = wanted(flow, closed);
	return wanted(flow, new Set([...closed, name])).filter((key) => !before.includes(key));
};

/** Vouchers that stay wrong, and payments of invoices that this Coupa never had, are the subject of other files. */
function leaveOutWhatIsWrong(): void {
	const { parked } = expectedInvoices(world.company.tables, siteWithout([]));
	const stamped = world.company.tables.F0411.filter(({ URRF }) => /^C\d+$/.test(String(URRF)));
	const gone = new Set([...parked.keys(), ...stamped.map(keyOf)]);
	for (const table of ['F0411', 'F0911', 'F0414']) {
		world.ais.tables.remove(table, (row) => gone.has(keyOf(row)));
		world.company.tables[table] = world.company.tables[table].filter((row) => !gone.has(keyOf(row)));
	}
}

/** Accounts that lack an order and a voucher of their own, and vouchers with payments that lack nothing else. */
function findGaps(): Record<Name, Gap> {
	const missing = (rows: CrosswalkRow[]) => {
		const [some, all] = [siteWithout(rows), siteWithout([])];
		const without = (of: (...args: [World, typeof all]) => Map<string, unknown>) =>
			[...of(world, all).keys()].filter((key) => !of(world, some).has(key));
		return [without(wantedOrders), without(wantedInvoices)];
	};
	const taken = new Set<string>();
	const rows: CrosswalkRow[] = [];
	for (const row of allRows().filter(({ kind }) => kind === 'account')) {
		const [orders, vouchers] = missing([row]);
		const keys = [...orders, ...vouchers];
		if (orders.length === 0 || vouchers.length === 0 || keys.some((key) => taken.has(key))) continue;
		for (const key of keys) taken.add(key);
		if (rows.push(row) === GAPS.length) break;
	}
	const paid = [...wantedPayments(world, siteWithout(rows)).keys()];
	expect([rows.length, paid.length >= GAPS.length]).toEqual([GAPS.length, true]);
	return Object.fromEntries(GAPS.map((name, i) => [name, { row: rows[i], voucher: paid[i] }])) as Record<
		Name,
		Gap
	>;
}

/** Without a trace in the dates, as a fix in the database. */
function shiftOpenAmount(voucher: string, by: number): void {
	const item = world.ais.tables.find('F0411', (row) => keyOf(row) === voucher)!;
	const { DOC, SFX } = item;
	const open = { AAP: Number(item.AAP) + by, FAP: Number(item.FAP) + by };
	world.ais.tables.update('F0411', { DOC, SFX }, open, { stamp: false });
}

/** Somebody saves the documents that lack this account as they are. */
function touch(name: Name): void {
	const { tables } = world.ais;
	const orders = lackedBy('purchaseOrders', name);
	const vouchers = lackedBy('apInvoices', name);
	const number = ({ KCOO, DCTO, DOCO, SFXO }: Row) =>
		[Number(KCOO), DCTO, DOCO, ...(SFXO === '000' ? [] : [SFXO])].join('-');
	tables.update('F4301', (row) => orders.includes(number(row)), {});
	tables.update('F0411', (row) => vouchers.includes(keyOf(row)), {});
	tables.update('F0414', (row) => keyOf(row) === gaps[name].voucher, {});
}

/** The row of the crosswalk is added. */
const addAccount = async (name: Name) => await world.n8n.insertRows(CROSSWALK, [{ ...gaps[name].row }]);
/** The open amount is again what its payments make of it. */
const correctAmount = (name: Name) => shiftOpenAmount(gaps[name].voucher, -1);
async function repair(name: Name): Promise<void> {
	await addAccount(name);
	correctAmount(name);
}

const openOf = async (flow: Flow) => (await world.parked()).filter((row) => row.flow === flow);
const said = (run: Execution) => `${errorOf(run)?.message} ${errorOf(run)?.description}`;
const wait = async (id: string) => await world.n8n.waitForExecution(id, { timeoutMs: 120_000 });

const stampOf = (invoice: Values) => String((invoice['custom-fields'] as Values)['cf-erp-invoice-number']);

/** The documents that the ledger of Coupa says were written, each once, and how many were added. */
function written(flow: Flow): { keys: string[]; added: number } {
	const writes = writesIn(world.coupa.ledger);
	const ids = new Set(writes.map(({ path }) => Number(/\/(\d+)/.exec(path)?.[1])));
	const resource = flow === 'purchaseOrders' ? 'purchase_orders' : 'invoices';
	const documents = world.coupa.store.all(resource).filter(({ id }) => ids.has(Number(id)));
	const custom = (document: Values) => document['custom-fields'] as Values;
	return {
		keys: documents.map((one) => String(one['po-number'] ?? custom(one)['cf-erp-invoice-number'])).sort(),
		added: writes.filter(({ method, path }) => method === 'POST' && path === `/api/${resource}`).length,
	};
}

/** Exactly the documents that lacked this were posted, and Coupa has everything else as before. */
function expectPosted(flow: Flow, name: Name, updated: string[] = []): void {
	const keys = lackedBy(flow, name);
	expect(keys).not.toEqual([]);
	expect(written(flow)).toEqual({
		keys: [...keys, ...updated].sort(),
		added: flow === 'payments' ? 0 : keys.length,
	});
	const now = new Set([...closed, name]);
	const broken = GAPS.filter((one) => !now.has(one)).map((one) => gaps[one].voucher);
	const differ = disagreements(world, site(now))[flow];
	expect(differ.filter((key) => !(flow === 'payments' && broken.includes(key)))).toEqual([]);
}

/** Until no window reads again by itself what was parked so far. */
async function letDaysPass(): Promise<void> {
	world.ais.clock.advance(10 * DAY_MS);
	for (const flow of FLOWS) await world.runFlow(flow);
}

describe('a flow whose credentials lead elsewhere than the pair that set-up pinned', () => {
	const hostOf = (url: string) => new URL(url).host;
	const n8n = sharedN8n();

	it.each(FLOWS)('%s: refuses to write into another Coupa, and names both', async (flow) => {
		await n8n.updateCredential(world.credentials.coupa, { instanceUrl: other.coupa.url });
		const run = await world.runFlow(flow);
		await n8n.updateCredential(world.credentials.coupa, { instanceUrl: world.coupa.url });

		expect(said(run)).toContain(hostOf(other.coupa.url));
		expect(said(run)).toContain(hostOf(world.coupa.url));
		expect(writesIn(other.coupa.ledger)).toEqual([]);
	});

	it.each(FLOWS)('%s: refuses to read another JD Edwards, and names both', async (flow) => {
		await n8n.updateCredential(world.credentials.jde, { serverUrl: other.ais.url });
		const run = await world.runFlow(flow);
		await n8n.updateCredential(world.credentials.jde, { serverUrl: world.ais.url });

		expect(said(run)).toContain(hostOf(other.ais.url));
		expect(said(run)).toContain(hostOf(world.ais.url));
		expect(other.ais.ledger.count('POST', /dataservice/)).toBe(0);
	});

	it.each(FLOWS)('%s: leaves the watermark where it was', async (flow) => {
		expect(await world.state(flow)).toMatchObject({ watermark: '', lease_owner: 'free' });
	});
});

describe('two runs started at once', () => {
	it.each(FLOWS)('%s: one works, the other ends quietly, and nothing is doubled', async (flow) => {
		world.coupa.ledger.clear();
		world.ais.faults.add({ name: flow, path: /dataservice/, times: 3, effect: { delayMs: 500 } });
		const start = async () => await world.n8n.runManually(world.flows[flow], { trigger: 'Run Now' });
		const runs = await Promise.all([await start(), await start()].map(wait));

		const [worked, ...more] = runs.filter((run) => outputOf(run, 'Record Run').length > 0);
		const quiet = runs.find((run) => run !== worked)!;
		posting[flow] = worked;
		expect([world.ais.faults.fired(flow), more]).toEqual([3, []]);
		expect([quiet.status, outputOf(quiet, 'Take Lease')]).toEqual(['success', []]);
		const keys = wanted(flow, closed).sort();
		expect(written(flow)).toEqual({ keys, added: flow === 'payments' ? 0 : keys.length });
	});
});

describe('what cannot be posted', () => {
	it.each(['purchaseOrders', 'apInvoices'] as const)(
		'%s: is parked with the account that is missing',
		async (flow) => {
			const rows = await openOf(flow);
			const lacking = GAPS.flatMap((name) => lackedBy(flow, name));

			expect(rows.length).toBeGreaterThanOrEqual(lacking.length);
			for (const { key, message, category } of rows) {
				expect([category, message]).toEqual([
					'reference',
					expect.stringMatching(
						new RegExp(`^Record '${String(key)}' has a code that is not in the crosswalk: account '`),
					),
				]);
			}
			for (const name of GAPS) {
				const { source } = gaps[name].row;
				expect(rows.some(({ message }) => String(message).endsWith(`account '${source}'`))).toBe(true);
			}
			expect(errorOf(posting[flow])?.message).toMatch(
				new RegExp(`^${rows.length} records are parked: Record '.*' has a code that is not in the crosswalk`),
			);
		},
	);

	it('payments: is parked with the amounts, and waits without a failure where only the invoice is missing', async () => {
		const rows = await openOf('payments');
		const own = rows.filter(({ reason }) => reason === '');

		expect(own.map(({ key }) => key).sort()).toEqual(GAPS.map((name) => gaps[name].voucher).sort());
		for (const { key, message } of own) {
			expect(message).toMatch(new RegExp(`^Payments of .* do not explain that voucher ${String(key)}, `));
		}
		expect(new Set(rows.filter((row) => !own.includes(row)).map(({ reason }) => reason))).toEqual(
			new Set(['waiting-for-invoice']),
		);
		expect(errorOf(posting.payments)?.message).toMatch(new RegExp(`^${GAPS.length} records are parked: `));
	});
});

describe('Retry on the failed run', () => {
	beforeAll(async () => await repair('retry'));
	afterAll(() => closed.add('retry'));

	it.each(FLOWS)('%s: posts exactly what was parked for want of it', async (flow) => {
		world.coupa.ledger.clear();
		const again = await wait(await world.n8n.retry(posting[flow].id));

		expectPosted(flow, 'retry');
		const left = (await openOf(flow)).filter(({ reason }) => reason === '');
		expect(errorOf(again)?.message).toMatch(new RegExp(`^${left.length} records are parked: `));
	});
});

describe("the entry 'Replay Every Night', run by hand", () => {
	beforeAll(async () => await repair('replay'));
	afterAll(() => closed.add('replay'));

	it.each(FLOWS)('%s: posts exactly what was parked for want of it', async (flow) => {
		world.coupa.ledger.clear();
		const replay = await world.run(world.flows[flow], 'Replay Every Night');

		expectPosted(flow, 'replay');
		const left = (await openOf(flow)).filter(({ reason }) => reason === '');
		expect(errorOf(replay)?.message).toMatch(new RegExp(`^${left.length} records are parked: `));
	});
});

/** In the form of accounts payable, all rows of the flow that these lack. */
async function decide(flow: Flow, name: Name, action: string, status = 'Open'): Promise<string[]> {
	const { source } = gaps[name].row;
	const isOf = ({ key, message, reason }: Record<string, unknown>) =>
		flow === 'payments'
			? key === gaps[name].voucher
			: String(message).includes(`'${source}'`) || reason !== '';
	const rows = (await world.parked(status.toLowerCase())).filter((row) => row.flow === flow && isOf(row));
	const page = await form.show(flow, { status });
	const labels = page.choices.filter((label) =>
		rows.some(({ key }) => label.endsWith(` ${flow} ${String(key)}`)),
	);
	const done = await page.answer([null, labels, [action], 'A. Payable', 'as agreed']);
	await done.end();
	expect(labels).toHaveLength(rows.length);
	return rows.map(({ key }) => String(key));
}

describe('what a person dismissed', () => {
	const dismissed = {} as Record<Flow, string[]>;

	beforeAll(async () => {
		for (const flow of FLOWS) dismissed[flow] = await decide(flow, 'settle', ACTION.dismiss);
		// The payments stay as wrong as they were: that they fail again is no news.
		await addAccount('settle');
	});

	it.each(FLOWS)('%s: is read again by the runs of the day, and left alone', async (flow) => {
		world.coupa.ledger.clear();
		const run = await world.runFlow(flow);

		expect(dismissed[flow].length).toBeGreaterThan(0);
		expect([errorOf(run), writesIn(world.coupa.ledger)]).toEqual([undefined, []]);
		const [{ changes }] = outputOf(run, 'Record Run');
		expect(JSON.parse(String(changes))).toMatchObject({
			reasons: { 'dismissed by a person': dismissed[flow].length },
		});
		for (const key of dismissed[flow]) {
			expect(await world.n8n.rows('jde_coupa_parked', { flow, key })).toMatchObject([
				{ status: 'dismissed', closed_by: 'A. Payable' },
			]);
		}
	});
});

describe('what a person re-opened in the form', () => {
	beforeAll(async () => {
		await letDaysPass();
		await repair('reopen');
	});
	afterAll(() => closed.add('reopen'));

	it.each(FLOWS)('%s: is not posted before', async (flow) => {
		world.coupa.ledger.clear();
		const run = await world.runFlow(flow);

		expect([errorOf(run), writesIn(world.coupa.ledger)]).toEqual([undefined, []]);
	});

	it.each(FLOWS)('%s: is posted by the next run, and nothing else', async (flow) => {
		await decide(flow, 'reopen', ACTION.replay);
		world.coupa.ledger.clear();
		const run = await world.runFlow(flow);

		expect(errorOf(run)).toBeUndefined();
		expectPosted(flow, 'reopen');
	});
});

describe('what a person dismissed, and somebody changed in JD Edwards', () => {
	beforeAll(() => {
		correctAmount('settle');
		touch('settle');
	});
	afterAll(() => closed.add('settle'));

	it.each(FLOWS)('%s: is posted by the next run', async (flow) => {
		world.coupa.ledger.clear();
		const run = await world.runFlow(flow);

		expect(errorOf(run)).toBeUndefined();
		expectPosted(flow, 'settle');
	});
});

describe('a mapping changed in the editor and published', () => {
	const CHANGES = {
		purchaseOrders: ['order-lines[].description', 'As ordered'],
		apInvoices: ['invoice-lines[].description', 'As billed'],
		payments: ['payment-date', '2026-11-30'],
	} as const;
	const list = (value: unknown) => value as Values[];
	/** What the documents show that lacked this, in the field whose mapping was changed. */
	function shown(flow: Flow, name: Name): unknown[] {
		const { store } = world.coupa;
		const keys = lackedBy(flow, name);
		if (flow === 'purchaseOrders') {
			const orders = store.all('purchase_orders').filter((one) => keys.includes(String(one['po-number'])));
			return orders.flatMap((one) => list(one['order-lines']).map(({ description }) => description));
		}
		const invoices = store.all('invoices').filter((one) => keys.includes(stampOf(one)));
		if (flow === 'apInvoices') {
			return invoices.flatMap((one) => list(one['invoice-lines']).map(({ description }) => description));
		}
		return invoices.flatMap((one) =>
			list(one.payments).map((each) => calendarDay(String(each['payment-date']))),
		);
	}

	beforeAll(async () => {
		await letDaysPass();
		for (const flow of FLOWS) {
			const [target, value] = CHANGES[flow];
			await setMapping(world, target, { source: '', transform: 'none', default: value }, flow);
			await world.n8n.publish(world.flows[flow]);
		}
	});

	describe('takes effect on Retry', () => {
		beforeAll(async () => await repair('mapping'));
		afterAll(() => closed.add('mapping'));

		// Though replays tried it in between, as they do every night, it is still that run which is to be retried.
		it.each(FLOWS)('%s: which posts exactly what was parked', async (flow) => {
			world.coupa.ledger.clear();
			await wait(await world.n8n.retry(posting[flow].id));

			expectPosted(flow, 'mapping');
			expect(new Set(shown(flow, 'mapping'))).toEqual(new Set([CHANGES[flow][1]]));
		});
	});

	describe('takes effect on the next run', () => {
		beforeAll(async () => {
			await repair('nextRun');
			touch('nextRun');
		});
		afterAll(() => closed.add('nextRun'));

		it.each(FLOWS)('%s', async (flow) => {
			world.coupa.ledger.clear();
			const run = await world.runFlow(flow);

			expect(errorOf(run)).toBeUndefined();
			// Its invoice is in Coupa already: it was read again for its payment.
			expectPosted(flow, 'nextRun', flow === 'apInvoices' ? [gaps.nextRun.voucher] : []);
			expect(new Set(shown(flow, 'nextRun'))).toEqual(new Set([CHANGES[flow][1]]));
		});
	});
});

describe('in the end', () => {
	it('nothing is parked, and both systems agree', async () => {
		expect(await world.parked()).toEqual([]);
		expect(disagreements(world, site())).toEqual({ purchaseOrders: [], apInvoices: [], payments: [] });
	});
});
