import { errorOf, outputOf, type Execution } from '../n8n/n8n.cts';
import { sharedN8n } from '../n8n/shared.cts';
import type { IDataObject } from '../n8n/types.cts';
import {
	SAMPLE_SITE,
	expectedInvoices,
	sampleCrosswalk,
	type ExpectedInvoice,
} from '../simulators/sample/index.cts';
import { disagreements, siteOf } from './agreement.cts';
import { shownInvoices, shownPayments } from './shownInvoices.cts';
import { shownOrders } from './shownOrders.cts';
import { FAST, writesIn } from './support.cts';
import { setSetting, startWorld, type World } from './world.cts';

const FLOWS = ['suppliers', 'purchaseOrders', 'apInvoices', 'payments'] as const;
let world: World;

beforeAll(async () => {
	world = await startWorld(sharedN8n(), {
		...{ suppliers: 60, orders: 20, vouchers: 80, coupa: FAST, flows: FLOWS },
		ais: { amounts: 'unadjusted' },
	});
}, 200_000);

afterAll(async () => await world?.stop());

afterEach(() => {
	for (const user of world.ais.users) user.security = {};
});

const setUp = async () => await world.run(world.setup, 'Set Up');
const set = async (name: string, value: unknown) =>
	await world.n8n.saveWorkflow(world.setup, (workflow) => setSetting(workflow, name, value));
const checksOf = (run: Execution): Record<string, IDataObject> => {
	const [result] = outputOf(run, 'Result');
	if (!result) throw new Error(`Set-up failed: ${JSON.stringify(errorOf(run))}`);
	const checks = result.checks as IDataObject[];
	return Object.fromEntries(checks.map((one) => [String(one.check), one]));
};

/** Paid in whole by one payment. */
function paidYenVoucher(): ExpectedInvoice {
	const site = { ...SAMPLE_SITE, crosswalk: sampleCrosswalk(world.company) };
	const { inCoupa } = expectedInvoices(world.company.tables, site);
	const count = (table: string, key: string) =>
		world.company.tables[table].filter(({ KCO, DCT, DOC }) => [KCO, DCT, DOC].join('-') === key).length;
	return [...inCoupa.values()].find(
		({ key, currency, gross }) =>
			currency === 'JPY' && Number(gross) > 0 && count('F0411', key) === 1 && count('F0414', key) === 1,
	)!;
}

/** Makes it one that Coupa has sent, of an amount that without adjustment is no less than a whole number. */
function bearCoupaStamp({ key, supplier, chart, lines }: ExpectedInvoice): string {
	const [KCO, DCT, DOC] = key.split('-');
	const where = { KCO, DCT, DOC: Number(DOC) };
	const { id } = world.coupa.desk.invoice({
		...{ number: 'YEN-1', supplier, accountType: chart, currency: 'JPY' },
		lines: [{ price: '50000', account: lines[0].account }],
	});
	const { tables } = world.ais;
	tables.update('F0411', where, { URRF: `C${String(id)}`, AG: 50_000, AAP: 0, ACR: 0, FAP: 0 });
	tables.update('F0414', where, { PAAP: -50_000, ADSA: 0 });
	return key;
}

describe('set-up', () => {
	it('says what the user sees by company, and holds back the currencies that come unadjusted', async () => {
		const checks = checksOf(await setUp());

		expect(checks['rows of F0401']!.says).toMatch(/^\d+ rows, newest of \d{4}-/);
		for (const table of ['F4301', 'F0411', 'F0911']) {
			expect([table, checks[`rows of ${table}`]!.says]).toEqual([
				table,
				expect.stringMatching(/company 00001: \d+ rows, newest of \d{4}-\d\d-\d\d; company 00070: /),
			]);
		}
		for (const currency of ['JPY', 'KWD']) {
			expect(checks[`amounts in ${currency}`]).toMatchObject({
				result: 'not proved',
				says: expect.stringMatching(/^proved unadjusted: voucher /),
			});
		}
		expect(checks['numbers of orders']).toMatchObject({ result: 'passed' });
		expect(checks['custom field cf-erp-invoice-number of invoices']).toMatchObject({ result: 'not proved' });
		expect(await world.state('apInvoices')).toMatchObject({ currencies: 'EUR, USD' });
	});

	it('leaves documents in these currencies parked, with the way out', async () => {
		await world.setUp();
		let paid = '';
		for (const flow of FLOWS) {
			if (flow === 'payments') paid = bearCoupaStamp(paidYenVoucher());
			await world.runFlow(flow);
			await world.confirmFirstRun(flow);
			await world.runFlow(flow);
		}
		const waiting = (await world.parked()).filter(({ code }) => code === 'CURRENCY_NOT_PROVED');

		expect(new Set(waiting.map(({ flow }) => flow))).toEqual(
			new Set(['purchaseOrders', 'apInvoices', 'payments']),
		);
		expect(waiting.map(({ key }) => key)).toContainEqual(expect.stringContaining(`${paid} JDE `));
		expect(new Set(waiting.map(({ currency }) => currency))).toEqual(new Set(['JPY', 'KWD']));
		for (const row of waiting) {
			expect(row).toMatchObject({ category: 'validation', description: expect.stringContaining("'setup'") });
		}
		const currencies = [...shownInvoices(world.coupa).values()].map(({ currency }) => currency);
		expect(currencies).toContain('USD');
		expect(currencies.filter((code) => ['JPY', 'KWD'].includes(code))).toEqual([]);
	});

	it('pays nothing in them on an invoice that came from Coupa either', () => {
		const invoice = world.coupa.store.find('invoices', { 'invoice-number': 'YEN-1' });

		expect([invoice?.payments, invoice?.paid]).toEqual([[], false]);
	});

	it('lets all others through, which agree to the smallest unit', () => {
		const unprovedCurrencies = new Set(['JPY', 'KWD']);
		const differing = disagreements(world, { ...siteOf(world), unprovedCurrencies });

		expect(differing).toEqual({ purchaseOrders: [], apInvoices: [], payments: [] });
		expect(shownOrders(world.coupa).size).toBeGreaterThan(3);
		expect(shownInvoices(world.coupa).size).toBeGreaterThan(10);
		expect(shownPayments(world.coupa).size).toBeGreaterThan(3);
	});

	it('proves on an invoice that Coupa keeps the stamp, and puts back what was there', async () => {
		const [invoice] = world.coupa.store.all('invoices');
		const before = structuredClone(invoice!['custom-fields']);
		await set('tryStampOnInvoice', String(invoice!.id));
		world.coupa.ledger.clear();

		const checks = checksOf(await setUp());

		expect(checks['custom field cf-erp-invoice-number of invoices']).toMatchObject({ result: 'passed' });
		expect(writesIn(world.coupa.ledger)).toHaveLength(2);
		expect(world.coupa.store.find('invoices', { id: invoice!.id })!['custom-fields']).toEqual(before);
	});

	it('refuses a custom field that Coupa drops', async () => {
		await set('invoiceStampField', 'cf-closed');
		const run = await setUp();
		await set('invoiceStampField', 'cf-erp-invoice-number');

		expect(errorOf(run)?.message).toMatch(/custom field cf-closed of invoices: Invoice \d+ does not keep it/);
	});
});

describe('set-up refuses, and pins nothing', () => {
	const refused = async () => {
		const before = await world.state('apInvoices');
		const error = errorOf(await setUp());
		expect(await world.state('apInvoices')).toEqual(before);
		return `${error?.message} — ${error?.description}`;
	};
	const secure = (security: (typeof world.ais.users)[number]['security']) => {
		for (const user of world.ais.users) user.security = security;
	};

	it('when row security hides a table', async () => {
		secure({ rows: { F0911: () => false } });
		expect(await refused()).toContain('The JD Edwards user sees no row of F0911');
	});

	it('when row security hides a company that Settings name', async () => {
		await set('companies', '00001, 00070');
		secure({ rows: { F0411: ({ CO }) => CO !== '00070' } });
		const said = await refused();
		await set('companies', '');
		expect(said).toContain('sees no row of F0411 of company 00070');
	});

	it('when column security hides a column', async () => {
		secure({ hiddenColumns: ['F0411.PST'] });
		expect(await refused()).toContain('JD Edwards did not return F0411.PST');
	});

	it('when the origin column cannot be searched', async () => {
		secure({ hiddenColumns: ['F0411.URRF'] });
		expect(await refused()).toContain('column URRF of F0411');
	});

	it('when two orders would get one number', async () => {
		await set('poNumberTemplate', '{number}');
		world.ais.tables.insert('F4301', { ...world.ais.tables.rows('F4301')[0]!, SFXO: '009' });
		const said = await refused();
		await set('poNumberTemplate', '{company}-{type}-{number}[-{suffix}]');
		expect(said).toMatch(/Orders \S+ and \S+ would both be '\d+' in Coupa/);
	});
});
