import { sampleCompany } from '../sample/index.cts';
import type { Row } from './catalogue/index.cts';
import { startAisSimulator, type AisSimulator } from './index.cts';
import { condition, TestClient } from './testClient.cts';

const company = sampleCompany({ seed: 1, suppliers: 120 });
const { F0116 } = company.tables;

let ais: AisSimulator;
let client: TestClient;

beforeEach(async () => {
	ais = await startAisSimulator({ company });
	client = new TestClient(ais);
	await client.signOn();
});
afterEach(() => ais.stop());

const sorted = (values: unknown[]) => values.map(Number).sort((left, right) => left - right);
const numbersOf = (rows: Row[]) => sorted(rows.map(({ AN8 }) => AN8));
const found = async (table: string, query: object) => sorted(await client.values(table, 'AN8', query));
const status = async (table: string, query: object) => (await client.browse(table, { query })).status;
const special = (specialValueId: string, content = '') => ({
	controlId: 'F0116.EFTB',
	operator: 'GREATER',
	value: [{ content, specialValueId }],
});

describe('dates', () => {
	test.each([
		['N8N', '11/22/2026'],
		['N8NEURO', '22/11/2026'],
		['N8NSHORT', '22/11/26'],
		['N8NISO', '2026-11-22'],
	])('%s must write %s and is refused every other way', async (username, literal) => {
		const user = new TestClient(ais, username);
		await user.signOn(username);
		const ask = (text: string) =>
			user.browse('F0401', { query: { condition: [condition('F0401.UPMJ', 'EQUAL', text)] } });
		const others = ['11/22/2026', '22/11/2026', '22/11/26', '2026-11-22', '20261122', '126326', '11/22/26'];

		expect((await ask(literal)).status).toBe(200);
		for (const other of others.filter((text) => text !== literal)) {
			expect([other, (await ask(other)).status]).toEqual([other, 500]);
		}
	});

	test('a day and month in the wrong order that make a date are taken as that date', async () => {
		const query = { condition: [condition('F0116.EFTB', 'GREATER', '12/11/2026')] };
		const rows = F0116.filter(({ EFTB }) => String(EFTB) > '20261211');
		expect(await found('F0116', query)).toEqual(numbersOf(rows));
	});

	test.each([
		['TODAY', '', '20261122'],
		['TODAY_PLUS_DAY', '1', '20261123'],
		['TODAY_MINUS_DAY', '30', '20261023'],
		['TODAY_PLUS_MONTH', '3', '20270222'],
		['TODAY_MINUS_MONTH', '11', '20251222'],
		['TODAY_PLUS_YEAR', '1', '20271122'],
		['TODAY_MINUS_YEAR', '2', '20241122'],
	])('%s counts from the day of the server', async (id, count, day) => {
		const rows = F0116.filter(({ EFTB }) => String(EFTB) > day);
		expect(await found('F0116', { condition: [special(id, count)] })).toEqual(numbersOf(rows));
	});

	test('special dates without a count and on other columns are refused', async () => {
		expect(await status('F0116', { condition: [special('TODAY_PLUS_DAY')] })).toBe(400);
		expect(await status('F0116', { condition: [special('YESTERDAY')] })).toBe(400);
		const onNumber = { controlId: 'F0116.AN8', operator: 'EQUAL', value: [{ specialValueId: 'TODAY' }] };
		expect(await status('F0116', { condition: [onNumber] })).toBe(400);
	});

	test('an address of tomorrow is in the future until the clock reaches it', async () => {
		const due = { ...special('TODAY'), operator: 'LESS_EQUAL' };
		const later = { condition: [special('TODAY')] };
		const before = await found('F0116', { condition: [due] });
		const [tomorrow] = F0116.filter(({ EFTB }) => EFTB === '20261123');
		expect(await found('F0116', later)).toContain(tomorrow.AN8);

		ais.clock.set('2026-11-23T18:00:00Z');
		await client.signOn();
		const after = await found('F0116', { condition: [due] });
		expect(after.length - before.length).toBe(F0116.filter(({ EFTB }) => EFTB === '20261123').length);
	});

	test('LOGIN_USER is the signed-on user', async () => {
		ais.tables.update('F0401', { AN8: company.tables.F0401[0].AN8 }, {}, { user: 'N8N' });
		const login = { controlId: 'F0401.USER', operator: 'EQUAL', value: [{ specialValueId: 'LOGIN_USER' }] };
		expect(await found('F0401', { condition: [login] })).toEqual([company.tables.F0401[0].AN8]);
	});
});
