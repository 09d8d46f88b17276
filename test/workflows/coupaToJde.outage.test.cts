import { errorOf, outputOf, type Execution } from '../n8n/n8n.cts';
import { startPosting, type Posting } from './posting.cts';
import { runBySchedule } from './support.cts';

/** Outages of either system, and a right that is missing, on the way from Coupa into JD Edwards. */

const ALWAYS = 1_000_000;
let posting: Posting;

beforeAll(async () => {
	posting = await startPosting({}, { outageLimit: 2 });
}, 300_000);

afterAll(async () => await posting?.stop());

const state = async () => await posting.world.state('coupaToJde');
const entered = () => posting.effects('voucher.entered').map(({ key }) => key);
const parkedOf = async (id: number) => (await posting.parked()).find(({ key }) => key === `C${id}`);

describe('outages', () => {
	let ids: number[];
	let runs: Execution[];

	beforeAll(async () => {
		const { ais, coupa } = posting.world;
		ids = [1, 2, 3].map((n) => posting.invoice({ number: `O-${n}`, lines: [{ price: `${n}1.00` }] }));
		coupa.faults.add({
			name: 'down',
			path: /^\/(api|oauth2)\//,
			times: ALWAYS,
			effect: { dropBefore: true },
		});
		runs = [await posting.run()];
		coupa.faults.clear();
		ais.faults.add({ name: 'down', path: /./, times: ALWAYS, effect: { dropBefore: true } });
		for (let i = 0; i < 2; i += 1) runs.push(await posting.run());
		ais.faults.clear();
	}, 180_000);

	it('end each run without failing, and put the next attempt off further and further', async () => {
		const { failures, next_attempt_at: next, watermark } = await state();

		expect(runs.map(({ status }) => status)).toEqual(['success', 'success', 'success']);
		expect(runs.map((run) => outputOf(run, 'Record Run')[0]?.category)).toEqual([
			'unavailable',
			'unavailable',
			'unavailable',
		]);
		expect([failures, watermark]).toEqual([3, '']);
		expect(Date.parse(String(next)) - Date.parse(runs[2].stoppedAt!)).toBeGreaterThan(100_000);
	});

	it('park nothing of which JD Edwards could not be read, however long they last', async () => {
		expect([await posting.parked(), entered()]).toEqual([[], []]);
	});

	it('let the schedule go on from there: each invoice is entered and marked once', async () => {
		const { n8n } = posting.world;
		await n8n.updateRows('jde_coupa_state', { flow: 'coupaToJde' }, { next_attempt_at: '', last_run_at: '' });

		const run = await runBySchedule(posting.world, 'coupaToJde');

		expect(errorOf(run)).toBeUndefined();
		expect(entered()).toHaveLength(ids.length);
		expect(ids.map((id) => [posting.vouchers(id).length, posting.exported(id)])).toEqual(
			ids.map(() => [1, true]),
		);
		expect([await posting.parked(), posting.wrong()]).toEqual([[], []]);
		expect(await state()).toMatchObject({ failures: 0, next_attempt_at: '' });
	}, 60_000);
});

describe('a user who may not run one of the orchestrations', () => {
	let voided: number;
	let others: number[];
	let run: Execution;
	const users = () => posting.world.ais.users;

	beforeAll(async () => {
		voided = posting.invoice({ number: 'R-1', lines: [{ price: '51.00' }] });
		await posting.run();
		posting.world.coupa.desk.void(voided);
		others = [2, 3].map((n) => posting.invoice({ number: `R-${n}`, lines: [{ price: `5${n}.00` }] }));
		for (const user of users()) user.security = { orchestrations: ['CoupaEnterVoucher'] };
		run = await posting.run();
	}, 120_000);

	it('parks the invoices that need it, each with the right that is missing', async () => {
		expect(await parkedOf(voided)).toMatchObject({
			category: 'permission',
			message: expect.stringContaining("'voidVoucher'"),
			description: expect.stringContaining('CoupaVoidVoucher'),
		});
		expect(errorOf(run)?.message).toMatch(/^1 record is parked: .*R-1/);
	});

	it('does not hold up the others', async () => {
		expect(others.map((id) => [posting.vouchers(id).length, posting.exported(id)])).toEqual(
			others.map(() => [1, true]),
		);
		expect(await posting.parked()).toHaveLength(1);
	});

	it('settles them by Retry once the right is granted', async () => {
		for (const user of users()) user.security = {};

		const again = await posting.world.n8n.waitForExecution(await posting.world.n8n.retry(run.id));

		expect(errorOf(again)).toBeUndefined();
		expect(posting.vouchers(voided).filter(({ VOD }) => VOD !== 'V')).toEqual([]);
		expect([await parkedOf(voided), posting.wrong()]).toEqual([undefined, []]);
	});
});
