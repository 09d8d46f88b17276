import type { Cell, Row } from '../ais/catalogue/index.cts';
import {
	expectedInvoices,
	forgottenCrosswalk,
	SAMPLE_SITE,
	sampleCompany,
	sampleCrosswalk,
	type ExpectedInvoice,
} from './index.cts';

const company = sampleCompany({ seed: 1, suppliers: 300, orders: 500, vouchers: 800 });
const { tables } = company;
const site = { ...SAMPLE_SITE, crosswalk: sampleCrosswalk(company) };
const expected = expectedInvoices(tables, site);
const invoices = [...expected.inCoupa.values()];

const keyOf = ({ KCO, DCT, DOC }: Row) => `${KCO}-${DCT}-${DOC}`;
const itemsOf = ({ key }: ExpectedInvoice) => tables.F0411.filter((row) => keyOf(row) === key);
const withItem = (test: (row: Row) => boolean) => invoices.filter((invoice) => itemsOf(invoice).some(test));
const decimals: Record<string, number> = { USD: 2, EUR: 2, JPY: 0, KWD: 3 };
const units = (amount: Cell | undefined, currency: string) =>
	Math.round(Number(amount) * 10 ** decimals[currency]);
const total = (amounts: Array<Cell | undefined>, currency: string) =>
	amounts.reduce<number>((sum, amount) => sum + units(amount, currency), 0);

describe('the vouchers of the sample company', () => {
	it('are 800 of its own types, in four currencies and in four companies that buy', () => {
		const vouchers = tables.F0411.filter(({ DCT }) => DCT !== 'PE');
		expect(new Set(vouchers.map(keyOf)).size).toBe(800);
		expect(new Set(invoices.map(({ currency }) => currency))).toEqual(new Set(['USD', 'EUR', 'JPY', 'KWD']));
		expect(new Set(invoices.map(({ chart }) => chart)).size).toBe(4);
	});

	it('are balanced in the currency of their company, but for the one that is not and those that changed', () => {
		const changed = new Set(tables.F0411.filter(({ DCT }) => DCT === 'PE').map(({ DOC }) => DOC));
		const currencies = new Map(tables.F0010.map(({ CO, CRCD }) => [CO, String(CRCD)]));
		const balances = new Map<Cell, number>();
		for (const { DOC, CO, AA } of tables.F0911.filter((row) => row.LT === 'AA' && row.POST === 'P')) {
			const currency = currencies.get(CO)!;
			expect(units(AA, currency) / 10 ** decimals[currency]).toBe(AA);
			balances.set(DOC, (balances.get(DOC) ?? 0) + units(AA, currency));
		}
		const automatic = new Set(tables.F0911.filter(({ DCT }) => DCT === 'AE').map(({ DOC }) => DOC));
		const off = [...balances].filter(([DOC, sum]) => sum !== 0 && automatic.has(DOC) && !changed.has(DOC));
		expect(off).toHaveLength(1);
	});

	it('have a row of ledger CA beside each of AA in a foreign currency, and only there', () => {
		const other = tables.F0911.filter(({ LT }) => LT === 'CA');
		expect(other.length).toBeGreaterThan(100);
		const lines = tables.F0911.filter(({ LT, CRRM, DCT }) => LT === 'AA' && CRRM === 'F' && DCT !== 'AE');
		expect(other.map(({ AA }) => AA)).toEqual(lines.map(({ ACR }) => ACR));
	});

	it('that are foreign say their rate, and it leads from the foreign amount to the domestic one', () => {
		for (const { AG, ACR, CRR, BCRC } of tables.F0411.filter(
			({ CRRM, DCT }) => CRRM === 'F' && DCT !== 'PE',
		)) {
			const smallest = 1 / 10 ** decimals[String(BCRC)];
			expect(Math.abs(Number(ACR) * Number(CRR) - Number(AG))).toBeLessThanOrEqual(smallest);
		}
	});

	it('show every scenario however few there are', () => {
		const few = sampleCompany({ seed: 4, suppliers: 60, orders: 20, vouchers: 40 });
		const { outOfScope, parked } = expectedInvoices(few.tables, {
			...SAMPLE_SITE,
			crosswalk: sampleCrosswalk(few),
		});
		expect(new Set(outOfScope.values()).size).toBe(9);
		expect([...parked.values()].map(({ category }) => category).sort()).toEqual(
			['duplicate', 'reference', 'reference', 'reference', 'validation', 'validation'].sort(),
		);
	});
});

describe('what Coupa shall hold of them', () => {
	it('is each voucher once: in Coupa, out of scope or parked', () => {
		const { inCoupa, outOfScope, parked } = expected;
		const keys = [...inCoupa.keys(), ...outOfScope.keys(), ...parked.keys()];
		expect([keys.length, new Set(keys).size]).toEqual([800, 800]);
		expect(inCoupa.size).toBeGreaterThan(500);
	});

	it('adds up: lines and taxes are the gross, to the smallest unit', () => {
		for (const { gross, lines, taxes, accounts, currency } of invoices) {
			const parts = [...lines, ...taxes].map(({ amount }) => amount);
			expect(total(parts, currency)).toBe(units(gross, currency));
			expect(total(Object.values(accounts), currency)).toBe(
				total(
					lines.map(({ amount }) => amount),
					currency,
				),
			);
		}
	});

	it('is owed as the pay items say, changes included', () => {
		for (const invoice of invoices) {
			const items = itemsOf(invoice);
			const change = tables.F0411.filter(
				(row) => row.DCT === 'PE' && row.DOC === items[0].DOC && row.KCO === items[0].KCO,
			);
			const sum = (rows: Row[]) =>
				total(
					rows.map(({ CRRM, ACR, AG }) => (CRRM === 'F' ? ACR : AG)),
					invoice.currency,
				);
			expect([sum(items), sum([...items, ...change])]).toContain(units(invoice.gross, invoice.currency));
		}
	});

	it('has value added tax and sales tax as tax lines, and use tax not at all', () => {
		const codes = new Set(invoices.flatMap(({ taxes }) => taxes.map(({ code }) => code)));
		expect(codes).toEqual(new Set(['V', 'V5', 'S']));
		const useTax = withItem(({ EXR1 }) => EXR1 === 'U');
		expect(useTax.length).toBeGreaterThan(10);
		expect(useTax.filter(({ taxNotSent, taxes }) => taxNotSent === '0' || taxes.length > 0)).toEqual([]);
	});

	it('has one invoice for three instalments, and credits with a negative sum', () => {
		const instalments = invoices.filter((invoice) => itemsOf(invoice).length === 3);
		expect(instalments.length).toBeGreaterThan(10);
		const credits = invoices.filter(({ gross }) => gross.startsWith('-'));
		expect(new Set(credits.map(({ key }) => key.split('-')[1]))).toEqual(new Set(['PV', 'PD']));
	});

	it('puts matched vouchers on the accounts of their order lines, never on the clearing account', () => {
		const matched = withItem(({ PO }) => Number(PO ?? 0) > 0);
		expect(matched.length).toBeGreaterThan(30);
		const lines = matched.flatMap((invoice) => invoice.lines);
		expect(lines.filter(({ order }) => order === undefined)).toEqual([]);
		expect(
			invoices.flatMap((one) => one.lines).filter(({ jdeAccount }) => /\.4111$/.test(jdeAccount)),
		).toEqual([]);
		const receipts = tables.F43121.filter(({ MATC }) => MATC === '2').map(keyOf);
		expect(matched.filter(({ key }) => !receipts.includes(key))).toEqual([]);
	});

	it('keeps withheld and retained items in the sum, and withheld ones out of what is still owed', () => {
		const withheld = withItem(({ PST }) => PST === '%');
		expect(withheld.some(({ isSettled }) => isSettled)).toBe(true);
		expect(withItem(({ PST }) => PST === 'R').filter(({ isSettled }) => isSettled)).toEqual([]);
	});

	it('leaves out, each for its reason, what is not Coupa’s', () => {
		expect([...new Set(expected.outOfScope.values())].sort()).toEqual([
			...['batch type', 'before go-live', 'company', 'document type', 'evaluated receipt', 'own stamp'],
			...['post error', 'unposted', 'voided'],
		]);
	});

	it('parks what needs a person, and says what is wrong', () => {
		const reasons = [...expected.parked.values()].map(
			({ category, reasons: [why] }) => `${category}: ${why}`,
		);
		expect(reasons.sort()).toEqual([
			expect.stringMatching(/^duplicate: voucher 00\d{3}-PV-\d+$/),
			expect.stringMatching(/^reference: account \d+\.8796$/),
			expect.stringMatching(/^reference: supplier \d+$/),
			'reference: tax code C',
			'validation: no invoice number',
			'validation: totals differ',
		]);
		const crosswalk = [...site.crosswalk, ...forgottenCrosswalk(company)];
		const taxes = { ...site.taxes, C: 'beside' as const };
		expect(expectedInvoices(tables, { ...site, crosswalk, taxes }).parked.size).toBe(4);
	});

	it('names the order line in the pay item alone, where there is but one', () => {
		const matched = withItem(({ PO }) => Number(PO ?? 0) > 0);
		const unnamed = tables.F0911.filter(
			(row) => row.LT === 'AA' && matched.some(({ key }) => key === keyOf(row)),
		).filter(({ PO }) => Number(PO ?? 0) === 0);
		expect(unnamed.length).toBeGreaterThan(0);
	});

	it('waits with a currency whose decimals are not proved, in whatever company', () => {
		const unprovedCurrencies = new Set(['JPY', 'KWD']);
		const { inCoupa, outOfScope, parked } = expectedInvoices(tables, { ...site, unprovedCurrencies });
		expect(outOfScope).toEqual(expected.outOfScope);
		expect([...inCoupa.keys()]).toEqual(
			invoices.filter(({ currency }) => !unprovedCurrencies.has(currency)).map(({ key }) => key),
		);
		const reasons = new Set([...parked.values()].map((one) => `${one.category}: ${one.reasons[0]}`));
		expect(reasons.has('configuration: currency JPY') && reasons.has('configuration: currency KWD')).toBe(
			true,
		);
	});

	it('gives the number of a voided voucher to the one that was entered again', () => {
		const numbers = new Map(
			tables.F0411.filter(({ VOD, DCT }) => VOD === 'V' && DCT === 'PV').map((row) => [
				`${row.AN8}/${String(row.VINV).trim()}`,
				keyOf(row),
			]),
		);
		const again = invoices.filter((invoice) => {
			const voided = numbers.get(`${invoice.supplier}/${invoice.invoiceNumber}`);
			return voided !== undefined && voided !== invoice.key;
		});
		expect(again).toHaveLength(1);
	});
});
