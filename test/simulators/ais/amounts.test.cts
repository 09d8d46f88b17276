import { sampleCompany } from '../sample/index.cts';
import type { Amounts } from './amounts.cts';
import { startAisSimulator, type AisSimulator } from './index.cts';
import { rowsOf, TestClient } from './testClient.cts';

const company = sampleCompany({ seed: 3, suppliers: 60, orders: 120, vouchers: 250 });
const DECIMALS: Record<string, number> = { USD: 2, EUR: 2, JPY: 0, KWD: 3 };

let ais: AisSimulator;
let client: TestClient;
afterEach(async () => await ais.stop());

async function start(amounts?: Amounts): Promise<void> {
	ais = await startAisSimulator({ company, amounts });
	client = new TestClient(ais);
	await client.signOn();
}

/** A column of every row that is in this currency, beside what the company's own rows hold. */
async function column(table: string, alias: string, where: Record<string, string>) {
	const query = {
		condition: Object.entries(where).map(([controlId, content]) => ({
			controlId,
			operator: 'EQUAL',
			value: [{ content, specialValueId: 'LITERAL' }],
		})),
	};
	const shown = (await client.values(table, alias, query)) as number[];
	const stored = company.tables[table].filter((row) =>
		Object.entries(where).every(([name, value]) => String(row[name]) === value),
	);
	const sorted = (values: number[]) => [...values].sort((a, b) => a - b);
	return { shown: sorted(shown), stored: sorted(stored.map((row) => Number(row[alias] ?? 0))) };
}

/** Whole smallest units with two decimals, whatever the currency. */
const asStored = (amounts: number[], currency: string) =>
	amounts.map((amount) => Math.round(amount * 10 ** DECIMALS[currency]) / 100);

describe('amounts', () => {
	const places: Array<[table: string, alias: string, where: Record<string, string>, currency: string]> = [
		['F0411', 'AG', { CO: '00200' }, 'JPY'],
		['F0411', 'AG', { CO: '00300' }, 'KWD'],
		['F0411', 'ACR', { CRRM: 'F', CRCD: 'KWD' }, 'KWD'],
		['F0911', 'AA', { CO: '00200', LT: 'AA' }, 'JPY'],
		['F0911', 'AA', { LT: 'CA', CRCD: 'JPY' }, 'JPY'],
		['F0414', 'PAAP', { CO: '00300' }, 'KWD'],
		['F0413', 'PFAP', { CRRM: 'F', CRCD: 'JPY' }, 'JPY'],
		['F4311', 'AEXP', { KCOO: '00200' }, 'JPY'],
		['F4311', 'FEA', { CRRM: 'F', CRCD: 'KWD' }, 'KWD'],
	];

	test.each(places)(
		'of %s.%s where %p have the decimals of %s when adjusted',
		async (table, alias, where) => {
			await start();
			const { shown, stored } = await column(table, alias, where);
			expect(stored.length).toBeGreaterThan(0);
			expect(shown).toEqual(stored);
		},
	);

	test.each(places)(
		'of %s.%s where %p have two decimals when not, %s or no %s',
		async (table, alias, where, currency) => {
			await start('unadjusted');
			const { shown, stored } = await column(table, alias, where);
			expect(shown).toEqual(asStored(stored, currency));
			expect(shown).not.toEqual(stored);
		},
	);

	test.each<Amounts>(['adjusted', 'unadjusted'])(
		'in dollars and euros are the same when %s',
		async (amounts) => {
			await start(amounts);
			for (const CO of ['00001', '00070']) {
				const { shown, stored } = await column('F0411', 'AG', { CO });
				expect(shown).toEqual(stored);
			}
		},
	);

	test('in yen and dinars are told apart by the exchange rate, not by the ledger', async () => {
		await start('unadjusted');
		const rows = rowsOf(await client.browse('F0411', { maxPageSize: 'No Max' }), 'F0411');
		const dollars = rows.filter(
			(row) => row.F0411_CRRM === 'F' && row.F0411_BCRC === 'USD' && row.F0411_DCT === 'PV',
		);
		// How many places the point is off: rounding to the cent moves the ratio a little.
		const places = dollars.map((row) => {
			const ratio = Number(row.F0411_AG) / Number(row.F0411_ACR) / Number(row.F0411_CRR);
			return Math.round(Math.log10(Math.abs(ratio)));
		});
		expect([...new Set(places)].sort()).toEqual([-1, 0, 2]);
	});

	test('that are summed by the server have two decimals either way, as long as no currency is asked for', async () => {
		await start();
		const sum = async (aggregation: object) => {
			const answer = await client.browse('F0411', {
				dataServiceType: 'AGGREGATION',
				aggregation: { aggregations: [{ aggregation: 'SUM', column: 'F0411.AG' }], ...aggregation },
				query: { condition: [{ controlId: 'F0411.CO', operator: 'EQUAL', value: [{ content: '00200' }] }] },
			});
			return answer.json.ds_F0411.output[0]['F0411.AG_SUM'] as number;
		};
		const total = company.tables.F0411.filter(({ CO }) => CO === '00200').reduce(
			(all, { AG }) => all + Number(AG),
			0,
		);
		expect(await sum({})).toBe(total / 100);
	});
});
