import { errorOf, type Execution } from '../n8n/n8n.cts';
import { startCoupaSimulator, type CoupaSimulator } from '../simulators/coupa/index.cts';
import { ACTION, startParkedForm, type ParkedForm } from './parkedForm.cts';
import { CHART, startPosting, type Posting } from './posting.cts';
import { FAST } from './support.cts';

/** What a person repairs on the way from Coupa into JD Edwards, and by which way the voucher is then entered. */

const WAYS = ['retry', 'replay', 'reopen'] as const;
type Way = (typeof WAYS)[number];

let posting: Posting;
let other: CoupaSimulator;
let form: ParkedForm;
const ids = {} as Record<Way, number>;

beforeAll(async () => {
	posting = await startPosting();
	other = await startCoupaSimulator({ seed: 2, ...FAST });
	form = await startParkedForm(posting.world.n8n);
}, 300_000);

afterAll(async () => {
	await form?.stop();
	await posting?.stop();
	await other?.stop();
});

const entered = () => posting.effects('voucher.entered').map(({ detail }) => detail as { stamp: string });
const openKeys = async () => (await posting.parked()).map(({ key }) => key).sort();
const codeOf = (way: Way) => `CC-${way}`;
/** The row that the crosswalk lacks. */
const addAccount = async (way: Way) =>
	await posting.world.n8n.insertRows('jde_coupa_crosswalk', [
		{ kind: 'account', source: '30.8605', target: codeOf(way), valid_from: '', valid_to: '' },
	]);

describe('an account that the crosswalk lacks', () => {
	let failed: Execution;

	beforeAll(async () => {
		for (const way of WAYS) {
			posting.world.coupa.store.insert('accounts', {
				...{ name: codeOf(way), active: true, 'segment-1': codeOf(way) },
				'account-type': { name: CHART },
			});
			ids[way] = posting.invoice({ lines: [{ price: '20.00', account: codeOf(way) }] });
		}
		failed = await posting.run();
	}, 60_000);

	it('parks its invoice with the code and what to do, and fails the run', async () => {
		const rows = await posting.parked();

		expect(rows.map(({ key }) => key).sort()).toEqual(WAYS.map((way) => `C${ids[way]}`).sort());
		for (const way of WAYS) {
			const { category, message } = rows.find(({ key }) => key === `C${ids[way]}`)!;
			expect([category, message]).toEqual([
				'reference',
				expect.stringContaining(`is on account '${codeOf(way)}', for which the crosswalk has no row`),
			]);
		}
		expect(errorOf(failed)?.message).toMatch(/^3 records are parked: /);
		expect(entered()).toEqual([]);
	});

	it('once added, lets Retry on the failed run enter exactly that voucher', async () => {
		const { n8n } = posting.world;
		await addAccount('retry');
		const again = await n8n.waitForExecution(await n8n.retry(failed.id), { timeoutMs: 120_000 });

		expect(errorOf(again)?.message).toMatch(/^2 records are parked: /);
		expect(entered().map(({ stamp }) => stamp)).toEqual([`C${ids.retry}`]);
	}, 60_000);

	it('once added, lets the replay of the night enter exactly that voucher', async () => {
		await addAccount('replay');
		await posting.run('Replay Every Night');

		expect(entered().map(({ stamp }) => stamp)).toEqual([`C${ids.retry}`, `C${ids.replay}`]);
		expect(await openKeys()).toEqual([`C${ids.reopen}`]);
	}, 60_000);

	it('once added, lets the next run enter what was re-opened in the form', async () => {
		await addAccount('reopen');
		const list = await form.show('coupaToJde');
		const answers = [null, list.choices, [ACTION.replay], 'A. Payable', 'the account is there now'];
		const done = await list.answer(answers);
		await done.end();
		const run = await posting.run();

		expect(errorOf(run)).toBeUndefined();
		expect(entered().map(({ stamp }) => stamp)).toEqual(WAYS.map((way) => `C${ids[way]}`));
		expect([await openKeys(), posting.wrong()]).toEqual([[], []]);
	}, 60_000);
});

it('two runs started at once enter each invoice once', async () => {
	const { n8n, flows, ais } = posting.world;
	const id = posting.invoice({ lines: [{ price: '30.00' }] });
	ais.faults.add({ name: 'slow', path: /dataservice/, times: 3, effect: { delayMs: 500 } });
	const start = async () => await n8n.runManually(flows.coupaToJde, { trigger: 'Run Now' });
	const started = [await start(), await start()];
	const runs = await Promise.all(started.map(async (one) => await n8n.waitForExecution(one)));

	expect(runs.map(({ status }) => status)).toEqual(['success', 'success']);
	expect(entered().filter(({ stamp }) => stamp === `C${id}`)).toHaveLength(1);
}, 120_000);

it('nothing is read of another Coupa than the one that set-up pinned', async () => {
	const { n8n, credentials, coupa } = posting.world;
	const id = posting.invoice({ lines: [{ price: '40.00' }] });
	const before = entered().length;
	await n8n.updateCredential(credentials.coupa, { instanceUrl: other.url });
	const run = await posting.run();
	await n8n.updateCredential(credentials.coupa, { instanceUrl: coupa.url });

	const said = `${errorOf(run)?.message} ${errorOf(run)?.description}`;
	expect(said).toContain(new URL(other.url).host);
	expect(said).toContain(new URL(coupa.url).host);
	expect(other.ledger.exchanges.filter(({ path }) => path.startsWith('/api/'))).toEqual([]);
	expect(entered()).toHaveLength(before);

	await posting.run();
	expect(entered().map(({ stamp }) => stamp)).toContain(`C${id}`);
}, 120_000);
