import type { Row } from '../ais/catalogue/index.cts';
import {
	expectedInvoices,
	expectedPaid,
	expectedPayments,
	SAMPLE_SITE,
	sampleCompany,
	sampleCrosswalk,
} from './index.cts';

const company = sampleCompany({ seed: 1, suppliers: 300, orders: 500, vouchers: 800 });
const { tables } = company;
const site = { ...SAMPLE_SITE, crosswalk: sampleCrosswalk(company) };
const invoices = expectedInvoices(tables, site).inCoupa;
const expected = expectedPayments(tables, site);
const payments = [...expected.inCoupa.values()];
const paid = expectedPaid(tables, site);

const headers = new Map(tables.F0413.map((row) => [String(row.PYID), row]));
const decimals: Record<string, number> = { USD: 2, EUR: 2, JPY: 0, KWD: 3 };
const keyOf = ({ KCO, DCT, DOC }: Row) => `${KCO}-${DCT}-${DOC}`;
const itemsOf = (voucher: string) => tables.F0411.filter((row) => keyOf(row) === voucher);
const units = (amount: unknown, currency: string) => Math.round(Number(amount) * 10 ** decimals[currency]);

describe('the payments of the sample company', () => {
	it('come to the difference between what is owed and what is open, discount included', () => {
		const posted = new Set(tables.F0413.filter(({ POST }) => POST === 'D').map(({ PYID }) => PYID));
		for (const { key, currency } of invoices.values()) {
			const items = itemsOf(key);
			const own = ({ CRRM }: Row) => CRRM === 'F';
			const sum = (rows: Row[], domestic: string, foreign: string) =>
				rows.reduce((total, row) => total + units(row[own(row) ? foreign : domestic] ?? 0, currency), 0);
			const rows = tables.F0414.filter((row) => keyOf(row) === key && posted.has(row.PYID));
			if (rows.length === 0 || items.some(({ VOD }) => VOD === 'V')) continue;
			const settled = sum(items, 'AG', 'ACR') - sum(items, 'AAP', 'FAP');
			expect(sum(rows, 'ADSA', 'CDSA') - sum(rows, 'PAAP', 'PFAP')).toBe(settled);
		}
	});

	it('are negative sums of what they pay, and never less than nothing', () => {
		for (const { PAAP, PYID } of tables.F0413) {
			expect(Number(PAAP)).toBeLessThan(0);
			const rows = tables.F0414.filter((row) => row.PYID === PYID && row.DCTM !== 'PO');
			expect(rows.length).toBeGreaterThan(0);
		}
	});

	it('pay several vouchers at once, several items of one, and one voucher by several', () => {
		const vouchers = new Map<unknown, Set<string>>();
		for (const row of tables.F0414)
			vouchers.set(row.PYID, (vouchers.get(row.PYID) ?? new Set()).add(keyOf(row)));
		expect([...vouchers.values()].some(({ size }) => size > 1)).toBe(true);
		expect(tables.F0414.length).toBeGreaterThan(expected.inCoupa.size + expected.outOfScope.size);
		const payers = payments.filter(({ key }) => !key.endsWith('/void')).map(({ voucher }) => voucher);
		expect(new Set(payers).size).toBeLessThan(payers.length);
	});

	it('happen after their vouchers, and not after today', () => {
		for (const row of tables.F0414) {
			const { DMTJ } = headers.get(String(row.PYID))!;
			const [{ DGJ }] = itemsOf(keyOf(row));
			expect(String(DMTJ) >= String(DGJ) && String(DMTJ) <= '20261122').toBe(true);
		}
	});
});

describe('what Coupa shall show of them', () => {
	it('is one sum for each payment and voucher, under notes of its own', () => {
		const places = payments.map(({ voucher, notes }) => `${voucher} ${notes}`);
		expect(new Set(places).size).toBe(places.length);
		expect(payments.length).toBeGreaterThan(200);
		for (const { payment, number, notes } of payments) {
			expect(notes.replace(/ VOID$/, '')).toBe(`JDE ${payment} ${number}`);
		}
	});

	it('pays debits and no more than they are', () => {
		for (const [voucher, { paid: isPaid, net }] of paid) {
			const { gross, currency } = invoices.get(voucher)!;
			const [whole, sum] = [units(gross, currency), units(net, currency)];
			expect(Math.abs(sum)).toBeLessThanOrEqual(Math.abs(whole));
			expect(sum * whole).toBeGreaterThanOrEqual(0);
			if (isPaid) expect(sum).not.toBe(0);
		}
		expect([...paid.values()].filter((one) => one.paid).length).toBeGreaterThan(100);
		expect([...paid.values()].filter((one) => !one.paid).length).toBeGreaterThan(30);
	});

	it('reverses a voided payment by its own amount, on the day of the void', () => {
		const voids = payments.filter(({ key }) => key.endsWith('/void'));
		expect(voids.length).toBeGreaterThan(10);
		for (const { key, amount, date, notes } of voids) {
			const original = expected.inCoupa.get(key.replace('/void', ''))!;
			expect([amount, notes]).toEqual([`-${original.amount}`, `${original.notes} VOID`]);
			expect(date >= original.date).toBe(true);
		}
	});

	it('names discounts and what was withheld', () => {
		expect(payments.filter(({ discount }) => discount !== '0').length).toBeGreaterThan(10);
		expect(payments.filter(({ withheld }) => withheld !== '0').length).toBeGreaterThan(3);
		const discounted = payments.find(({ discount }) => discount !== '0')!;
		const { gross, currency } = invoices.get(discounted.voucher)!;
		const sum = units(discounted.amount, currency) + units(discounted.discount, currency);
		expect(sum).toBeLessThanOrEqual(units(gross, currency));
	});

	it('settles a credit by a negative amount', () => {
		const credits = payments.filter(({ voucher }) => invoices.get(voucher)?.gross.startsWith('-'));
		expect(credits.length).toBeGreaterThan(0);
		expect(credits.filter(({ amount }) => !amount.startsWith('-'))).toEqual([]);
	});

	it('is the same where a site’s payments are positive', () => {
		const positive = {
			...tables,
			F0413: tables.F0413.map((row) => ({ ...row, PAAP: -Number(row.PAAP) })),
			F0414: tables.F0414.map((row) => ({ ...row, PAAP: -Number(row.PAAP), PFAP: -Number(row.PFAP ?? 0) })),
		};
		expect(expectedPayments(positive, site)).toEqual(expected);
	});

	it('leaves out what Coupa paid, what is not posted, and what pays other vouchers', () => {
		expect(new Set(expected.outOfScope.values())).toEqual(
			new Set(['reserved account', 'unposted', 'before go-live', 'voucher out of scope']),
		);
		const reserved = [...expected.outOfScope].filter(([, why]) => why === 'reserved account');
		for (const [key] of reserved) expect(headers.get(key.split('/')[0])?.GLBA).toBe('00011199');
	});

	it('parks payments of parked vouchers, and of stamped ones whose invoice Coupa has not', () => {
		const reasons = [...expected.parked.values()].flatMap((one) => one.reasons);
		expect(reasons.some((reason) => /^voucher .* is parked$/.test(reason))).toBe(true);
		const ids = reasons.flatMap((reason) => /^Coupa invoice (\d+)$/.exec(reason)?.[1] ?? []);
		expect(ids.length).toBeGreaterThan(0);
		const found = expectedPayments(tables, { ...site, invoicesInCoupa: new Set(ids) });
		const stamped = [...found.inCoupa.values()].filter(({ invoice }) => 'coupaId' in invoice);
		expect(new Set(stamped.map(({ invoice }) => 'coupaId' in invoice && invoice.coupaId))).toEqual(
			new Set(ids),
		);
	});
});
