import { sampleCompany } from '../sample/index.cts';
import { startAisSimulator, type AisOptions, type AisSimulator } from './index.cts';
import { PASSWORD, rowsOf, summaryOf, TestClient } from './testClient.cts';

const company = sampleCompany({ seed: 1, suppliers: 100 });
const request = {
	maxPageSize: '40',
	enableNextPageProcessing: true,
	returnControlIDs: 'F0401.AN8|F0401.TRAP',
	aggregation: { orderBy: [{ column: 'F0401.AN8', direction: 'ASC' }] },
};
const SECOND_MS = 1000;

let ais: AisSimulator;
let client: TestClient;

async function start(options: Partial<AisOptions> = {}) {
	await ais?.stop();
	ais = await startAisSimulator({ company, ...options });
	client = new TestClient(ais);
	await client.signOn();
}

beforeEach(() => start());
afterEach(() => ais.stop());

const follow = (href: string, method = 'GET') =>
	client.send(method, href, undefined, { headers: client.auth });

describe('next-links', () => {
	test('lead through all rows once, by GET or by POST without a body', async () => {
		let answer = await client.browse('F0401', request);
		const numbers = rowsOf(answer, 'F0401').map((row) => row.F0401_AN8);
		for (const method of ['POST', 'GET']) {
			answer = await follow(answer.json.links[0].href, method);
			numbers.push(...rowsOf(answer, 'F0401').map((row) => row.F0401_AN8));
		}
		expect(summaryOf(answer, 'F0401').moreRecords).toBe(false);
		expect(answer.json.links).toBeUndefined();
		expect(numbers).toEqual(
			company.tables.F0401.map(({ AN8 }) => AN8).sort((left, right) => Number(left) - Number(right)),
		);
	});

	test('carry the token and the address that the server believes to have', async () => {
		await start({ advertisedUrl: 'http://e1ais.internal:9300' });
		const { href, rel } = (await client.browse('F0401', request)).json.links[0];
		const url = new URL(href);

		expect(rel).toBe('next');
		expect(url.origin).toBe('http://e1ais.internal:9300');
		expect(url.searchParams.get('token')).toBe(client.token);
		expect(url.searchParams.get('returnControlIDs')).toBe(request.returnControlIDs);
		const rebuilt = await follow(`${ais.url}${url.pathname}${url.search}`);
		expect(summaryOf(rebuilt, 'F0401').records).toBe(40);
	});

	test('expire after 60 seconds with the error of the result set', async () => {
		const { href } = (await client.browse('F0401', request)).json.links[0];
		ais.clock.advance(61 * SECOND_MS);
		const { status, json } = await follow(href);

		expect(status).toBe(500);
		expect(Object.keys(json)).toEqual(['sysErrors']);
		expect(json.sysErrors[0].TITLE).toMatch(/^JAS_MSG347: The query results expired/);
	});

	test('do not outlive their session, and do not open for another one', async () => {
		const { href } = (await client.browse('F0401', request)).json.links[0];
		const first = client.token;
		await client.signOn();
		expect((await follow(href)).status).toBe(500);
		ais.sessions.expire(first);
		expect((await client.send('GET', href)).status).toBe(444);
	});

	test('are not given on version 1, to a temporary session, or where they were not asked for', async () => {
		const v1 = { ...request, outputType: 'GRID_DATA' };
		const body = {
			...request,
			targetName: 'F0401',
			targetType: 'table',
			dataServiceType: 'BROWSE',
			findOnEntry: 'TRUE',
			username: 'N8N',
			password: PASSWORD,
		};
		const answers = [
			await client.browse('F0401', v1, '/jderest/dataservice'),
			await client.send('POST', '/jderest/v2/dataservice', body),
			await client.browse('F0401', { ...request, enableNextPageProcessing: undefined }),
		];
		for (const answer of answers) {
			expect(summaryOf(answer, 'F0401')).toEqual({ records: 40, moreRecords: true });
			expect(answer.json.links).toBeUndefined();
		}
	});
});
