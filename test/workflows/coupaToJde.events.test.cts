import { PRESETS } from '../../nodes/CoupaTrigger/verify';
import { errorOf, outputOf } from '../n8n/n8n.cts';
import { until } from '../n8n/poll.cts';
import { send } from '../unit/coupaTrigger/sender.cts';
import { EVENT_KEY, startPosting, type Posting } from './posting.cts';

let posting: Posting;
let address: string;

beforeAll(async () => {
	posting = await startPosting();
	const { n8n, flows } = posting.world;
	const [trigger] = (await n8n.triggersOf(flows.coupaToJde)).filter(({ live }) => live.includes('coupa'));
	address = `${n8n.url}/${trigger.live}`;
}, 300_000);

afterAll(async () => await posting?.stop());

interface Delivery {
	eventId: string;
	type: string;
	id: number;
	key?: Buffer;
	/** milliseconds before now */
	age?: number;
}

async function deliver({ eventId, type, id, key = EVENT_KEY, age = 0 }: Delivery): Promise<number> {
	const body = Buffer.from(JSON.stringify({ type, data: { id } }));
	const { headers } = send(PRESETS.standard, body, { key, at: Date.now() - age, id: eventId });
	const sent = Object.fromEntries(headers);
	return (await fetch(address, { method: 'POST', headers: sent, body })).status;
}

const openInbox = async () => await posting.world.n8n.rows('jde_coupa_inbox', { status: 'open' });
const drained = async (id: number) =>
	await until('the inbox to be drained', async () => {
		const isThere = posting.vouchers(id).length > 0;
		return isThere && (await openInbox()).length === 0 ? true : undefined;
	});

it('an event brings its invoice into the ledger, and only that one', async () => {
	const first = posting.invoice({ number: 'E-1', lines: [{ price: '21.00' }] });
	const silent = posting.invoice({ number: 'E-2', lines: [{ price: '22.00' }] });
	const { watermark } = await posting.world.state('coupaToJde');

	expect(await deliver({ eventId: 'e1', type: 'invoice.approved', id: first })).toBe(200);
	await drained(first);

	expect([posting.vouchers(first).length, posting.vouchers(silent).length]).toEqual([1, 0]);
	expect(posting.exported(first)).toBe(true);
	expect((await posting.world.state('coupaToJde')).watermark).toBe(watermark);
});

it('what no event told is brought by the schedule, once', async () => {
	const run = await posting.run();

	expect(errorOf(run)).toBeUndefined();
	expect(posting.effects('voucher.entered')).toHaveLength(2);
});

it('an event and a poll that race for one invoice enter it once', async () => {
	const { n8n, flows } = posting.world;
	const id = posting.invoice({ number: 'E-3', lines: [{ price: '23.00' }] });
	const path = /dataservice/;
	posting.world.ais.faults.add({ name: 'slow', path, times: 3, effect: { delayMs: 500 } });
	const poll = await n8n.runManually(flows.coupaToJde, { trigger: 'Run Now' });
	await Promise.all(
		[1, 2].map(async (i) => await deliver({ eventId: `r${i}`, type: 'invoice.approved', id })),
	);
	const run = await n8n.waitForExecution(poll, { timeoutMs: 120_000 });
	await drained(id);

	expect(run.status).toBe('success');
	expect(posting.vouchers(id)).toHaveLength(1);
	expect(posting.effects('voucher.entered')).toHaveLength(3);
});

const EVENTS = 40;

it(`${EVENTS} events, delivered 1 to 5 times in any order, some forged or stale: each invoice once, in its final state`, async () => {
	const random = seeded(7);
	const { desk } = posting.world.coupa;
	const before = posting.effects('voucher.entered').length;
	const ids = Array.from({ length: EVENTS / 2 }, (_, i) =>
		posting.invoice({ number: `S-${i}`, lines: [{ price: `${100 + i}.00` }] }),
	);
	const deliveries: Array<Delivery & { answer: number }> = [];
	for (const [i, id] of ids.entries()) {
		const types = ['invoice.approved', i % 3 === 0 ? 'invoice.voided' : 'invoice.updated'];
		if (i % 3 === 0) desk.void(id);
		for (const type of types) {
			const times = 1 + Math.floor(random() * 5);
			for (let n = 0; n < times; n += 1)
				deliveries.push({ eventId: `${type.replace('.', '-')}-${id}`, type, id, answer: 200 });
		}
		if (i % 10 === 0) {
			const event = { eventId: `bad-${id}`, type: 'invoice.approved', id, answer: 401 };
			deliveries.push({ ...event, key: Buffer.from('a guess') }, { ...event, age: 3_600_000 });
		}
	}
	deliveries.sort(() => random() - 0.5);
	const took: number[] = [];
	const queue = [...deliveries];
	const wrong: unknown[] = [];
	await Promise.all(
		Array.from({ length: 4 }, async () => {
			for (let one = queue.pop(); one; one = queue.pop()) {
				const start = performance.now();
				const status = await deliver(one);
				took.push(performance.now() - start);
				if (status !== one.answer) wrong.push([one.eventId, status]);
			}
		}),
	);
	await until('the storm to be over', async () => ((await openInbox()).length === 0 ? true : undefined), {
		timeoutMs: 240_000,
	});
	await until('the lease to be free', async () =>
		(await posting.world.state('coupaToJde')).lease_owner === 'free' ? true : undefined,
	);

	expect(wrong).toEqual([]);
	for (const [i, id] of ids.entries()) {
		const amounts = posting.vouchers(id).map(({ AG }) => AG);
		expect([i, amounts]).toEqual([i, i % 3 === 0 ? [] : [100 + i]]);
	}
	const posted = ids.filter((_, i) => i % 3 !== 0).length;
	expect(posting.effects('voucher.entered').length - before).toBe(posted);
	expect(await posting.parked()).toEqual([]);
	expect(posting.wrong()).toEqual([]);
	const sorted = took.sort((a, b) => a - b);
	console.log(
		`${deliveries.length} deliveries, 4 at once: answered in ${sorted[Math.floor(sorted.length * 0.5)].toFixed(0)} ms (median), ${sorted[Math.floor(sorted.length * 0.99)].toFixed(0)} ms (99th percentile)`,
	);
}, 400_000);

it('all events dropped: the schedule alone brings voids and changes too', async () => {
	const { desk } = posting.world.coupa;
	const [kept, gone] = ['D-1', 'D-2'].map((number) =>
		posting.invoice({ number, lines: [{ price: '31.00' }] }),
	);
	await posting.run();
	desk.edit(kept, { 'invoice-number': 'D-1 corrected' });
	desk.void(gone);
	const run = await posting.run();

	expect(outputOf(run, 'Move Watermark')).toHaveLength(1);
	expect(posting.vouchers(kept)).toMatchObject([{ VINV: 'D-1 corrected' }]);
	expect(posting.vouchers(gone)).toEqual([]);
});

/** Numbers from 0 to 1, the same each time. */
function seeded(seed: number): () => number {
	let state = seed;
	return () => (state = (state * 16_807) % 2_147_483_647) / 2_147_483_647;
}
