import fc from 'fast-check';

import { Failed } from '../../../lib/failure';
import { conditionsOf, listOf, orderOf } from '../../../nodes/JdeAis/model/parameters';
import { browseRequest, type Condition, type Match, type Operator } from '../../../nodes/JdeAis/model/query';
import { readByKey } from '../../../nodes/JdeAis/transport/keySet';
import { holds, pageServer, type Cell, type TestRow } from './pageServer.cts';

const TABLE = 'F55T';
const days = ['2025-12-31', '2026-01-02', '2026-02-01', '2026-02-28', '2026-12-01'];
const texts = ['', 'a', 'ab', 'b', 'B', '10'];

const rows = fc.array(
	fc.record({
		N: fc.integer({ min: -2, max: 12 }),
		S: fc.constantFrom(...texts),
		UPMJ: fc.constantFrom(null, ...days.map((day) => day.replaceAll('-', ''))),
	}),
	{ maxLength: 30 },
) as fc.Arbitrary<TestRow[]>;

const plain = fc.constantFrom<Operator>(
	'EQUAL',
	'NOT_EQUAL',
	'LESS',
	'LESS_EQUAL',
	'GREATER',
	'GREATER_EQUAL',
);
const condition = fc
	.constantFrom(
		{ column: 'N', values: ['-2', '0', '3', '9', '10'] },
		{ column: 'S', values: texts },
		{ column: 'UPMJ', values: days },
	)
	.chain(({ column, values }): fc.Arbitrary<Condition> => {
		const value = fc.constantFrom(...values);
		const several = fc.record({
			column: fc.constant(column),
			operator: fc.constant<Operator>('LIST'),
			values: fc.array(value, { minLength: 1, maxLength: 4 }),
		});
		const between = fc.record({
			column: fc.constant(column),
			operator: fc.constant<Operator>('BETWEEN'),
			values: fc.tuple(value, value),
		});
		const one = fc.record({ column: fc.constant(column), operator: plain, values: fc.tuple(value) });
		if (column !== 'S') return fc.oneof(one, several, between);
		const text = fc.constantFrom<Operator>(
			'STR_START_WITH',
			'STR_END_WITH',
			'STR_CONTAIN',
			'STR_BLANK',
			'STR_NOT_BLANK',
		);
		return fc.oneof(one, fc.record({ column: fc.constant(column), operator: text, values: fc.tuple(value) }));
	});
const match = fc.record({
	type: fc.constantFrom<Match['type']>('MATCH_ALL', 'MATCH_ANY'),
	conditions: fc.array(condition, { maxLength: 3 }),
});

/** What a person would say a condition means; values are numbers, texts and ISO dates. */
function means({ column, operator, values }: Condition, row: TestRow): boolean {
	const cell: Cell = row[column] ?? '';
	const [value, other] = values.map((one): Cell =>
		column === 'N' ? Number(one) : column === 'UPMJ' ? one.replaceAll('-', '') : one,
	) as [Cell, Cell];
	const all = values.map((one) => (column === 'N' ? Number(one) : one.replaceAll('-', '')));
	const meanings: Record<Operator, () => boolean> = {
		EQUAL: () => cell === value,
		NOT_EQUAL: () => cell !== value,
		LESS: () => cell < value!,
		LESS_EQUAL: () => cell <= value!,
		GREATER: () => cell > value!,
		GREATER_EQUAL: () => cell >= value!,
		BETWEEN: () => cell >= value! && cell <= other!,
		LIST: () => all.includes(cell),
		STR_START_WITH: () => String(cell).indexOf(String(value)) === 0,
		STR_END_WITH: () => String(cell).slice(-String(value).length || Infinity) === value,
		STR_CONTAIN: () => String(cell).indexOf(String(value)) >= 0,
		STR_BLANK: () => cell === '',
		STR_NOT_BLANK: () => cell !== '',
	};
	return meanings[operator]();
}
const wanted = (where: readonly Match[], row: TestRow) =>
	where
		.filter(({ conditions }) => conditions.length > 0)
		.every(({ type, conditions }) =>
			type === 'MATCH_ANY'
				? conditions.some((one) => means(one, row))
				: conditions.every((one) => means(one, row)),
		);

describe('the query that is sent', () => {
	it("selects the rows that its conditions mean, whatever the user's date format", () => {
		const formats = fc.constantFrom('MM/dd/yyyy', 'dd/MM/yyyy', 'dd/MM/yy', 'yyyy-MM-dd');
		fc.assert(
			fc.property(rows, fc.array(match, { maxLength: 3 }), formats, (table, where, format) => {
				const { query } = browseRequest({ table: TABLE, where, orderBy: [], pageSize: 1 }, format);
				const selected = table.filter((row) => holds(query as never, row, format));
				expect(selected).toEqual(table.filter((row) => wanted(where, row)));
			}),
			{ numRuns: 500 },
		);
	});

	it("is joined with the page's key, so that an 'any' condition does not let pages overlap", async () => {
		await fc.assert(
			fc.asyncProperty(rows, match, fc.integer({ min: 2, max: 5 }), async (made, where, pageSize) => {
				const table = made.map((row, A) => ({ ...row, A }));
				const read = [];
				const query = { table: TABLE, where: [where], key: ['A'], pageSize };
				for await (const page of readByKey(pageServer(TABLE, { rows: table }), query)) read.push(...page);
				expect(read).toEqual(table.filter((row) => wanted([where], row)));
			}),
		);
	});

	it('says one level where that says it all', () => {
		const conditions: Condition[] = [{ column: 'N', operator: 'EQUAL', values: ['1'] }];
		const body = (where: Match[]) =>
			browseRequest({ table: TABLE, where, orderBy: [], pageSize: 1 }, 'MM/dd/yyyy');
		expect(body([]).query).toBeUndefined();
		expect(
			body([
				{ type: 'MATCH_ANY', conditions },
				{ type: 'MATCH_ALL', conditions },
			]).query,
		).toEqual({
			autoFind: true,
			matchType: 'MATCH_ALL',
			condition: [1, 2].map(() => ({
				controlId: 'F55T.N',
				operator: 'EQUAL',
				value: [{ content: '1', specialValueId: 'LITERAL' }],
			})),
		});
	});

	it.each([
		['MM/dd/yyyy', '02/09/2026'],
		['dd/MM/yyyy', '09/02/2026'],
		['dd/MM/yy', '09/02/26'],
		['yyyy-MM-dd', '2026-02-09'],
	])('writes a date in the format %s of the user: %s', (format, expected) => {
		const send = (value: string) => {
			const where: Match[] = [
				{ type: 'MATCH_ALL', conditions: [{ column: 'UPMJ', operator: 'EQUAL', values: [value] }] },
			];
			const { query } = browseRequest({ table: TABLE, where, orderBy: [], pageSize: 1 }, format);
			return (query as { condition: Array<{ value: Array<{ content: string }> }> }).condition[0]!.value[0]!
				.content;
		};
		expect([send('2026-02-09'), send('20260209')]).toEqual([expected, expected]);
	});

	it('sends sizes as texts, dates of the day as they are, and blanks without a value', () => {
		const where: Match[] = [
			{
				type: 'MATCH_ALL',
				conditions: [
					{ column: 'UPMJ', operator: 'GREATER', values: ['2'], special: 'TODAY_MINUS_DAY' },
					{ column: 'S', operator: 'STR_BLANK', values: ['x'] },
				],
			},
		];
		const orderBy = [{ column: 'N', descending: true }, { column: 'S' }];
		const body = browseRequest(
			{ table: TABLE, columns: ['N', 'S'], where, orderBy, pageSize: 5 },
			'dd/MM/yy',
		);
		expect(body).toMatchObject({
			maxPageSize: '5',
			returnControlIDs: 'F55T.N|F55T.S',
			query: {
				condition: [
					{ value: [{ content: '2', specialValueId: 'TODAY_MINUS_DAY' }] },
					{ controlId: 'F55T.S', operator: 'STR_BLANK' },
				],
			},
			aggregation: {
				orderBy: [
					{ column: 'F55T.N', direction: 'DESC' },
					{ column: 'F55T.S', direction: 'ASC' },
				],
			},
		});
		expect(JSON.stringify(body)).not.toContain('"content":"x"');
	});
});

describe('business units', () => {
	const asked = (operator: Operator, ...values: string[]) => {
		const where: Match[] = [{ type: 'MATCH_ALL', conditions: [{ column: 'MCU', operator, values }] }];
		const { query } = browseRequest({ table: 'F0006', where, orderBy: [], pageSize: 1 }, 'MM/dd/yyyy');
		const [{ operator: sent, value }] = (query as { condition: [{ operator: string; value: object[] }] })
			.condition;
		return [sent, value.map((one) => (one as { content: string }).content)];
	};

	it.each<[Operator, string[], string, string[]]>([
		['EQUAL', ['30'], 'LIST', ['          30', '30']],
		['EQUAL', ['          30'], 'EQUAL', ['          30']],
		['EQUAL', [''], 'EQUAL', ['']],
		['LIST', ['30', 'M70'], 'LIST', ['          30', '30', '         M70', 'M70']],
		['GREATER_EQUAL', ['30'], 'GREATER_EQUAL', ['          30']],
		['STR_START_WITH', ['3'], 'STR_START_WITH', ['3']],
	])(
		'are found whether or not the server justifies what it is asked for: %s %j',
		(operator, values, sent, contents) => {
			expect(asked(operator, ...values)).toEqual([sent, contents]);
		},
	);
});

describe("the node's parameters", () => {
	it("take a site's own aliases, which may begin with a number", () => {
		expect(listOf('55TRINVA, Y55LIM')).toEqual(['55TRINVA', 'Y55LIM']);
	});

	it('take an alias with or without its table, in any case', () => {
		const rows = [
			{ column: 'f0101.an8', operator: 'LIST' as const, value: '1, 2,3' },
			{ column: ' AT1 ', operator: 'EQUAL' as const, value: 'a,b', special: 'LITERAL' },
		];
		expect(conditionsOf('F0101', rows)).toEqual([
			{ column: 'AN8', operator: 'LIST', values: ['1', '2', '3'] },
			{ column: 'AT1', operator: 'EQUAL', values: ['a,b'] },
		]);
	});

	it('read the columns to sort by', () => {
		expect(orderOf('UPMJ desc, an8, AT1 ASC')).toEqual([
			{ column: 'UPMJ', descending: true },
			{ column: 'AN8', descending: false },
			{ column: 'AT1', descending: false },
		]);
		expect([orderOf(''), listOf(' , ')]).toEqual([[], undefined]);
	});

	it.each(["AN8'; --", 'AN 8', 'F0111.AN8', '55', ''])('refuse %p as a column, naming it', (column) => {
		const read = () => conditionsOf('F0101', [{ column, operator: 'EQUAL', value: '1' }]);
		expect(read).toThrow(Failed);
		expect(read).toThrow(`'${column}'`);
	});

	it('refuse Between with another number of values than two', () => {
		const where: Match[] = [
			{ type: 'MATCH_ALL', conditions: [{ column: 'N', operator: 'BETWEEN', values: ['1'] }] },
		];
		const send = () => browseRequest({ table: TABLE, where, orderBy: [], pageSize: 1 }, 'MM/dd/yyyy');
		expect(send).toThrow('F55T.N compares with BETWEEN, which takes two values; it has 1');
	});
});
