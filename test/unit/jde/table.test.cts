import type { IDataObject } from 'n8n-workflow';

import { DEFAULT_RETRY_POLICY } from '../../../lib/request/types';
import { clock } from '../support/clock.cts';
import { TestAis, company, failureOf } from './aisNode.cts';

jest.mock('../../../lib/node/surroundings', () => require('../support/clock.cts').surroundings);

let ais: TestAis;
beforeEach(async () => {
	clock.waits = [];
	ais = await TestAis.start();
});
afterEach(async () => await ais.stop());

const getAll = async (table: string, options: IDataObject = {}, more: IDataObject = {}) =>
	await ais.run('table', 'getAll', { table, options, ...more });
const where = (...condition: IDataObject[]) => ({ conditions: { condition } });
const JSON_TYPE = { 'content-type': 'application/json' };
const reads = () => ais.simulator!.ledger.count('POST', /dataservice$/);

describe('reading a table', () => {
	it.each(['F0401', 'F0101', 'F0111', 'F0115', 'F0116', 'F01151', 'F0006', 'F0014', 'F0005', 'F0411'])(
		'%s gives every row once, in small pages as in large ones',
		async (table) => {
			const large = await getAll(table);
			const small = await getAll(table, { pageSize: 11 });
			expect(large).toHaveLength(company.tables[table]!.length);
			expect(small).toEqual(large);
		},
	);

	it('gives texts trimmed, dates as ISO, times of day and numbers', async () => {
		const source = company.tables.F0401![0]!;
		const [row] = await getAll(
			'F0401',
			{},
			where({ column: 'AN8', operator: 'EQUAL', value: String(source.AN8) }),
		);
		const time = String(source.UPMT).padStart(6, '0');
		expect(row).toMatchObject({
			AN8: source.AN8,
			TRAP: source.TRAP,
			UPMJ: String(source.UPMJ).replace(/(....)(..)(..)/, '$1-$2-$3'),
			UPMT: time.replace(/(..)(..)(..)/, '$1:$2:$3'),
			AYPD: source.AYPD,
		});
	});

	it('gives the values as they were sent where they are wanted raw', async () => {
		const [row] = await getAll('F0006', { rawValues: true });
		expect(String(row!.MCU)).toMatch(/^ +\d+$/);
		expect(row!.UPMJ).toBe('20240115');
	});

	it('returns the columns asked for, with the key by which it was read', async () => {
		const [row] = await getAll('F0111', { columns: 'mlnm', pageSize: 5 });
		expect(Object.keys(row!).sort()).toEqual(['AN8', 'IDLN', 'MLNM']);
	});

	it('reads no more than the limit, in one call', async () => {
		expect(await getAll('F0101', {}, { returnAll: false, limit: 3 })).toHaveLength(3);
		expect(reads()).toBe(1);
	});

	it("takes decimals in conditions, and writes them with the user's own sign", async () => {
		const conditions = { condition: [{ column: 'AG', operator: 'GREATER', value: '1000.50' }] };
		const wanted = company.tables.F0411!.filter(({ AG }) => Number(AG) > 1000.5).length;
		for (const username of ['N8N', 'N8NEURO']) {
			Object.assign(ais.stored, { username, sessionToken: '' });
			const rows = await ais.run('table', 'getAll', { table: 'F0411', conditions });
			expect([username, rows.length]).toEqual([username, wanted]);
		}
		const sent = JSON.stringify(ais.simulator!.ledger.exchanges.map(({ body }) => body));
		expect(sent).toContain('1000.50');
		expect(sent).toContain('1000,50');
	});

	it('sorts a single page as asked', async () => {
		const rows = await getAll('F0101', { orderBy: 'AN8 desc', paging: 'single', pageSize: 1000 });
		const numbers = rows.map(({ AN8 }) => Number(AN8));
		expect(numbers).toEqual([...numbers].sort((a, b) => b - a));
	});

	it.each([
		['a single page that holds not all', 'F0101', { paging: 'single', pageSize: 5 }, 'JDE_PAGE_CUT'],
		['a table without a known key', 'F55SUP', {}, 'JDE_KEY_UNKNOWN'],
		['an order of its own page by page', 'F0101', { orderBy: 'ALPH' }, 'JDE_ORDER'],
		['a name that is no table', 'F0101; DROP', {}, 'JDE_TABLE_NAME'],
		['a column that is none', 'F0101', { columns: 'AN 8' }, 'JDE_COLUMN_NAME'],
	])('refuses %s', async (_what, table, options, code) => {
		expect(failureOf((await getAll(table, options))[0])).toMatchObject({ code, category: 'configuration' });
	});

	it("reads a site's own table by the key it is told", async () => {
		const rows = await getAll('f55sup', { keyColumns: 'AN8, CO', pageSize: 3 });
		expect(rows).toHaveLength(company.tables.F55SUP!.length);
	});

	it('counts the rows that meet the conditions, and says when the newest was changed', async () => {
		const suppliers = company.tables.F0101!.filter(({ AT1 }) => AT1 === 'V');
		const newest = suppliers.map(({ UPMJ }) => String(UPMJ)).sort()[suppliers.length - 1]!;
		expect(
			await ais.run('table', 'count', {
				table: 'F0101',
				...where({ column: 'AT1', operator: 'EQUAL', value: 'V' }),
			}),
		).toEqual([
			{ table: 'F0101', rows: suppliers.length, newestChange: newest.replace(/(....)(..)(..)/, '$1-$2-$3') },
		]);
	});
});

describe('a read that goes wrong', () => {
	it.each([
		['an unknown table', 'F9999', { keyColumns: 'AN8' }, 'F9999'],
		['an unknown column', 'F0101', { columns: 'AN8,NOPE' }, 'NOPE'],
	])('on %s names it', async (_what, table, options, name) => {
		const failure = failureOf((await getAll(table, options))[0]);
		expect(failure).toMatchObject({ category: 'validation', httpStatus: 500 });
		expect(String(failure.message) + String(failure.description)).toContain(name);
		expect([reads(), clock.waits]).toEqual([1, []]);
	});

	it('on a column that the answer does not name lists those that were asked for', async () => {
		await ais.run('session', 'validate');
		const answer = { status: 500, body: '{"message":"Invalid inputs"}', headers: JSON_TYPE };
		ais.simulator!.faults.add({ name: 'mute', path: /dataservice/, times: 9, effect: { answer } });
		const failure = failureOf((await getAll('F0101', { columns: 'AN8,NOPE' }))[0]);
		expect(failure.message).toContain('table F0101');
		expect(failure.description).toContain('(F0101.AN8, F0101.NOPE)');
	});

	it('on a hidden column names it, and does not take it for an empty one', async () => {
		ais.simulator!.users[0]!.security.hiddenColumns = ['F0101.ALPH'];
		const failure = failureOf((await getAll('F0101', { columns: 'ALPH' }))[0]);
		expect(failure).toMatchObject({ code: 'JDE_COLUMN_MISSING', category: 'permission' });
		expect(failure.message).toContain('F0101.ALPH');
	});

	it.each([
		['an answer lost on the way', { dropAfter: true as const }],
		['a gateway that is busy', { answer: { status: 503, body: '<html>busy</html>' } }],
	])('by %s is repeated, because reading twice does no harm', async (name, effect) => {
		await ais.run('session', 'validate');
		ais.simulator!.faults.add({ name, path: /dataservice/, times: 2, effect });
		expect(await getAll('F0401')).toHaveLength(company.tables.F0401!.length);
		expect(ais.simulator!.faults.fired(name)).toBe(2);
		expect(clock.waits.length).toBeGreaterThanOrEqual(2);
	});

	it('by a server that stays down is given up as an outage', async () => {
		const page = { answer: { status: 503, body: '<html><b>busy</b></html>' } };
		ais.simulator!.faults.add({ name: 'down', path: /dataservice/, times: 99, effect: page });
		const failure = failureOf((await getAll('F0401'))[0]);
		expect(failure).toMatchObject({ code: 'JDE_503', category: 'unavailable', retryable: true });
		expect(failure.description).toContain('JD Edwards says: busy');
		expect(ais.simulator!.faults.fired('down')).toBeLessThan(DEFAULT_RETRY_POLICY.maxAttempts);
	});

	it('by a page of HTML is a matter of the address', async () => {
		const page = { answer: { status: 200, body: '<html><script>alert(1)</script>Please sign in</html>' } };
		ais.simulator!.faults.add({ name: 'sso', path: /dataservice/, effect: page });
		const failure = failureOf((await getAll('F0401'))[0]);
		expect(failure).toMatchObject({ code: 'JDE_NOT_JSON', category: 'configuration' });
		expect(failure.description).toMatch(/says: Please sign in$/);
	});

	it('on a 200 that carries errors is no empty table, and shows no token', async () => {
		await ais.run('session', 'validate');
		const DESC = `no luck with ${String(ais.stored.sessionToken)}`;
		const body = { fs_DATABROWSE_F0401: { data: { gridData: { rowset: [] } } }, sysErrors: [{ DESC }] };
		const answer = {
			status: 200,
			body: JSON.stringify(body),
			headers: { 'content-type': 'application/json' },
		};
		ais.simulator!.faults.add({ name: 'errors', path: /dataservice/, effect: { answer } });
		const failure = failureOf((await getAll('F0401'))[0]);
		expect(failure).toMatchObject({ code: 'JDE_TABLE_READ', httpStatus: 200 });
		expect(failure.description).toMatch(/says: no luck with \*\*\*$/);
	});

	it('stops the rest of the items when it would hit them all alike', async () => {
		ais.simulator!.users[0]!.security.tables = [];
		const items = Array.from({ length: 4 }, (_, n) => ({ n }));
		const results = await ais.run('table', 'getAll', { table: 'F0401' }, { items });
		expect(results.map((one) => failureOf(one).code)).toEqual([
			'JDE_403',
			...Array(3).fill('JDE_403_NOT_TRIED'),
		]);
		expect(reads()).toBe(1);
	});
});
