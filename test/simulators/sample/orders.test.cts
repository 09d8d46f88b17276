import { completeRow, tableNamed, type Row } from '../ais/catalogue/index.cts';
import { startCoupaSimulator } from '../coupa/index.cts';
import {
	expectedOrders,
	forgottenCrosswalk,
	SAMPLE_SITE,
	sampleCompany,
	sampleCoupa,
	sampleCrosswalk,
} from './index.cts';

const company = sampleCompany({ seed: 1, suppliers: 300, orders: 500 });
const { tables } = company;
const site = { ...SAMPLE_SITE, crosswalk: sampleCrosswalk(company) };
const expected = expectedOrders(tables, site);
const orders = [...expected.inCoupa.values()];
const lines = orders.flatMap((order) => order.lines.map((line) => ({ ...line, order })));
const count = (rows: Row[], column: string) => {
	const counts = new Map<unknown, number>();
	for (const row of rows) counts.set(row[column], (counts.get(row[column]) ?? 0) + 1);
	return counts;
};

describe('the orders of the sample company', () => {
	it('are 500 with 2,000 lines and more, in four currencies, the same for the same seed', () => {
		expect(tables.F4301).toHaveLength(500);
		expect(tables.F4311.length).toBeGreaterThanOrEqual(2000);
		expect([...count(tables.F4301, 'CRCD').keys()].sort()).toEqual(['EUR', 'JPY', 'KWD', 'USD']);
		expect(sampleCompany({ seed: 1, suppliers: 300, orders: 500 }).tables).toEqual(tables);
	});

	it.each([1, 2, 3])('seed %i: keys are unique, columns exist, texts fit', (seed) => {
		for (const [name, rows] of Object.entries(sampleCompany({ seed, suppliers: 80, orders: 40 }).tables)) {
			const table = tableNamed(name);
			const full = rows.map((row) => completeRow(table, row));
			const keys = full.map((row) => JSON.stringify(table.key.map((alias) => row[alias])));
			expect([name, new Set(keys).size]).toEqual([name, rows.length]);
			for (const [alias, value] of rows.flatMap((row) => Object.entries(row))) {
				const width = table.columns.get(alias)?.width ?? 0;
				if (typeof value === 'string' && width > 0) expect(value.length).toBeLessThanOrEqual(width);
			}
		}
	});

	it('show every scenario however few there are', () => {
		const few = sampleCompany({ seed: 4, suppliers: 60, orders: 20 });
		const { inCoupa, outOfScope, parked } = expectedOrders(few.tables, {
			...SAMPLE_SITE,
			crosswalk: sampleCrosswalk(few),
		});
		expect(new Set(outOfScope.values()).size).toBe(6);
		expect([parked.size, inCoupa.size]).toEqual([1, 12]);
		expect(() => sampleCompany({ seed: 4, suppliers: 60, orders: 19 })).toThrow(/20 scenarios/);
	});

	it('use accounts that may be posted to, of their own company', () => {
		const accounts = new Map(tables.F0901.map((row) => [row.AID, row]));
		for (const { AID, KCOO, ANI, OBJ, SUB } of tables.F4311) {
			const account = accounts.get(AID)!;
			expect([account.CO, account.PEC, account.OBJ, account.SUB ?? '']).toEqual([KCOO, '', OBJ, SUB]);
			expect(String(ANI).slice(0, 12)).toBe(String(account.MCU).padStart(12));
		}
	});
});

describe('what Coupa shall hold of them', () => {
	it('is each order once: in Coupa, out of scope or parked', () => {
		const { inCoupa, outOfScope, parked } = expected;
		const keys = [...inCoupa.keys(), ...outOfScope.keys(), ...parked.keys()];
		expect([keys.length, new Set(keys).size]).toEqual([500, 500]);
		expect(inCoupa.size).toBeGreaterThan(350);
	});

	it('leaves out what is not approved, held, cancelled, old, of another type or company', () => {
		expect([...new Set(expected.outOfScope.values())].sort()).toEqual(
			['all lines cancelled', 'before go-live', 'company', 'document type', 'not approved', 'on hold'].sort(),
		);
		const open = expectedOrders(tables, { ...site, closedOrders: 'outOfScope' });
		const closed = orders.filter(({ state }) => state === 'closed');
		expect(closed.length).toBeGreaterThan(5);
		expect(expected.inCoupa.size - open.inCoupa.size).toBe(closed.length);
	});

	it('parks the account that nobody mapped, and nothing once it is', () => {
		expect([...expected.parked.values()]).toEqual([
			{ category: 'reference', reasons: [expect.stringMatching(/^account \d+\.8795$/)] },
		]);
		const crosswalk = [...site.crosswalk, ...forgottenCrosswalk(company)];
		expect(expectedOrders(tables, { ...site, crosswalk }).parked.size).toBe(0);
	});

	it('parks orders of suppliers that Coupa does not have', () => {
		const [{ supplier }] = orders;
		const suppliersInCoupa = new Set(tables.F0401.map(({ AN8 }) => String(AN8)));
		suppliersInCoupa.delete(supplier);
		const { parked } = expectedOrders(tables, { ...site, suppliersInCoupa });
		expect([...parked.values()].flatMap(({ reasons }) => reasons)).toContain(`supplier ${supplier}`);
	});

	it('numbers are unique and short, lines keep their decimals', () => {
		const numbers = orders.map(({ poNumber }) => poNumber);
		expect(new Set(numbers).size).toBe(numbers.length);
		expect(Math.max(...numbers.map(({ length }) => length))).toBeLessThanOrEqual(20);
		expect(numbers.some((number) => /^1-OP-4\d{4}$/.test(number))).toBe(true);
		expect(numbers.some((number) => /^\d+-OP-4\d{4}-001$/.test(number))).toBe(true);
		expect(lines.some(({ number }) => /^\d+\.01$/.test(number))).toBe(true);
	});

	it('has amount lines for lump sums and for prices that do not give the amount back, and only for them', () => {
		const amountLines = lines.filter(({ type }) => type === 'OrderAmountLine');
		expect(amountLines.filter(({ unit }) => unit === '').length).toBeGreaterThan(5);
		expect(amountLines.filter(({ unit }) => unit !== '').length).toBeGreaterThan(5);
		expect(amountLines.length).toBeLessThan(lines.length / 10);
		expect(amountLines.every(({ price, amount, quantity }) => price === amount && quantity === '')).toBe(
			true,
		);
		expect(lines.some(({ quantity, price }) => quantity === '3' && price === '3.333333')).toBe(true);
	});

	it('prices by the ordered unit what is priced by another', () => {
		const rows = new Map(tables.F4311.map((row) => [`${row.DOCO}/${row.LNID}`, row]));
		const byHundred = lines.filter(
			({ order, number }) => rows.get(`${order.key.split('-')[2]}/${number}`)?.UOM3 === 'HU',
		);
		expect(byHundred.length).toBeGreaterThan(5);
		for (const { order, number, price } of byHundred) {
			const { PRRC, FRRC, CRRM } = rows.get(`${order.key.split('-')[2]}/${number}`)!;
			// The amount is rounded to the smallest unit, so the price comes near, not exactly.
			expect(Number(price) * 100).toBeCloseTo(Number(CRRM === 'F' ? FRRC : PRRC), -1);
		}
	});

	it('is in whole yen, and in thousandths of a dinar', () => {
		const amounts = (currency: string) =>
			lines.filter(({ order }) => order.currency === currency).map(({ amount }) => amount);
		expect(amounts('JPY').filter((amount) => amount.includes('.'))).toEqual([]);
		expect(amounts('KWD').some((amount) => /\.\d{3}$/.test(amount))).toBe(true);
	});

	it('refers to accounts and units that the sample Coupa has', async () => {
		const coupa = await startCoupaSimulator({ data: sampleCoupa(company) });
		const codes = new Set(coupa.store.all('accounts').map(({ code }) => code));
		const units = new Set(coupa.store.all('uoms').map(({ code }) => code));
		const unitOf = new Map(
			site.crosswalk.filter(({ kind }) => kind === 'unit').map(({ source, target }) => [source, target]),
		);
		await coupa.stop();
		expect(lines.filter(({ account }) => !codes.has(account))).toEqual([]);
		expect(lines.filter(({ unit }) => unit !== '' && !units.has(unitOf.get(unit)!))).toEqual([]);
	});
});
