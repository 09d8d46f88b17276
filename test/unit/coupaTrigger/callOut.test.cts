import { SECRET } from './sender.cts';
import { WebhookServer } from './webhookServer.cts';

const DAY_MS = 86_400_000;
const FORM = Buffer.from('grant_type=client_credentials&scope=');
const BODY = Buffer.from('{"invoice":{"id":42}}');

let server: WebhookServer;

beforeEach(async () => {
	const credential = { user: 'coupa', password: SECRET };
	server = await new WebhookServer({ authentication: 'callOut' }, credential).start();
});
afterEach(async () => await server.stop());

const basic = (secret = SECRET, encoding: BufferEncoding = 'base64url'): [string, string] => [
	'Authorization',
	`Basic ${Buffer.from(`coupa:${secret}`).toString(encoding)}`,
];
const ask = async (body = FORM, login = basic()) => await server.post(body, [login], '/token');
const callOut = async (token: unknown) =>
	await server.post(BODY, [['Authorization', `Bearer ${String(token)}`]]);

it('gives Coupa a token for its client credentials, in a form or in JSON, and takes the call-out that brings it', async () => {
	const json = Buffer.from('{"grant_type":"client_credentials"}');
	for (const answer of [await ask(), await ask(json), await ask(FORM, basic(SECRET, 'base64'))]) {
		expect([answer.status, answer.body]).toEqual([
			200,
			{ access_token: expect.any(String) as string, token_type: 'bearer', expires_in: 86_399 },
		]);
		expect(answer.headers['cache-control']).toBe('no-store');
		expect((await callOut(answer.body.access_token)).status).toBe(200);
	}
	expect(server.executions).toHaveLength(3);
	expect(server.executions[0]).toMatchObject({
		eventIdFrom: 'digest',
		document: { type: 'invoice', id: '42' },
	});
});

it('gives no token for another secret, another kind of grant, or no login at all', async () => {
	expect(await ask(FORM, basic('guess'))).toMatchObject({ status: 401, body: { error: 'invalid_client' } });
	expect(await ask(FORM, ['X-None', 'x'])).toMatchObject({ status: 401, body: { error: 'invalid_client' } });
	for (const body of ['', 'grant_type=password', '{"grant_type":', '[]'])
		expect(await ask(Buffer.from(body))).toMatchObject({
			status: 400,
			body: { error: 'unsupported_grant_type' },
		});
	expect(server.executions).toEqual([]);
});

it('refuses a token that was changed, that expired, or that another node gave out', async () => {
	const { access_token: token } = (await ask()).body as { access_token: string };
	const [end, signature] = token.split('.');
	for (const changed of [
		`${Number(end) + 1}.${signature}`,
		`${end}.${signature.slice(1)}`,
		`${end}.`,
		signature,
		'',
		SECRET,
	])
		expect([changed, (await callOut(changed)).status]).toEqual([changed, 401]);
	for (let bit = 0; bit < token.length * 8; bit += 1) {
		const bytes = Buffer.from(token);
		bytes[bit >> 3] ^= 1 << (bit & 7);
		// What cannot stand in a header cannot be sent.
		if (/^[\x21-\x7e]+$/.test(bytes.toString('latin1'))) expect((await callOut(bytes)).status).toBe(401);
	}
	server.nodeId = 'node-2';
	expect((await callOut(token)).status).toBe(401);
	server.nodeId = 'node-1';
	server.now += DAY_MS;
	expect((await callOut(token)).status).toBe(401);
	expect(server.executions).toEqual([]);
});

it('keeps taking tokens of the old secret while the new one is entered beside it', async () => {
	const { access_token: token } = (await ask()).body;
	server.credential = { user: 'coupa', password: 'the next secret, long enough', secondPassword: SECRET };
	expect((await callOut(token)).status).toBe(200);
	server.credential = { user: 'coupa', password: 'the next secret, long enough' };
	expect((await callOut(token)).status).toBe(401);
});

it('gives out nothing unless it is set to, without a secret, or to addresses outside the list', async () => {
	server.parameters = { authentication: 'callOut', settings: { allowedAddresses: '203.0.113.7' } };
	expect((await ask()).status).toBe(403);
	for (const authentication of ['basic', 'bearer', 'signature']) {
		server.parameters = { authentication, scheme: 'github' };
		server.credential = { user: 'coupa', password: SECRET, bearerToken: SECRET, signingSecret: SECRET };
		expect((await ask()).status).toBe(404);
	}
	server.parameters = { authentication: 'callOut' };
	for (const credential of [undefined, {}, { user: 'coupa', password: '' }, { user: '', password: SECRET }]) {
		server.credential = credential;
		expect((await ask(FORM, basic(''))).status).toBe(401);
		expect((await callOut('1772452799.AAAA')).status).toBe(401);
	}
});

it('shows no token and no secret in its log', async () => {
	const { access_token: token } = (await ask()).body as { access_token: string };
	await ask(FORM, basic('guess-of-a-secret'));
	await callOut(`${token}x`);
	const log = server.log.join('\n');
	expect(server.log).toHaveLength(2);
	for (const secret of [SECRET, token, 'guess-of-a-secret', basic()[1]]) expect(log).not.toContain(secret);
});
