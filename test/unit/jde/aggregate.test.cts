import type { IDataObject } from 'n8n-workflow';

import { Failed } from '../../../lib/failure';
import { aggregateRequest } from '../../../nodes/JdeAis/model/aggregation';
import { groupsOf } from '../../../nodes/JdeAis/model/conditionGroups';
import { browseRequest } from '../../../nodes/JdeAis/model/query';
import { renamer } from '../../../nodes/JdeAis/model/rows';
import type { Ais } from '../../../nodes/JdeAis/transport/connection';
import { readByKey } from '../../../nodes/JdeAis/transport/keySet';
import type { Row } from '../../simulators/ais/catalogue/index.cts';
import { TestAis, company, failureOf } from './aisNode.cts';

let ais: TestAis;
beforeEach(async () => (ais = await TestAis.start()));
afterEach(async () => await ais.stop());

const F0411 = company.tables.F0411!;
const figures = (...figure: Array<[string, string]>) => ({
	figures: { figure: figure.map(([aggregate, column]) => ({ aggregate, column })) },
});
const aggregate = async (parameters: IDataObject) =>
	await ais.run('table', 'aggregate', { table: 'F0411', ...parameters });
/** Figures have the two decimals of the data dictionary, which makes hundredths of yen. */
const shown = ({ AG, CO }: Row) => Number(AG) / (CO === '00200' ? 100 : 1);
const cents = (rows: Row[]) => rows.reduce((sum, row) => sum + Math.round(shown(row) * 100), 0);
const companies = [...new Set(F0411.map(({ CO }) => String(CO)))].sort();
const of = (co: string) => F0411.filter(({ CO }) => CO === co);

describe('figures of a table', () => {
	it('are worked out for each group, in the order of the groups', async () => {
		const groups = await aggregate({
			groupBy: 'CO',
			...figures(
				['SUM', 'AG'],
				['COUNT', '*'],
				['COUNT_DISTINCT', 'DOC'],
				['MAX', 'AG'],
				['MIN', 'AG'],
				['AVG', 'AG'],
			),
		});
		expect(groups.map(({ CO }) => CO)).toEqual(companies);
		for (const group of groups) {
			const rows = of(String(group.CO));
			const amounts = rows.map(shown);
			expect(Math.round(Number(group.AG_SUM) * 100)).toBe(cents(rows));
			expect([group.COUNT, group.DOC_COUNT_DISTINCT, group.AG_MAX, group.AG_MIN]).toEqual([
				rows.length,
				new Set(rows.map(({ DOC }) => DOC)).size,
				Math.max(...amounts),
				Math.min(...amounts),
			]);
			expect(group.AG_AVG).toBeCloseTo(cents(rows) / rows.length / 100);
		}
	});

	it('are one item where there is nothing to group by', async () => {
		expect(await aggregate(figures(['COUNT', '*']))).toEqual([{ COUNT: F0411.length }]);
	});

	it('are filtered by Having and sorted by a figure', async () => {
		const all = await aggregate({ groupBy: 'AN8', ...figures(['COUNT', 'DOC'], ['SUM', 'AG']) });
		const found = await aggregate({
			groupBy: 'AN8',
			...figures(['COUNT', 'DOC'], ['SUM', 'AG']),
			having: { condition: [{ aggregate: 'COUNT', column: 'DOC', operator: 'GREATER', value: '3' }] },
			options: { orderBy: 'AG_SUM desc, AN8' },
		});
		const expected = all
			.filter(({ DOC_COUNT }) => Number(DOC_COUNT) > 3)
			.sort((a, b) => Number(b.AG_SUM) - Number(a.AG_SUM));
		expect(found).toEqual(expected);
		expect(found.length).toBeGreaterThan(1);
		expect(found.length).toBeLessThan(all.length);
	});

	it.each(['America/Denver', 'Pacific/Auckland', 'Asia/Tokyo', 'Europe/Berlin'])(
		'show days as they are in JD Edwards, summer or winter, when the server stands in %s',
		async (serverZone) => {
			await ais.stop();
			ais = await TestAis.start({ serverZone });
			const days = [...new Set(F0411.map(({ DGJ }) => String(DGJ)))].sort();
			const iso = days.map((day) => day.replace(/(....)(..)(..)/, '$1-$2-$3'));
			const read = async (options: IDataObject) =>
				await aggregate({ groupBy: 'DGJ', ...figures(['COUNT', '*'], ['MAX', 'DDJ']), options });
			const known = await read({ serverTimeZone: serverZone });
			expect(known.map(({ DGJ }) => DGJ)).toEqual(iso);
			expect('DGJ_epochMs' in known[0]!).toBe(false);
			expect(String(known[0]!.DDJ_MAX)).toMatch(/^\d{4}-\d\d-\d\d$/);
			const unknown = await read({});
			expect(unknown.every(({ DGJ_epochMs }) => typeof DGJ_epochMs === 'number')).toBe(true);
			if (serverZone !== 'Pacific/Auckland') expect(unknown.map(({ DGJ }) => DGJ)).toEqual(iso);
		},
	);

	it.each([
		['no figure', {}, 'JDE_FIGURE'],
		['a sum of *', figures(['SUM', '*']), 'JDE_FIGURE'],
		[
			'a zone that is none',
			{ ...figures(['COUNT', '*']), options: { serverTimeZone: 'Mars' } },
			'JDE_TIME_ZONE',
		],
		['an order by nothing', { ...figures(['COUNT', '*']), options: { orderBy: 'AG_SUM' } }, 'JDE_ORDER'],
		[
			'a Having without a number',
			{
				...figures(['COUNT', '*']),
				having: { condition: [{ aggregate: 'COUNT', column: '*', operator: 'EQUAL', value: 'x' }] },
			},
			'JDE_HAVING',
		],
	])('are refused with %s', async (_what, parameters, code) => {
		expect([code, 'JDE_400']).toContain(failureOf((await aggregate(parameters))[0]).code);
	});

	it('of a view are asked for by the table of each column', () => {
		const request = aggregateRequest(
			{
				table: 'V4311X',
				targetType: 'view',
				where: [],
				groupBy: ['F4301.AN8'],
				figures: [{ aggregate: 'SUM', column: 'F4311.AOPN' }],
			},
			'MM/dd/yyyy',
		);
		expect(request).toMatchObject({
			targetType: 'view',
			aggregation: {
				aggregations: [{ aggregation: 'SUM', column: 'F4311.AOPN' }],
				groupBy: [{ column: 'F4301.AN8' }],
				orderBy: [{ column: 'F4301.AN8', direction: 'ASC' }],
			},
		});
	});
});

describe('nested conditions', () => {
	const nested = {
		match: 'any',
		conditions: [{ column: 'CO', value: '00070' }],
		groups: [
			{
				conditions: [{ column: 'CO', value: '00001' }],
				groups: [
					{
						match: 'any',
						conditions: [
							{ column: 'PST', value: 'P' },
							{ column: 'AG', operator: 'LESS', value: 100 },
						],
					},
				],
			},
		],
	};
	const wanted = F0411.filter(
		({ CO, PST, AG }) => CO === '00070' || (CO === '00001' && (PST === 'P' || Number(AG) < 100)),
	);

	it.each([JSON.stringify(nested), nested])('select the rows they describe', async (conditionGroups) => {
		const parameters = { table: 'F0411', conditionGroups };
		expect(await ais.run('table', 'getAll', parameters)).toHaveLength(wanted.length);
		expect(await ais.run('table', 'getAll', { ...parameters, options: { pageSize: 7 } })).toHaveLength(
			wanted.length,
		);
		expect((await ais.run('table', 'count', parameters))[0]!.rows).toBe(wanted.length);
		const [sum] = await aggregate({ conditionGroups, ...figures(['SUM', 'AG']) });
		expect(Math.round(Number(sum!.AG_SUM) * 100)).toBe(cents(wanted));
		expect(wanted.length).toBeLessThan(F0411.length);
	});

	it.each([
		['{ not json', "'Condition Groups' is not JSON"],
		['[]', "'Condition Groups' is not an object"],
		[{ match: 'none' }, "'Condition Groups.match' is neither 'all' nor 'any'"],
		[{ groups: [{ conditions: [{}] }] }, "'Condition Groups.groups[0].conditions[0].column' is missing"],
		[{ conditions: [{ column: 'AN8', operator: 'LIKE' }] }, /conditions\[0\].operator' is none of EQUAL/],
		[{ condition: [] }, "'Condition Groups' has 'condition', which is not known"],
	])('are refused where they cannot be read: %j', (given, message) => {
		const refused = () => groupsOf('F0411', given, {});
		expect(refused).toThrow(Failed);
		expect(refused).toThrow(message);
	});
});

describe('the rows of a table', () => {
	const one = async (options: IDataObject, table = 'F0101') =>
		(await ais.run('table', 'getAll', { table, returnAll: false, limit: 1, options }))[0]!;

	it.each([
		['alias', ['AN8', 'ALPH']],
		['rowKey', ['F0101_AN8', 'F0101_ALPH']],
		['title', ['Address Number', 'Alpha Name']],
	])('are named by %s', async (outputNames, names) => {
		const row = await one({ outputNames, columns: 'AN8, ALPH' });
		expect(Object.keys(row).sort()).toEqual([...names].sort());
	});

	it('are named in words of our own where the server sends no titles, or by alias', () => {
		const rename = renamer('F0911', 'title', { KCO: 'Company of Document' });
		expect(rename({ KCO: '00001', AA: 5, Y55X: 1 })).toEqual({
			'Company of Document': '00001',
			Amount: 5,
			Y55X: 1,
		});
		expect(renamer('F0413', 'title', {})({ UM: 'EA', UOM: 'EA' })).toEqual({
			'Unit of Measure (UM)': 'EA',
			'Unit of Measure (UOM)': 'EA',
		});
	});

	it('keep apart columns with the same title', async () => {
		const row = await one({ outputNames: 'title' });
		expect(Object.keys(row)).toHaveLength(Object.keys(await one({})).length);
	});

	it("take ISO dates in conditions on a site's own date columns, and give them back", async () => {
		const parameters = {
			table: 'F55SUP',
			conditions: {
				condition: [{ column: 'Y55REVJ', operator: 'EQUAL', value: company.today }],
			},
			options: { keyColumns: 'AN8, CO', dateColumns: 'Y55REVJ' },
		};
		const rows = await ais.run('table', 'getAll', parameters);
		const reviewed = company.tables.F55SUP!.filter(({ Y55REVJ }) => Y55REVJ !== null);
		expect(rows).toHaveLength(reviewed.length);
		expect(new Set(rows.map(({ Y55REVJ }) => Y55REVJ))).toEqual(new Set([company.today]));
	});
});

describe('changed rows', () => {
	const DAY_MS = 86_400_000;
	const tomorrow = new Date(Date.parse(company.today) + DAY_MS).toISOString().slice(0, 10);
	const changed = async (options: IDataObject = {}, more: IDataObject = {}) =>
		await ais.run('table', 'getChanged', { table: 'F0115', changedSince: tomorrow, options, ...more });

	it('are those of the window', async () => {
		ais.simulator!.clock.advance(DAY_MS);
		expect(await changed()).toEqual([]);
		const [row] = company.tables.F0115 as [Row];
		ais.simulator!.tables.update('F0115', { AN8: row.AN8!, RCK7: row.RCK7! }, {});
		const found = await changed();
		expect(new Set(found.map(({ AN8 }) => AN8))).toEqual(new Set([row.AN8]));
		expect(found.every(({ UPMJ }) => UPMJ === tomorrow)).toBe(true);
	});

	it.each([6, 25])('come in chunks of %i or little more, each once, a record never split', async (limit) => {
		const whole = await changed({}, { changedSince: '' });
		const seen: IDataObject[] = [];
		let startAfter = '';
		do {
			const [report, ...rows] = await changed(
				{ startAfter, reportChunk: true },
				{ changedSince: '', returnAll: false, limit },
			);
			const numbers = rows.map(({ AN8 }) => AN8);
			expect(seen.some(({ AN8 }) => numbers.includes(AN8))).toBe(false);
			seen.push(...rows);
			startAfter = String((report!.chunk as IDataObject).next ?? '');
		} while (startAfter !== '');
		expect(seen).toEqual(whole);
		expect(whole).toHaveLength(company.tables.F0115!.length);
	});
});

describe('groups that the server may have cut', () => {
	const group = (AN8: number) => ({ groupBy: { 'F0101.AN8': AN8 }, COUNT: 1 });
	const hundred = Array.from({ length: 100 }, (_, i) => group(i + 1));
	/** The answers to the next requests, the first one first. */
	const answers = (...outputs: object[][]) =>
		outputs.forEach((output, i) => {
			const body = JSON.stringify({ ds_F0101: { output } });
			const answer = { status: 200, body, headers: { 'content-type': 'application/json' } };
			ais.simulator!.faults.add({ name: `answer ${i}`, path: /dataservice$/, effect: { answer } });
		});
	const counted = async () =>
		await ais.run('table', 'aggregate', {
			table: 'F0101',
			figures: { figure: [{ aggregate: 'COUNT', column: '*' }] },
			groupBy: 'AN8',
		});

	it('are a failure when another group stands at their end', async () => {
		await ais.run('session', 'validate');
		answers(hundred, [group(250)]);
		const [failed, ...more] = await counted();
		expect([failureOf(failed).code, more]).toEqual(['JDE_GROUPS_CUT', []]);
	});

	it('are given when there are just as many', async () => {
		await ais.run('session', 'validate');
		answers(hundred, [group(100), group(99)]);
		expect(await counted()).toHaveLength(100);
		expect(ais.simulator!.ledger.count('POST', /dataservice$/)).toBe(2);
	});
});

describe('a limit', () => {
	it('is met though the server sends fewer rows at a time', async () => {
		await ais.stop();
		ais = await TestAis.start({ dbFetchLimit: 5 });
		const parameters = { table: 'F0101', returnAll: false, limit: 23 };
		expect(await ais.run('table', 'getAll', parameters)).toHaveLength(23);
		const [failed] = await ais.run('table', 'getAll', { ...parameters, options: { orderBy: 'ALPH' } });
		expect(failureOf(failed).code).toBe('JDE_PAGE_CUT');
	});
});

describe('a business view', () => {
	it('is read by key, its columns named with their tables', async () => {
		const bodies: IDataObject[] = [];
		const rowset = [1, 2, 3].map((AN8) => ({ F0101_AN8: AN8, F0116_ADD1: `Street ${AN8}` }));
		const call = async ({ body = {} }: { body?: IDataObject }) => {
			bodies.push(body);
			const page = bodies.length === 1 ? rowset.slice(0, 2) : rowset.slice(1);
			const gridData = { rowset: page, summary: { moreRecords: bodies.length === 1 } };
			return { fs_DATABROWSE_V0101X: { data: { gridData } } };
		};
		const fake = { call, userDateFormat: 'dd/MM/yy', session: { secrets: () => [] } } as unknown as Ais;
		const rows: Row[] = [];
		const query = {
			table: 'V0101X',
			targetType: 'view' as const,
			columns: ['F0101.AN8', 'F0116.ADD1'],
			where: [],
			key: ['F0101.AN8'],
			pageSize: 2,
		};
		for await (const page of readByKey(fake, query)) rows.push(...(page as Row[]));
		expect(rows.map((row) => row['F0101.AN8'])).toEqual([1, 2, 3]);
		expect(bodies[1]).toMatchObject({
			targetName: 'V0101X',
			targetType: 'view',
			returnControlIDs: 'F0101.AN8|F0116.ADD1',
			query: { condition: [{ controlId: 'F0101.AN8' }] },
			aggregation: { orderBy: [{ column: 'F0101.AN8', direction: 'ASC' }] },
		});
	});

	it('takes dates in the format of the signed-on user', () => {
		const where = [
			{
				type: 'MATCH_ALL' as const,
				conditions: [{ column: 'F0116.EFTB', operator: 'LESS' as const, values: ['2026-01-31'] }],
			},
		];
		const request = browseRequest(
			{ table: 'V0101X', targetType: 'view', where, orderBy: [], pageSize: 1 },
			'dd/MM/yy',
		);
		expect(request.query).toMatchObject({
			condition: [{ controlId: 'F0116.EFTB', value: [{ content: '31/01/26' }] }],
		});
	});
});
