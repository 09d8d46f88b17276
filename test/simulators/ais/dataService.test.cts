import { expectationsOf, sampleCompany } from '../sample/index.cts';
import { aisUser, startAisSimulator, type AisOptions, type AisSimulator } from './index.cts';
import { condition, PASSWORD, rowsOf, summaryOf, TestClient } from './testClient.cts';

const company = sampleCompany({ seed: 1, suppliers: 240 });
const expected = expectationsOf(company.tables, company.today);

let ais: AisSimulator;
let client: TestClient;

async function start(options: Partial<AisOptions> = {}, username = 'N8N') {
	await ais?.stop();
	ais = await startAisSimulator({ company, ...options });
	client = new TestClient(ais);
	await client.signOn(username);
}

beforeEach(() => start());
afterEach(() => ais.stop());

const byNumber = { orderBy: [{ column: 'F0401.AN8', direction: 'ASC' }] };

describe('BROWSE', () => {
	test('answers in the envelope of a form, its time stamp on the clock of the server', async () => {
		ais.clock.set('2026-11-22T18:00:00Z');
		const { json } = await client.browse('F0101', { maxPageSize: '1' });
		const { gridData } = json.fs_DATABROWSE_F0101.data;

		expect(json.timeStamp).toMatch(/^2026-11-22:11\.00\.\d\d$/);
		expect(json).toMatchObject({ currentApp: 'DATABROWSE_F0101', stackId: 1, stateId: 1, sysErrors: [] });
		expect(json.fs_DATABROWSE_F0101).toMatchObject({
			title: 'Data Browser - F0101 [Address Book Master]',
			errors: [],
			warnings: [],
		});
		expect(gridData.columns.F0101_AN8).toBe('Address Number');
		expect(Object.keys(gridData.rowset[0]).sort()).toEqual(Object.keys(gridData.columns).sort());
		expect(gridData.summary).toEqual({ records: 1, moreRecords: true });
	});

	test('shows blanks as one blank, dates as eight digits or null, business units right-justified', async () => {
		ais.tables.update('F0101', { AN8: expected.persons[0] }, { ALKY: '', MCU: '30', EFTB: null });
		const query = { condition: [condition('F0101.AN8', 'EQUAL', String(expected.persons[0]))] };
		const [row] = rowsOf(await client.browse('F0101', { query }), 'F0101');

		expect(row).toMatchObject({
			F0101_AN8: expected.persons[0],
			F0101_ALKY: ' ',
			F0101_MCU: '          30',
			F0101_EFTB: null,
		});
		expect(row.F0101_UPMJ).toMatch(/^2026\d{4}$/);
		expect(typeof row.F0101_UPMT).toBe('number');
	});

	test('returns the columns asked for, with or without the table before them', async () => {
		const long = await client.browse('F0401', { returnControlIDs: 'F0401.AN8|F0401.TRAP', maxPageSize: '1' });
		const short = await client.browse('F0401', { returnControlIDs: 'AN8|TRAP', maxPageSize: '1' });
		for (const answer of [long, short]) {
			expect(Object.keys(rowsOf(answer, 'F0401')[0]).sort()).toEqual(['F0401_AN8', 'F0401_TRAP']);
		}
	});

	test('gives 100 rows when no page size is asked for', async () => {
		expect(summaryOf(await client.browse('F0401'), 'F0401')).toEqual({ records: 100, moreRecords: true });
	});

	test.each(['No Max', 'No max'])('%s gives all rows up to the fetch limit', async (maxPageSize) => {
		const all = ais.tables.rows('F0401').length;
		const answer = await client.browse('F0401', { maxPageSize });
		expect(summaryOf(answer, 'F0401')).toEqual({ records: all, moreRecords: false });

		await start({ dbFetchLimit: 150 });
		const cut = await client.browse('F0401', { maxPageSize });
		expect(summaryOf(cut, 'F0401')).toEqual({ records: 150, moreRecords: true });
	});

	test('a page size over the fetch limit is cut to it', async () => {
		await start({ dbFetchLimit: 50 });
		const answer = await client.browse('F0401', { maxPageSize: '80' });
		expect(summaryOf(answer, 'F0401')).toEqual({ records: 50, moreRecords: true });
	});

	test('refuses a page size that is a number, an attribute it does not know, a wrong target', async () => {
		for (const wrong of [{ maxPageSize: 100 }, { maxPagesize: '100' }, { targetType: 'file' }]) {
			expect((await client.browse('F0401', wrong)).status).toBe(400);
		}
		expect((await client.browse('F9999')).status).toBe(500);
		expect((await client.browse('F0401', { returnControlIDs: 'F0401.A6AN8' })).status).toBe(500);
		expect((await client.browse('V0401', { targetType: 'view' })).status).toBe(500);
	});

	test('finds nothing until it is told to find', async () => {
		expect(summaryOf(await client.browse('F0401', { findOnEntry: undefined }), 'F0401').records).toBe(0);
		const query = { autoFind: true, condition: [] };
		const answer = await client.browse('F0401', { findOnEntry: undefined, query });
		expect(summaryOf(answer, 'F0401').records).toBe(100);
	});

	test('comes in no order unless one is asked for, and ties in no order at all', async () => {
		const numbers = async (aggregation?: object) => {
			const request = { maxPageSize: 'No Max', returnControlIDs: 'AN8', aggregation };
			return rowsOf(await client.browse('F0401', request), 'F0401').map((row) => row.F0401_AN8);
		};
		const sorted = ais.tables
			.rows('F0401')
			.map(({ AN8 }) => AN8)
			.sort((left, right) => Number(left) - Number(right));
		const byTerm = { orderBy: [{ column: 'F0401.TRAP', direction: 'ASC' }] };

		expect(await numbers()).not.toEqual(await numbers());
		expect(await numbers(byTerm)).not.toEqual(await numbers(byTerm));
		expect(await numbers(byNumber)).toEqual(sorted);
		expect(await numbers({ orderBy: [{ column: 'AN8', direction: 'DESC' }] })).toEqual(sorted.reverse());
	});

	test('on version 1 nests the cells and formats them for the user, unless GRID_DATA is asked for', async () => {
		const path = '/jderest/dataservice';
		const nested = await client.browse('F0401', { maxPageSize: '1', returnControlIDs: 'AN8|UPMJ' }, path);
		const grid = await client.browse('F0401', { maxPageSize: '1', outputType: 'GRID_DATA' }, path);

		expect(nested.json.deprecated).toBe(true);
		const [row] = nested.json.fs_DATABROWSE_F0401.data.gridData.rowset;
		expect(row.F0401_UPMJ.value).toMatch(/^\d\d\/\d\d\/20\d\d$/);
		expect(row.F0401_UPMJ.internalValue).toMatch(/^20\d{6}$/);
		expect(rowsOf(grid, 'F0401')[0].F0401_UPMJ).toMatch(/^20\d{6}$/);
	});

	test('a batch of requests answers under numbered keys', async () => {
		const one = { targetType: 'table', dataServiceType: 'BROWSE', findOnEntry: 'TRUE' };
		const dataRequests = [
			{ ...one, targetName: 'F0010' },
			{ ...one, targetName: 'F0005' },
		];
		const body = { batchDataRequest: true, outputType: 'GRID_DATA', dataRequests };
		const { json } = await client.send('POST', '/jderest/v2/dataservice', body, { headers: client.auth });

		expect(json.fs_0_DATABROWSE_F0010.data.gridData.summary.records).toBe(3);
		expect(json.fs_1_DATABROWSE_F0005.data.gridData.rowset[0].F0005_KY).toHaveLength(10);
	});
});

describe('security', () => {
	test('a table without permission is refused with 403', async () => {
		await start({ users: [aisUser({ username: 'N8N', security: { tables: ['F0101'] } })] });
		expect((await client.browse('F0101')).status).toBe(200);
		expect((await client.browse('F0401')).status).toBe(403);
	});

	test('hidden rows and columns are missing without a word', async () => {
		const security = {
			rows: { F0101: (row: { AT1?: unknown }) => row.AT1 === 'V' },
			hiddenColumns: ['F0101.TAX'],
		};
		await start({ users: [aisUser({ username: 'N8N', security })] });
		const request = { maxPageSize: 'No Max', returnControlIDs: 'F0101.AT1|F0101.TAX' };
		const answer = await client.browse('F0101', request);

		expect(answer.json.fs_DATABROWSE_F0101.warnings).toEqual([]);
		expect(new Set(rowsOf(answer, 'F0101').map((row) => JSON.stringify(row)))).toEqual(
			new Set(['{"F0101_AT1":"V"}']),
		);
		const filter = { condition: [condition('F0101.TAX', 'EQUAL', '')] };
		expect((await client.browse('F0101', { query: filter })).status).toBe(500);
	});
});

describe('changes of other users', () => {
	test('are stamped with the date and time of the server, unless nobody stamps them', async () => {
		ais.clock.set('2026-11-23T03:04:05Z');
		const [first, second] = expected.suppliersInScope;
		const before = ais.tables.find('F0401', { AN8: second })?.UPMJ;
		ais.tables.update('F0401', { AN8: first }, { TRAP: 'N60' });
		ais.tables.update('F0401', { AN8: second }, { TRAP: 'N60' }, { stamp: false });
		ais.tables.insert('F4301', { KCOO: '00001', DOCO: 77, DCTO: 'OP', SFXO: '000' });

		// Denver is seven hours behind: its day is still the 22nd.
		expect(ais.tables.find('F0401', { AN8: first })).toMatchObject({ UPMJ: '20261122', TRAP: 'N60' });
		expect(ais.tables.find('F0401', { AN8: first })?.UPMT).toBe(200405);
		expect(ais.tables.find('F0401', { AN8: second })?.UPMJ).toBe(before);
		expect(ais.tables.find('F4301', { DOCO: 77 })).toMatchObject({ UPMJ: '20261122', TDAY: 200405 });
		expect(() => ais.tables.insert('F0401', { AN8: first })).toThrow(/has a row with this key/);
		expect(() => ais.tables.update('F0401', { AN8: first }, { A6TRAP: 'N60' })).toThrow(/no column A6TRAP/);
		expect(ais.tables.remove('F0401', { AN8: first })).toBe(1);
	});

	test('made in one simulator do not reach the next', async () => {
		ais.tables.update('F0401', () => true, { TRAP: 'ZZZ' });
		await start();
		expect(ais.tables.find('F0401', { TRAP: 'ZZZ' })).toBeUndefined();
	});
});

describe('the simple GET', () => {
	test('filters, sorts and limits with its own operators', async () => {
		const query = new URLSearchParams([
			['$field', 'F0401.AN8'],
			['$filter', 'F0401.TRAP EQ N30'],
			['$filter', `F0401.AN8 GT ${expected.suppliersInScope[5]}`],
			['$sort', '-F0401.AN8'],
			['$limit', '5'],
		]);
		const path = '/jderest/v2/dataservice/table/F0401';
		const answer = await client.send('GET', `${path}?${query}`, undefined, { headers: client.auth });
		const numbers = rowsOf(answer, 'F0401').map((row) => Number(row.F0401_AN8));

		expect(numbers).toHaveLength(5);
		expect(numbers).toEqual([...numbers].sort((left, right) => right - left));
	});

	test.each(['$order=AN8', '$sort=+F0401.AN8', '$filter=F0401.AN8 BETWEEN 1', '$limit=ten'])(
		'refuses %s',
		async (query) => {
			const path = `/jderest/v2/dataservice/table/F0401?${encodeURI(query)}`;
			expect((await client.send('GET', path, undefined, { headers: client.auth })).status).toBe(400);
		},
	);

	test('takes special dates and the password in the query string', async () => {
		const query = new URLSearchParams({
			$username: 'N8N',
			$password: PASSWORD,
			$filter: 'F0401.UPMJ GE 0 TODAY_MINUS_DAY',
		});
		const answer = await client.send('GET', `/jderest/v2/dataservice/table/F0401?${query}`);
		const today = ais.tables.rows('F0401').filter(({ UPMJ }) => UPMJ === '20261122');
		expect(summaryOf(answer, 'F0401').records).toBe(today.length);
		expect(today.length).toBeGreaterThan(0);
	});
});
