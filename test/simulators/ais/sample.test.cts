import { completeRow, tableNamed, type Row } from './catalogue/index.cts';
import { COMPANIES, expectationsOf, sampleCompany, UNMAPPED_TERM } from '../sample/index.cts';
import { AWKWARD_NAMES } from '../sample/names.cts';

const company = sampleCompany({ seed: 1 });
const { tables } = company;
const expected = expectationsOf(tables, company.today);
const scope = new Set<unknown>(expected.suppliersInScope);
const inScope = (rows: Row[]) => rows.filter(({ AN8 }) => scope.has(AN8));
const distinct = (values: unknown[]) => new Set(values).size;

describe('the sample company', () => {
	test('is the same for the same seed and another for another seed', () => {
		expect(sampleCompany({ seed: 1 })).toEqual(company);
		expect(sampleCompany({ seed: 2 }).tables.F0101).not.toEqual(tables.F0101);
	});

	test.each([1, 2, 3, 4, 5])(
		'seed %i: no two rows of a table have the same key, no column is invented',
		(seed) => {
			for (const [name, rows] of Object.entries(sampleCompany({ seed, suppliers: 80 }).tables)) {
				const table = tableNamed(name);
				const full = rows.map((row) => completeRow(table, row));
				const keys = full.map((row) => JSON.stringify(table.key.map((alias) => row[alias])));
				expect([name, distinct(keys)]).toEqual([name, rows.length]);
			}
		},
	);

	test('no text is wider than its column', () => {
		for (const [name, rows] of Object.entries(tables)) {
			const { columns } = tableNamed(name);
			for (const row of rows) {
				for (const [alias, value] of Object.entries(row)) {
					const width = columns.get(alias)?.width ?? 0;
					if (typeof value === 'string' && width > 0 && value.length > width) {
						throw new Error(`${name}.${alias}: ${value}`);
					}
				}
			}
		}
	});

	test('has 400 suppliers, and employees, tax authorities and customers beside them', () => {
		expect(expected.suppliersInScope).toHaveLength(400);
		expect(new Set(tables.F0101.map(({ AT1 }) => AT1))).toEqual(new Set(['V', 'E', 'T', 'C']));
		expect(expected.outOfScope.length).toBeGreaterThan(20);
		const customers = tables.F0101.filter(({ AT1 }) => AT1 === 'C').map(({ AN8 }) => AN8);
		expect(tables.F0401.filter(({ AN8 }) => customers.includes(AN8))).toEqual([]);
	});

	test('has persons and corporations with a tax id, and parties that are neither', () => {
		const persons = tables.F0101.filter(
			({ AN8, TAX }) => expected.persons.includes(Number(AN8)) && TAX !== '',
		);
		expect(persons.length).toBeGreaterThan(10);
		expect(expected.corporationsWithTaxId.length).toBeGreaterThan(100);
		expect(inScope(tables.F0101).filter(({ TAXC }) => TAXC === '').length).toBeGreaterThan(20);
	});

	test('has at least six groups of suppliers with one mailing name, two of them differing by case', () => {
		const names = new Map(tables.F0111.filter(({ IDLN }) => IDLN === 0).map((row) => [row.AN8, row.MLNM]));
		const byCase = expected.sameName.filter(
			(group) => distinct(group.map((number) => names.get(number))) > 1,
		);
		expect(expected.sameName.length).toBeGreaterThanOrEqual(6);
		expect(byCase).toHaveLength(2);
	});

	test('every awkward name is the mailing name of a supplier, and one fills its column', () => {
		const names = inScope(tables.F0111).map(({ MLNM }) => String(MLNM));
		expect(AWKWARD_NAMES.filter((name) => !names.includes(name))).toEqual([]);
		expect(Math.max(...AWKWARD_NAMES.map((name) => name.length))).toBe(40);
	});

	test('addresses hold from past days, from today and from days to come, one of them tomorrow', () => {
		const days = inScope(tables.F0116).map(({ EFTB }) => String(EFTB));
		expect(days.filter((day) => day === '20261123').length).toBeGreaterThan(0);
		expect(days.filter((day) => day === '20261122').length).toBeGreaterThan(0);
		expect(days.filter((day) => day > '20261123').length).toBeGreaterThan(3);
		const superseded = inScope(tables.F0116).filter(
			({ AN8, EFTB }) => String(EFTB) < String(expected.addressToday.get(Number(AN8))?.EFTB),
		);
		expect(superseded.length).toBeGreaterThan(50);
		expect(expected.suppliersInScope.some((number) => !expected.addressToday.has(number))).toBe(true);
	});

	test('factors collect for several suppliers, and some suppliers have two payees', () => {
		const users = new Map<number, number[]>();
		for (const [supplier, payees] of expected.payeesInUse) {
			for (const payee of payees.filter((number) => number !== supplier)) {
				users.set(payee, [...(users.get(payee) ?? []), supplier]);
			}
		}
		expect(users.size).toBe(3);
		expect([...users.values()].every((suppliers) => suppliers.length > 1)).toBe(true);
		expect([...expected.payeesInUse.values()].some((payees) => payees.length > 1)).toBe(true);
		const factorOf = new Map(tables.F0401.map(({ AN8, AN8R }) => [AN8, AN8R]));
		for (const [factor, suppliers] of users) {
			expect(suppliers.map((supplier) => factorOf.get(supplier))).toEqual(suppliers.map(() => factor));
		}
	});

	test('three suppliers use the term that nobody mapped, others the blank one', () => {
		expect(expected.usingTerm(UNMAPPED_TERM)).toHaveLength(3);
		expect(expected.usingTerm('').length).toBeGreaterThan(10);
		const known = new Set(tables.F0014.map(({ PTC }) => PTC));
		expect(tables.F0401.filter(({ TRAP }) => !known.has(TRAP))).toEqual([]);
	});

	test('has suppliers on hold, by order and by payment', () => {
		expect(inScope(tables.F0401).filter(({ HOLD }) => HOLD !== '').length).toBeGreaterThan(5);
		expect(inScope(tables.F0401).filter(({ HDPY }) => HDPY === 'Y').length).toBeGreaterThan(5);
		expect(expected.onHold.length).toBeGreaterThan(10);
	});

	test('phones, e-mails and web pages belong to the party or to its people', () => {
		expect(new Set(tables.F0115.map(({ PHTP }) => PHTP))).toEqual(new Set(['', 'FAX', 'CAR', 'HOM']));
		expect(new Set(tables.F01151.map(({ ETP }) => ETP))).toEqual(new Set(['E', 'I']));
		expect(tables.F01151.some(({ IDLN }) => Number(IDLN) > 0)).toBe(true);
	});

	test('was changed over two years, some of it on the day itself, nothing later', () => {
		const days = tables.F0401.map(({ UPMJ }) => String(UPMJ));
		expect(days.filter((day) => day === '20261122').length).toBeGreaterThan(5);
		expect(days.filter((day) => day < '20251122').length).toBeGreaterThan(100);
		expect(days.filter((day) => day > '20261122')).toEqual([]);
	});

	test('has companies in dollars, euros and yen', () => {
		expect(tables.F0010.map(({ CO, CRCD }) => [CO, CRCD])).toEqual([
			['00001', 'USD'],
			['00070', 'EUR'],
			['00200', 'JPY'],
		]);
	});

	test('the ledger lines of each voucher add up to its pay items, in whole yen for the yen company', () => {
		for (const { company: CO, decimals } of COMPANIES) {
			const unit = 10 ** decimals;
			const sum = (rows: Row[], column: string) => {
				const sums = new Map<unknown, number>();
				for (const row of rows.filter((one) => one.CO === CO)) {
					const amount = Math.round(Number(row[column]) * unit);
					expect(amount / unit).toBe(row[column]);
					sums.set(row.DOC, (sums.get(row.DOC) ?? 0) + amount);
				}
				return sums;
			};
			expect(sum(tables.F0911, 'AA')).toEqual(sum(tables.F0411, 'AG'));
		}
	});
});
