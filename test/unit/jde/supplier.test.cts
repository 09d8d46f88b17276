import type { IDataObject } from 'n8n-workflow';

import { expectationsOf } from '../../simulators/sample/index.cts';
import { TestAis, company, failureOf } from './aisNode.cts';

jest.mock('../../../lib/node/surroundings', () => require('../support/clock.cts').surroundings);

const expected = expectationsOf(company.tables, company.today);
const everybody = { options: { searchTypes: '' } };

let ais: TestAis;
beforeEach(async () => (ais = await TestAis.start()));
afterEach(async () => await ais.stop());

const numberOf = ({ number }: IDataObject) => Number(number);
const textOf = (value: unknown) => String(value ?? '').trim();
const all = async (parameters: IDataObject = {}) => await ais.run('supplier', 'getAll', parameters);

describe('the suppliers of the sample company', () => {
	it('are those of search type V, in number order, each once', async () => {
		expect((await all()).map(numberOf)).toEqual(expected.suppliersInScope);
	});

	it('are all rows of F0401 where no search type is asked for', async () => {
		const numbers = [...expected.suppliersInScope, ...expected.outOfScope].sort((a, b) => a - b);
		expect((await all(everybody)).map(numberOf)).toEqual(numbers);
	});

	it('bear their mailing names', async () => {
		const names = new Map(
			company.tables.F0111!.filter(({ IDLN }) => IDLN === 0).map((row) => [row.AN8, row.MLNM]),
		);
		for (const supplier of await all()) expect(supplier.name).toBe(textOf(names.get(numberOf(supplier))));
	});

	it("keep a person's tax id out of the whole document, and show that of a corporation", async () => {
		const suppliers = await all();
		const book = new Map(company.tables.F0101!.map((row) => [row.AN8, row]));
		const json = JSON.stringify(suppliers);
		expect(expected.persons.length).toBeGreaterThan(0);
		for (const number of expected.persons) {
			expect(textOf(book.get(number)!.TAX)).toMatch(/^\d{9}$/);
			expect(json).not.toContain(String(book.get(number)!.TAX));
		}
		const shown = suppliers.filter(({ taxId }) => taxId !== '');
		expect(shown.map(numberOf)).toEqual(expected.corporationsWithTaxId);
		expect(shown.map(({ taxId }) => taxId)).toEqual(shown.map((one) => textOf(book.get(numberOf(one))!.TAX)));
	});

	it("show a person's tax id only where the options say so", async () => {
		const suppliers = await all({ options: { includePersonalTaxIds: true } });
		const persons = suppliers.filter((one) => expected.persons.includes(numberOf(one)));
		expect(persons.every(({ taxId }) => /^9\d{8}$/.test(String(taxId)))).toBe(true);
	});

	it('name every payee of their vouchers, with a code of its own', async () => {
		for (const supplier of await all()) {
			const payees = supplier.payees as IDataObject[];
			const inUse = expected.payeesInUse.get(numberOf(supplier)) ?? [];
			expect(payees.map(numberOf)).toEqual(expect.arrayContaining(inUse));
			const { AN8R } = supplier.F0401 as IDataObject;
			const known = new Set([...inUse, ...(Number(AN8R) > 0 ? [Number(AN8R)] : [])]);
			expect(new Set(payees.map(numberOf))).toEqual(known);
			expect(payees.map(({ code }) => code)).toEqual(payees.map((one) => `${supplier.number}-${one.number}`));
			expect(payees.every(({ name }) => textOf(name) !== '')).toBe(true);
		}
	});

	it('show the address in force on the day of the JDE server', async () => {
		for (const supplier of await all()) {
			const row = expected.addressToday.get(numberOf(supplier));
			const { ADD1, CTY1, ADDZ, EFTB } = supplier.address as IDataObject;
			if (row === undefined) expect(supplier.address).toEqual({});
			else {
				expect([ADD1, CTY1, ADDZ]).toEqual([row.ADD1, row.CTY1, row.ADDZ].map(textOf));
				expect(String(EFTB).replaceAll('-', '')).toBe(row.EFTB);
			}
		}
	});

	it('say whether orders or payments are on hold', async () => {
		const held = (await all()).filter(({ hold }) => hold !== 'none');
		expect(held.map(numberOf)).toEqual(expected.onHold);
		for (const { hold, F0401 } of held) {
			const { HOLD, HDPY } = F0401 as IDataObject;
			const words = [HOLD !== '' ? 'orders' : '', HDPY === 'Y' ? 'payments' : ''].filter(Boolean);
			expect(hold).toBe(words.join(' and '));
		}
	});

	it.each(['N8NEURO', 'N8NSHORT', 'N8NISO'])(
		'are the same for the user %s with dates of another kind',
		async (user) => {
			const window = { changedSince: company.today, overlapDays: 30 };
			const read = async () => [await all(), await ais.run('supplier', 'getChanged', window)];
			const american = await read();
			ais.stored.username = user;
			expect(await read()).toEqual(american);
			expect(american[1]!.length).toBeGreaterThan(0);
		},
	);

	it('are the same where the server fetches a few rows at a time', async () => {
		const whole = await all();
		await ais.stop();
		ais = await TestAis.start({ dbFetchLimit: 9 });
		expect(await all()).toEqual(whole);
	});
});

describe('a chunk of suppliers', () => {
	it.each([1, 7, 59])(
		'of %i at a time gives the same suppliers as one read, in order, each once',
		async (limit) => {
			const whole = await all(everybody);
			const seen: IDataObject[] = [];
			let startAfter = '';
			for (let chunks = 0; chunks === 0 || startAfter !== ''; chunks += 1) {
				const [report, ...suppliers] = await ais.run('supplier', 'getChanged', {
					returnAll: false,
					limit,
					options: { ...everybody.options, startAfter, reportChunk: true },
				});
				expect(suppliers.length).toBeLessThanOrEqual(limit);
				seen.push(...suppliers);
				startAfter = String((report!.chunk as IDataObject).next ?? '');
				expect(chunks).toBeLessThan(200);
			}
			expect(seen).toEqual(whole);
		},
	);

	it('reports who was left out by number and reason alone', async () => {
		const [report, ...suppliers] = await ais.run('supplier', 'getChanged', {
			options: { reportChunk: true },
		});
		const { outOfScope, next, since } = report!.chunk as {
			outOfScope: IDataObject[];
			next: null;
			since: string;
		};
		expect(outOfScope.map(numberOf)).toEqual(expected.outOfScope);
		expect(outOfScope.every(({ outOfScope: why }) => /^search type [ET]$/.test(String(why)))).toBe(true);
		expect(Object.keys(outOfScope[0]!)).toEqual(['number', 'outOfScope']);
		expect([next, since, suppliers.length]).toEqual([null, '', expected.suppliersInScope.length]);
	});
});

describe('one supplier', () => {
	const get = async (supplierNumber: string) => (await ais.run('supplier', 'get', { supplierNumber }))[0];

	it('is the same document as among all of them', async () => {
		const [first] = await all();
		expect(await get(String(first!.number))).toEqual(first);
	});

	it('that does not exist, or is none, is told from one that is left out', async () => {
		expect(failureOf(await get('99999999'))).toMatchObject({
			code: 'JDE_SUPPLIER_NOT_FOUND',
			category: 'reference',
		});
		expect(failureOf(await get('Acme'))).toMatchObject({
			category: 'validation',
			message: "'Supplier Number' is not an address number: 'Acme'",
		});
		const employee = failureOf(await get(String(expected.outOfScope[0])));
		expect(employee.message).toMatch(/is left out: search type [ET]$/);
	});

	it('that fails does not keep the others from being read', async () => {
		const items = [{ no: '99999999' }, { no: String(expected.suppliersInScope[0]) }];
		const results = await ais.run(
			'supplier',
			'get',
			{ supplierNumber: (item: IDataObject) => item.no } as never,
			{ items },
		);
		expect(results.map((one) => 'error' in one)).toEqual([true, false]);
	});
});

describe('security in JD Edwards', () => {
	it.each(['F0101.AT1', 'F0101.TAXC', 'F0111.MLNM', 'F0116.EFTB', 'F0401.HOLD', 'F0401.HDPY'])(
		'that hides %s, by which suppliers are judged, makes the read fail and names the column',
		async (column) => {
			ais.simulator!.users[0]!.security.hiddenColumns = [column];
			const failure = failureOf((await all())[0]);
			expect(['permission', 'validation']).toContain(failure.category);
			expect(String(failure.message) + String(failure.description)).toContain(column);
		},
	);

	it('that hides the tax id itself leaves it out and nothing else', async () => {
		const before = await all();
		ais.simulator!.users[0]!.security.hiddenColumns = ['F0101.TAX'];
		const after = await all();
		expect(after.map(numberOf)).toEqual(before.map(numberOf));
		expect(after.every(({ taxId }) => taxId === '')).toBe(true);
	});

	it('by row leaves those suppliers out in silence, and no other', async () => {
		const visible = (number: number) => number % 3 !== 0;
		ais.simulator!.users[0]!.security.rows = { F0401: ({ AN8 }) => visible(Number(AN8)) };
		expect((await all()).map(numberOf)).toEqual(expected.suppliersInScope.filter(visible));
	});

	it('by row on the address book says that there is no entry', async () => {
		const hidden = expected.suppliersInScope[3]!;
		ais.simulator!.users[0]!.security.rows = { F0101: ({ AN8 }) => AN8 !== hidden };
		expect((await all()).map(numberOf)).toEqual(expected.suppliersInScope.filter((one) => one !== hidden));
		const [failed] = await ais.run('supplier', 'get', { supplierNumber: String(hidden) });
		expect(failureOf(failed).message).toContain('no address book entry');
	});
});
