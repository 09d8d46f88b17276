import type { IDataObject } from 'n8n-workflow';

import { proveCurrencies } from '../../../nodes/JdeCoupa/model/setUp/currencies';
import { orderNumbers } from '../../../nodes/JdeCoupa/model/setUp/orderNumbers';
import { SAMPLE_SITE, sampleCompany } from '../../simulators/sample/index.cts';
import { shownRows, type Amounts } from '../../simulators/ais/amounts.cts';
import type { Tables } from '../../simulators/ais/tables.cts';
import { bridge, failureOf } from './bridgeNode.cts';

const baseOf = new Map([
	['00001', 'USD'],
	['00200', 'JPY'],
	['00300', 'KWD'],
]);
const payItem = (more: IDataObject): IDataObject => ({
	...{ KCO: '00001', DCT: 'PV', DOC: 7, CO: '00001', CRCD: 'JPY', CRRM: 'F', CRR: 0.0067 },
	...more,
});
const proofOf = (currency: string, rows: IDataObject[], byEye: string[] = []) =>
	proveCurrencies([currency], rows, baseOf, byEye)[0]!;

describe('the proof of a currency', () => {
	it.each([
		['JPY', payItem({ ACR: 15_000, AG: 100.5 })],
		['JPY', payItem({ CO: '00200', CRCD: 'USD', CRR: 149.25, ACR: 100.5, AG: 15_000 })],
		['JPY', payItem({ CRR: 149.2537, ACR: 15_000, AG: 100.5 })],
		['KWD', payItem({ CRCD: 'KWD', CRR: 3.25, ACR: 12.3, AG: 39.98 })],
		['KWD', payItem({ CO: '00300', CRCD: 'KWD', CRRM: 'D', CRR: 0, ACR: 0, AG: 12.345 })],
	])('finds %s adjusted by %p', (currency, row) => {
		expect(proofOf(currency, [row])).toMatchObject({
			isProved: true,
			says: expect.stringMatching(/^proved adjusted: voucher 00001-PV-7 has /),
		});
	});

	it.each([
		['a fraction of a yen', 'JPY', payItem({ CRRM: 'D', CO: '00200', ACR: 0, CRR: 0, AG: 123.45 })],
		['a hundredth of the yen', 'JPY', payItem({ ACR: 150, AG: 100.5 })],
		['ten times the dinars', 'KWD', payItem({ CRCD: 'KWD', CRR: 3.25, ACR: 123, AG: 39.98 })],
	])('finds what is unadjusted: %s', (_, currency, row) => {
		expect(proofOf(currency, [row])).toMatchObject({
			isProved: false,
			says: expect.stringMatching(/^proved unadjusted: voucher 00001-PV-7 has /),
		});
	});

	it.each([
		['no voucher', 'JPY', []],
		['whole amounts alone', 'JPY', [payItem({ CO: '00200', CRRM: 'D', CRR: 0, ACR: 0, AG: 12_300 })]],
		['a rate that explains neither', 'JPY', [payItem({ ACR: 15_000, AG: 33 })]],
		['the other currency in doubt', 'JPY', [payItem({ CO: '00300', CRR: 0.002, ACR: 15_000, AG: 30 })]],
	])('is not made by %s', (_, currency, rows) => {
		expect(proofOf(currency, rows)).toMatchObject({
			isProved: false,
			says: expect.stringContaining('no voucher'),
		});
	});

	it('says so when vouchers speak both ways, and believes neither, nor the eye', () => {
		const rows = [payItem({ ACR: 15_000, AG: 100.5 }), payItem({ DOC: 8, ACR: 150, AG: 100.5 })];
		expect(proofOf('JPY', rows, ['JPY'])).toMatchObject({
			isProved: false,
			says: expect.stringMatching(/^speaks both ways: voucher 00001-PV-8.*00001-PV-7/),
		});
	});

	it('is a person’s where no voucher makes it', () => {
		expect(proofOf('JPY', [], ['JPY'])).toMatchObject({ isProved: true });
		expect(proofOf('USD', [])).toMatchObject({ isProved: true });
	});

	it.each<[Amounts, string[]]>([
		['adjusted', ['EUR', 'JPY', 'KWD', 'USD']],
		['unadjusted', ['EUR', 'USD']],
	])('tells the amounts of the sample company, %s', (amounts, wanted) => {
		const { tables } = sampleCompany({ seed: 3, suppliers: 60, vouchers: 80 });
		const store = { rows: (name: string) => tables[name] ?? [] } as unknown as Tables;
		const request = { kind: 'BROWSE', aggregation: {} } as Parameters<typeof shownRows>[2];
		const rows = shownRows(store, 'F0411', request, amounts).filter(({ DCT }) =>
			SAMPLE_SITE.voucherTypes.includes(String(DCT)),
		);
		const bases = new Map(tables.F0010!.map(({ CO, CRCD }) => [String(CO), String(CRCD)]));
		const proofs = proveCurrencies(['EUR', 'JPY', 'KWD', 'USD'], rows as IDataObject[], bases, []);

		expect(proofs.filter(({ isProved }) => isProved).map(({ currency }) => currency)).toEqual(wanted);
		if (amounts === 'unadjusted') {
			expect(proofs[1]!.says).toMatch(/^proved unadjusted/);
			expect(proofs[2]!.says).toMatch(/^proved unadjusted/);
		}
	});
});

const order = (KCOO: string, DCTO: string, DOCO: number, SFXO = '000'): IDataObject => ({
	...{ KCOO, DCTO, DOCO, SFXO },
});

describe('the numbers of orders', () => {
	const orders = [order('00001', 'OP', 12), order('00070', 'OP', 12), order('00001', 'OP', 12, '001')];

	it('are each one of a kind by the default template', async () => {
		expect(await orderNumbers(orders, '{company}-{type}-{number}[-{suffix}]')).toMatchObject({
			result: 'passed',
		});
	});

	it.each([
		['{type}-{number}[-{suffix}]', "Orders 00001-OP-12-000 and 00070-OP-12-000 would both be 'OP-12'"],
		['{company}-{number}', "Orders 00001-OP-12-000 and 00001-OP-12-001 would both be '1-12'"],
		['{type}', "'PO Number' does not contain {number}"],
		['order no {company}-{type}-{number}[-{suffix}]', 'which has 22 characters'],
	])('are refused where the template %s spoils them', async (template, says) => {
		const found = await orderNumbers([...orders, order('00001', 'OP', 12345678)], template);
		expect([found.result, found.says]).toEqual(['failed', expect.stringContaining(says)]);
	});
});

describe('the checks of set-up', () => {
	const readings = (more: IDataObject = {}) => ({
		connection: [{ canReadSuppliers: true, canReadPaymentTerms: true }],
		stampField: [{ field: 'cf-x', isKept: null, says: 'Not proved yet' }],
		suppliers: [{ rows: 4, newestChange: '2026-01-02' }],
		orders: [{ KCOO: '00001', CRCD: 'USD', COUNT: 3, UPMJ_MAX: '2026-01-03' }],
		vouchers: [
			{ CO: '00001', CRCD: 'USD', COUNT: 3, UPMJ_MAX: '2026-01-03' },
			{ CO: '00001', CRCD: 'JPY', COUNT: 2, UPMJ_MAX: '2026-01-05' },
		],
		ledger: [{ CO: '00001', COUNT: 9, UPMJ_MAX: '2026-01-03' }],
		...{ wholeSuppliers: [{}], wholeOrders: [{}], wholeVouchers: [{}], payItems: [{}] },
		...{ companies: [{ company: '00001', currency: 'USD' }], stamped: [{ rows: 0 }], orderKeys: [{}] },
		...more,
	});
	const check = async (more: IDataObject = {}, parameters: IDataObject = {}) => {
		const [items] = await bridge('check', 'setUp', {
			...{ flows: 'suppliers, purchaseOrders, apInvoices', companies: '', originColumn: 'URRF' },
			...{ poNumberTemplate: '{company}-{type}-{number}', comparedByEye: '' },
			readings: readings(more),
			...parameters,
		});
		return items![0]!;
	};

	it('say what is seen by company, and what is not proved yet', async () => {
		const { checks, currencies } = await check();
		expect(currencies).toEqual(['USD']);
		const said = (checks as IDataObject[]).map((one) => `${String(one.check)}: ${String(one.result)}`);
		expect(said).toContain('amounts in JPY: not proved');
		expect(said).toContain('custom field cf-x of invoices: not proved');
		expect(checks).toContainEqual({
			check: 'rows of F0411',
			result: 'passed',
			says: 'company 00001: 5 rows, newest of 2026-01-05',
		});
	});

	const refused = {
		error: { message: 'JD Edwards did not return F0411.PST', description: 'Column security' },
	};
	it.each([
		['no row of a table', { ledger: [{}] }, /^rows of F0911: The JD Edwards user sees no row of F0911/],
		['no supplier', { suppliers: [{ rows: 0 }] }, /sees no row of F0401/],
		[
			'a hidden column',
			{ wholeVouchers: [refused] },
			/^columns of vouchers: JD Edwards did not return F0411.PST/,
		],
		['an origin column that cannot be searched', { stamped: [refused] }, /^column URRF of F0411: It cannot/],
		[
			'a custom field that drops',
			{ stampField: [{ field: 'cf-x', isKept: false, says: 'dropped' }] },
			/dropped/,
		],
		['a scope', { connection: [{ canReadSuppliers: true }] }, /core\.common\.read/],
	])('fail on %s, in words that name it', async (_, more, message) => {
		expect(failureOf(await check(more as IDataObject))).toMatchObject({
			category: 'configuration',
			message: expect.stringMatching(message),
		});
	});

	it('fail on a company that Settings name and nobody sees', async () => {
		const failure = failureOf(await check({}, { companies: '00001, 70' }));
		expect(failure.message).toContain('no row of F4301 of company 00070');
	});

	it('leave out what no flow in use needs', async () => {
		const nothing = { orders: [refused], vouchers: [{}], ledger: [{}], wholeVouchers: [refused] };
		expect(await check(nothing, { flows: 'suppliers' })).toMatchObject({ currencies: [] });
	});
});
