import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Failed } from '../../../lib/failure';
import { TestAis, browse, f0401, failureOf, PASSWORD } from './aisNode.cts';

const HTML = '<html><head><title>Sign In</title><style>p{}</style></head><body>Please sign in</body></html>';

let ais: TestAis;
afterEach(async () => await ais.stop());

const f0401Read = { ...f0401, body: browse('F0401') };
/** What the token request is answered with. */
const answers = (status: number, body: object, times = 1) =>
	ais.simulator!.faults.add({
		name: 'sign-on',
		path: /tokenrequest$/,
		times,
		effect: {
			answer: { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) },
		},
	});

describe('signing on', () => {
	it.each(['body', 'basic'])(
		'sends user and password by %s, with environment, role and device',
		async (way) => {
			ais = await TestAis.start(
				{},
				{ signOnWith: way, environment: 'JPY920', role: 'N8NROLE', deviceName: 'w1' },
			);
			const [shown] = await ais.run('session', 'validate');

			expect(shown).toMatchObject({ environment: 'JPY920', role: 'N8NROLE', user: 'N8N', valid: true });
			expect(ais.simulator!.sessions.count('N8N', 'w1')).toBe(1);
			const request = ais.simulator!.ledger.exchanges[0]!;
			expect(request.path).toBe('/jderest/v2/tokenrequest');
			expect(request.body.includes(PASSWORD)).toBe(way === 'body');
			expect('authorization' in request.headers).toBe(way === 'basic');
		},
	);

	it('takes the defaults of the server where environment and role are empty, and says which they are', async () => {
		ais = await TestAis.start({}, { environment: '', role: '' });
		const host = new URL(ais.simulator!.url).host;
		expect(await ais.run('session', 'validate')).toEqual([
			{
				connectedTo: `JDV920 at ${host}`,
				host,
				environment: 'JDV920',
				role: '*ALL',
				user: 'N8N',
				userDateFormat: 'MM/dd/yyyy',
				valid: true,
			},
		]);
	});

	it.each(['', '/', '/jderest', '/jderest/'])(
		'finds the services below an address ending in %p',
		async (end) => {
			ais = await TestAis.start();
			ais.stored.serverUrl = ais.simulator!.url + end;
			expect(await ais.run('session', 'validate')).toMatchObject([{ valid: true }]);
		},
	);

	it('with a wrong password is tried once, whatever the number of items, so that the user is not locked', async () => {
		ais = await TestAis.start({}, { password: 'sesame-two' });
		const items = Array.from({ length: 20 }, (_, n) => ({ n }));
		const results = await ais.run('supplier', 'get', { supplierNumber: '4343' }, { items });

		expect(results).toHaveLength(20);
		expect(ais.signOns).toBe(1);
		const failure = failureOf(results[19]);
		expect(failure).toMatchObject({ category: 'authentication', httpStatus: 403, retryable: false });
		expect(failure.message).toContain("'User'");
		expect(failure.message).toContain("'Password'");
		ais.stored.password = PASSWORD;
		expect(await ais.run('session', 'validate')).toMatchObject([{ valid: true }]);
	});

	it("is refused where the user's date format cannot be written in digits, and leaves no session open", async () => {
		const ais = await TestAis.start();
		ais.simulator!.users[0]!.simpleDateFormat = 'MMM d';
		const failure = failureOf((await ais.run('session', 'validate'))[0]);
		expect(failure).toMatchObject({ code: 'JDE_DATE_FORMAT', category: 'configuration' });
		expect(failure.message).toContain('MMM d');
		expect([ais.signOns, ais.logOuts, ais.stored.sessionToken]).toEqual([1, 1, '']);
		await ais.stop();
	});

	it.each([
		['DME', '/', 'dd/MM/yyyy'],
		['MDE', '-', 'MM-dd-yyyy'],
		['DMY', '.', 'dd.MM.yy'],
	])(
		'works the date format out of %s and %p where the server does not write it out',
		async (dateFormat, dateSeperator, format) => {
			ais = await TestAis.start();
			answers(200, { environment: 'JDV920', userInfo: { token: 'a-token', dateFormat, dateSeperator } });
			await ais.run('session', 'validate');
			expect(ais.stored.userDateFormat).toBe(format);
		},
	);

	it('without a token in the answer says so, and not that the address is wrong', async () => {
		ais = await TestAis.start();
		answers(200, { username: 'N8N', userInfo: null, message: 'Role not assigned' });
		const failure = failureOf((await ais.run('session', 'validate'))[0]);
		expect(failure).toMatchObject({ code: 'JDE_NO_TOKEN', category: 'authentication' });
		expect(failure.description).toContain('Role not assigned');
	});

	it("that the server's own 500 refuses is tried once for a session that ended in the middle", async () => {
		ais = await TestAis.start();
		const connection = await ais.connect();
		ais.simulator!.sessions.expireAll();
		answers(500, { message: 'Invalid user or password', exception: 'Exception' }, 99);
		const call = async () => await connection.call(f0401Read).catch((error: Failed) => error.failure);
		const failures = [await call(), await call(), await call()];
		expect(ais.simulator!.faults.fired('sign-on')).toBe(1);
		expect(failures[2]).toMatchObject({ code: 'JDE_SIGN_ON_REFUSED', category: 'authentication' });
	});

	it('that fails because the HTML Server is down is an outage', async () => {
		ais = await TestAis.start();
		answers(500, { message: 'Unable to connect to the HTML Server', exception: 'Exception' });
		expect(failureOf((await ais.run('session', 'validate'))[0])).toMatchObject({
			category: 'unavailable',
			retryable: true,
		});
	});

	it('refused with 401 tells of a gateway', async () => {
		ais = await TestAis.start();
		answers(401, { error: 'unauthorized' });
		const failure = failureOf((await ais.run('session', 'validate'))[0]);
		expect(failure).toMatchObject({ code: 'JDE_SIGN_ON_REFUSED', httpStatus: 401 });
		expect(failure.description).toContain('a gateway before the AIS Server');
	});

	it('never repeats a password that the server echoes', async () => {
		ais = await TestAis.start({}, { password: 'wrong "quoted" one' });
		ais.simulator!.faults.add({
			name: 'echo',
			path: /tokenrequest$/,
			effect: {
				answer: {
					status: 403,
					headers: { 'content-type': 'application/json' },
					body: JSON.stringify({ message: 'No user N8N with wrong "quoted" one' }),
				},
			},
		});
		const failure = failureOf((await ais.run('session', 'validate'))[0]);
		expect(ais.simulator!.faults.fired('echo')).toBe(1);
		expect(JSON.stringify(failure)).not.toContain('quoted');
		expect(failure.description).toContain('No user N8N with ***');
	});

	it('is refused in words that name the way of signing on, where Server Manager has switched it off', async () => {
		ais = await TestAis.start({ loginTypes: { credentials: false } });
		const failure = failureOf((await ais.run('session', 'validate'))[0]);
		expect(failure.category).toBe('authentication');
		expect(failure.description).toContain("'Sign On With'");
		expect(failure.description).toContain('JD Edwards says:');
	});
});

describe('a wrong address in the credential', () => {
	it.each([
		['a sign-on page in HTML', { status: 200, body: HTML }],
		['a redirect', { status: 302, body: '', headers: { location: 'https://sso.example/' } }],
	])('that leads to %s is recognised', async (_what, answer) => {
		ais = await TestAis.start();
		ais.simulator!.faults.add({ name: 'page', effect: { answer } });
		const failure = failureOf((await ais.run('session', 'validate'))[0]);
		expect(ais.simulator!.faults.fired('page')).toBe(1);
		expect(failure).toMatchObject({ code: 'JDE_NOT_JSON', category: 'configuration' });
		expect(failure.description).toContain("'AIS Server URL'");
		expect(JSON.stringify(failure)).not.toContain('<');
		expect(ais.signOns).toBe(1);
	});

	it.each([
		['', 'is empty'],
		['ais.example.com', 'is not a web address'],
		['https://n8n:pw12@ais.example.com', 'user or password'],
	])('%p is refused without a call', async (url, why) => {
		ais = TestAis.at(url);
		const failure = failureOf((await ais.run('session', 'validate'))[0]);
		expect(failure).toMatchObject({ code: 'JDE_SERVER_URL', category: 'configuration' });
		expect(failure.message).toContain(why);
		expect(JSON.stringify(failure)).not.toContain('pw12');
	});

	it('with an unknown host names the field', async () => {
		ais = TestAis.at('https://no-such-host.invalid:9300');
		const failure = failureOf((await ais.run('session', 'validate'))[0]);
		// A machine without a name server cannot say that a host is unknown.
		expect(['JDE_HOST_UNKNOWN', 'JDE_NO_ANSWER']).toContain(failure.code);
		expect(failure.message + String(failure.description)).toContain("'AIS Server URL'");
	});

	it('where nothing listens is an outage', async () => {
		ais = await TestAis.start();
		await ais.stop();
		const failure = failureOf((await ais.run('session', 'validate'))[0]);
		expect(failure).toMatchObject({ code: 'JDE_NO_ANSWER', category: 'unavailable', retryable: true });
	});
});

describe('a self-signed certificate', () => {
	const folder = mkdtempSync(join(tmpdir(), 'jde-coupa-tls-'));
	const [keyFile, certFile] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
	let tls: { key: string; cert: string };

	beforeAll(() => {
		const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=IP:127.0.0.1'];
		const kind = [
			'-x509',
			'-newkey',
			'ec',
			'-pkeyopt',
			'ec_paramgen_curve:prime256v1',
			'-nodes',
			'-days',
			'2',
		];
		execFileSync('openssl', ['req', ...kind, ...subject, '-keyout', keyFile, '-out', certFile], {
			stdio: 'pipe',
		});
		tls = { key: readFileSync(keyFile, 'utf8'), cert: readFileSync(certFile, 'utf8') };
	});
	afterAll(() => rmSync(folder, { recursive: true }));

	it('is not trusted, and the failure names the switch', async () => {
		ais = await TestAis.start({ tls });
		const failure = failureOf((await ais.run('session', 'validate'))[0]);
		expect(failure).toMatchObject({ code: 'JDE_CERTIFICATE', category: 'configuration' });
		expect(failure.description).toContain("'Ignore SSL Issues (Insecure)'");
		expect(ais.simulator!.ledger.exchanges).toEqual([]);
	});

	it('is taken for signing on and for reading where the credential says so', async () => {
		ais = await TestAis.start({ tls }, { ignoreSslIssues: true });
		expect(await ais.run('session', 'getServerTime')).toMatchObject([
			{ serverTime: expect.stringMatching(/^2026-11-22T11:/) },
		]);
	});
});
