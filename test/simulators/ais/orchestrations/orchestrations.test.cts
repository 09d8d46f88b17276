import { sampleCompany } from '../../sample/index.cts';
import { startAisSimulator, type AisSimulator } from '../index.cts';
import { TestClient } from '../testClient.cts';
import { OrchestrationException } from './index.cts';

const company = sampleCompany({ seed: 1, suppliers: 60 });
const [supplier] = company.tables.F0401;
const name = company.tables.F0101.find(({ AN8 }) => AN8 === supplier.AN8)?.ALPH;

let ais: AisSimulator;
let client: TestClient;

beforeEach(async () => {
	ais = await startAisSimulator({ company });
	client = new TestClient(ais);
	await client.signOn();
});
afterEach(() => ais.stop());

const run = (orchestration: string, body: object, version = 'v3/', headers = {}) =>
	client.send('POST', `/jderest/${version}orchestrator/${encodeURIComponent(orchestration)}`, body, {
		headers: { ...client.auth, ...headers },
	});
const notes = (...rows: object[]) => ({
	inputs: [{ name: 'addressNumber', value: '4242' }],
	detailInputs: [
		{
			name: 'notes',
			repeatingInputs: rows.map((row) => ({
				inputs: Object.entries(row).map(([key, value]) => ({ name: key, value })),
			})),
		},
	],
});
const added = () => ais.ledger.effects.filter(({ kind }) => kind === 'note-added');

describe('running an orchestration', () => {
	test.each(['', 'v2/', 'v3/'])(
		'answers with the named outputs on %p, by POST and by GET',
		async (version) => {
			const posted = await run('N8N_GetAddressBook', { addressNumber: String(supplier.AN8) }, version);
			expect(posted.json).toMatchObject({ AlphaName: name, 'Search Type': 'V', jde__status: 'SUCCESS' });

			const url = `/jderest/${version}orchestrator/N8N_GetAddressBook?addressNumber=${supplier.AN8}`;
			const got = await client.send('GET', url, undefined, { headers: client.auth });
			expect(got.json).toMatchObject({ AlphaName: name });
		},
	);

	test('takes numbers as JSON numbers too, and session attributes beside the inputs', async () => {
		const body = { addressNumber: supplier.AN8, token: client.token, deviceName: 'jest' };
		const path = '/jderest/v3/orchestrator/N8N_GetAddressBook';
		expect((await client.send('POST', path, body)).json.AlphaName).toBe(name);
	});

	test('takes rows as detail inputs in the JDE Standard format, and steps that failed come with 200', async () => {
		const { status, json } = await run('N8N Add Notes', notes({ text: 'first' }, { text: '' }));
		expect([status, json.added, added().length]).toEqual([200, 1, 1]);
		expect(json.continuedOnError).toMatchObject([{ step: 'Add note', iteration: 1, type: '' }]);
		expect(json.continuedOnError[0].timeStamp).toMatch(/\+0000$/);
	});

	test('ends with 500 and the exception, whose message may be an object', async () => {
		const { status, json } = await run('N8N_GetAddressBook', { addressNumber: '1' });
		expect(status).toBe(500);
		expect(json).toMatchObject({ message: 'Address Number 1 invalid', status: 'ERROR', exceptionId: '4711' });
		const nested = await run('N8N Add Notes', { inputs: [] });
		expect(nested.status).toBe(500);
		expect(nested.json.message.fs_P01012_W01012B.errors[0].CODE).toBe('018A');
	});

	test('gives a file as it is, to those that accept one', async () => {
		const { status, bytes } = await run('N8N_AddressReport', {});
		expect([status, bytes[0]]).toEqual([200, 0xff]);
		const json = { accept: 'application/json' };
		expect((await run('N8N_AddressReport', {}, 'v3/', json)).status).toBe(406);
	});

	test('keeps what was changed before the exception', async () => {
		ais.orchestrations.push({
			name: 'Halfway',
			omwObjectName: 'ORC_1',
			description: '',
			inputs: [],
			outputs: [],
			run(_inputs, { tables, effect }) {
				tables.update('F0401', { AN8: supplier.AN8 }, { TRAP: 'N77' });
				effect('supplier-changed', String(supplier.AN8));
				throw new OrchestrationException('Step 2 failed');
			},
		});
		expect((await run('Halfway', {})).status).toBe(500);
		expect(ais.tables.find('F0401', { AN8: supplier.AN8 })?.TRAP).toBe('N77');
		expect(ais.ledger.effects.map(({ kind }) => kind)).toContain('supplier-changed');
	});

	test.each([
		['an unknown orchestration', 'Nothing', {}, 500],
		['an unknown input', 'N8N_GetAddressBook', { addressNumbr: '1' }, 400],
		['a text for a number', 'N8N_GetAddressBook', { addressNumber: 'one' }, 400],
		['an object for a text', 'N8N_GetAddressBook', { addressNumber: {} }, 400],
		['the other format', 'N8N_GetAddressBook', { inputs: [{ name: 'addressNumber', value: '1' }] }, 400],
		['the other format', 'N8N Add Notes', { addressNumber: '1' }, 400],
		['an unknown column', 'N8N Add Notes', notes({ txt: 'x' }), 400],
	])('refuses %s', async (_what, orchestration, body, status) => {
		expect((await run(orchestration, body)).status).toBe(status);
		expect(added()).toEqual([]);
	});

	test('refuses array inputs by GET, a dead token, and who lacks view security', async () => {
		const path = '/jderest/v3/orchestrator/N8N%20Add%20Notes?addressNumber=1';
		expect((await client.send('GET', path, undefined, { headers: client.auth })).status).toBe(400);
		ais.users[0].security.orchestrations = ['N8N_AddressReport'];
		expect((await run('N8N_GetAddressBook', { addressNumber: '1' })).status).toBe(403);
		ais.users[0].security.orchestrations = undefined;
		ais.sessions.expireAll();
		expect((await run('N8N_GetAddressBook', { addressNumber: '1' })).status).toBe(444);
	});

	test('is done once when the answer is lost, and not at all when the request is', async () => {
		const path = /orchestrator/;
		ais.faults.add({ name: 'before', path, effect: { dropBefore: true } });
		ais.faults.add({ name: 'after', path, effect: { dropAfter: true } });
		await expect(run('N8N Add Notes', notes({ text: 'one' }))).rejects.toThrow();
		expect(added()).toHaveLength(0);
		await expect(run('N8N Add Notes', notes({ text: 'two' }))).rejects.toThrow();
		expect(added()).toHaveLength(1);
		expect([ais.faults.fired('before'), ais.faults.fired('after')]).toEqual([1, 1]);
	});
});

describe('discovery', () => {
	const discover = async (end = '') =>
		(await client.send('GET', `/jderest/discover${end}`, undefined, { headers: client.auth })).json
			.orchestrations;

	test('lists what the user may see, with inputs, outputs and format', async () => {
		const list = await discover();
		expect(list.map((one: { name: string }) => one.name)).toEqual([
			'N8N_GetAddressBook',
			'N8N Add Notes',
			'N8N_AddressReport',
		]);
		expect(list[1]).toMatchObject({
			inputFormat: 'JDE Standard',
			udoGroup: 'Shared',
			fileOutputs: false,
			containsContinueOnError: true,
			inputs: [{ name: 'addressNumber', type: 'Numeric' }, { type: 'Date' }, { type: 'Array' }],
		});
		ais.users[0].security.orchestrations = ['N8N_AddressReport'];
		expect(await discover()).toHaveLength(1);
		ais.users[0].security.orchestrations = undefined;
	});

	test('finds one by its name or object name, or an empty list', async () => {
		expect((await discover('/N8N%20Add%20Notes'))[0].omwObjectName).toBe('ORC_2611220002SIM');
		expect((await discover('/ORC_2611220002SIM'))[0].name).toBe('N8N Add Notes');
		expect(await discover('/Nothing')).toEqual([]);
	});

	test('shows neither orchestrations nor inputs that their designer hides', async () => {
		Object.assign(ais.orchestrations[0], { exposeInputsInDiscovery: false });
		Object.assign(ais.orchestrations[1], { exposeOrchInDiscovery: false });
		const list = await discover();
		Object.assign(ais.orchestrations[0], { exposeInputsInDiscovery: true });
		Object.assign(ais.orchestrations[1], { exposeOrchInDiscovery: true });
		expect([list[0].inputs, list.length]).toEqual([[], 2]);
	});
});
