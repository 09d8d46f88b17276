import { sampleCompany } from '../sample/index.cts';
import { startAisSimulator, weblogicHtmlError, type AisSimulator } from './index.cts';
import { TestClient } from './testClient.cts';

const company = sampleCompany({ seed: 1, suppliers: 60 });

let ais: AisSimulator;
let client: TestClient;

beforeEach(async () => {
	ais = await startAisSimulator({ company });
	client = new TestClient(ais);
});
afterEach(() => ais.stop());

describe('the server', () => {
	test('describes itself without sign-on', async () => {
		const { json } = await client.send('GET', '/jderest/v2/defaultconfig?requiredCapabilities=grid,teleport');
		expect(json).toMatchObject({ defaultEnvironment: 'JDV920', requiredCapabilityMissing: true });
		expect(json.capabilityList[0]).toHaveProperty('sinceVersion');
		expect((await client.send('POST', '/jderest/defaultconfig', {})).json.requiredCapabilityMissing).toBe(
			false,
		);
	});

	test('answers unknown paths with the HTML page of the application server', async () => {
		const { status, text } = await client.send('GET', '/jderest/v2/open-catalog');
		expect(status).toBe(404);
		expect(text).toContain('<TITLE>Error 404--Not Found');
		expect((await client.send('GET', '/jderest/v2/dataservice')).status).toBe(405);
	});

	test('refuses an unknown orchestration with 500, and 406 where JSON is not accepted', async () => {
		await client.signOn();
		const path = '/jderest/v3/orchestrator/PostVoucher';
		expect((await client.send('POST', path, {}, { headers: client.auth })).status).toBe(500);
		const headers = { ...client.auth, accept: 'text/csv' };
		expect((await client.send('POST', path, {}, { headers })).status).toBe(406);
	});

	test('lets a test add services and order faults', async () => {
		await client.signOn();
		ais.services.add('POST /jderest/v3/orchestrator/Echo', ({ json, session }) => ({
			status: 200,
			body: { json, user: session.user.username },
		}));
		const path = '/jderest/v3/orchestrator/Echo';
		ais.faults.add({ name: 'html', path: /Echo$/, effect: { answer: weblogicHtmlError(503) } });

		expect((await client.send('POST', path, {}, { headers: client.auth })).status).toBe(503);
		const { json } = await client.send('POST', path, { a: 1 }, { headers: client.auth });
		expect(json).toEqual({ json: { a: 1 }, user: 'N8N' });
		expect(ais.faults.fired('html')).toBe(1);
	});
});
