import { errorOf, outputOf, subExecutionsOf, type Execution } from '../n8n/n8n.cts';
import { sharedN8n } from '../n8n/shared.cts';
import { expectationsOf } from '../simulators/sample/index.cts';
import { shownSupplier } from './shown.cts';
import { FAST, keysOf, setMapping, writesIn } from './support.cts';
import { startWorld, type World } from './world.cts';

const DAY_MS = 86_400_000;
let world: World;
let failed: Execution;
let unknown: string[];

beforeAll(async () => {
	world = await startWorld(sharedN8n(), { suppliers: 60, coupa: FAST });
	const { usingTerm } = expectationsOf(world.company.tables, world.company.today);
	unknown = usingTerm('X99').map(String);
	await world.goLive();
	failed = await world.runSuppliers();
});

afterAll(async () => await world?.stop());

const retry = async (id: string) => await world.n8n.waitForExecution(await world.n8n.retry(id));
const parkedKeys = async (status = 'open') =>
	(await world.parked(status)).map(({ key }) => String(key)).sort();

describe('suppliers with a payment term that nobody knows', () => {
	it('are parked, each with its reason', async () => {
		const rows = await world.parked();

		expect(unknown).toHaveLength(3);
		expect(rows.map(({ key }) => key).sort()).toEqual(unknown);
		for (const { key, message, description, category, flow, run_id } of rows) {
			expect({ category, flow, run_id }).toEqual({
				category: 'reference',
				flow: 'suppliers',
				run_id: failed.id,
			});
			expect(message).toBe(
				`Record '${String(key)}' has a code that is not in the crosswalk: payment-term 'X99'`,
			);
			expect(description).toContain("'jde_coupa_crosswalk'");
		}
	});

	it('make the run fail with a message that says how many and why', () => {
		const error = errorOf(failed);

		expect(failed.status).toBe('error');
		expect(error?.message).toMatch(/^3 records are parked: .*payment-term 'X99'/);
		expect(error?.description).toContain(`execution ${failed.id}`);
		expect(error?.stoppedAt).toBe('Process Parked Again');
	});

	it('do not hold the others up', () => {
		expect(world.totalsOf(failed)).toMatchObject({ parked: 3, unchanged: 0 });
		expect(keysOf(world.coupa.ledger, 'supplier.created').filter((key) => unknown.includes(key))).toEqual([]);
		expect(keysOf(world.coupa.ledger, 'supplier.created').length).toBeGreaterThan(50);
	});

	it('stay parked when Retry is pressed before anything was corrected', async () => {
		world.coupa.ledger.clear();

		const again = await retry(failed.id);

		expect(errorOf(again)?.message).toMatch(/^3 records are parked/);
		expect([await parkedKeys(), writesIn(world.coupa.ledger)]).toEqual([unknown, []]);
	});
});

describe('a parked supplier that the overlap reads again', () => {
	const rowOf = async (key: string) => (await world.parked()).find((row) => row.key === key)!;

	it('is shown as it is now, and stays with the run that parked it', async () => {
		const before = await rowOf(unknown[0]);
		world.ais.tables.update('F0101', { AN8: Number(unknown[0]) }, { ALPH: 'Renamed' });

		const run = await world.runSuppliers();

		expect([errorOf(run), world.totalsOf(run).parked > 0]).toEqual([undefined, true]);
		const { attempts, first_at, run_id, source, source_stamp } = await rowOf(unknown[0]);
		expect(source).toContain('Renamed');
		expect(source_stamp).not.toBe(before.source_stamp);
		expect([first_at, run_id]).toEqual([before.first_at, failed.id]);
		expect(attempts).toBe(Number(before.attempts) + 1);
	});

	it('is not written again while nothing changes', async () => {
		const before = await world.parked();

		const run = await world.runSuppliers();

		expect([errorOf(run), world.totalsOf(run).parked > 0]).toEqual([undefined, true]);
		expect(await world.parked()).toEqual(before);
	});
});

describe('Retry on the execution that n8n lists first', () => {
	it('only repeats the message, which names the run to retry instead', async () => {
		const [child] = subExecutionsOf(failed, 'Process Parked Again');
		world.coupa.ledger.clear();

		const again = await retry(child);

		expect((await world.n8n.execution(child)).mode).toBe('integrated');
		expect(errorOf(again)?.message).toMatch(/^3 records are parked/);
		expect(errorOf(again)?.description).toContain(
			`press Retry on the run that called this one, execution ${failed.id}`,
		);
		expect([await parkedKeys(), world.coupa.ledger.exchanges]).toEqual([unknown, []]);
	});
});

describe('Retry on the failed run', () => {
	it('posts exactly the parked suppliers once the crosswalk knows their term', async () => {
		await world.n8n.insertRows('jde_coupa_crosswalk', [
			{ kind: 'payment-term', source: 'X99', target: 'Immediate' },
		]);
		world.coupa.ledger.clear();

		const retried = await retry(failed.id);

		expect(errorOf(retried)).toBeUndefined();
		expect([retried.status, retried.retryOf]).toEqual(['success', failed.id]);
		expect(keysOf(world.coupa.ledger, 'supplier.created').sort()).toEqual(unknown);
		expect(keysOf(world.coupa.ledger, 'supplier.updated')).toEqual([]);
		for (const number of unknown) expect(shownSupplier(world.coupa, number)?.paymentTerm).toBe('Immediate');
	});

	it('closes their rows', async () => {
		expect([await parkedKeys(), await parkedKeys('posted')]).toEqual([[], unknown]);
	});

	it('does nothing more when it is pressed once more', async () => {
		world.coupa.ledger.clear();

		const again = await retry(failed.id);

		expect([again.status, world.coupa.ledger.exchanges]).toEqual(['success', []]);
	});
});

describe('a mapping that was changed', () => {
	let run: Execution;

	beforeAll(async () => {
		// Refused by Coupa: a status it does not know.
		world.ais.clock.advance(3 * DAY_MS);
		world.ais.tables.update('F0101', { AN8: Number(unknown[0]) }, { RMK: 'Seen' });
		await setMapping(world, 'po-method', { default: 'prompt' });
		await setMapping(world, 'status', { transform: 'none', source: '', default: 'sleeping' });
		await world.n8n.publish(world.suppliers);
		run = await world.runSuppliers();
	});

	it('does not count on Retry while it is not published', async () => {
		expect(errorOf(run)?.message).toMatch(/^\d+ records? (is|are) parked/);
		await setMapping(world, 'status', { default: 'active' });
		world.coupa.ledger.clear();

		const again = await retry(run.id);

		expect(errorOf(again)?.message).toMatch(/^\d+ records? (is|are) parked/);
		expect(writesIn(world.coupa.ledger).every(({ status }) => status === 400)).toBe(true);
	});

	it('takes effect on Retry once it is published', async () => {
		const waiting = await parkedKeys();
		await setMapping(world, 'display-name', { source: 'number', transform: 'none' });
		await world.n8n.publish(world.suppliers);
		world.coupa.ledger.clear();

		const again = await retry(run.id);

		expect(errorOf(again)).toBeUndefined();
		expect(waiting.length).toBeGreaterThan(0);
		expect([...new Set(keysOf(world.coupa.ledger, 'supplier.updated'))].sort()).toEqual(waiting);
		for (const number of waiting) expect(shownSupplier(world.coupa, number)?.displayName).toBe(number);
		expect(await parkedKeys()).toEqual([]);
	});
});

describe('a workflow that is not published', () => {
	let run: Execution;

	beforeAll(async () => {
		await world.n8n.unpublish(world.suppliers);
		await world.n8n.updateRows(
			'jde_coupa_crosswalk',
			{ kind: 'payment-term', source: 'X99' },
			{ source: 'not X99' },
		);
		world.ais.clock.advance(3 * DAY_MS);
		world.ais.tables.update('F0101', { AN8: Number(unknown[0]) }, { RMK: 'Seen again' });
		run = await world.runSuppliers();
	});

	it('says in its message that it must be published before Retry', () => {
		expect(errorOf(run)?.message).toMatch(/^1 record is parked: /);
		expect(errorOf(run)?.description).toMatch(
			/publish the workflow \(n8n retries published workflows only\)/,
		);
		expect(outputOf(run, 'Record Run')).toMatchObject([{ action: 'run' }]);
	});

	it('is not retried by n8n, which says so in its own words', async () => {
		const again = await retry(run.id);

		expect(errorOf(again)?.message).toBe('Workflow is not active and cannot be executed.');
		expect(await parkedKeys()).toEqual([unknown[0]]);
	});
});
