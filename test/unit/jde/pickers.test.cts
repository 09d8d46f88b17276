import type { IDataObject, ILoadOptionsFunctions } from 'n8n-workflow';

import { getColumns, searchColumns, searchTables } from '../../../nodes/JdeAis/methods/tables';
import { columnType, columnWords } from '../../../nodes/JdeAis/model/columns';
import { TABLES, columnsOf } from '../../../nodes/JdeAis/model/tables';
import { TestAis, company } from './aisNode.cts';

jest.mock('../../../lib/node/surroundings', () => require('../support/clock.cts').surroundings);

let ais: TestAis;
beforeEach(async () => (ais = await TestAis.start()));
afterEach(async () => await ais.stop());

/** The editor while a node is set up. */
function editor(parameters: IDataObject, at = ais): ILoadOptionsFunctions {
	const inner = at.context('table', 'getAll');
	return {
		...inner,
		getCurrentNodeParameter: (name: string) => parameters[name],
	} as unknown as ILoadOptionsFunctions;
}

const picked = (value: string) => ({ __rl: true, mode: 'list', value });

describe('the table picker', () => {
	it('finds a known table by its name and by its words', async () => {
		const found = async (filter: string) =>
			(await searchTables.call(editor({}), filter)).results.map(({ value }) => value);
		expect(await found('f0401')).toEqual(['F0401']);
		expect(await found('receipt')).toEqual(['F43121']);
		expect((await found('')).length).toBe(Object.keys(TABLES).length);
	});

	it('gives what the operations read: a picked table, and one entered by name', async () => {
		for (const table of [picked('F0006'), { __rl: true, mode: 'name', value: 'f0006' }, 'F0006']) {
			const condition = [{ column: picked('CO'), operator: 'EQUAL', value: '00001' }];
			const options = { columns: ['MCU', 'CO'] };
			const rows = await ais.run('table', 'getAll', { table, conditions: { condition }, options });
			const own = company.tables.F0006!.filter(({ CO }) => CO === '00001');
			expect(rows).toHaveLength(own.length);
			expect(Object.keys(rows[0]!).sort()).toEqual(['CO', 'MCU']);
		}
	});

	it('takes a value that an expression did not find as blank, not as a word', async () => {
		const condition = [{ column: picked('CO'), operator: 'EQUAL', value: null }];
		await ais.run('table', 'getAll', { table: 'F0006', conditions: { condition } } as never);
		const { body } = ais.simulator!.ledger.exchanges.at(-1)!;
		expect(body).toContain('"content":""');
	});

	it('gives what figures and groups are worked out of', async () => {
		const [first] = await ais.run('table', 'aggregate', {
			table: picked('F0101'),
			figures: { figure: [{ aggregate: 'COUNT', column: { __rl: true, mode: 'alias', value: '*' } }] },
			groupBy: ['AT1'],
		});
		expect(first).toEqual({ AT1: expect.any(String), COUNT: expect.any(Number) });
	});
});

describe('the column picker', () => {
	it("shows the server's words beside the aliases, for the site's own tables too", async () => {
		const { results } = await searchColumns.call(editor({ table: picked('F55SUP') }), 'risk');
		expect(results).toEqual([{ name: 'Y55RISK - Risk Class', value: 'Y55RISK' }]);
		const all = await getColumns.call(editor({ table: 'F55SUP' }));
		expect(all.map(({ value }) => value)).toEqual(expect.arrayContaining(['AN8', 'CO', 'Y55LIM', 'UPMJ']));
	});

	it('shows the known columns of a known table where the server cannot be asked', async () => {
		const nowhere = TestAis.at('http://127.0.0.1:1');
		const { results } = await searchColumns.call(editor({ table: 'F0411' }, nowhere), 'open amount');
		expect(results).toContainEqual({ name: 'AAP - Open Amount', value: 'AAP' });
		await expect(searchColumns.call(editor({ table: 'F55SUP' }, nowhere))).rejects.toThrow(
			'JD Edwards did not',
		);
	});

	it('asks for the table first', async () => {
		await expect(searchColumns.call(editor({ table: picked('') }))).rejects.toThrow("'Table or View' first");
	});
});

describe('the catalogue', () => {
	it.each(Object.keys(TABLES))('knows words and type of every column it names in %s', (table) => {
		const named = columnsOf(table);
		expect(named.filter((one) => columnWords(table, one) === undefined)).toEqual([]);
		expect(named.filter((one) => columnType(one) === undefined)).toEqual([]);
		expect(new Set(named).size).toBe(named.length);
	});

	it('says that a table without audit columns cannot be asked for changes', async () => {
		const [answer] = await ais.run('table', 'getChanged', { table: 'F00141', changedSince: '2026-01-01' });
		expect(answer).toMatchObject({ error: { code: 'JDE_NOT_AUDITED', category: 'configuration' } });
	});

	it('leaves the time of the newest change out where a table has none', async () => {
		const ais2 = await TestAis.start();
		ais2.simulator!.faults.add({
			name: 'count',
			path: /dataservice/,
			effect: {
				answer: {
					status: 200,
					body: '{"ds_F00141":{"output":[{"COUNT":2}]}}',
					headers: { 'content-type': 'application/json' },
				},
			},
		});
		await ais2.run('session', 'validate');
		expect(await ais2.run('table', 'count', { table: 'F00141' })).toEqual([
			{ table: 'F00141', rows: 2, newestChange: null },
		]);
		await ais2.stop();
	});

	it('takes an alias for the same in every table: dates of unknown tables too', () => {
		expect(['F4311', 'F55ANY'].map(() => columnType('TRDJ'))).toEqual(['date', 'date']);
		expect(columnType('F0911.DGJ')).toBe('date');
		expect(columnWords('F0014', 'DDJ')).toBe('Fixed Net Due Date');
	});
});
