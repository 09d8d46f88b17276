import fc from 'fast-check';

import { Failed } from '../../../lib/failure';
import type { Row } from '../../../nodes/JdeAis/model/rows';
import { readByKey } from '../../../nodes/JdeAis/transport/keySet';
import { pageServer, type PageServerOptions, type TestRow } from './pageServer.cts';

const TABLE = 'F55T';
const KEY = ['A', 'B', 'C'];

async function pagesOf(
	options: PageServerOptions,
	pageSize: number,
	key = KEY,
	after?: string,
): Promise<Row[][]> {
	const ais = pageServer(TABLE, options);
	const pages: Row[][] = [];
	for await (const page of readByKey(ais, { table: TABLE, where: [], key, after, pageSize }))
		pages.push(page);
	return pages;
}

const id = ({ A, B, C }: Row | TestRow) => `${A}/${B}/${C}`;
const inKeyOrder = (rows: TestRow[]) =>
	[...rows]
		.sort((a, b) => Number(a.A) - Number(b.A) || Number(a.B) - Number(b.B) || (a.C! < b.C! ? -1 : 1))
		.map(id);

/** Few values, so that groups are long and cross many page ends. */
const tables = fc.uniqueArray(
	fc.record({ A: fc.nat(6), B: fc.nat(4), C: fc.constantFrom(' ', 'a', 'b', 'B', 'ab', '  1') }),
	{ selector: id, maxLength: 60 },
) as fc.Arbitrary<TestRow[]>;
const sizes = fc.integer({ min: 1, max: 12 });

describe('reading a table by its key', () => {
	it('gives exactly its rows in key order, whatever the size of a page', async () => {
		await fc.assert(
			fc.asyncProperty(tables, sizes, async (rows, pageSize) => {
				expect((await pagesOf({ rows }, pageSize)).flat().map(id)).toEqual(inKeyOrder(rows));
			}),
		);
	});

	it('keeps rows that share the first key column in one piece', async () => {
		await fc.assert(
			fc.asyncProperty(tables, sizes, async (rows, pageSize) => {
				const pieces = (await pagesOf({ rows }, pageSize)).map((page) => new Set(page.map(({ A }) => A)));
				expect(pieces.reduce((sum, groups) => sum + groups.size, 0)).toBe(
					new Set(rows.map(({ A }) => A)).size,
				);
			}),
		);
	});

	it('gives exactly its rows where the server fetches fewer than the page asks for', async () => {
		await fc.assert(
			fc.asyncProperty(tables, fc.integer({ min: 2, max: 5 }), async (rows, fetchLimit) => {
				expect((await pagesOf({ rows, fetchLimit }, 500)).flat().map(id)).toEqual(inKeyOrder(rows));
			}),
		);
	});

	it('goes on behind a given key', async () => {
		await fc.assert(
			fc.asyncProperty(tables, sizes, fc.nat(7), async (rows, pageSize, after) => {
				const behind = rows.filter(({ A }) => Number(A) > after);
				expect((await pagesOf({ rows }, pageSize, KEY, String(after))).flat().map(id)).toEqual(
					inKeyOrder(behind),
				);
			}),
		);
	});

	it('never loses a row that was there throughout, and gives none twice, while others come and go', async () => {
		const changes = fc.array(fc.record({ at: fc.nat(99), row: tables, drop: fc.nat(99) }), { maxLength: 20 });
		await fc.assert(
			fc.asyncProperty(tables, sizes, changes, async (start, pageSize, plan) => {
				const rows = [...start];
				const gone = new Set<string>();
				const before = (page: number) => {
					const { row: added = [], drop = 0 } = plan[page] ?? {};
					if (rows.length > 0 && drop % 2 === 0) gone.add(id(rows.splice(drop % rows.length, 1)[0]!));
					for (const one of added.slice(0, 3)) if (!rows.some((row) => id(row) === id(one))) rows.push(one);
				};
				const read = (await pagesOf({ rows, before }, pageSize)).flat().map(id);
				const throughout = start.map(id).filter((row) => !gone.has(row));
				expect(throughout.filter((row) => !read.includes(row))).toEqual([]);
				const reborn = new Set(start.map(id).filter((row) => gone.has(row)));
				const twice = read.filter((row, i) => read.indexOf(row) !== i && !reborn.has(row));
				expect(twice).toEqual([]);
			}),
			{ numRuns: 300 },
		);
	});

	it('asks for each page behind the last key seen, never by a number of rows to skip', async () => {
		const rows = Array.from({ length: 10 }, (_, i) => ({ A: i }));
		const ais = pageServer(TABLE, { rows });
		const numbers: unknown[] = [];
		for await (const page of readByKey(ais, { table: TABLE, where: [], key: ['A'], pageSize: 4 })) {
			numbers.push(...page.map(({ A }) => A));
		}
		expect(numbers).toEqual(rows.map(({ A }) => A));
		expect(JSON.stringify(ais.bodies)).not.toMatch(/offset|enableNextPageProcessing/i);
		expect(ais.bodies.every(({ aggregation }) => aggregation !== undefined)).toBe(true);
	});
});

describe('a table that cannot be read by its key', () => {
	const failure = async (work: Promise<unknown>) => {
		const error = await work.then(
			() => undefined,
			(thrown: unknown) => thrown,
		);
		if (!(error instanceof Failed)) throw error ?? new Error('it was read');
		return error.failure;
	};

	it.each([
		['an empty page', []],
		['the same page', [{ A: 1, B: 1, C: 'a' }]],
	])('because the server says there is more behind %s fails instead of looping', async (_what, rows) => {
		expect(await failure(pagesOf({ rows, alwaysMore: true }, 5))).toMatchObject({
			code: 'JDE_PAGING_STANDS_STILL',
			category: 'configuration',
			message: expect.stringContaining('F55T'),
		});
	});

	it('because the server sends the first page over and over fails instead of looping', async () => {
		const rows = Array.from({ length: 9 }, (_, A) => ({ A, B: 0, C: 'a' }));
		for (const key of [KEY, ['A']]) {
			const work = pagesOf({ rows, ignoresConditions: true }, 4, key);
			expect((await failure(work)).code).toBe('JDE_PAGING_STANDS_STILL');
		}
	});

	it('because its key is empty at the end of a page fails instead of looping', async () => {
		const rows = [1, 2, 3].map(() => ({ A: null, B: 1, C: 'a' }));
		expect((await failure(pagesOf({ rows }, 2))).code).toBe('JDE_PAGING_STANDS_STILL');
	});

	it('because the columns are no key fails wherever a row would be lost', async () => {
		const doubles = fc.array(fc.record({ A: fc.nat(9) }), { minLength: 1, maxLength: 30 });
		await fc.assert(
			fc.asyncProperty(doubles, sizes, async (rows, pageSize) => {
				const read = await pagesOf({ rows }, pageSize, ['A']).catch((error: Failed) => error);
				if (read instanceof Failed) {
					expect(read.failure).toMatchObject({ code: 'JDE_NOT_A_KEY', category: 'configuration' });
					expect(new Set(rows.map(({ A }) => A)).size).toBeLessThan(rows.length);
				} else {
					expect(read.flat()).toHaveLength(rows.length);
				}
			}),
		);
	});

	it('because the columns are no key says which parameter to correct', async () => {
		const rows = Array.from({ length: 9 }, () => ({ A: 1, B: 2 }));
		const { message, description } = await failure(pagesOf({ rows }, 4, ['A', 'B']));
		expect(message).toBe('The columns A, B do not identify a row of table F55T');
		expect(description).toContain("'Key Columns'");
	});
});
