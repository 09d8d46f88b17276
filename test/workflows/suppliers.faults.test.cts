import { errorOf, outputOf, type Execution } from '../n8n/n8n.cts';
import { sharedN8n } from '../n8n/shared.cts';
import type { Fault } from '../simulators/kit/faults.cts';
import { expectedSuppliers, text } from './expected.cts';
import { shownSupplier } from './shown.cts';
import { FAST, keysOf, knowAllTerms, setSetting, runBySchedule } from './support.cts';
import { startWorld, type World } from './world.cts';

const DAY_MS = 86_400_000;
const ALWAYS = 1_000_000;
let world: World;
let posting: Execution;

const COUPA_FAULTS: Fault[] = [
	{
		name: 'throttled',
		method: 'POST',
		path: /^\/api\/suppliers$/,
		after: 4,
		times: 2,
		effect: { answer: { status: 429, body: '', headers: { 'retry-after': '1' } } },
	},
	{
		name: 'busy',
		method: 'POST',
		path: /^\/api\/suppliers$/,
		after: 9,
		effect: { answer: { status: 503, body: '<html>Service Unavailable</html>' } },
	},
	{
		name: 'answer lost',
		method: 'POST',
		path: /^\/api\/suppliers$/,
		after: 14,
		times: 2,
		effect: { dropAfter: true },
	},
	{
		name: 'remit-to answer lost',
		method: 'POST',
		path: /\/addresses$/,
		after: 10,
		effect: { dropAfter: true },
	},
	{ name: 'look-up dropped', method: 'GET', path: /^\/api\/suppliers$/, effect: { dropBefore: true } },
];

beforeAll(async () => {
	world = await startWorld(sharedN8n(), { suppliers: 60, coupa: FAST });
	knowAllTerms(world);
	await setSetting(world, 'chunkSize', 30);
	await world.goLive();
	world.coupa.ledger.clear();
	const { sessions, faults } = world.ais;
	faults.add({
		name: 'session expired',
		path: /dataservice/,
		after: 17,
		effect: { before: () => sessions.expireAll() },
	});
	for (const fault of COUPA_FAULTS) world.coupa.faults.add(fault);
	posting = await world.runSuppliers();
});

afterAll(async () => await world?.stop());

describe('a session that expires in the middle of reading', () => {
	it('costs exactly one more sign-on', () => {
		expect(world.ais.faults.fired('session expired')).toBe(1);
		expect(world.ais.sessions.tokensIssued).toBe(2);
		expect(world.ais.sessions.temporarySignOns).toBe(0);
	});

	it('leaves no second session open', () => {
		expect([world.ais.sessions.list().length, world.ais.sessions.maxOpenAtOnce]).toEqual([1, 1]);
	});
});

describe('a Coupa that throttles, is busy and loses answers', () => {
	it('was all of that', () => {
		const fired = Object.fromEntries(COUPA_FAULTS.map(({ name }) => [name, world.coupa.faults.fired(name)]));

		expect(fired).toEqual({
			throttled: 2,
			busy: 1,
			'answer lost': 2,
			'remit-to answer lost': 1,
			'look-up dropped': 1,
		});
	});

	it('has every supplier exactly once', () => {
		const numbers = world.coupa.store.all('suppliers').map(({ number }) => text(number));
		const created = keysOf(world.coupa.ledger, 'supplier.created');
		const expected = expectedSuppliers(world.company, world.company.today);

		expect(errorOf(posting)).toBeUndefined();
		expect(new Set(created).size).toBe(created.length);
		for (const number of expected.keys()) {
			expect([number, numbers.filter((one) => one === number).length]).toEqual([number, 1]);
		}
	});

	it('has every remit-to address exactly once', () => {
		const created = keysOf(world.coupa.ledger, 'remit-to.created');
		const expected = expectedSuppliers(world.company, world.company.today);

		expect(new Set(created).size).toBe(created.length);
		for (const { number, remitTo } of expected.values()) {
			expect(Object.keys(shownSupplier(world.coupa, number)!.remitTo).sort()).toEqual(
				Object.keys(remitTo).sort(),
			);
		}
	});

	it('is not asked again before the time it named', () => {
		const { exchanges } = world.coupa.ledger;
		const refused = exchanges.filter(({ fault }) => fault === 'throttled');

		for (const { body, at } of refused) {
			const next = exchanges.find((one) => one.at > at && one.body === body && one.fault !== 'throttled');
			expect(Date.parse(next!.at) - Date.parse(at)).toBeGreaterThanOrEqual(990);
		}
		expect(refused).toHaveLength(2);
	});
});

describe.each([
	['Coupa', () => world.coupa.faults, /^\/(api|oauth2)\//],
	['JD Edwards', () => world.ais.faults, /./],
])('while %s is down', (system, faults, path) => {
	let run: Execution;
	let number: string;
	let watermark: unknown;

	beforeAll(async () => {
		world.ais.clock.advance(3 * DAY_MS);
		const [row] = world.company.tables.F0401.filter(
			({ TRAP }) => TRAP === (system === 'Coupa' ? 'N45' : 'N30'),
		);
		number = String(row.AN8);
		world.ais.tables.update('F0401', { AN8: row.AN8 }, { TRAP: 'N60' });
		({ watermark } = await world.state());
		faults().add({ name: `${system} down`, path, times: ALWAYS, effect: { dropBefore: true } });
		run = await world.runSuppliers();
	});

	afterAll(() => faults().clear());

	it('the run ends without a failure that somebody would have to look at', () => {
		expect(faults().fired(`${system} down`)).toBeGreaterThan(0);
		expect(faults().fired(`${system} down`)).toBeLessThan(12);
		expect([run.status, errorOf(run)]).toEqual(['success', undefined]);
		expect(outputOf(run, 'Record Run')).toMatchObject([{ action: 'run stopped', category: 'unavailable' }]);
	});

	it('the next attempt is put off, nothing is parked and the watermark stays', async () => {
		const state = await world.state();

		expect(Date.parse(String(state.next_attempt_at))).toBeGreaterThan(Date.parse(run.startedAt));
		expect(state).toMatchObject({ failures: 1, lease_owner: 'free', watermark });
		expect(await world.parked()).toEqual([]);
	});

	it('the schedule waits for that time', async () => {
		await world.n8n.updateRows(
			'jde_coupa_state',
			{ flow: 'suppliers' },
			{ next_attempt_at: new Date(Date.now() + 600_000).toISOString() },
		);

		const scheduled = await runBySchedule(world);

		expect(outputOf(scheduled, 'Plan Step')[0]?.decision).toMatch(/^postponed until .* after an outage$/);
		expect([scheduled.status, outputOf(scheduled, 'Take Lease')]).toEqual(['success', []]);
	});

	it('nothing is lost: a later run delivers it', async () => {
		faults().clear();

		const later = await world.runSuppliers();

		expect(errorOf(later)).toBeUndefined();
		expect(shownSupplier(world.coupa, number)?.paymentTerm).toBe('Net 60');
		expect(await world.state()).toMatchObject({ failures: 0, next_attempt_at: '' });
	});
});

describe('a supplier on which Coupa alone stumbles each time', () => {
	let stuck: string;
	let other: string;
	let run: Execution;
	let before: unknown;

	beforeAll(async () => {
		world.ais.clock.advance(3 * DAY_MS);
		const expected = expectedSuppliers(world.company, world.company.today);
		const dueIn30 = [...expected.values()].filter(({ paymentTerm }) => paymentTerm === 'Net 30');
		[stuck, other] = dueIn30.slice(1, 3).map((one) => one.number);
		for (const AN8 of [stuck, other]) {
			world.ais.tables.update('F0401', { AN8: Number(AN8) }, { TRAP: 'N60' });
		}
		const { id } = world.coupa.store.find('suppliers', { number: stuck })!;
		const path = new RegExp(`^/api/suppliers/${String(id)}$`);
		const effect = { answer: { status: 504, body: '<html>Gateway Time-out</html>' } };
		world.coupa.faults.add({ name: 'stumbles', method: 'PUT', path, times: ALWAYS, effect });
		before = (await world.state()).watermark;
		run = await world.runSuppliers();
	});

	it('does not hold the others up: they are delivered, and the next run reads on behind them', async () => {
		expect(world.coupa.faults.fired('stumbles')).toBeGreaterThan(0);
		expect(shownSupplier(world.coupa, other)?.paymentTerm).toBe('Net 60');
		const { watermark, failures } = await world.state();
		expect([failures, watermark === before]).toEqual([0, false]);
	});

	it('is parked as unavailable, and the run says which it is', async () => {
		expect(await world.parked()).toMatchObject([{ key: stuck, category: 'unavailable', replay: 'yes' }]);
		expect(errorOf(run)?.message).toMatch(new RegExp(`^1 record is parked: .*'${stuck}'`));
	});

	it('comes back by itself', async () => {
		world.coupa.faults.clear();

		const later = await world.runSuppliers();

		expect(errorOf(later)).toBeUndefined();
		expect(shownSupplier(world.coupa, stuck)?.paymentTerm).toBe('Net 60');
		expect(await world.parked()).toEqual([]);
	});
});
