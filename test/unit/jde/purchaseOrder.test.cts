import type { IDataObject } from 'n8n-workflow';

import type { Row } from '../../simulators/ais/catalogue/index.cts';
import { TestAis, company, failureOf } from './aisNode.cts';

const DAY_MS = 86_400_000;
const tomorrow = new Date(Date.parse(company.today) + DAY_MS).toISOString().slice(0, 10);
const { F4301, F4311, F43121 } = company.tables as Record<string, Row[]>;
const keyOf = ({ KCOO, DCTO, DOCO, SFXO }: Row) => `${KCOO}-${DCTO}-${DOCO}-${SFXO}`;
const linesOf = (key: string) => F4311!.filter((row) => keyOf(row) === key);
const keys = F4301!.map(keyOf);
const received = F43121!.map(keyOf)[0]!;
const sample = keys.find((key) => linesOf(key).some(({ UOM3, UORG }) => UOM3 === 'HU' && UORG !== 0))!;

let ais: TestAis;
beforeEach(async () => (ais = await TestAis.start()));
afterEach(async () => await ais.stop());

const tables = () => ais.simulator!.tables;
const all = async (options: IDataObject = {}) => await ais.run('purchaseOrder', 'getAll', { options });
const get = async (orderKey: string, options: IDataObject = {}) =>
	(await ais.run('purchaseOrder', 'get', { orderKey, options }))[0]!;
const linesIn = (order: IDataObject) => order.lines as IDataObject[];
const numbers = (key: string): Row => {
	const [KCOO, DCTO, DOCO, SFXO] = key.split('-') as [string, string, string, string];
	return { KCOO, DCTO, DOCO: Number(DOCO), SFXO };
};
const changed = async (options: IDataObject = {}) =>
	(await ais.run('purchaseOrder', 'getChanged', { changedSince: tomorrow, options })).map(({ key }) => key);

describe('purchase orders', () => {
	it('come with all their lines, in number order, line numbers with their decimals', async () => {
		const orders = await all();
		expect(orders.map(({ key }) => key)).toEqual(keys);
		for (const order of orders) {
			const lines = linesOf(String(order.key)).map(({ LNID }) => String(LNID));
			expect(linesIn(order).map(({ number }) => number)).toEqual(lines);
		}
		const found = orders.flatMap(linesIn).map(({ number }) => String(number));
		expect(found.some((number) => number.includes('.'))).toBe(true);
	});

	it('have numbers that are unique, with a suffix only where there is one', async () => {
		const numbers = (await all()).map(({ poNumber }) => String(poNumber));
		expect(new Set(numbers).size).toBe(numbers.length);
		const expected = F4301!.map(({ KCOO, DCTO, DOCO, SFXO }) =>
			[Number(KCOO), DCTO, DOCO, ...(SFXO === '000' ? [] : [SFXO])].join('-'),
		);
		expect(numbers).toEqual(expected);
		expect(numbers.some((number) => number.endsWith('-001'))).toBe(true);
	});

	it('price a line by its extended amount, not by the price of another unit', async () => {
		const line = linesIn(await get(sample)).find(({ F4311: row }) => (row as IDataObject).UOM3 === 'HU')!;
		const { PRRC, AEXP } = line.F4311 as IDataObject;
		expect(Number(line.unitPrice) * 100).toBeCloseTo(Number(PRRC));
		expect([line.lineType, line.extendedAmount]).toEqual(['quantity', String(AEXP)]);
	});

	it.each([
		['a price that gives the amount back', { UORG: 3, AEXP: 10 }, ['quantity', '3', '3.333333']],
		['no quantity', { UORG: 0, AEXP: 10 }, ['amount', '', '']],
		['a quantity too large for six decimals', { UORG: 9_000_000, AEXP: 1 }, ['amount', '', '']],
	])('call a line with %s what it is', async (_what, values, expected) => {
		const LNID = linesOf(sample)[0]!.LNID!;
		tables().update('F4311', { ...numbers(sample), LNID }, { ...values, CRCD: 'USD' });
		const [line] = linesIn(await get(sample));
		expect([line!.lineType, line!.quantity, line!.unitPrice]).toEqual(expected);
	});

	it('in a foreign currency take the foreign amounts', async () => {
		const LNID = linesOf(sample)[0]!.LNID!;
		tables().update('F4301', numbers(sample), { CRRM: 'F', CRCD: 'JPY' });
		tables().update('F4311', { ...numbers(sample), LNID }, { UORG: 3, FEA: 100, CRCD: 'JPY' });
		const order = await get(sample, { priceDecimals: 2 });
		expect([order.mode, order.currency]).toEqual(['foreign', 'JPY']);
		expect(linesIn(order)[0]).toMatchObject({ unitPrice: '33.33', extendedAmount: '100' });
	});

	it('tell cancelled lines from live ones by the statuses in the options', async () => {
		const cancelled = F4311!.filter(({ LTTR }) => LTTR === '980').length;
		const count = (orders: IDataObject[]) =>
			orders.reduce((sum, order) => sum + Number(order.cancelledLines), 0);
		expect(cancelled).toBeGreaterThan(0);
		expect(count(await all())).toBe(cancelled);
		expect(count(await all({ cancelledStatuses: '980' }))).toBe(cancelled);
		expect(count(await all({ cancelledStatuses: '999' }))).toBe(0);
	});

	it('bring accounts and receipts where they are asked for, and only there', async () => {
		const [plain] = linesIn(await get(received));
		expect('F0901' in plain! || 'F43121' in plain!).toBe(false);
		const lines = linesIn(await get(received, { includeAccounts: true, includeReceipts: true }));
		for (const { F0901, accountId } of lines) expect((F0901 as IDataObject).AID).toBe(accountId);
		const receipts = lines.flatMap((line) => line.F43121 as IDataObject[]);
		expect(receipts).toHaveLength(F43121!.filter((row) => keyOf(row) === received).length);
	});

	it.each(['F4301', 'F4311'])('have changed when a row of %s was touched', async (table) => {
		ais.simulator!.clock.advance(DAY_MS);
		expect(await changed()).toEqual([]);
		tables().update(table, numbers(sample), {});
		expect(await changed()).toEqual([sample]);
	});

	it('have changed with a receipt where receipts are read', async () => {
		ais.simulator!.clock.advance(DAY_MS);
		tables().update('F43121', numbers(received), {});
		expect(await changed()).toEqual([]);
		expect(await changed({ includeReceipts: true })).toEqual([received]);
	});

	it('of other types and companies are not read', async () => {
		expect(await all({ documentTypes: 'OX' })).toEqual([]);
		const companies = new Set((await all({ companies: '70' })).map((order) => order.company));
		expect(companies).toEqual(new Set(['00070']));
	});

	it.each(['F4311.AEXP', 'F4311.LTTR', 'F4301.HOLD'])(
		'are not read where security hides %s',
		async (column) => {
			ais.simulator!.users[0]!.security.hiddenColumns = [column];
			expect(failureOf((await all())[0])).toMatchObject({ code: 'JDE_COLUMN_MISSING' });
		},
	);

	it('are found without their suffix where it is 000', async () => {
		const plain = keys.find((key) => key.endsWith('-000'))!;
		expect((await get(plain.slice(0, -4))).key).toBe(plain);
	});
});
