import type { IDataObject } from 'n8n-workflow';

import { bridge } from './bridgeNode.cts';

/** Money and dates of what Coupa sends into the AP ledger, as the operation plans it. */

const SETTINGS: IDataObject = {
	...{ companyCharts: '00001 = Chart A; 00070 = Chart B', goLive: '2026-07-01' },
	...{ enterVoucher: 'Enter', changeVoucher: 'Change', voidVoucher: 'Void' },
	...{ matchVoucher: 'Match', reverseMatch: 'Reverse', poNumber: '{company}-{type}-{number}[-{suffix}]' },
	...{ recordPayment: 'Pay', voidPayment: 'Unpay', bankAccount: '00011199', payStatus: 'C' },
	...{ markExported: true, settleMinutes: 15 },
};
const november = (company: string) => ({
	company,
	apPeriod: { number: 11, firstDay: '2026-11-01', lastDay: '2026-11-30' },
	nextApPeriod: { number: 12, firstDay: '2026-12-01', lastDay: '2026-12-31' },
});
const ACCOUNTS = [
	{ kind: 'account', source: '30.8605', target: 'CC30-8605' },
	{ kind: 'account', source: '30.8740', target: 'CC30-8740' },
];

const line = (more: IDataObject = {}): IDataObject => ({
	...{ total: '110.00', account: { code: 'CC30-8605' }, description: 'Paper' },
	...more,
});
const invoice = (more: IDataObject = {}): IDataObject => ({
	...{ id: 47, 'invoice-number': 'INV-1', 'invoice-date': '2026-11-20', status: 'approved' },
	...{ exported: false, supplier: { number: '4343' }, currency: { code: 'USD' } },
	...{ 'account-type': { name: 'Chart A' }, 'total-with-taxes': '110.00' },
	...{ 'invoice-lines': [line()], payments: [] },
	...more,
});
const paidInCoupa = (...payments: Array<[amount: string, date: string]>): IDataObject[] =>
	payments.map(([amount, date], i) => ({
		...{ id: i + 1, 'amount-paid': amount, 'payment-date': date, notes: `Coupa Pay ${i + 1}` },
	}));

/** The voucher that the invoice above becomes. */
const voucher = (row: IDataObject = {}, more: IDataObject = {}): IDataObject => ({
	...{ key: '00001-PV-900', number: '900', type: 'PV', company: '00001', documentCompany: '00001' },
	...{ supplier: '4343', payee: '4343', invoiceNumber: 'INV-1', invoiceDate: '2026-11-20' },
	...{ glDate: '2026-11-20', currency: 'USD', mode: 'domestic', voided: 'no', payments: [] },
	F0411: [{ SFX: '001', AG: 110, AAP: 110, STAM: 0, PST: 'C', POST: '', URRF: 'C47', ...row }],
	F0911: [{ MCU: '30', OBJ: '8605', SUB: '', AA: 110, POST: row.POST === 'D' ? 'P' : '' }],
	...more,
});
const payment = (more: IDataObject = {}): IDataObject => ({
	...{ key: '70', number: '9001', date: '2026-11-21', voided: false },
	F0413: { EXR: 'C1', GLBA: '00011199' },
	...more,
});
const ledgerRow = (more: IDataObject = {}): IDataObject => ({
	...{ AN8: 4343, VINV: 'INV-1', KCO: '00001', DCT: 'PV', DOC: 5, VOD: '', URRF: '', DIVJ: '2026-11-01' },
	...{ AG: 1, ACR: 0 },
	...more,
});

interface Case {
	invoice?: IDataObject;
	vouchers?: IDataObject[];
	ofSupplier?: IDataObject[];
	receipts?: IDataObject[];
	settings?: IDataObject;
	more?: IDataObject;
}

async function plan({ settings = {}, vouchers = [], ofSupplier = [], receipts = [], ...one }: Case = {}) {
	const [act, settled, mark] = await bridge('posting', 'planPosting', {
		plan: {
			dryRun: false,
			frozen: '',
			maximumWrites: 0,
			maximumAmount: '',
			keys: [],
			jdeConnection: 'JPD920',
		},
		choice: { phase: 'keys', mode: 'run', filters: [], limit: 1, reads: [], next: '', until: '' },
		settings: { ...SETTINGS, ...settings },
		invoices: [one.invoice ?? invoice()],
		companies: [november('00001'), november('00070')],
		crosswalk: ACCOUNTS,
		...{ vouchers, ofSupplier, receipts, masters: [], calls: [], answers: [], parked: [], held: [] },
		provedCurrencies: '',
		...one.more,
	});
	const call = (act![0] ?? {}) as { task?: string; target?: string; inputs: IDataObject; notes: string[] };
	const error = settled!.map((item) => item.error).find(Boolean) as
		{ code: string; category: string; message: string } | undefined;
	const outcome = settled!.find(({ record }) => record) as { action: string; reason?: string } | undefined;
	return { call, error, outcome, settled: settled!, mark: mark! };
}

describe('the amounts of an invoice', () => {
	it('of a credit note, which Coupa has positive, are negative in the ledger', async () => {
		const { call } = await plan({ invoice: invoice({ 'is-credit-note': true }) });
		expect(call.inputs).toMatchObject({
			GrossAmount: '-110.00',
			GLDistribution: [{ Account: '30.8605', Amount: '-110.00' }],
		});
	});

	it('include taxes of its header', async () => {
		const { call } = await plan({
			invoice: invoice({ 'invoice-lines': [line({ total: '100.00' })], 'tax-lines': [{ amount: '10.00' }] }),
			settings: { taxes: 'separate', taxRateArea: 'DEN', taxExplanationCode: 'V' },
		});
		expect(call.inputs).toMatchObject({
			GrossAmount: '110.00',
			TaxRateArea: 'DEN',
			PayItems: [{ GrossAmount: '110.00', TaxAmount: '10.00' }],
			GLDistribution: [{ Amount: '100.00' }],
		});
	});
});

describe('an invoice of an order', () => {
	const ordered = line({ quantity: '10', 'po-number': '1-OP-123', 'order-line-num': '1.01' });
	const receipt = (DOC: number, more: IDataObject = {}): IDataObject => ({
		...{ KCOO: '00001', DCTO: 'OP', DOCO: 123, SFXO: '000', LNID: 1.01, MATC: '1', DOC, NLIN: 1 },
		...{ UREC: 10, UPTD: 0 },
		...more,
	});
	const matched = async (receipts: IDataObject[], more: IDataObject = {}) =>
		await plan({ invoice: invoice({ 'invoice-lines': [ordered], ...more }), receipts });

	it('is matched with an open receipt of its line, one with enough open first', async () => {
		const { call } = await matched([
			receipt(71, { MATC: '2' }),
			receipt(72, { LNID: 2 }),
			receipt(73, { UPTD: 10 }),
			receipt(74, { UREC: 3 }),
			receipt(75),
		]);
		expect(call).toMatchObject({ task: 'matchVoucher', inputs: { OrderLines: [{ ReceiptDocument: '75' }] } });
		const used = await matched([receipt(73, { UPTD: 10 })]);
		expect(used.call.inputs.OrderLines).toEqual([expect.not.objectContaining({ ReceiptDocument: '73' })]);
	});

	it('is held where Coupa pays, and keeps its own dates where its period is closed', async () => {
		const { call } = await matched([receipt(75)], { 'invoice-date': '2026-10-15' });
		expect(call.inputs).toMatchObject({
			...{ PayStatus: 'C', GLDate: '2026-11-01', InvoiceDate: '2026-10-15', TaxDate: '2026-10-15' },
		});
	});

	it('whose voucher was matched is reversed, even where Coupa names no order any more', async () => {
		const there = voucher({ PO: '123' });
		const { call } = await plan({
			invoice: invoice({ 'invoice-number': 'INV-2' }),
			vouchers: [there],
		});
		expect(call).toMatchObject({ task: 'reverseMatch', target: '00001-PV-900' });
	});
});

describe('a voucher that is not posted yet', () => {
	it.each<[string, IDataObject, string]>([
		['date', { 'invoice-date': '2026-11-19' }, 'changeVoucher'],
		['account', { 'invoice-lines': [line({ account: { code: 'CC30-8740' } })] }, 'changeVoucher'],
		['amount', { 'total-with-taxes': '90.00', 'invoice-lines': [line({ total: '90.00' })] }, 'changeVoucher'],
		['company', { 'account-type': { name: 'Chart B' } }, 'voidVoucher'],
		['supplier', { supplier: { number: '4344' } }, 'voidVoucher'],
		['currency', { currency: { code: 'EUR' } }, 'voidVoucher'],
	])('follows another %s: changed in place unless it is part of the key', async (_what, more, task) => {
		const { call } = await plan({ invoice: invoice(more), vouchers: [voucher()] });
		expect(call).toMatchObject({ task, target: '00001-PV-900' });
	});

	it('follows another tax', async () => {
		const taxed = { 'invoice-lines': [line({ total: '100.00' })], 'tax-lines': [{ amount: '10.00' }] };
		const settings = { taxes: 'separate', taxRateArea: 'DEN', taxExplanationCode: 'V' };
		const ledger = { F0911: [{ MCU: '30', OBJ: '8605', SUB: '', AA: 100, POST: '' }] };
		const one = { invoice: invoice(taxed), settings };
		expect((await plan({ ...one, vouchers: [voucher({}, ledger)] })).call.task).toBe('changeVoucher');
		expect((await plan({ ...one, vouchers: [voucher({ STAM: 10 }, ledger)] })).outcome?.action).toBe(
			'unchanged',
		);
	});
});

describe('a void', () => {
	const voided = invoice({ status: 'voided' });

	it('has a G/L date in an open period, and a remark that names the invoice', async () => {
		const there = voucher({ POST: 'D' }, { glDate: '2026-10-20' });
		const { call } = await plan({ invoice: voided, vouchers: [there] });
		expect(call).toMatchObject({
			task: 'voidVoucher',
			inputs: { GLDate: '2026-11-01', Remark: 'Voided in Coupa 47' },
		});
		expect(call.notes).toEqual([expect.stringContaining('because 2026-10-20 is closed')]);
	});

	it('of a voucher that was paid is for a person, who is told by which payment', async () => {
		const there = voucher({ POST: 'D', AAP: 0, PST: 'P' }, { payments: [payment({ F0413: { EXR: '' } })] });
		const { error } = await plan({ invoice: voided, vouchers: [there] });
		expect(error).toMatchObject({ category: 'conflict', message: expect.stringContaining('payment 9001') });
	});

	it('is entered again although the rows of its supplier were read before it', async () => {
		const { call } = await plan({
			invoice: invoice({ 'invoice-date': '2026-11-19' }),
			vouchers: [voucher({ VOD: 'V' }, { voided: 'yes' })],
			ofSupplier: [ledgerRow({ URRF: 'C47' })],
			more: {
				calls: [{ key: 'C47', task: 'voidVoucher', target: '00001-PV-900', notes: [] }],
				answers: [{}],
			},
		});
		expect(call.task).toBe('enterVoucher');
	});
});

describe('what stands in the ledger already', () => {
	it('under the stamp of one invoice twice is for a person', async () => {
		const { error } = await plan({
			vouchers: [voucher(), voucher({}, { key: '00001-PV-901', number: '901' })],
		});
		expect(error).toMatchObject({
			category: 'conflict',
			message: expect.stringContaining('00001-PV-900 and 00001-PV-901'),
		});
	});

	it('of another supplier under the same number is no duplicate', async () => {
		expect((await plan({ ofSupplier: [ledgerRow({ AN8: 9 })] })).call.task).toBe('enterVoucher');
		expect((await plan({ ofSupplier: [ledgerRow()] })).error?.category).toBe('duplicate');
	});

	it('of the same amount within 30 days is entered with a warning', async () => {
		const alike = { VINV: 'OTHER', AG: 110 };
		const near = await plan({ ofSupplier: [ledgerRow({ ...alike, DIVJ: '2026-10-21' })] });
		const far = await plan({ ofSupplier: [ledgerRow({ ...alike, DIVJ: '2026-10-20' })] });
		expect([near.call.task, far.call.task]).toEqual(['enterVoucher', 'enterVoucher']);
		expect([near.call.notes, far.call.notes]).toEqual([[expect.stringContaining('00001-PV-5')], []]);
	});

	it('is compared by the sum of its instalments', async () => {
		const half = { VINV: 'OTHER', AG: 55, DIVJ: '2026-11-01' };
		const twice = await plan({ ofSupplier: [ledgerRow(half), ledgerRow(half)] });
		const once = await plan({ ofSupplier: [ledgerRow(half)] });
		expect([twice.call.notes, once.call.notes]).toEqual([[expect.stringContaining('00001-PV-5')], []]);
	});

	it('says so in the audit where the G/L date was moved', async () => {
		const { call } = await plan({ invoice: invoice({ 'invoice-date': '2026-10-15' }) });
		expect(call.notes).toEqual([
			'G/L date 2026-11-01, the first day of period 11, because 2026-10-15 is closed in company 00001',
		]);
	});
});

describe('payments made in Coupa', () => {
	const paid = (...payments: Parameters<typeof paidInCoupa>) =>
		invoice({ payments: paidInCoupa(...payments) });

	it('before the go-live are not recorded', async () => {
		const { call, outcome } = await plan({ invoice: paid(['60', '2026-06-30']), vouchers: [voucher()] });
		expect([call.task, outcome?.action]).toEqual([undefined, 'unchanged']);
	});

	it('that somebody voided in JD Edwards are not recorded again', async () => {
		const there = voucher({}, { payments: [payment({ voided: true })] });
		const { call, outcome } = await plan({ invoice: paid(['60', '2026-11-21']), vouchers: [there] });
		expect([call.task, outcome?.action]).toEqual([undefined, 'unchanged']);
	});

	it('that take back what was never paid are for a person', async () => {
		const { error } = await plan({ invoice: paid(['-60', '2026-11-21']), vouchers: [voucher()] });
		expect(error).toMatchObject({ code: 'POSTING_REVERSAL', category: 'conflict' });
	});

	it('have a G/L date in an open period, and so have those that are voided', async () => {
		const invoices = [paid(['60', '2026-10-21']), paid(['60', '2026-10-21'], ['-60', '2026-11-22'])];
		const there = voucher({ AAP: 50 }, { payments: [payment({ date: '2026-10-21' })] });
		const recorded = await plan({ invoice: invoices[0], vouchers: [voucher()] });
		const taken = await plan({ invoice: invoices[1], vouchers: [there] });
		expect(recorded.call.inputs).toMatchObject({ PaymentDate: '2026-10-21', GLDate: '2026-11-01' });
		expect(taken.call).toMatchObject({
			task: 'voidPayment',
			inputs: { PaymentID: '70', GLDate: '2026-11-01' },
		});
	});
});

it('a dry run marks nothing as exported', async () => {
	const dry = { dryRun: true, frozen: '', maximumWrites: 0, maximumAmount: '', keys: [], jdeConnection: '' };
	expect((await plan({ vouchers: [voucher()], more: { plan: dry } })).mark).toEqual([]);
	expect((await plan({ vouchers: [voucher()] })).mark).toHaveLength(1);
});

it('a payment is another version of its invoice: what a person dismissed is looked at again', async () => {
	const versionOf = async (more: IDataObject) => {
		const settled = (
			await plan({ invoice: invoice(more), vouchers: [voucher()], settings: { recordPayment: '' } })
		).settled;
		return settled.map(({ version }) => version).find(Boolean);
	};
	const before = await versionOf({});
	expect(await versionOf({ 'updated-at': '2026-11-24T10:00:00Z', exported: true })).toBe(before);
	expect(await versionOf({ payments: paidInCoupa(['60', '2026-11-21']) })).not.toBe(before);
	expect(await versionOf({ 'invoice-lines': [line({ description: 'Pens' })] })).not.toBe(before);
});
