import type { IDataObject } from 'n8n-workflow';

import type { Row } from '../../simulators/ais/catalogue/index.cts';
import { TestAis, company, failureOf } from './aisNode.cts';

const DAY_MS = 86_400_000;
const tomorrow = new Date(Date.parse(company.today) + DAY_MS).toISOString().slice(0, 10);
const F0413 = company.tables.F0413!;
const F0414 = company.tables.F0414!;
const ids = (rows: Row[]) => rows.map(({ PYID }) => String(PYID));
const posted = F0413.filter(({ POST }) => POST === 'D');
const detailsOf = (id: string) => F0414.filter(({ PYID }) => String(PYID) === id);
const vouchersOf = (id: string) => [
	...new Set(detailsOf(id).map(({ KCO, DCT, DOC }) => `${KCO}-${DCT}-${DOC}`)),
];
const busiest = ids(posted).find((id) => vouchersOf(id).length > 1 && detailsOf(id).length > 2)!;

let ais: TestAis;
beforeEach(async () => (ais = await TestAis.start()));
afterEach(async () => await ais.stop());

const tables = () => ais.simulator!.tables;
const all = async (options: IDataObject = {}) => await ais.run('payment', 'getAll', { options });
const get = async (paymentId: string, options: IDataObject = {}) =>
	(await ais.run('payment', 'get', { paymentId, options }))[0]!;
const changed = async () =>
	(await ais.run('payment', 'getChanged', { changedSince: tomorrow })).map(({ key }) => key);

describe('payments', () => {
	it('are those that are posted, and all where the options say so', async () => {
		expect(posted.length).toBeLessThan(F0413.length);
		expect((await all()).map(({ key }) => key)).toEqual(ids(posted));
		expect((await all({ includeUnposted: true })).map(({ key }) => key)).toEqual(ids(F0413));
	});

	it('are summed for each voucher, whatever its number of instalments', async () => {
		for (const { key, vouchers, amount } of await all()) {
			const parts = vouchers as IDataObject[];
			expect(parts.map((part) => part.key)).toEqual(vouchersOf(String(key)));
			const total = parts.reduce((sum, part) => sum + Math.round(Number(part.amount) * 100), 0);
			expect(total).toBe(Math.round(Number(amount) * 100));
		}
		const { vouchers } = await get(busiest);
		expect((vouchers as IDataObject[]).length).toBeLessThan(detailsOf(busiest).length);
	});

	it('show no bank account number of the payee, nor do the payments of a voucher', async () => {
		const [{ CBNK, PYID }] = posted as [Row];
		const voucherKey = vouchersOf(String(PYID))[0];
		const shown = [await get(String(PYID)), ...(await ais.run('voucher', 'get', { voucherKey }))];
		expect(String(CBNK)).toMatch(/^99\d+$/);
		expect(JSON.stringify(shown)).not.toContain(String(CBNK));
	});

	it('from a bank account reserved for Coupa stay out, and the report says why', async () => {
		tables().update('F0413', { PYID: Number(busiest) }, { GLBA: '00099999' });
		const options = { reservedBankAccounts: '00099999', reportChunk: true };
		const [report, ...rest] = await ais.run('payment', 'getChanged', { options });
		expect(rest.map(({ key }) => key)).toEqual(ids(posted).filter((id) => id !== busiest));
		expect((report!.chunk as IDataObject).outOfScope).toContainEqual({
			key: busiest,
			outOfScope: 'bank account 00099999 is reserved',
		});
	});

	it('that were voided show the void apart from what was paid', async () => {
		const [detail] = detailsOf(busiest) as [Row];
		tables().update('F0413', { PYID: Number(busiest) }, { VDGJ: '20261120' });
		tables().insert('F0414', { ...detail, RC5: 90, DCTM: 'PO', PAAP: 12.34 });
		const payment = await get(busiest);
		expect([payment.voided, payment.voidDate]).toEqual([true, '2026-11-20']);
		const [first, ...others] = payment.vouchers as IDataObject[];
		expect(first!.void).toMatchObject({ amount: '12.34' });
		expect(others.every((part) => part.void === null)).toBe(true);
	});

	it('leave parts that are not posted out of the sums, and say how many', async () => {
		const [detail] = detailsOf(busiest) as [Row];
		tables().insert('F0414', { ...detail, RC5: 90, PAAP: -5, POST: '' });
		const payment = await get(busiest);
		expect(payment.uncountedRows).toBe(1);
		expect((payment.vouchers as IDataObject[])[0]!.payItems).not.toHaveLength(0);
		expect((await get(busiest, { includeUnposted: true })).uncountedRows).toBe(0);
	});

	it.each(['F0413', 'F0414'])('have changed when a row of %s was touched', async (table) => {
		ais.simulator!.clock.advance(DAY_MS);
		expect(await changed()).toEqual([]);
		tables().update(table, { PYID: Number(busiest) }, {});
		expect(await changed()).toEqual([busiest]);
	});

	it('that are left out are told from those that are not there', async () => {
		const unposted = F0413.find(({ POST }) => POST === '')!;
		expect(failureOf(await get(String(unposted.PYID))).message).toMatch(/is left out: unposted$/);
		expect(failureOf(await get('999999')).message).toBe('Payment 999999 is not in table F0413');
	});
});
