import { Clock } from '../kit/clock.cts';
import { startedClient, type TestClient } from './testClient.cts';

const grant = { grant_type: 'client_credentials' };
const credentials = { client_id: 'jde-coupa-demo', client_secret: 'open-sesame' };

describe('OAuth of the Coupa simulator', () => {
	let client: TestClient;
	const clock = new Clock();
	beforeAll(async () => {
		client = await startedClient({ clock });
	});
	afterAll(() => client.coupa.stop());

	it('issues a bearer token for 86399 seconds to credentials in the body', async () => {
		const { status, body } = await client.askToken({ ...grant, ...credentials, scope: 'core.supplier.read' });
		expect([status, body.token_type, body.expires_in, body.scope]).toEqual([
			200,
			'bearer',
			86399,
			'core.supplier.read',
		]);
	});

	it('takes credentials by Basic as well', async () => {
		const basic = Buffer.from('jde-coupa-demo:open-sesame').toString('base64');
		const { status } = await client.askToken(grant, { authorization: `Basic ${basic}` });
		expect(status).toBe(200);
	});

	it('gives a token of some KB that grows with its scopes', async () => {
		const one = await client.askToken({ ...grant, ...credentials, scope: 'core.supplier.read' });
		const all = await client.askToken({ ...grant, ...credentials });
		const [short, long] = [String(one.body.access_token).length, String(all.body.access_token).length];
		expect(short).toBeGreaterThan(2048);
		expect(long).toBeGreaterThan(short);
		expect(long).toBeLessThan(8192);
	});

	it('refuses a wrong secret as invalid_client with 401', async () => {
		const { status, body } = await client.askToken({ ...grant, ...credentials, client_secret: 'sesame' });
		expect([status, body.error]).toEqual([401, 'invalid_client']);
	});

	it.each([
		'core.supplier.read,core.common.read',
		'core.supplier.read  core.common.read',
		'core.invoices.read',
	])('refuses the scope list "%s" as invalid_scope with 400', async (scope) => {
		const { status, body } = await client.askToken({ ...grant, ...credentials, scope });
		expect([status, body.error]).toEqual([400, 'invalid_scope']);
	});

	it('refuses a token request that is not form-encoded', async () => {
		const { status } = await client.askToken(
			{ ...grant, ...credentials },
			{ 'content-type': 'application/json' },
		);
		expect(status).toBe(400);
	});

	it('answers 401 without a token, with an unknown one, and with an API key', async () => {
		const answers = await Promise.all([
			client.call('GET', 'suppliers', { headers: { authorization: '' } }),
			client.call('GET', 'suppliers', { token: 'guessed' }),
			client.call('GET', 'suppliers', { headers: { authorization: '', 'x-coupa-api-key': 'old-key' } }),
		]);
		expect(answers.map(({ status }) => status)).toEqual([401, 401, 401]);
	});

	it('answers 403 when the token lacks the scope of the verb', async () => {
		await client.signOn('core.supplier.read');
		const read = await client.call('GET', 'suppliers');
		const write = await client.call('POST', 'suppliers', { body: { name: 'Nobody' } });
		expect([read.status, write.status]).toEqual([200, 403]);
	});

	it('lets a token expire by the clock of the simulator', async () => {
		await client.signOn();
		clock.advance(86_398_000);
		const before = await client.call('GET', 'currencies');
		clock.advance(2_000);
		const after = await client.call('GET', 'currencies');
		expect([before.status, after.status]).toEqual([200, 401]);
	});

	it('refuses all tokens once a test has expired them', async () => {
		await client.signOn();
		client.coupa.tokens.expireAll();
		expect((await client.call('GET', 'currencies')).status).toBe(401);
	});
});

it('refuses a token that is younger than tokenUsableAfterMs', async () => {
	const clock = new Clock();
	const client = await startedClient({ clock, tokenUsableAfterMs: 5_000 });
	const early = await client.call('GET', 'currencies');
	clock.advance(5_000);
	const later = await client.call('GET', 'currencies');
	await client.coupa.stop();
	expect([early.status, later.status]).toEqual([401, 200]);
});
