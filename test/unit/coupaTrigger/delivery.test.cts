import { createHash } from 'node:crypto';
import { deflateSync, gzipSync } from 'node:zlib';

import { PRESETS } from '../../../nodes/CoupaTrigger/verify';
import type { Delivery } from '../../../nodes/CoupaTrigger/verify';
import { KEY, NOW, SECRET, send, withHeader } from './sender.cts';
import { WebhookServer } from './webhookServer.cts';

const { github, standard } = PRESETS;
const BODY = Buffer.from('{"type":"invoice.approved","data":{"id":42}}');
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

let server: WebhookServer;

beforeEach(async () => {
	server = await new WebhookServer({ scheme: 'github' }, { signingSecret: SECRET }).start();
});
afterEach(async () => await server.stop());

const post = async ({ body, headers }: Delivery) => await server.post(body, headers);

describe('an event that proves where it comes from', () => {
	it('starts an execution with what is needed to recognise it again', async () => {
		const answer = await post(send(github, BODY));

		expect([answer.status, answer.body]).toEqual([200, { received: true, started: true, eventId: 'evt_1' }]);
		expect(server.executions).toEqual([
			{
				eventId: 'evt_1',
				eventIdFrom: 'header',
				eventIdIsSigned: false,
				digest: sha256(BODY),
				event: 'invoice.approved',
				document: { type: 'invoice', id: '42', number: null },
				receivedAt: '2026-03-01T12:00:00.000Z',
				sentAt: null,
				body: { type: 'invoice.approved', data: { id: 42 } },
			},
		]);
	});

	it('has the digest of its body as id where none was sent', async () => {
		await post(withHeader(send(github, BODY), 'X-GitHub-Delivery', null));
		expect(server.executions).toMatchObject([
			{ eventId: sha256(BODY), eventIdFrom: 'digest', eventIdIsSigned: true },
		]);
	});

	it('says when it was sent and that its id is signed, where the scheme signs both', async () => {
		server.parameters = {};
		server.credential = { signingSecret: KEY.toString('base64') };
		await post(send(standard, BODY, { at: NOW - 5_000 }));
		expect(server.executions).toMatchObject([
			{ eventId: 'evt_1', eventIdIsSigned: true, sentAt: '2026-03-01T11:59:55.000Z' },
		]);
	});

	it('is taken although its body is not UTF-8, which then comes in base64', async () => {
		const body = Buffer.from([0x7b, 0xff, 0xfe, 0x00, 0x7d]);
		expect((await post(send(github, body))).status).toBe(200);
		expect(server.executions).toMatchObject([
			{ body: null, bodyBase64: body.toString('base64'), event: null, document: null },
		]);
	});

	it('is taken with an empty body and as XML', async () => {
		await post(send(github, Buffer.alloc(0)));
		await post(send(github, Buffer.from('<invoice-header><id type="integer">42</id></invoice-header>')));
		expect(server.executions).toMatchObject([
			{ body: null },
			{ body: { id: 42 }, rootElement: 'invoice-header', document: { type: 'invoice', id: '42' } },
		]);
	});

	it.each([
		['gzip', gzipSync],
		['deflate', deflateSync],
	])('is taken in %s, whether the sender signed before or after compressing', async (encoding, compress) => {
		const wire = compress(BODY);
		for (const signed of [BODY, wire]) {
			const { headers } = send(github, signed);
			const answer = await server.post(wire, [...headers, ['Content-Encoding', encoding]]);
			expect([answer.status, server.executions.at(-1)?.digest]).toEqual([200, sha256(BODY)]);
		}
		const forged = await server.post(wire, [
			...send(github, Buffer.from('{}')).headers,
			['Content-Encoding', encoding],
		]);
		expect([forged.status, server.executions.length]).toEqual([401, 2]);
	});

	it('carries no header, so no signature, token or password reaches an execution', async () => {
		server.parameters = { authentication: 'basic' };
		server.credential = { user: 'coupa', password: SECRET };
		const login = `Basic ${Buffer.from(`coupa:${SECRET}`).toString('base64')}`;
		await server.post(BODY, [['Authorization', login]]);
		await server.post(BODY, [['Authorization', `${login}x`]]);
		const seen = JSON.stringify([server.executions, server.log]);
		expect(server.executions).toMatchObject([{ eventIdFrom: 'digest', eventIdIsSigned: false }]);
		expect([SECRET, login.slice(6)].filter((secret) => seen.includes(secret))).toEqual([]);
	});
});

describe('an event that does not', () => {
	it.each<[string, (delivery: Delivery) => Delivery]>([
		['a signature of another secret', () => send(github, BODY, { key: Buffer.from('guess') })],
		['no signature', (valid) => withHeader(valid, 'X-Hub-Signature-256', null)],
		['two signatures', (valid) => ({ ...valid, headers: [...valid.headers, valid.headers[1]] })],
		['a changed body', (valid) => ({ ...valid, body: Buffer.from(`${BODY.toString()} `) })],
		['a body that n8n could not parse', (valid) => ({ ...valid, body: Buffer.from('{"a":') })],
	])('%s: gets 401 and starts nothing, and learns nothing', async (_what, spoil) => {
		const answer = await post(spoil(send(github, BODY)));

		expect([answer.status, answer.body]).toEqual([401, { message: 'Not authorized' }]);
		expect(answer.headers['www-authenticate']).toBeDefined();
		expect(server.executions).toEqual([]);
		expect(server.log).toEqual([expect.stringContaining("'Coupa Trigger' refused a delivery with 401: ")]);
	});

	it('is told why while a person tests in the editor', async () => {
		server.mode = 'manual';
		const answer = await post(withHeader(send(github, BODY), 'X-Hub-Signature-256', null));
		expect(answer.body.message).toBe("Not authorized: Header 'X-Hub-Signature-256' is missing");
	});

	it.each<[string, Record<string, unknown> | undefined]>([
		['no credential', undefined],
		['a credential without a secret', {}],
		['a blank secret', { signingSecret: '  ' }],
		['secrets of another kind', { bearerToken: SECRET, password: SECRET, user: 'u' }],
	])('with %s everything is refused, whatever it is signed with', async (_what, credential) => {
		server.credential = credential as never;
		for (const key of [KEY, Buffer.alloc(0), Buffer.from(' ')])
			expect((await post(send(github, BODY, { key }))).status).toBe(401);
		expect(server.executions).toEqual([]);
	});

	it.each([
		['bearer', {}],
		['bearer', { bearerToken: '' }],
		['basic', { user: '', password: '' }],
		['basic', { user: 'u' }],
		['', { signingSecret: SECRET }],
		['none', { signingSecret: SECRET }],
	])('with the authentication %p and %j too', async (authentication, credential) => {
		server.parameters = { authentication };
		server.credential = credential;
		for (const value of ['Bearer ', 'Bearer undefined', 'Basic Og==', 'Basic dTo=', ''])
			expect((await server.post(BODY, [['Authorization', value]])).status).toBe(401);
		expect(server.executions).toEqual([]);
	});
});

describe('limits', () => {
	it('answers 413 to a body that is too large, also when it grows while being inflated', async () => {
		server.parameters = { scheme: 'github', settings: { bodyLimit: 1 } };
		const large = Buffer.alloc(1025, 0x20);
		expect((await post(send(github, large))).status).toBe(413);
		for (const size of [1025, 8_000_000]) {
			const inflated = Buffer.alloc(size, 0x20);
			const wire = gzipSync(inflated);
			const answer = await server.post(wire, [
				...send(github, inflated).headers,
				['Content-Encoding', 'gzip'],
			]);
			expect(answer.status).toBe(413);
		}
		expect((await post(send(github, Buffer.alloc(1024, 0x20)))).status).toBe(200);
	});

	it('answers 400 to gzip that is none, and 415 to encodings nobody can undo', async () => {
		const { body, headers } = send(github, BODY);
		expect((await server.post(body, [...headers, ['Content-Encoding', 'gzip']])).status).toBe(400);
		for (const encoding of ['br', 'GZIP', 'gzip, gzip'])
			expect((await server.post(body, [...headers, ['Content-Encoding', encoding]])).status).toBe(415);
		expect(server.executions).toEqual([]);
	});

	it('answers 403 to addresses outside the list, although they sign well', async () => {
		server.parameters = { scheme: 'github', settings: { allowedAddresses: '203.0.113.0/24' } };
		expect((await post(send(github, BODY))).status).toBe(403);
		server.parameters = { scheme: 'github', settings: { allowedAddresses: '203.0.113.0/24, 127.0.0.0/8' } };
		expect((await post(send(github, BODY))).status).toBe(200);
		server.parameters = { scheme: 'github', settings: { allowedAddresses: '127.0.0.0/8, everybody' } };
		expect((await post(send(github, BODY))).status).toBe(401);
	});
});

describe('the event filter', () => {
	it.each([
		['invoice.*', true],
		['payment, invoice.approved', true],
		['INVOICE', true],
		['*', true],
		['invoice.app', false],
		['payment*', false],
	])('%s: %p', async (events, started) => {
		server.parameters = { scheme: 'github', triggerOn: 'selected', events };
		const answer = await post(send(github, BODY));
		expect([answer.status, answer.body.started]).toEqual([200, started]);
		expect(server.executions).toHaveLength(started ? 1 : 0);
	});

	it('starts where one of several events in a body is selected, and names them all', async () => {
		server.parameters = { scheme: 'github', triggerOn: 'selected', events: 'invoice.voided' };
		const events = [
			{ event: 'invoice.approved', id: 1 },
			{ event: 'invoice.voided', id: 2 },
		];
		expect((await post(send(github, Buffer.from(JSON.stringify(events))))).body.started).toBe(true);
		expect(server.executions).toMatchObject([
			{
				event: null,
				document: null,
				events: [
					{ event: 'invoice.approved', document: { type: 'invoice', id: '1', number: null } },
					{ event: 'invoice.voided', document: { type: 'invoice', id: '2', number: null } },
				],
			},
		]);
	});

	it('asks for no name, and for none at all where none is entered', async () => {
		server.parameters = { scheme: 'github', triggerOn: 'selected', events: 'invoice' };
		const unnamed = await post(send(github, Buffer.from('{"hello":1}')));
		expect(unnamed.body).toEqual({
			received: true,
			started: false,
			reason: "Event 'without a name' is not selected",
		});
		expect((await server.post(BODY, [])).status).toBe(401);
	});
});

it('takes header names and tolerance from the options', async () => {
	const scheme = { ...standard, signatureHeader: 'X-Coupa-Signature', idHeader: 'X-Coupa-Event' };
	server.parameters = {
		settings: {
			signatureHeader: scheme.signatureHeader,
			idHeader: scheme.idHeader,
			timestampTolerance: 10,
			eventHeader: 'X-Event',
		},
	};
	server.credential = { signingSecret: '', secondSigningSecret: `whsec_${KEY.toString('base64')}` };
	const { body, headers } = send(scheme, BODY);
	expect((await server.post(body, [...headers, ['X-Event', 'payment.made']])).status).toBe(200);
	expect((await post(send(scheme, BODY, { at: NOW - 11_000 }))).status).toBe(401);
	expect(server.executions).toMatchObject([{ eventId: 'evt_1', event: 'payment.made' }]);
});

it('takes all three headers of Standard Webhooks under the names of another sender', async () => {
	const names = { idHeader: 'svix-id', timestampHeader: 'svix-timestamp', signatureHeader: 'svix-signature' };
	server.parameters = { settings: names };
	server.credential = { signingSecret: `whsec_${KEY.toString('base64')}` };
	expect((await post(send({ ...standard, ...names }, BODY))).status).toBe(200);
	expect((await post(send(standard, BODY))).status).toBe(401);
});

it('takes a custom scheme as it is set', async () => {
	server.parameters = {
		scheme: 'custom',
		customSignatureHeader: 'X-Sig',
		customPrefix: 'v0 ',
		customEncoding: 'base64url',
		customSignedText: 'v0:{timestamp}:{id}:{body}',
		customTimestampHeader: 'X-Time',
		customIdHeader: 'X-Id',
		customSecretEncoding: 'hex',
	};
	server.credential = { signingSecret: KEY.toString('hex') };
	const scheme = {
		...github,
		signatureHeader: 'X-Sig',
		prefix: 'v0 ',
		encoding: 'base64url' as const,
		signed: 'v0:{timestamp}:{id}:{body}',
		timestampHeader: 'X-Time',
		idHeader: 'X-Id',
	};
	expect((await post(send(scheme, BODY))).status).toBe(200);
	expect((await post(withHeader(send(scheme, BODY), 'X-Id', 'evt_2'))).status).toBe(401);
});
