import { sampleCompany } from '../sample/index.cts';
import type { Row } from './catalogue/index.cts';
import { startAisSimulator, type AisSimulator } from './index.cts';
import { condition, TestClient } from './testClient.cts';

const company = sampleCompany({ seed: 1, suppliers: 120 });
const { F0101, F0116, F0401 } = company.tables;

let ais: AisSimulator;
let client: TestClient;

beforeAll(async () => {
	ais = await startAisSimulator({ company });
	client = new TestClient(ais);
	await client.signOn();
});
afterAll(() => ais.stop());

const sorted = (values: unknown[]) => values.map(Number).sort((left, right) => left - right);
const numbersOf = (rows: Row[]) => sorted(rows.map(({ AN8 }) => AN8));
const found = async (table: string, query: object) => sorted(await client.values(table, 'AN8', query));
const status = async (table: string, query: object) => (await client.browse(table, { query })).status;

describe('operators', () => {
	const number = String(F0401[3].AN8);
	const other = String(F0401[9].AN8);

	test.each<[string, object, (row: Row) => boolean]>([
		['EQUAL', condition('F0401.AN8', 'EQUAL', number), (row) => row.AN8 === Number(number)],
		['NOT_EQUAL', condition('F0401.AN8', 'NOT_EQUAL', number), (row) => row.AN8 !== Number(number)],
		['LESS', condition('F0401.AN8', 'LESS', number), (row) => Number(row.AN8) < Number(number)],
		[
			'GREATER_EQUAL',
			condition('F0401.AN8', 'GREATER_EQUAL', number),
			({ AN8 }) => Number(AN8) >= Number(number),
		],
		[
			'BETWEEN',
			condition('F0401.AN8', 'BETWEEN', number, other),
			({ AN8 }) => Number(AN8) >= Number(number) && Number(AN8) <= Number(other),
		],
		['LIST', condition('F0401.TRAP', 'LIST', 'N30', '210'), ({ TRAP }) => TRAP === 'N30' || TRAP === '210'],
		['EQUAL to blank', condition('F0401.TRAP', 'EQUAL', ''), ({ TRAP }) => TRAP === ''],
		['STR_BLANK', { controlId: 'F0401.HOLD', operator: 'STR_BLANK' }, ({ HOLD }) => HOLD === ''],
		['STR_NOT_BLANK', { controlId: 'F0401.HOLD', operator: 'STR_NOT_BLANK' }, ({ HOLD }) => HOLD !== ''],
	])('%s', async (_name, wanted, holds) => {
		const rows = numbersOf(F0401.filter(holds));
		expect(await found('F0401', { condition: [wanted] })).toEqual(rows);
		expect(rows.length).toBeGreaterThan(0);
	});

	test('text operators distinguish upper and lower case', async () => {
		const names = (operator: string, text: string) =>
			client.values('F0111', 'MLNM', { condition: [condition('F0111.MLNM', operator, text)] });

		expect(await names('STR_START_WITH', 'delta S')).toEqual([]);
		expect(await names('EQUAL', 'delta services')).toEqual(['delta services']);
		expect(await names('STR_CONTAIN', '精密')).toEqual(['東京精密部品株式会社']);
		expect(await names('STR_END_WITH', '<East>')).toEqual(['R&D Labs "North" <East>']);
	});

	test('a business unit is found without its leading blanks', async () => {
		const rows = numbersOf(F0101.filter(({ MCU }) => MCU === '30'));
		expect(await found('F0101', { condition: [condition('F0101.MCU', 'EQUAL', '30')] })).toEqual(rows);
	});

	test('the wrong number of values, unknown operators and text operators on numbers are refused', async () => {
		expect(await status('F0401', { condition: [condition('F0401.AN8', 'BETWEEN', '1')] })).toBe(400);
		expect(await status('F0401', { condition: [condition('F0401.AN8', 'LIST')] })).toBe(400);
		expect(await status('F0401', { condition: [condition('F0401.AN8', 'EQ', '1')] })).toBe(400);
		expect(await status('F0401', { condition: [condition('F0401.AN8', 'EQUAL', 'one')] })).toBe(400);
		expect(await status('F0401', { condition: [condition('F0401.AN8', 'STR_CONTAIN', '1')] })).toBe(500);
		expect(await status('F0401', { condition: [condition('F0101.AN8', 'EQUAL', '1')] })).toBe(500);
		const numeric = { controlId: 'F0401.AN8', operator: 'EQUAL', value: [{ content: 1 }] };
		expect(await status('F0401', { condition: [numeric] })).toBe(400);
	});
});

describe('joining', () => {
	const first = condition('F0401.TRAP', 'EQUAL', 'N30');
	const second = condition('F0401.HDPY', 'EQUAL', 'N');
	const third = condition('F0401.TRAP', 'EQUAL', 'N60');

	test('MATCH_ALL and MATCH_ANY', async () => {
		const all = F0401.filter(({ TRAP, HDPY }) => TRAP === 'N30' && HDPY === 'N');
		const any = F0401.filter(({ TRAP, HDPY }) => TRAP === 'N30' || HDPY === 'N');
		expect(await found('F0401', { matchType: 'MATCH_ALL', condition: [first, second] })).toEqual(
			numbersOf(all),
		);
		expect(await found('F0401', { matchType: 'MATCH_ANY', condition: [first, second] })).toEqual(
			numbersOf(any),
		);
	});

	test('nested queries are joined by andOr, at any depth, and with the conditions beside them by AND', async () => {
		const inner = {
			complexQuery: [
				{ andOr: 'AND', query: { condition: [first] } },
				{ andOr: 'OR', query: { complexQuery: [{ andOr: 'AND', query: { condition: [third] } }] } },
			],
		};
		const query = { condition: [second], complexQuery: [{ andOr: 'AND', query: inner }] };
		const rows = F0401.filter(({ TRAP, HDPY }) => HDPY === 'N' && (TRAP === 'N30' || TRAP === 'N60'));

		expect(await found('F0401', query)).toEqual(numbersOf(rows));
		expect(rows.length).toBeGreaterThan(0);
	});

	test('AND and OR mixed on one level are refused', async () => {
		const entries = ['AND', 'OR', 'AND'].map((andOr) => ({ andOr, query: { condition: [first] } }));
		expect(await status('F0401', { complexQuery: entries })).toBe(400);
	});

	test('the next rows after a key of several columns can be asked for', async () => {
		const keys = F0116.map(({ AN8, EFTB }) => [Number(AN8), String(EFTB)] as const).sort(
			(left, right) => left[0] - right[0] || (left[1] < right[1] ? -1 : 1),
		);
		const [number, date] = keys[20];
		const shown = `${date.slice(4, 6)}/${date.slice(6)}/${date.slice(0, 4)}`;
		const query = {
			complexQuery: [
				{ andOr: 'AND', query: { condition: [condition('F0116.AN8', 'GREATER', `${number}`)] } },
				{
					andOr: 'OR',
					query: {
						matchType: 'MATCH_ALL',
						condition: [
							condition('F0116.AN8', 'EQUAL', `${number}`),
							condition('F0116.EFTB', 'GREATER', shown),
						],
					},
				},
			],
		};
		expect(await found('F0116', query)).toEqual(keys.slice(21).map(([key]) => key));
	});
});

describe('COUNT and AGGREGATION', () => {
	const ask = (body: object) =>
		client.send(
			'POST',
			'/jderest/v2/dataservice',
			{ targetType: 'table', targetName: 'F0401', ...body },
			{ headers: client.auth },
		);

	test('COUNT counts what the query finds', async () => {
		const query = { condition: [condition('F0401.TRAP', 'EQUAL', 'X99')] };
		expect((await ask({ dataServiceType: 'COUNT', query })).json).toEqual({ ds_F0401: { count: 3 } });
	});

	test('groups, sums and filters groups', async () => {
		const { json } = await ask({
			dataServiceType: 'AGGREGATION',
			targetName: 'F0411',
			aggregation: {
				aggregations: [
					{ aggregation: 'SUM', column: 'F0411.AG' },
					{ aggregation: 'COUNT_DISTINCT', column: 'F0411.DOC' },
					{ aggregation: 'COUNT', column: '*' },
				],
				groupBy: [{ column: 'F0411.CO' }],
				orderBy: [{ column: 'F0411.CO', direction: 'DESC' }],
			},
			having: {
				condition: [{ aggregation: 'COUNT', controlId: '*', operator: 'GREATER', value: [{ content: '0' }] }],
			},
		});
		const usd = company.tables.F0411.filter(({ CO }) => CO === '00001');
		const cents = usd.reduce((sum, { AG }) => sum + Math.round(Number(AG) * 100), 0);

		expect(json.ds_F0411.output.map((group: Row) => Object.values(group.groupBy ?? {})[0])).toEqual([
			'00200',
			'00070',
			'00001',
		]);
		expect(json.ds_F0411.output[2]).toEqual({
			groupBy: { 'F0411.CO': '00001' },
			'F0411.AG_SUM': cents / 100,
			'F0411.DOC_COUNT_DISTINCT': new Set(usd.map(({ DOC }) => DOC)).size,
			COUNT: usd.length,
		});
	});

	test('days come as midnight of the server in epoch milliseconds', async () => {
		const { json } = await ask({
			dataServiceType: 'AGGREGATION',
			aggregation: { aggregations: [{ aggregation: 'MAX', column: 'F0401.UPMJ' }] },
		});
		expect(json.ds_F0401.output).toEqual([{ 'F0401.UPMJ_MAX': Date.parse('2026-11-22T07:00:00Z') }]);
	});

	test('a sum of text and an unknown function are refused', async () => {
		const wrong = (aggregation: string, column: string) =>
			ask({ dataServiceType: 'AGGREGATION', aggregation: { aggregations: [{ aggregation, column }] } });
		expect((await wrong('SUM', 'F0401.TRAP')).status).toBe(500);
		expect((await wrong('MEDIAN', 'F0401.AN8')).status).toBe(400);
	});
});
