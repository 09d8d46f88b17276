import { TestAis, browse, company, credential, f0401, failureOf } from './aisNode.cts';

const FIVE = [1, 2, 3, 4, 5];
const read = { ...f0401, body: browse('F0401') };

let ais: TestAis;
afterEach(async () => await ais.stop());

describe('the session of a credential', () => {
	it('is kept in the credential and used by all executions', async () => {
		ais = await TestAis.start();
		for (let i = 0; i < 5; i += 1) await ais.run('session', 'validate');
		expect(ais.signOns).toBe(1);
		expect(ais.simulator!.sessions.maxOpenAtOnce).toBe(1);
		expect(ais.stored.sessionToken).not.toBe('');
	});

	it('is opened once for executions that start together', async () => {
		ais = await TestAis.start();
		await Promise.all(FIVE.map(async () => await ais.connect()));
		expect(ais.signOns).toBe(1);
		expect(ais.simulator!.sessions.maxOpenAtOnce).toBe(1);
	});

	it.each([444, 403] as const)(
		'found dead by %i is renewed once for five requests at a time',
		async (status) => {
			ais = await TestAis.start({ deadTokenStatus: status });
			const connection = await ais.connect();
			ais.simulator!.sessions.expireAll();
			const bodies = await Promise.all(FIVE.map(async () => await connection.call(read)));

			expect(bodies.every((body) => 'fs_DATABROWSE_F0401' in body)).toBe(true);
			expect(ais.signOns).toBe(2);
			expect(ais.simulator!.sessions.count()).toBe(1);
		},
	);

	it.each([
		[401, 'Unauthorized'],
		[500, 'Invalid Token'],
		[500, 'Error: Invalid Token'],
	])('found dead by %i with %p is renewed, because validation says so', async (status, message) => {
		ais = await TestAis.start();
		const connection = await ais.connect();
		ais.simulator!.sessions.expireAll();
		const headers = { 'content-type': 'application/json' };
		const answer = { status, headers, body: JSON.stringify({ message, exception: 'Exception' }) };
		ais.simulator!.faults.add({ name: 'dead', path: /dataservice/, effect: { answer } });
		expect(await connection.call(read)).toHaveProperty('fs_DATABROWSE_F0401');
		expect([ais.signOns, ais.simulator!.faults.fired('dead')]).toEqual([2, 1]);
	});

	it.each([401, 500])('that lives is kept, whatever %i says', async (status) => {
		ais = await TestAis.start();
		const headers = { 'content-type': 'application/json' };
		const answer = { status, headers, body: '{"message":"Invalid Token for the bank"}' };
		ais.simulator!.faults.add({ name: 'other', path: /v3\/orchestrator/, effect: { answer } });
		const parameters = { orchestration: 'PostVoucher', inputsAs: 'json', inputsJson: {} };
		await ais.run('orchestration', 'run', parameters);
		expect([ais.signOns, ais.simulator!.faults.fired('other')]).toEqual([1, 1]);
	});

	it('found dead is renewed once for five executions at a time', async () => {
		ais = await TestAis.start();
		const connections = await Promise.all(FIVE.map(async () => await ais.connect()));
		ais.simulator!.sessions.expireAll();
		await Promise.all(connections.map(async ({ call }) => await call(read)));

		expect(ais.signOns).toBe(2);
		expect(ais.simulator!.sessions.count()).toBe(1);
	});

	it('found dead by a later execution is taken over from the one that renewed it', async () => {
		ais = await TestAis.start();
		const [first, second] = [await ais.connect(), await ais.connect()];
		ais.simulator!.sessions.expireAll();
		await first.call(read);
		await second.call(read);
		expect(ais.signOns).toBe(2);
	});

	it('that ends again right after it was opened is not opened over and over', async () => {
		ais = await TestAis.start();
		const dead = {
			status: 444,
			body: '{"message":"Invalid Token"}',
			headers: { 'content-type': 'application/json' },
		};
		ais.simulator!.faults.add({ name: 'dead', path: /dataservice/, times: 99, effect: { answer: dead } });
		const failure = failureOf((await ais.run('table', 'getAll', { table: 'F0401' }))[0]);
		expect(failure).toMatchObject({ code: 'JDE_444', category: 'authentication' });
		expect([ais.signOns, ais.simulator!.faults.fired('dead')]).toEqual([2, 2]);
	});

	it('is tried once with a password that was changed meanwhile, whatever the number of requests', async () => {
		ais = await TestAis.start();
		const connection = await ais.connect();
		ais.simulator!.users[0]!.password = 'changed meanwhile';
		ais.simulator!.sessions.expireAll();
		for (let delayMs = 20; delayMs <= 100; delayMs += 20) {
			ais.simulator!.faults.add({ name: 'slow', path: /dataservice/, effect: { delayMs } });
		}
		const ends = await Promise.allSettled(FIVE.map(async () => await connection.call(read)));

		expect(ends.map((end) => end.status)).toEqual(FIVE.map(() => 'rejected'));
		expect(ais.simulator!.faults.fired('slow')).toBeGreaterThanOrEqual(3);
		expect(ais.signOns).toBe(2);
	});
});

describe('a table the user may not read', () => {
	it.each([444, 403] as const)(
		'is a matter of permission, not of signing on (dead tokens get %i)',
		async (status) => {
			ais = await TestAis.start({ deadTokenStatus: status });
			ais.simulator!.users[0]!.security.tables = ['F0101'];
			const failure = failureOf((await ais.run('table', 'getAll', { table: 'F0411' }))[0]);
			expect(failure).toMatchObject({ code: 'JDE_403', category: 'permission', retryable: false });
			expect(failure.message).toContain('F0411');
			expect(failure.description).toContain('N8N may not read F0411');
			expect(ais.signOns).toBe(1);
			ais.simulator!.users[0]!.security.tables = undefined;
		},
	);
});

describe('an edited credential', () => {
	it.each([
		['environment', 'JPY920'],
		['role', 'N8NROLE'],
		['username', 'N8NISO'],
		['deviceName', 'other'],
	])('with another %s signs on anew', async (field, value) => {
		ais = await TestAis.start();
		await ais.run('session', 'validate');
		ais.stored[field] = value;
		const [shown] = await ais.run('session', 'validate');
		expect(shown).toMatchObject({ valid: true });
		expect(Object.values(shown!).concat(ais.stored.deviceName as string)).toContain(value);
		expect(ais.signOns).toBe(2);
	});

	it('with another server never shows it the old token', async () => {
		ais = await TestAis.start();
		await ais.run('session', 'validate');
		const token = String(ais.stored.sessionToken);
		const other = await TestAis.start();
		ais.stored.serverUrl = other.simulator!.url;
		expect(await ais.run('session', 'validate')).toMatchObject([{ valid: true }]);
		expect(other.simulator!.ledger.mentions(token)).toBe(false);
		expect(other.signOns).toBe(1);
		await other.stop();
	});
});

describe('the operations on the session', () => {
	it('log out ends it on the server, and the next execution signs on again', async () => {
		ais = await TestAis.start();
		await ais.run('session', 'validate');
		expect(await ais.run('session', 'logOut')).toEqual([{ loggedOut: true }]);
		expect(ais.simulator!.sessions.count()).toBe(0);
		expect(await ais.run('table', 'count', { table: 'F0401' })).toMatchObject([{ table: 'F0401' }]);
		expect(ais.signOns).toBe(2);
	});

	it('request token leaves one session open, the new one', async () => {
		ais = await TestAis.start();
		await ais.run('session', 'validate');
		const before = ais.stored.sessionToken;
		expect(await ais.run('session', 'requestToken')).toMatchObject([
			{ signedOn: true, environment: 'JDV920' },
		]);
		expect(ais.stored.sessionToken).not.toBe(before);
		expect([ais.signOns, ais.logOuts, ais.simulator!.sessions.maxOpenAtOnce]).toEqual([2, 1, 1]);
	});

	it('tell a dead session from a living one', async () => {
		ais = await TestAis.start();
		await ais.run('session', 'validate');
		ais.simulator!.sessions.expireAll();
		expect(await ais.run('session', 'validate')).toMatchObject([{ valid: false }]);
	});

	it('run once and answer every item alike', async () => {
		ais = await TestAis.start();
		const items = [{ n: 1 }, { n: 2 }];
		const [a, b] = await ais.run('session', 'getServerConfiguration', {}, { items });
		expect(a).toEqual(b);
		expect(ais.simulator!.ledger.count('GET', /v2\/defaultconfig$/)).toBe(1);
	});

	it('show neither token nor password', async () => {
		ais = await TestAis.start();
		for (const operation of [
			'validate',
			'requestToken',
			'getServerTime',
			'logOut',
			'getServerConfiguration',
		]) {
			const shown = JSON.stringify(await ais.run('session', operation));
			expect(shown).not.toContain(String(ais.stored.sessionToken).slice(0, 40));
			expect(shown).not.toContain(String(ais.stored.password));
		}
	});
});

describe("'Only Connected To'", () => {
	const pinned = async (onlyConnectedTo: string) =>
		await ais.run('table', 'getAll', { table: 'F0401', options: { onlyConnectedTo } });

	it('lets the node work with the connection it names', async () => {
		ais = await TestAis.start();
		const [{ connectedTo }] = (await ais.run('session', 'validate')) as [{ connectedTo: string }];
		expect(await pinned(connectedTo)).toHaveLength(company.tables.F0401!.length);
	});

	it.each([
		['another environment', 'JPD920 at ais.example.com:9300', 'belongs to JPD920 at ais.example.com:9300'],
		['nothing yet', '', 'No JD Edwards environment is pinned yet'],
	])('that names %s keeps the node from reading anything', async (_what, text, message) => {
		ais = await TestAis.start();
		const failure = failureOf((await pinned(text))[0]);
		expect(failure).toMatchObject({ code: 'JDE_OTHER_CONNECTION', category: 'configuration' });
		expect(failure.message).toContain(message);
		expect(ais.simulator!.ledger.count('POST', /dataservice/)).toBe(0);
	});
});

describe('the credential', () => {
	it('signs requests with the token of its own session only', async () => {
		ais = await TestAis.start();
		await ais.run('session', 'validate');
		expect(Object.keys(credential('x'))).toEqual(Object.keys(ais.stored));
		const request = ais.simulator!.ledger.exchanges.find(({ path }) => path.endsWith('/validate'))!;
		expect(request.headers).toMatchObject({
			'jde-ais-auth': ais.stored.sessionToken,
			'jde-ais-auth-device': 'n8n',
		});
		expect(request.headers).not.toHaveProperty('authorization');
	});
});
