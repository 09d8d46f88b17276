import { PRESETS } from '../../../nodes/CoupaTrigger/verify';
import type { Delivery } from '../../../nodes/CoupaTrigger/verify';
import { NOW, SECRET, send } from './sender.cts';
import { WebhookServer } from './webhookServer.cts';

const EVENTS = 1_000;
const SEED = 20_260_301;
const AT_ONCE = 8;

interface Sent {
	id: string;
	kind: 'valid' | 'forged' | 'stale';
	delivery: Delivery;
}

/** Mulberry32: small, and the same on every machine. */
function randomOf(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	};
}

function deliveries(random: () => number): Sent[] {
	const all = Array.from({ length: EVENTS }, (_, i): Sent[] => {
		const chance = random();
		const kind = chance < 0.05 ? 'forged' : chance < 0.1 ? 'stale' : 'valid';
		const id = `evt_${i}`;
		const body = Buffer.from(JSON.stringify({ type: 'invoice.approved', data: { id: i } }));
		const times = 1 + Math.floor(random() * 5);
		return Array.from({ length: times }, () => {
			const key = kind === 'forged' ? Buffer.from(`guess ${random()}`) : Buffer.from(SECRET);
			const ago = kind === 'stale' ? 301_000 + random() * 3 * 86_400_000 : random() * 299_000;
			return { id, kind, delivery: send(PRESETS.standard, body, { key, id, at: NOW - ago }) };
		});
	}).flat();
	return all
		.map((each) => ({ each, rank: random() }))
		.sort((a, b) => a.rank - b.rank)
		.map(({ each }) => each);
}

it(`takes what is valid of ${EVENTS} events that arrive 1 to 5 times each in any order, and nothing forged or stale`, async () => {
	const sent = deliveries(randomOf(SEED));
	const secret = `whsec_${Buffer.from(SECRET).toString('base64')}`;
	const server = await new WebhookServer({ scheme: 'standard' }, { signingSecret: secret }).start();
	const [statuses, took] = [new Map<Sent, number>(), [] as number[]];
	const queue = [...sent];
	await Promise.all(
		Array.from({ length: AT_ONCE }, async () => {
			for (let next = queue.pop(); next; next = queue.pop()) {
				const start = performance.now();
				const { status } = await server.post(next.delivery.body, next.delivery.headers);
				took.push(performance.now() - start);
				statuses.set(next, status);
			}
		}),
	);
	await server.stop();

	const of = (kind: Sent['kind']) => sent.filter((each) => each.kind === kind);
	const statusesOf = (kind: Sent['kind']) => [...new Set(of(kind).map((each) => statuses.get(each)))];
	expect([statusesOf('valid'), statusesOf('forged'), statusesOf('stale')]).toEqual([[200], [401], [401]]);
	expect([of('forged').length > 50, of('stale').length > 50]).toEqual([true, true]);

	const valid = of('valid');
	const started = server.executions.map(({ eventId }) => String(eventId));
	expect([...started].sort()).toEqual(valid.map(({ id }) => id).sort());
	// Delivered again, an event has the same id and digest: that is what the inbox leaves out.
	const digests = new Set(
		server.executions.map(({ eventId, digest }) => `${String(eventId)} ${String(digest)}`),
	);
	expect(digests.size).toBe(new Set(valid.map(({ id }) => id)).size);

	const [p50, p99] = [0.5, 0.99].map((part) => took.sort((a, b) => a - b)[Math.floor(took.length * part)]);
	console.log(
		`${sent.length} deliveries (seed ${SEED}; ${of('forged').length} forged, ${of('stale').length} stale): ` +
			`answered in ${p50.toFixed(1)} ms (median), ${p99.toFixed(1)} ms (99th percentile)`,
	);
});
