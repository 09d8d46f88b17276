import type { IDataObject } from 'n8n-workflow';

import { failureOf } from './aisNode.cts';
import { cleanUp, NockedAis } from './nockedAis.cts';
import { ownNock } from '../support/ownNock.cts';

ownNock();
afterEach(cleanUp);

const DATA = 'POST /v2/dataservice';
const NAMES = { F0116_AN8: 'Address Number', F0116_EFTB: 'Date Effective', F0116_ADD1: 'Address' };
const row = {
	F0116_AN8: 4343,
	F0116_EFTB: '20260131',
	F0116_ADD1: '1 Main',
	F0116_UPMJ: null,
	F0116_UPMT: 54935,
};

/** A page of F0116 as servers were recorded to send it, save what a test changes. */
const page = (rowset: unknown[], grid: IDataObject = {}, more: IDataObject = {}) => ({
	fs_DATABROWSE_F0116: {
		data: {
			gridData: {
				columns: NAMES,
				rowset,
				summary: { records: rowset.length, moreRecords: false },
				...grid,
			},
		},
		errors: [],
		warnings: [],
	},
	timeStamp: '2026-11-22:10.56.18',
	sysErrors: [],
	...more,
});
const table = { table: 'F0116', returnAll: true, match: 'MATCH_ALL', conditions: {} };
const read = async (answer: object, parameters: IDataObject = {}) =>
	await new NockedAis().answers(DATA, answer).run('table', 'getAll', { ...table, ...parameters });

describe('rows of a table in another form than the usual one', () => {
	it.each([
		['as a number', 20260131],
		['in ISO', '2026-01-31'],
		['in ISO with a time', '2026-01-31T00:00:00.000-0700'],
		["in the user's format", '01/31/2026'],
	])('have their dates %s', async (_what, EFTB) => {
		const [found] = await read(page([{ ...row, F0116_EFTB: EFTB }]));
		expect(found).toMatchObject({ AN8: 4343, EFTB: '2026-01-31', ADD1: '1 Main' });
	});

	it.each([null, '', ' ', 0, '0', '00000000', '  /  /  '])('have no date where it is %j', async (EFTB) => {
		const [found] = await read(page([{ ...row, F0116_EFTB: EFTB }]));
		expect(found).toMatchObject({ EFTB: null });
	});

	it('have times written as six digits, and names joined by a point', async () => {
		const [found] = await read(page([{ 'F0116.AN8': 4343, 'F0116.UPMT': '054935' }]));
		expect(found).toEqual({ AN8: 4343, UPMT: '05:49:35' });
	});

	it('keep a date that nobody can read', async () => {
		const [found] = await read(page([{ ...row, F0116_EFTB: 'soon' }]));
		expect(found).toMatchObject({ EFTB: 'soon' });
	});

	it('are in Latin letters where the server says so, byte by byte', async () => {
		const bytes = Buffer.from(JSON.stringify(page([{ ...row, F0116_ADD1: 'Großstraße 5' }])), 'latin1');
		const headers = { 'content-type': 'application/json;charset=ISO-8859-1' };
		const ais = new NockedAis().answers(DATA, bytes, { headers });
		expect(await ais.run('table', 'getAll', table)).toMatchObject([{ ADD1: 'Großstraße 5' }]);
	});

	it('that hold each cell in an object of its own are not understood, and not guessed at', async () => {
		const cell = { id: 1, internalValue: 4343, value: '4,343' };
		const [failed] = await read(page([{ F0116_AN8: cell }]));
		expect(failureOf(failed)).toMatchObject({ code: 'JDE_TABLE_SHAPE', category: 'configuration' });
	});

	it('are read on where the server does not say whether there are more', async () => {
		const silent = { summary: { records: 1 } };
		const ais = new NockedAis();
		ais.answers(DATA, page([row, { ...row, F0116_AN8: 4344 }], silent));
		ais.answers(
			DATA,
			page(
				[
					{ ...row, F0116_AN8: 4344 },
					{ ...row, F0116_AN8: 4345 },
				],
				silent,
			),
		);
		ais.answers(DATA, page([{ ...row, F0116_AN8: 4345 }], { summary: { moreRecords: false } }));
		const rows = await ais.run('table', 'getAll', table);
		expect(rows.map(({ AN8 }) => AN8)).toEqual([4343, 4344, 4345]);
	});

	it("have the server's names where an older one calls them titles", async () => {
		const ais = new NockedAis();
		const answer = page([{ F0116_AN8: 4343 }], { columns: undefined, titles: NAMES });
		ais.answers(DATA, answer).answers(DATA, answer);
		const rows = await ais.run('table', 'getAll', { ...table, options: { outputNames: 'title' } });
		expect(rows).toEqual([{ 'Address Number': 4343 }]);
	});
});

describe('amounts', () => {
	const ledger = (AG: unknown) => ({
		fs_DATABROWSE_F0411: {
			data: { gridData: { rowset: [{ F0411_AG: AG }], summary: { moreRecords: false } } },
		},
	});
	const amount = async (AG: unknown) =>
		(await read(ledger(AG), { table: 'F0411', options: { paging: 'single' } }))[0]!;

	it.each([
		['1234.50', '1234.50'],
		['100.25-', '-100.25'],
		[' ', ''],
		[1234.5, 1234.5],
	])('written as %j are %j', async (AG, wanted) => expect((await amount(AG)).AG).toBe(wanted));

	it.each(['1.234,50', '1234,5', '1,234.50', 'n/a'])('written as %j do not count as nothing', async (AG) => {
		const failure = failureOf(await amount(AG));
		expect(failure).toMatchObject({ code: 'JDE_NUMBER_SHAPE', category: 'configuration' });
		expect(failure.message).toContain('F0411.AG');
		expect(failure.description).toContain(AG);
	});
});

describe('columns without which a document would be misread', () => {
	const payment = { F0413_PYID: 7, F0413_DCTM: 'PK', F0413_DOCM: 9, F0413_PYE: 4343, F0413_GLBA: ' ' };
	const more = { F0413_DMTJ: '20260131', F0413_PAAP: -1, F0413_CRCD: 'USD', F0413_POST: 'D' };
	const header = (columns: IDataObject) => ({
		fs_DATABROWSE_F0413: {
			data: {
				gridData: { columns, rowset: [{ ...payment, ...more }], summary: { moreRecords: false } },
			},
		},
	});
	const noDetails = {
		fs_DATABROWSE_F0414: { data: { gridData: { rowset: [], summary: { moreRecords: false } } } },
	};
	const get = async (columns: IDataObject) =>
		(
			await new NockedAis()
				.answers(DATA, header(columns))
				.answers(DATA, noDetails)
				.run('payment', 'get', { paymentId: '7' })
		)[0]!;

	it('may be left out of a row where they are empty dates', async () => {
		expect(await get({ F0413_VDGJ: 'Void Date' })).toMatchObject({ voided: false, voidDate: null });
	});

	it('are missing where the server does not name them either', async () => {
		expect(failureOf(await get({})).message).toContain('F0413.VDGJ');
	});
});

describe('groups', () => {
	const aggregate = async (answer: object) =>
		await new NockedAis().answers(DATA, answer).run('table', 'aggregate', {
			table: 'F55INV',
			match: 'MATCH_ALL',
			conditions: {},
			figures: { figure: [{ aggregate: 'SUM', column: '55TRINVA' }] },
			groupBy: 'AN8',
			having: {},
		});
	const output = (groups: object[], more: object = {}) => ({ ds_F55INV: { output: groups, ...more } });

	it.each(['.', '_'])("with a site's own column are read, joined to the table by '%s'", async (joined) => {
		const group = { groupBy: { [`F55INV${joined}AN8`]: 5 }, [`F55INV${joined}55TRINVA_SUM`]: 12.5 };
		expect(await aggregate(output([group]))).toEqual([{ AN8: 5, '55TRINVA_SUM': 12.5 }]);
	});

	it('beside an error are none', async () => {
		const error = { message: 'F55INV.AN8 is not valid', exception: 'Exception', status: 'ERROR' };
		const failure = failureOf((await aggregate(output([], { error })))[0]);
		expect(failure).toMatchObject({ code: 'JDE_TABLE_READ' });
		expect(failure.description).toContain('F55INV.AN8 is not valid');
	});

	it('beside an error whose fields are all empty are good', async () => {
		expect(await aggregate(output([], { error: { message: null, errorText: '' } }))).toEqual([]);
	});

	it.each([
		['the column', [{ groupBy: {}, 'F55INV.55TRINVA_SUM': 1 }], 'F55INV.AN8'],
		['the figure', [{ groupBy: { 'F55INV.AN8': 5 }, SUM: 1 }], 'F55INV.55TRINVA_SUM'],
	])('without %s that was asked for are a failure', async (_what, groups, name) => {
		const failure = failureOf((await aggregate(output(groups)))[0]);
		expect(failure.message).toBe(`JD Edwards did not return ${name}`);
	});

	it.each([
		[[{ COUNT: 3 }], 3],
		[[{ COUNT: '3' }], 3],
		[[], 0],
	])('count the rows: %j', async (groups, rows) => {
		const count = await new NockedAis()
			.answers(DATA, output(groups))
			.run('table', 'count', { ...table, table: 'F55INV', options: { updatedColumn: '' } });
		expect(count).toEqual([{ table: 'F55INV', rows, newestChange: null }]);
	});

	it('that name the number of rows otherwise do not count none', async () => {
		const count = await new NockedAis()
			.answers(DATA, output([{ ROWS: 3 }]))
			.run('table', 'count', { ...table, table: 'F55INV', options: { updatedColumn: '' } });
		expect(failureOf(count[0])).toMatchObject({ code: 'JDE_COLUMN_MISSING' });
	});
});

describe('failures in another envelope', () => {
	it.each([
		['an exception that came with 200', 200, { message: 'No such table', exception: 'E', status: 'ERROR' }],
		['a list of errors', 500, [{ TITLE: ' ', DESC: 'No such table' }]],
		['a message that is a list', 500, { message: ['No such table'], exception: 'E' }],
		['a message that is a form', 500, { message: { fs_X: { errors: [{ TITLE: 'No such table' }] } } }],
		['a gateway that wants a sign-on', 407, { error: 'denied', error_description: 'No such table' }],
		['an error with fields', 400, { error: { message: 'No such table' } }],
	])('%s says what the server said', async (_what, status, body) => {
		const ais = new NockedAis().answers('POST /v2/formservice', body, { status });
		const [failed] = await ais.run('form', 'read', { formName: 'P01012_W01012B' });
		expect(failureOf(failed).description).toContain('No such table');
	});

	it('401 is a matter of a gateway, not of the parameters', async () => {
		const ais = new NockedAis().answers(DATA, { error: 'unauthorized' }, { status: 401 });
		ais.answers('POST /v2/tokenrequest/validate', { isValidSession: true });
		expect(failureOf((await ais.run('table', 'getAll', table))[0])).toMatchObject({
			code: 'JDE_401',
			category: 'authentication',
			httpStatus: 401,
		});
	});
});
