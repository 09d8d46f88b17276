import { request } from 'node:http';
import { gzipSync } from 'node:zlib';

import { PRESETS } from '../../nodes/CoupaTrigger/verify';
import { outputOf, type INode } from '../n8n/n8n.cts';
import { sharedN8n } from '../n8n/shared.cts';
import { send } from '../unit/coupaTrigger/sender.cts';

const n8n = sharedN8n();
const KEYS = {
	old: Buffer.from('the key that is being replaced'),
	new: Buffer.from('the key that replaces it, 1'),
};
const secretOf = (key: Buffer) => `whsec_${key.toString('base64')}`;
const MEASURED = 100;
const AT_ONCE = 4;

let credentialId: string;
let workflowId: string;
let address: string;

beforeAll(async () => {
	const credential = await n8n.createCredential('coupaWebhookApi', 'Events: Coupa', {
		signingSecret: secretOf(KEYS.old),
		secondSigningSecret: secretOf(KEYS.new),
	});
	credentialId = credential.id;
	workflowId = (await n8n.importWorkflow({ name: 'Events: Coupa', nodes: nodes(), connections: CONNECTIONS }))
		.id;
	await n8n.publish(workflowId);
	const [trigger] = await n8n.triggersOf(workflowId);
	address = `${n8n.url}/${trigger.live}`;
});

afterAll(async () => {
	await n8n.unpublish(workflowId);
	await n8n.deleteWorkflow(workflowId);
	await n8n.deleteCredential(credentialId);
});

const CONNECTIONS = { Events: { main: [[{ node: 'Taken', type: 'main' as const, index: 0 }]] } };

function nodes(parameters = {}): INode[] {
	const common = { id: '', typeVersion: 1, position: [0, 0] as [number, number] };
	return [
		{ ...common, name: 'Events', type: 'n8n-nodes-jde-coupa.coupaTrigger', parameters },
		{ ...common, name: 'Taken', type: 'n8n-nodes-base.noOp', parameters: {} },
	];
}

interface Options {
	key?: Buffer;
	at?: number;
	id: string;
	spoil?: (headers: Array<[string, string]>) => Array<[string, string]>;
	gzip?: boolean;
	body?: Buffer;
}

async function deliver({ key = KEYS.new, at = Date.now(), id, spoil, gzip, body = bodyOf(id) }: Options) {
	const delivery = send(PRESETS.standard, body, { key, at, id });
	const signed = delivery.headers.map(([name, value]): [string, string] => [name, value]);
	const headers = (spoil?.(signed) ?? signed).concat(gzip ? [['Content-Encoding', 'gzip']] : []);
	return await post(gzip ? gzipSync(body) : body, headers);
}

const bodyOf = (id: string) => Buffer.from(JSON.stringify({ type: 'invoice.approved', data: { id } }));

async function post(
	body: Buffer,
	headers: Array<[string, string]>,
): Promise<{ status: number; text: string }> {
	const { host, hostname } = new URL(address);
	const sent = ['Host', host, 'Content-Length', String(body.length), ...headers.flat()];
	return await new Promise((resolve, reject) => {
		const call = request(address, { host: hostname, method: 'POST', headers: sent }, (response) => {
			const parts: Buffer[] = [];
			response.on('data', (part: Buffer) => parts.push(part));
			response.on('end', () =>
				resolve({ status: response.statusCode ?? 0, text: Buffer.concat(parts).toString() }),
			);
		});
		call.on('error', reject).end(body);
	});
}

const executions = async () => await n8n.executions({ workflowId });

it('starts an execution for an event that is signed with either secret, gzip or not', async () => {
	for (const [id, more] of Object.entries({
		evt_new: {},
		evt_old: { key: KEYS.old },
		evt_gzip: { gzip: true },
	})) {
		const before = await executions();
		const answer = await deliver({ id, ...more });
		expect([answer.status, JSON.parse(answer.text)]).toEqual([
			200,
			{ received: true, started: true, eventId: id },
		]);
		const run = await n8n.nextExecution(workflowId, before, { mode: 'webhook' });
		expect(outputOf(run, 'Taken')).toMatchObject([
			{
				eventId: id,
				eventIdIsSigned: true,
				event: 'invoice.approved',
				document: { type: 'invoice', id },
				body: { type: 'invoice.approved', data: { id } },
			},
		]);
		const shown = JSON.stringify(run);
		for (const key of Object.values(KEYS)) expect(shown).not.toContain(key.toString('base64'));
		expect(shown).not.toContain('webhook-signature');
	}
});

it('shows an event that arrives twice by its id and digest', async () => {
	const before = await executions();
	await deliver({ id: 'evt_twice' });
	const first = await n8n.nextExecution(workflowId, before);
	const between = await executions();
	await deliver({ id: 'evt_twice', at: Date.now() + 2_000 });
	const second = await n8n.nextExecution(workflowId, between);

	const [[one], [two]] = [first, second].map((run) => outputOf(run, 'Taken'));
	expect([one.eventId, one.digest]).toEqual([two.eventId, two.digest]);
	expect(one.sentAt).not.toBe(two.sentAt);
});

it('answers 401 to what is forged, old or from the future, before parsing it, and starts no execution', async () => {
	const before = await executions();
	const later = (seconds: number) => Date.now() + seconds * 1000;
	const without = (name: string) => (headers: Array<[string, string]>) =>
		headers.filter(([each]) => each !== name);
	const refused: Options[] = [
		{ id: 'evt_forged', key: Buffer.from('guess') },
		{ id: 'evt_empty_key', key: Buffer.alloc(0) },
		{ id: 'evt_stale', at: later(-301) },
		{ id: 'evt_future', at: later(330) },
		{ id: 'evt_gzip', gzip: true, key: Buffer.from('guess') },
		{ id: 'evt_no_json', body: Buffer.from('{"a":'), key: Buffer.from('guess') },
		{ id: 'evt_bare', spoil: () => [] },
		{ id: 'evt_unsigned', spoil: without('webhook-signature') },
		{ id: 'evt_no_time', spoil: without('webhook-timestamp') },
		{
			id: 'evt_doubled',
			spoil: (headers) => [...headers, ...headers.filter(([name]) => name === 'webhook-signature')],
		},
		{
			id: 'evt_id',
			spoil: (headers) => headers.map(([name, value]) => [name, name === 'webhook-id' ? 'evt_x' : value]),
		},
	];
	for (const each of refused) {
		const answer = await deliver(each);
		expect([each.id, answer.status, answer.text]).toEqual([each.id, 401, '{"message":"Not authorized"}']);
	}
	const xml = Buffer.from('<!DOCTYPE a [<!ENTITY b "b">]><a>&b;</a>');
	expect((await post(xml, [['Content-Type', 'application/xml']])).status).toBe(401);
	expect((await post(Buffer.from('not gzip'), [['Content-Encoding', 'gzip']])).status).toBe(400);
	expect((await fetch(address)).status).toBe(404);

	expect(await executions()).toEqual(before);
});

it('takes a body that is not UTF-8, and in any content type', async () => {
	const before = await executions();
	const body = Buffer.from([0x7b, 0xff, 0x00, 0x7d]);
	const multipart = (headers: Array<[string, string]>): Array<[string, string]> =>
		headers.map(([name, value]) => [
			name,
			name === 'Content-Type' ? 'multipart/form-data; boundary=x' : value,
		]);
	expect((await deliver({ id: 'evt_bytes', body, spoil: multipart })).status).toBe(200);
	const run = await n8n.nextExecution(workflowId, before);
	expect(outputOf(run, 'Taken')).toMatchObject([
		{ eventId: 'evt_bytes', body: null, bodyBase64: body.toString('base64') },
	]);
});

it('gives Coupa a token and takes the call-out that brings it', async () => {
	const login = await n8n.createCredential('coupaWebhookApi', 'Events: call-out', {
		user: 'coupa',
		password: 'client secret',
	});
	const other = await n8n.importWorkflow({
		...{ name: 'Events: call-out', nodes: nodes({ authentication: 'callOut' }), connections: CONNECTIONS },
	});
	await n8n.publish(other.id);
	const [events, tokens] = (await n8n.triggersOf(other.id)).map(({ live }) => `${n8n.url}/${live}`);
	const asked = await fetch(tokens, {
		method: 'POST',
		headers: { authorization: `Basic ${Buffer.from('coupa:client secret').toString('base64url')}` },
		body: new URLSearchParams({ grant_type: 'client_credentials' }),
	});
	const { access_token: token } = (await asked.json()) as { access_token: string };
	const call = async (bearer: string) =>
		await fetch(events, {
			method: 'POST',
			headers: { authorization: `Bearer ${bearer}` },
			body: bodyOf('evt_out'),
		});
	expect((await call(`${token}x`)).status).toBe(401);
	expect((await n8n.executions({ workflowId: other.id })).length).toBe(0);
	expect((await call(token)).status).toBe(200);

	const run = await n8n.nextExecution(other.id, []);
	expect(outputOf(run, 'Taken')).toMatchObject([
		{ eventIdFrom: 'digest', document: { type: 'invoice', id: 'evt_out' } },
	]);
	expect(JSON.stringify(run)).not.toContain(token);
	await n8n.unpublish(other.id);
	await n8n.deleteCredential(login.id);
});

it('cannot be published without a secret, and says what is missing', async () => {
	const blank = await n8n.createCredential('coupaWebhookApi', 'Events: blank', { signingSecret: ' ' });
	const other = await n8n.importWorkflow({ name: 'Events: blank', nodes: nodes(), connections: CONNECTIONS });

	await expect(n8n.publish(other.id)).rejects.toThrow('In the credential, no signing secret is entered');
	expect(await n8n.testCredential(blank.id)).toMatchObject({
		status: 'Error',
		message: expect.stringContaining('signing secret'),
	});
	expect(await n8n.testCredential(credentialId)).toMatchObject({ status: 'OK' });

	await n8n.unpublish(other.id);
	await n8n.deleteCredential(blank.id);
});

it('refuses everything once the secret of a published workflow is gone', async () => {
	const before = await executions();
	await n8n.updateCredential(credentialId, { signingSecret: '', secondSigningSecret: '' });
	for (const key of [KEYS.new, KEYS.old, Buffer.alloc(0)])
		expect((await deliver({ id: 'evt_gone', key })).status).toBe(401);
	await n8n.updateCredential(credentialId, { signingSecret: secretOf(KEYS.new) });
	expect((await deliver({ id: 'evt_back' })).status).toBe(200);
	expect((await deliver({ id: 'evt_old_key', key: KEYS.old })).status).toBe(401);
	expect((await executions()).length).toBe(before.length + 1);
});

it(`answers ${MEASURED} events, of which one in ten is forged, and starts one execution for each of the others`, async () => {
	const before = await executions();
	const plain = await plainWebhook();
	const [took, tookPlain]: number[][] = [[], []];
	const statuses = new Map<number, number>();
	const queue = Array.from({ length: MEASURED }, (_, i) => i);
	const timed = async <T,>(into: number[], work: () => Promise<T>): Promise<T> => {
		const start = performance.now();
		const result = await work();
		into.push(performance.now() - start);
		return result;
	};
	await Promise.all(
		Array.from({ length: AT_ONCE }, async () => {
			for (let i = queue.pop(); i !== undefined; i = queue.pop()) {
				const id = `evt_m${i}`;
				const forged = i % 10 === 0 ? { key: Buffer.from(`guess ${i}`) } : {};
				statuses.set(i, (await timed(took, async () => await deliver({ id, ...forged }))).status);
				await timed(tookPlain, async () => await fetch(plain, { method: 'POST', body: bodyOf(id) }));
			}
		}),
	);
	const wrong = [...statuses].filter(([i, status]) => status !== (i % 10 === 0 ? 401 : 200));
	expect([wrong, statuses.size]).toEqual([[], MEASURED]);
	expect((await executions()).length - before.length).toBe(MEASURED * 0.9);

	const [ours, stock] = [took, tookPlain].map(figures);
	console.log(
		`${MEASURED} events, ${AT_ONCE} at once: the Coupa Trigger answered in ${ours}, n8n's own Webhook node in ${stock}`,
	);
});

function figures(took: number[]): string {
	const sorted = [...took].sort((a, b) => a - b);
	const part = (share: number) => `${sorted[Math.floor(sorted.length * share)].toFixed(0)} ms`;
	return `${part(0.5)} (median), ${part(0.99)} (99th percentile)`;
}

/** The same workflow behind n8n's own trigger, which checks nothing: what is slower is the machine or our node. */
async function plainWebhook(): Promise<string> {
	const parameters = { httpMethod: 'POST', path: '' };
	const [, taken] = nodes();
	const events = { ...taken, name: 'Events', type: 'n8n-nodes-base.webhook', typeVersion: 2.1, parameters };
	const { id } = await n8n.importWorkflow({
		name: 'Events: plain',
		nodes: [events, taken],
		connections: CONNECTIONS,
	});
	await n8n.publish(id);
	const [{ live }] = await n8n.triggersOf(id);
	return `${n8n.url}/${live}`;
}
