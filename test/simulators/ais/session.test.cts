import { sampleCompany } from '../sample/index.cts';
import { startAisSimulator, type AisOptions, type AisSimulator } from './index.cts';
import { PASSWORD, TestClient } from './testClient.cts';

const company = sampleCompany({ seed: 1, suppliers: 60 });
const MINUTE_MS = 60_000;

let ais: AisSimulator;
let client: TestClient;

async function start(options: Partial<AisOptions> = {}) {
	await ais?.stop();
	ais = await startAisSimulator({ company, ...options });
	client = new TestClient(ais);
}

beforeEach(() => start());
afterEach(() => ais.stop());

function basic(username = 'N8N', password = PASSWORD): Record<string, string> {
	return { authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}` };
}

describe('sign-on', () => {
	test('gives a token, the defaults of the server and the date format of the user', async () => {
		const { status, json } = await client.signOn('N8NEURO');

		expect(status).toBe(200);
		expect(json).toMatchObject({ username: 'N8NEURO', environment: 'JDV920', role: '*ALL' });
		expect(json.userInfo).toMatchObject({
			simpleDateFormat: 'dd/MM/yyyy',
			dateFormat: 'DME',
			dateSeperator: '/',
			timeZoneOffset: 'UTC-07:00',
			dstRuleKey: 'USA',
		});
		expect(json).not.toHaveProperty('deprecated');
	});

	test('answers on version 1 carry the deprecation mark', async () => {
		const body = { username: 'N8N', password: PASSWORD };
		expect((await client.send('POST', '/jderest/tokenrequest', body)).json.deprecated).toBe(true);
	});

	test('takes a Basic header with environment, role and device beside it, and an empty body', async () => {
		const headers = {
			...basic(),
			'content-type': 'application/json',
			'jde-AIS-Auth-Environment': 'JPY920',
			'jde-AIS-Auth-Role': 'N8NROLE',
			'jde-AIS-Auth-Device': 'header-device',
		};
		const { json } = await client.send('POST', '/jderest/v2/tokenrequest', undefined, { headers });

		expect(json).toMatchObject({ environment: 'JPY920', role: 'N8NROLE' });
		expect(ais.sessions.count('N8N', 'header-device')).toBe(1);
	});

	test.each(['/jderest', '/jderest/v2', '/jderest/v3'])(
		'stands below the orchestrator of %s too',
		async (base) => {
			const login = await client.send('GET', `${base}/orchestrator/jde-login`, undefined, {
				headers: basic(),
			});
			const headers = { 'jde-AIS-Auth': login.json.userInfo.token };
			const validate = `${base}/orchestrator/jde-validate-session`;

			expect((await client.send('GET', validate, undefined, { headers })).json).toEqual({
				isValidSession: true,
			});
			await client.send('GET', `${base}/orchestrator/jde-logout`, undefined, { headers });
			expect((await client.send('GET', validate, undefined, { headers })).status).toBe(444);
		},
	);

	test('refuses another content type with 415 and broken JSON with 400', async () => {
		const headers = { 'content-type': 'text/plain' };
		const path = '/jderest/v2/tokenrequest';

		expect((await client.send('POST', path, '{}', { headers })).status).toBe(415);
		expect((await client.send('POST', path, '{"username":')).status).toBe(400);
		expect((await client.send('POST', path, '[]')).status).toBe(400);
	});

	test('refuses wrong passwords, environments and roles with 403 and a service error', async () => {
		const wrong = [{ password: 'sesame-two' }, { environment: 'NOWHERE' }, { role: 'CNCADMIN' }];
		for (const extra of wrong) {
			const { status, json } = await client.signOn('N8N', extra);
			expect(status).toBe(403);
			expect(json.timeStamp).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+0000$/);
			expect(Object.keys(json)).toEqual(['message', 'exception', 'timeStamp', 'status']);
		}
		expect(ais.sessions.count()).toBe(0);
	});

	test('disables the user after five wrong passwords, so that a storm of sign-ons is seen', async () => {
		for (let count = 1; count <= 5; count += 1) await client.signOn('N8N', { password: 'sesame-two' });

		expect(ais.logins.isLocked('n8n')).toBe(true);
		expect((await client.signOn()).status).toBe(403);
		ais.logins.unlock('N8N');
		expect((await client.signOn()).status).toBe(200);
		expect(ais.logins.failedCount('N8N')).toBe(0);
	});

	test('refuses the login type that the administrator has switched off', async () => {
		await start({ loginTypes: { basic: false } });
		const headers = { ...basic(), 'content-type': 'application/json' };
		expect((await client.send('POST', '/jderest/v2/tokenrequest', undefined, { headers })).status).toBe(403);
		expect((await client.signOn()).status).toBe(200);

		await start({ loginTypes: { credentials: false } });
		expect((await client.signOn()).status).toBe(403);
	});
});

describe('a token', () => {
	test('is refused with 444 without its device or with another', async () => {
		await client.signOn();
		const path = '/jderest/v2/dataservice';
		const body = { targetName: 'F0010', targetType: 'table', dataServiceType: 'BROWSE' };
		const withDevice = (device?: string) =>
			client.send('POST', path, body, {
				headers: { 'JDE-AIS-AUTH': client.token, ...(device ? { 'Jde-Ais-Auth-Device': device } : {}) },
			});

		expect((await withDevice('jest')).status).toBe(200);
		expect((await withDevice('other')).status).toBe(444);
		const refused = await withDevice();
		expect(refused.status).toBe(444);
		expect(refused.json).toMatchObject({ message: 'Invalid Token', exception: 'Exception' });
	});

	test('without a device is bound to the address of its caller', async () => {
		const body = { username: 'N8N', password: PASSWORD };
		const login = await client.send('POST', '/jderest/v2/tokenrequest', body, { localAddress: '127.0.0.2' });
		const { token } = login.json.userInfo;
		const validate = (localAddress: string) =>
			client.send('POST', '/jderest/v2/tokenrequest/validate', { token }, { localAddress });

		expect((await validate('127.0.0.2')).status).toBe(200);
		expect((await validate('127.0.0.3')).status).toBe(444);
	});

	test('may stand in the body, or on GET in $token with $device', async () => {
		await client.signOn();
		const body = {
			token: client.token,
			deviceName: 'jest',
			targetName: 'F0010',
			targetType: 'table',
			dataServiceType: 'COUNT',
		};
		const query = new URLSearchParams({ $token: client.token, $device: 'jest' });

		expect((await client.send('POST', '/jderest/v2/dataservice', body)).status).toBe(200);
		expect((await client.send('GET', `/jderest/v2/dataservice/table/F0010?${query}`)).status).toBe(200);
	});

	test('dies when it is idle too long, and touching keeps it alive', async () => {
		await client.signOn();
		const validate = (touch: boolean) =>
			client.send('POST', '/jderest/v2/tokenrequest/validate', { touch }, { headers: client.auth });

		ais.clock.advance(20 * MINUTE_MS);
		expect((await validate(true)).status).toBe(200);
		ais.clock.advance(20 * MINUTE_MS);
		expect((await validate(false)).status).toBe(200);
		ais.clock.advance(15 * MINUTE_MS);
		expect((await validate(false)).status).toBe(444);
	});

	test('dies at the end of its lifetime however busy it is', async () => {
		await start({ sessionLimits: { lifetimeMs: 60 * MINUTE_MS } });
		await client.signOn();
		ais.clock.advance(29 * MINUTE_MS);
		expect((await client.browse('F0010')).status).toBe(200);
		ais.clock.advance(29 * MINUTE_MS);
		expect((await client.browse('F0010')).status).toBe(200);
		ais.clock.advance(3 * MINUTE_MS);
		expect((await client.browse('F0010')).status).toBe(444);
	});

	test('is dead after signing off, and signing off twice is refused', async () => {
		await client.signOn();
		const logout = () => client.send('POST', '/jderest/v2/tokenrequest/logout', { token: client.token });

		expect((await logout()).json).toEqual({ status: 'Success' });
		expect((await logout()).status).toBe(444);
		expect((await client.browse('F0010')).status).toBe(444);
		expect(ais.ledger.effects.map(({ kind, key }) => `${kind} ${key}`)).toEqual([
			'session-opened N8N@jest',
			'session-closed N8N@jest',
		]);
	});

	test('that is dead gets 403 on servers that answer so', async () => {
		await start({ deadTokenStatus: 403 });
		await client.signOn();
		ais.sessions.expireAll();
		expect((await client.browse('F0010')).status).toBe(403);
	});
});

describe('sessions', () => {
	test('are counted by user and device, open and at most', async () => {
		const second = new TestClient(ais, 'second');
		await client.signOn();
		await second.signOn();
		ais.sessions.expire(client.token);

		expect(ais.sessions.count('N8N', 'jest')).toBe(0);
		expect(ais.sessions.count('N8N', 'second')).toBe(1);
		expect([ais.sessions.maxOpenAtOnce, ais.sessions.tokensIssued]).toEqual([2, 2]);
	});

	test('of a call with Basic header or credentials in the body last for that call', async () => {
		const body = { targetName: 'F0010', targetType: 'table', dataServiceType: 'BROWSE' };
		const path = '/jderest/v2/dataservice';
		const byHeader = await client.send('POST', path, body, { headers: basic() });
		const byBody = await client.send('POST', path, { ...body, username: 'N8N', password: PASSWORD });

		expect([byHeader.status, byBody.status]).toEqual([200, 200]);
		expect([ais.sessions.temporarySignOns, ais.sessions.count()]).toEqual([2, 0]);
	});
});
