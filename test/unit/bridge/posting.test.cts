import type { IDataObject } from 'n8n-workflow';

import { comparable } from '../../../nodes/JdeCoupa/model/posting/found';
import { mastersOf } from '../../../nodes/JdeCoupa/model/posting/masters';
import { orderOf } from '../../../nodes/JdeCoupa/model/posting/orderNumber';
import { paymentsOf } from '../../../nodes/JdeCoupa/model/posting/payments';
import { planPosting, type PostingInput } from '../../../nodes/JdeCoupa/model/posting/planPosting';
import { shortFingerprint } from '../../../nodes/JdeCoupa/model/runRows';
import { postingSettings } from '../../../nodes/JdeCoupa/model/posting/settings';

const NOW = '2026-11-24T10:00:00.000Z';
const SETTINGS: IDataObject = {
	companyCharts: '00001 = Chart A',
	goLive: '2026-07-01',
	enterVoucher: 'Enter',
	changeVoucher: 'Change',
	voidVoucher: 'Void',
	matchVoucher: 'Match',
	reverseMatch: 'Reverse',
	poNumber: '{company}-{type}-{number}[-{suffix}]',
	invoiceStampField: 'cf-erp-invoice-number',
	markExported: true,
	settleMinutes: 15,
};
const PAYING = { recordPayment: 'Pay', voidPayment: 'Unpay', bankAccount: '00011199', payStatus: 'C' };
const PERIODS = [
	{
		company: '00001',
		apPeriod: { number: 11, firstDay: '2026-11-01', lastDay: '2026-11-30' },
		nextApPeriod: { number: 12, firstDay: '2026-12-01', lastDay: '2026-12-31' },
	},
];

const invoice = (more: IDataObject = {}): IDataObject => ({
	id: 47,
	'invoice-number': 'INV-1',
	'invoice-date': '2026-11-20',
	status: 'approved',
	exported: false,
	supplier: { number: '4343' },
	currency: { code: 'USD' },
	'account-type': { name: 'Chart A' },
	'total-with-taxes': '110.0000',
	'invoice-lines': [{ total: '110.00000', account: { code: 'CC30-8605' }, description: 'Paper' }],
	payments: [],
	...more,
});

/** The voucher that the invoice above becomes. */
const voucher = (rows: IDataObject = {}, more: IDataObject = {}): IDataObject => ({
	key: '00001-PV-900',
	number: '900',
	type: 'PV',
	company: '00001',
	documentCompany: '00001',
	supplier: '4343',
	payee: '4343',
	invoiceNumber: 'INV-1',
	invoiceDate: '2026-11-20',
	glDate: '2026-11-20',
	currency: 'USD',
	mode: 'domestic',
	voided: 'no',
	F0411: [{ SFX: '001', AG: 110, AAP: 110, STAM: 0, PST: 'A', POST: '', URRF: 'C47', ...rows }],
	F0911: [{ MCU: '30', OBJ: '8605', SUB: '', AA: 110, POST: rows.POST === 'D' ? 'P' : '' }],
	payments: [],
	...more,
});

interface World {
	invoices?: IDataObject[];
	vouchers?: IDataObject[];
	settings?: IDataObject;
	more?: Partial<PostingInput>;
}

async function plan({ invoices = [invoice()], vouchers = [], settings = {}, more = {} }: World = {}) {
	const made = await planPosting({
		invoices,
		keys: [],
		vouchers,
		ledger: {
			ofSupplier: [],
			receipts: [],
			periods: PERIODS,
			codes: (_kind, code) => (code === 'CC30-8605' ? ['30.8605'] : code === 'CC30-8740' ? ['30.8740'] : []),
		},
		asked: [],
		answers: [],
		plan: { dryRun: false, frozen: '', maximumWrites: 0, maximumAmount: '', jdeConnection: 'JPD920' },
		held: [],
		parked: [],
		settings: postingSettings({ ...SETTINGS, ...settings }),
		now: NOW,
		...more,
	});
	const call = made.act[0] as
		{ task: string; target: string; orchestration: string; inputs: IDataObject } | undefined;
	const error = made.settled.find((item) => item.error)?.error as
		| { code: string; category: string; message: string; description: string; details: IDataObject }
		| undefined;
	const outcome = made.settled.find((item) => item.record) as
		{ action: string; reason?: string; changes: IDataObject[] } | undefined;
	return { ...made, call, error, outcome };
}

describe('an approved invoice that JD Edwards does not have', () => {
	it('is entered with its stamp, and waits for the ledger to show it', async () => {
		const { call, settled } = await plan();

		expect(call).toMatchObject({ task: 'enterVoucher', orchestration: 'Enter' });
		expect(call?.inputs).toEqual({
			Company: '00001',
			DocumentType: 'PV',
			Supplier: '4343',
			InvoiceNumber: 'INV-1',
			InvoiceDate: '2026-11-20',
			TaxDate: '2026-11-20',
			GLDate: '2026-11-20',
			GrossAmount: '110.00',
			Currency: 'USD',
			OriginStamp: 'C47',
			PayItems: [{ GrossAmount: '110.00' }],
			GLDistribution: [{ Account: '30.8605', Amount: '110.00', Explanation: 'Paper' }],
		});
		expect(settled).toEqual([]);
	});

	it('is held where Coupa pays, and called by the names and dates of the site', async () => {
		const { call } = await plan({
			settings: { ...PAYING, inputNames: 'GLDate = GL; Amount = Amt', dateFormat: 'MM/dd/yyyy' },
		});

		expect(call?.inputs).toMatchObject({
			GL: '11/20/2026',
			InvoiceDate: '11/20/2026',
			PayStatus: 'C',
			GLDistribution: [{ Amt: '110.00' }],
		});
	});

	it('goes into the first open day where its own is closed, or is parked', async () => {
		const closed = [invoice({ 'invoice-date': '2026-10-15' })];

		expect((await plan({ invoices: closed })).call?.inputs).toMatchObject({
			GLDate: '2026-11-01',
			InvoiceDate: '2026-10-15',
			TaxDate: '2026-10-15',
		});
		const parked = await plan({ invoices: closed, settings: { whenPeriodIsClosed: 'park' } });
		expect(parked.error).toMatchObject({ category: 'period-closed' });
	});

	it('is split over its accounts to the cent', async () => {
		const line = {
			total: '110.00',
			'account-allocations': [
				{ pct: '33.333333', account: { code: 'CC30-8605' } },
				{ pct: '66.666667', account: { code: 'CC30-8740' } },
			],
		};
		const { call } = await plan({ invoices: [invoice({ 'invoice-lines': [line] })] });

		expect(call?.inputs.GLDistribution).toEqual([
			{ Account: '30.8605', Amount: '36.67' },
			{ Account: '30.8740', Amount: '73.33' },
		]);
	});

	it.each([
		['taxes nobody has settled', { tax: 'park' }, { category: 'configuration', code: 'POSTING_TAX' }],
		['taxes as cost', { tax: 'expense' }, [{ Amount: '110.00' }]],
		['taxes of JD Edwards', { tax: 'separate' }, [{ Amount: '100.00' }]],
	])('with %s', async (_, { tax }, expected) => {
		const line = { total: '100.00', account: { code: 'CC30-8605' }, 'tax-lines': [{ amount: '10.00' }] };
		const settings = { taxes: tax, taxRateArea: 'DEN', taxExplanationCode: 'V' };
		const { call, error } = await plan({ invoices: [invoice({ 'invoice-lines': [line] })], settings });

		if (call) expect(call.inputs.GLDistribution).toMatchObject(expected as IDataObject[]);
		else expect(error).toMatchObject(expected);
	});

	it.each<[string, IDataObject, string, string]>([
		[
			'in a currency that nobody has proved',
			{ currency: { code: 'JPY' } },
			'configuration',
			'POSTING_CURRENCY',
		],
		['without number', { 'invoice-number': ' ' }, 'validation', 'POSTING_NUMBER'],
		['of a supplier of Coupa alone', { supplier: { number: 'ACME' } }, 'reference', 'POSTING_SUPPLIER'],
		[
			'on an account that is in no crosswalk',
			{ 'invoice-lines': [{ total: '110.00', account: { code: 'X' } }] },
			'reference',
			'POSTING_ACCOUNT',
		],
		[
			'with a total that its lines do not reach',
			{ 'total-with-taxes': '111.00' },
			'validation',
			'POSTING_SUM',
		],
		[
			'with and without order',
			{
				'total-with-taxes': '220.00',
				'invoice-lines': [
					{ total: '110.00', account: { code: 'CC30-8605' } },
					{ total: '110.00', 'po-number': '1-OP-123', 'order-line-num': '1' },
				],
			},
			'configuration',
			'POSTING_MIXED',
		],
	])('%s is parked with its reason', async (_, more, category, code) => {
		const { call, error } = await plan({ invoices: [invoice(more)] });

		expect([call, error]).toMatchObject([undefined, { category, code, details: { ofRecord: true } }]);
	});

	it.each<[string, IDataObject]>([
		['chart of accounts Chart B', { 'account-type': { name: 'Chart B' } }],
		['before 2026-07-01', { 'invoice-date': '2026-06-30' }],
		['came from JD Edwards', { 'custom-fields': { 'cf-erp-invoice-number': '00001-PV-5' } }],
		['status disputed', { status: 'disputed' }],
	])('is left alone and not marked: %s', async (reason, more) => {
		const { outcome, mark, act } = await plan({ invoices: [invoice(more)] });

		expect([outcome, mark, act]).toMatchObject([{ action: 'skipped', reason }, [], []]);
	});

	it('is parked as a duplicate of a voucher of the same number that is not its own', async () => {
		const row = { AN8: 4343, VINV: 'inv 0001', KCO: '00001', DCT: 'PV', DOC: 5, VOD: '', URRF: '' };
		const ledger = { ofSupplier: [row], receipts: [], periods: PERIODS, codes: () => ['30.8605'] };
		const parked = await plan({ invoices: [invoice({ 'invoice-number': 'INV0001' })], more: { ledger } });
		const other = await plan({
			invoices: [invoice({ 'invoice-number': 'INV0001' })],
			more: { ledger: { ...ledger, ofSupplier: [{ ...row, VOD: 'V' }] } },
		});

		expect(parked.error).toMatchObject({
			category: 'duplicate',
			message: expect.stringContaining('00001-PV-5'),
			description: expect.stringContaining('C47'),
		});
		expect(other.call?.task).toBe('enterVoucher');
	});

	it('with a number of JD Edwards order lines is matched, and only where that is built', async () => {
		const lines = [{ total: '110.00', quantity: '10', 'po-number': '1-OP-123', 'order-line-num': '1.01' }];
		const receipts = [
			{
				KCOO: '00001',
				DCTO: 'OP',
				DOCO: 123,
				SFXO: '000',
				LNID: 1.01,
				MATC: '1',
				DOC: 77,
				NLIN: 1,
				UREC: 10,
				UPTD: 0,
			},
		];
		const ledger = { ofSupplier: [], receipts, periods: PERIODS, codes: () => [] };
		const invoices = [invoice({ 'invoice-lines': lines })];
		const { call } = await plan({ invoices, more: { ledger } });
		const { error } = await plan({ invoices, more: { ledger }, settings: { matchVoucher: '' } });

		expect(call).toMatchObject({
			task: 'matchVoucher',
			inputs: {
				OrderLines: [
					{
						OrderCompany: '00001',
						OrderType: 'OP',
						OrderNumber: '123',
						OrderLine: '1.01',
						ReceiptDocument: '77',
						Quantity: '10',
						Amount: '110.00',
					},
				],
			},
		});
		expect(error).toMatchObject({ category: 'configuration', code: 'POSTING_NOT_BUILT' });
	});
});

describe('an order line that came in several receipts', () => {
	const receipt = (DOC: number, UREC: number, more: IDataObject = {}): IDataObject => ({
		...{ KCOO: '00001', DCTO: 'OP', DOCO: 123, SFXO: '000', LNID: 1, MATC: '1', DOC, NLIN: 1 },
		...{ RCDJ: '2026-11-01', UREC, UPTD: 0, ...more },
	});
	const matched = async (line: IDataObject, receipts: IDataObject[], more: IDataObject = {}) => {
		const ordered = { 'po-number': '1-OP-123', 'order-line-num': '1', description: 'Part', ...line };
		const ledger = { ofSupplier: [], receipts, periods: PERIODS, codes: () => [] };
		const { call, error } = await plan({
			invoices: [invoice({ 'invoice-lines': [ordered], ...more })],
			more: { ledger },
			settings: { taxes: 'separate', taxRateArea: 'A', taxExplanationCode: 'V' },
		});
		return { rows: call?.inputs.OrderLines as IDataObject[], error };
	};

	it('is matched with the one that fits, or with one that has enough', async () => {
		const receipts = [receipt(1, 10), receipt(2, 4), receipt(3, 6)];

		expect((await matched({ total: '110.00', quantity: '4' }, receipts)).rows).toMatchObject([
			{ ReceiptDocument: '2', Quantity: '4', Amount: '110.00' },
		]);
		expect((await matched({ total: '110.00', quantity: '5' }, receipts)).rows).toMatchObject([
			{ ReceiptDocument: '1', Quantity: '5', Amount: '110.00' },
		]);
	});

	it('is split over them, the oldest first and what is open of each, to the cent', async () => {
		const receipts = [
			receipt(9, 3, { RCDJ: '2026-10-01', UPTD: 1 }),
			receipt(1, 2.5),
			receipt(2, 8, { RCDJ: '2026-11-05', UPTD: 2 }),
		];
		const line = { total: '100.00', quantity: '7', 'tax-lines': [{ amount: '10.00' }] };
		const { rows } = await matched(line, receipts);

		expect(rows).toMatchObject([
			{ ReceiptDocument: '9', Quantity: '2', Amount: '28.57', TaxAmount: '2.86' },
			{ ReceiptDocument: '1', Quantity: '2.5', Amount: '35.72', TaxAmount: '3.57' },
			{ ReceiptDocument: '2', Quantity: '2.5', Amount: '35.71', TaxAmount: '3.57' },
		]);
	});

	it('of a lump sum is split by the amounts that are open, where the receipts tell', async () => {
		const told = [receipt(1, 0, { AOPN: 80 }), receipt(2, 0, { AOPN: 50 })];

		expect((await matched({ total: '110.00' }, told)).rows).toMatchObject([
			{ ReceiptDocument: '1', Amount: '80.00' },
			{ ReceiptDocument: '2', Amount: '30.00' },
		]);
		expect((await matched({ total: '110.00' }, [receipt(1, 0)])).rows).toMatchObject([
			{ ReceiptDocument: '1', Amount: '110.00' },
		]);
	});

	it('is parked with the reason when less was received than is invoiced', async () => {
		const { rows, error } = await matched({ total: '110.00', quantity: '7' }, [receipt(1, 3), receipt(2, 2)]);

		expect(rows).toBeUndefined();
		expect(error).toMatchObject({ code: 'POSTING_RECEIPTS', category: 'validation' });
		expect(error?.message).toContain(
			'asks for 7 of order line 00001-OP-123-000-1, of whose receipts 5 is open',
		);
	});
});

describe('a supplier or an account that JD Edwards would refuse', () => {
	const ledger = (rows: IDataObject[]) => ({
		...{ ofSupplier: [], receipts: [], periods: PERIODS },
		codes: (_kind: string, code: string) => [code.replace('CC', '').replace('-', '.')],
		masters: mastersOf(rows),
	});
	const good = [
		{ table: 'F0401', AN8: 4343 },
		{ table: 'F0101', AN8: 4343, AT1: 'V' },
		{ table: 'F0901', MCU: '          30', OBJ: '8605', SUB: ' ', PEC: ' ' },
	];
	const two = (first: string, second: string) =>
		invoice({
			'invoice-lines': [
				{ total: '100.00', account: { code: first }, description: 'One' },
				{ total: '10.00', account: { code: second }, description: 'Two' },
			],
		});

	it('is none when both are there', async () => {
		expect((await plan({ more: { ledger: ledger(good) } })).call?.task).toBe('enterVoucher');
	});

	it('is named before anything is called, all of it in one message', async () => {
		const rows = [{ table: 'F0901', MCU: '          30', OBJ: '8740', SUB: '', PEC: 'I' }];
		const { call, error } = await plan({
			invoices: [two('CC30-8605', 'CC30-8740')],
			more: { ledger: ledger(rows) },
		});

		expect(call).toBeUndefined();
		expect(error).toMatchObject({ code: 'POSTING_CHECKS', category: 'reference' });
		expect(error?.message).toContain('is of supplier 4343, whom JD Edwards does not have');
		expect(error?.message).toContain('30.8605 of JD Edwards, which does not exist');
		expect(error?.message).toContain('30.8740 of JD Edwards, which is inactive');
	});

	it('is an order line under evaluated receipt settlement too, which JD Edwards vouchers by itself', async () => {
		const line = { KCOO: '00001', DCTO: 'OP', DOCO: 123, SFXO: '000', LNID: 1.01 };
		const ordered = { total: '110.00', quantity: '10', 'po-number': '1-OP-123', 'order-line-num': '1.010' };
		const matched = async (AVCH: string) =>
			await plan({
				invoices: [invoice({ 'invoice-lines': [ordered] })],
				more: { ledger: ledger([...good, { table: 'F4311', ...line, AVCH }]) },
			});

		expect((await matched('N')).call?.task).toBe('matchVoucher');
		expect((await matched('Y')).error).toMatchObject({
			code: 'POSTING_EVALUATED_RECEIPT',
			category: 'configuration',
			message: expect.stringContaining('00001-OP-123-000-1.01'),
		});
	});

	it('is also one whose search type is none of the suppliers, where the site names them', async () => {
		const other = good.map((row) => (row.table === 'F0101' ? { ...row, AT1: 'X' } : row));
		const more = { ledger: ledger(other) };

		expect((await plan({ more, settings: { searchTypes: 'V' } })).error?.code).toBe('POSTING_SUPPLIER_TYPE');
		expect((await plan({ more })).error).toBeUndefined();
	});

	it('does not matter where nothing is left to do', async () => {
		expect((await plan({ vouchers: [voucher()], more: { ledger: ledger([]) } })).outcome?.action).toBe(
			'unchanged',
		);
	});

	it('keeps a posted voucher from being voided for an invoice that could not be entered again', async () => {
		const { call, error } = await plan({
			invoices: [two('CC30-8605', 'CC30-8740')],
			vouchers: [voucher({ POST: 'D' })],
			more: { ledger: ledger(good) },
		});

		expect(call).toBeUndefined();
		expect(error?.code).toBe('POSTING_NOT_POSTABLE');
	});
});

describe('payment terms', () => {
	const withTerm = invoice({ 'payment-term': { code: 'Net 30' } });

	it('are those of the supplier in JD Edwards, unless the site maps them', async () => {
		expect((await plan({ invoices: [withTerm] })).call?.inputs.PaymentTerms).toBeUndefined();
	});

	it('are translated back by the crosswalk where the site wants it, or parked', async () => {
		const ledger = (found: string[]) => ({
			...{ ofSupplier: [], receipts: [], periods: PERIODS },
			codes: (kind: string) => (kind === 'payment-term' ? found : ['30.8605']),
		});
		const settings = { sendPaymentTerms: true };
		const mapped = await plan({ invoices: [withTerm], settings, more: { ledger: ledger(['N30']) } });
		const unknown = await plan({ invoices: [withTerm], settings, more: { ledger: ledger([]) } });

		expect(mapped.call?.inputs.PaymentTerms).toBe('N30');
		expect(unknown.error).toMatchObject({ code: 'POSTING_TERMS', category: 'reference' });
	});
});

describe('an invoice that has its voucher', () => {
	it('needs nothing, and is marked', async () => {
		const { outcome, act, mark } = await plan({ vouchers: [voucher()] });

		expect([outcome?.action, act, mark]).toEqual(['unchanged', [], [{ key: 'C47', id: '47' }]]);
		expect((await plan({ invoices: [invoice({ exported: true })], vouchers: [voucher()] })).mark).toEqual([]);
		expect((await plan({ vouchers: [voucher()], settings: { markExported: false } })).mark).toEqual([]);
	});

	const edited = invoice({ 'invoice-number': 'INV-2' });
	it.each<[string, IDataObject, string, string]>([
		['not posted', {}, 'changeVoucher', '00001-PV-900'],
		['posted', { POST: 'D' }, 'voidVoucher', '00001-PV-900'],
		['paid', { POST: 'D', AAP: 0, PST: 'P' }, 'POSTING_PAID', ''],
		['partly paid', { POST: 'D', AAP: 10 }, 'POSTING_PAID', ''],
		['in a payment run', { POST: 'D', PST: '#' }, 'POSTING_IN_PAYMENT_GROUP', ''],
	])('and was changed in Coupa, the voucher %s: %#', async (_, rows, expected, target) => {
		const { call, error } = await plan({ invoices: [edited], vouchers: [voucher(rows)] });

		expect(call ? [call.task, call.target] : [error?.code, '']).toEqual([expected, target]);
	});

	it('of another supplier cannot be changed: it is voided and entered again', async () => {
		const invoices = [invoice({ supplier: { number: '4344' } })];
		const first = await plan({ invoices, vouchers: [voucher()] });
		const second = await plan({ invoices, more: { asked: first.act, answers: [{}] } });

		expect([first.call?.task, second.call?.task]).toEqual(['voidVoucher', 'enterVoucher']);
		const third = await plan({
			invoices,
			vouchers: [voucher({}, { supplier: '4344' })],
			more: { asked: second.act, answers: [{}] },
		});
		expect(third.outcome?.action).toBe('updated');
		expect(third.outcome?.changes.map(({ path }) => path)).toEqual(['voidVoucher', 'enterVoucher']);
	});

	it('is voided, reversed where procurement made the voucher, or never entered at all', async () => {
		const invoices = [invoice({ status: 'voided' })];

		expect((await plan({ invoices, vouchers: [voucher()] })).call?.task).toBe('voidVoucher');
		expect((await plan({ invoices, vouchers: [voucher({ PO: '123' })] })).call?.task).toBe('reverseMatch');
		const never = await plan({ invoices });
		expect([never.outcome, never.mark]).toMatchObject([
			{ action: 'skipped', reason: 'voided before it was posted' },
			[{ id: '47' }],
		]);
		const again = await plan({ invoices, vouchers: [voucher({ VOD: 'V' }, { voided: 'yes' })] });
		expect(again.outcome?.action).toBe('unchanged');
	});

	it('that somebody voided in JD Edwards is not entered again', async () => {
		const { error } = await plan({ vouchers: [voucher({ VOD: 'V' }, { voided: 'yes' })] });

		expect(error).toMatchObject({ code: 'POSTING_VOID_IN_JDE', category: 'conflict' });
	});
});

describe('a call whose answer did not come, or was no success', () => {
	const lost = {
		category: 'unknown-outcome',
		code: 'LOST',
		message: 'No answer',
		description: 'Look first',
		details: {},
	};
	const refused = { ...lost, category: 'validation', code: 'JDE_ORCHESTRATION_EXCEPTION', message: 'PBCO' };

	it('is settled by the ledger, not by the answer', async () => {
		const { act } = await plan();
		const { outcome } = await plan({
			vouchers: [voucher()],
			more: { asked: act, answers: [{ error: lost }] },
		});

		expect(outcome?.action).toBe('created');
	});

	it('is never made twice in a run: nothing to see is parked, to be looked at again', async () => {
		const { act } = await plan();
		const unknown = await plan({ more: { asked: act, answers: [{ error: lost }] } });
		const bad = await plan({ more: { asked: act, answers: [{ error: refused }] } });
		const fine = await plan({ more: { asked: act, answers: [{}] } });

		expect([unknown.call, bad.call, fine.call]).toEqual([undefined, undefined, undefined]);
		expect(unknown.error).toMatchObject({ code: 'POSTING_UNKNOWN', details: { reason: 'unknown-outcome' } });
		expect(bad.error).toMatchObject({ category: 'validation', description: expect.stringContaining('PBCO') });
		expect(fine.error).toMatchObject({ code: 'POSTING_UNKNOWN' });
	});

	it('for want of a right to this orchestration is parked, and the invoices beside it are not stopped', async () => {
		const details = { ofRecord: true };
		const forbidden = { ...refused, category: 'permission', code: 'JDE_403', message: 'No right', details };
		const { act } = await plan();
		const { error } = await plan({ more: { asked: act, answers: [{ error: forbidden }] } });

		expect(error).toMatchObject({
			code: 'POSTING_REFUSED',
			category: 'permission',
			message: expect.stringContaining("was not taken by JD Edwards in 'enterVoucher'"),
			description: expect.stringContaining('No right'),
			details,
		});
	});

	it('waits until it is proved that nothing came of it', async () => {
		const row = (at: string) => [{ key: 'C47', status: 'open', code: 'POSTING_UNKNOWN', at }];
		const soon = await plan({ more: { parked: row('2026-11-24T09:50:00.000Z') } });
		const later = await plan({ more: { parked: row('2026-11-24T09:40:00.000Z') } });

		expect([soon.call, soon.error, soon.outcome]).toEqual([undefined, undefined, undefined]);
		expect(later.call?.task).toBe('enterVoucher');
	});

	it('that left the stamp out is not taken for a stranger', async () => {
		const { act } = await plan();
		const row = { AN8: 4343, VINV: 'INV-1', KCO: '00001', DCT: 'PV', DOC: 900, VOD: '', URRF: '' };
		const ledger = { ofSupplier: [row], receipts: [], periods: PERIODS, codes: () => ['30.8605'] };
		const { error } = await plan({ more: { asked: act, answers: [{ error: lost }], ledger } });

		expect(error).toMatchObject({
			code: 'POSTING_UNSTAMPED',
			category: 'unknown-outcome',
			message: expect.stringContaining('bears no origin stamp'),
			description: expect.stringContaining('00001-PV-900'),
		});
	});
});

describe('payments of Coupa', () => {
	const paid = (...amounts: string[]) =>
		invoice({
			payments: amounts.map((amount, i) => ({
				id: i + 1,
				'amount-paid': amount,
				notes: `P${Math.abs(Number(amount))}`,
				'payment-date': '2026-11-21',
			})),
		});
	const recorded = (...stamps: string[]) =>
		stamps.map((EXR, i) => ({
			key: String(10 + i),
			date: '2026-11-21',
			voided: false,
			F0413: { EXR, GLBA: '00011199' },
		}));

	it('are ignored where JD Edwards pays', async () => {
		const { act, outcome } = await plan({ invoices: [paid('60')], vouchers: [voucher()] });

		expect([act, outcome?.action]).toEqual([[], 'unchanged']);
	});

	it('are recorded one after the other, each once, over the pay items that are open', async () => {
		const two = voucher(
			{},
			{
				F0411: [
					{ SFX: '001', AG: 50, AAP: 50, URRF: 'C47' },
					{ SFX: '002', AG: 60, AAP: 60, URRF: 'C47' },
				],
			},
		);
		const first = await plan({ invoices: [paid('70', '40')], vouchers: [two], settings: PAYING });
		const half = { ...two, payments: recorded('C1') };
		const second = await plan({ invoices: [paid('70', '40')], vouchers: [half], settings: PAYING });

		expect(first.call).toMatchObject({
			task: 'recordPayment',
			target: 'C1',
			inputs: {
				OriginStamp: 'C1',
				BankAccount: '00011199',
				Vouchers: [
					{ PayItem: '001', Amount: '50.00' },
					{ PayItem: '002', Amount: '20.00' },
				],
			},
		});
		expect(second.call?.target).toBe('C2');
	});

	it('that were taken back are voided, and never recorded when that came first', async () => {
		const invoices = [paid('60', '-60')];
		const there = voucher({ AAP: 50 }, { payments: recorded('C1') });

		const back = await plan({ invoices, vouchers: [there], settings: PAYING });
		expect(back.call).toMatchObject({ task: 'voidPayment', inputs: { PaymentID: '10', PayStatus: 'C' } });
		expect((await plan({ invoices, vouchers: [voucher()], settings: PAYING })).outcome?.action).toBe(
			'unchanged',
		);
	});

	it('beyond what is open are parked', async () => {
		const { error } = await plan({ invoices: [paid('120')], vouchers: [voucher()], settings: PAYING });

		expect(error?.code).toBe('POSTING_PAID_TOO_MUCH');
	});

	it('do not include those that JD Edwards made, voids and credits among them', async () => {
		const notes = ['JDE 70001 9001; discount 1.00', 'JDE 70001 9001 VOID', 'JDE 70002 9002'];
		const ofJde = notes.map((note, i) => ({
			...{ id: i + 1, 'amount-paid': ['60', '-60', '30'][i], notes: note, 'payment-date': '2026-11-21' },
		}));
		const invoices = [invoice({ payments: ofJde })];

		const { act, outcome } = await plan({
			...{ invoices, vouchers: [voucher({ AAP: 80 })], settings: PAYING },
		});

		expect([act, outcome?.action]).toEqual([[], 'unchanged']);
	});

	it('are told apart by their notes when they are taken back', () => {
		const { payments, unmatched } = paymentsOf({
			payments: [
				{ id: 1, 'amount-paid': '5.00', notes: 'A' },
				{ id: 2, 'amount-paid': '5.00', notes: 'B' },
				{ id: 3, 'amount-paid': '-5.00', notes: 'A reversed' },
				{ id: 4, 'amount-paid': '-7.00', notes: 'C' },
			],
		});

		expect(payments.map(({ id, isReversed }) => [id, isReversed])).toEqual([
			['1', true],
			['2', false],
		]);
		expect(unmatched).toEqual(['4']);
	});

	it('need the reserved bank account', () => {
		expect(() => postingSettings({ ...SETTINGS, recordPayment: 'Pay' })).toThrow('bankAccount');
	});
});

describe('the first run, a freeze and the limit', () => {
	it('post nothing and say what they would', async () => {
		const base = { maximumWrites: 0, maximumAmount: '', jdeConnection: 'JPD920' };
		const dry = await plan({ more: { plan: { ...base, dryRun: true, frozen: '' } } });
		const frozen = await plan({
			vouchers: [voucher({ AG: 1, AAP: 1 })],
			more: { plan: { ...base, dryRun: false, frozen: 'close' } },
		});

		expect([dry.act, dry.outcome?.action]).toEqual([[], 'planned-create']);
		expect([frozen.act, frozen.outcome?.action]).toEqual([[], 'planned-update']);
	});

	it('stop a run that wants too much before its first call', async () => {
		const base = { dryRun: false, frozen: '', maximumWrites: 0, maximumAmount: '', jdeConnection: '' };
		const invoices = [invoice(), invoice({ id: 48, 'invoice-number': 'INV-9' })];
		const limited = async (limits: Partial<typeof base>) =>
			await plan({ invoices, more: { plan: { ...base, ...limits } } });

		for (const limits of [{ maximumWrites: 1 }, { maximumAmount: '219.99' }]) {
			const { act, error } = await limited(limits);
			expect([act, error?.code]).toEqual([[], 'POSTING_TOO_MUCH']);
		}
		expect((await limited({ maximumWrites: 2, maximumAmount: '220.00' })).act).toHaveLength(2);
	});

	it('leave alone what a person settled, until it changes', async () => {
		const [source] = (await plan({ vouchers: [voucher()] })).settled;
		const row = {
			...{ key: 'C47', status: 'dismissed', closed_by: 'A. Payable' },
			source_stamp: shortFingerprint(source),
		};
		const changed = invoice({ 'invoice-lines': [{ total: '110.00', account: { code: 'CC30-8740' } }] });

		expect((await plan({ more: { parked: [row] } })).outcome).toMatchObject({
			action: 'skipped',
			reason: 'dismissed by a person',
		});
		expect((await plan({ invoices: [changed], more: { parked: [row] } })).call?.task).toBe('enterVoucher');
	});
});

it('numbers are compared without case, punctuation and leading zeros', () => {
	expect(['INV-001', 'inv001', '0012', '12', '0'].map(comparable)).toEqual([
		'INV001',
		'INV001',
		'12',
		'12',
		'0',
	]);
});

it('order numbers are read by the template that wrote them', () => {
	const template = '{company}-{type}-{number}[-{suffix}]';

	expect(orderOf('1-OP-123-001', '2', template)).toEqual({
		...{ company: '00001', type: 'OP', number: '123', suffix: '001', line: '2' },
	});
	expect(orderOf('1-OP-123', '2', template)?.suffix).toBe('000');
	expect(orderOf('PO4711', '1', template)).toBeUndefined();
});

describe('an amount that cannot be read is never taken for nothing', () => {
	const UNREADABLE = '1.234,50';

	it.each([
		['its total', { 'total-with-taxes': UNREADABLE }, 'total-with-taxes'],
		['a tax', { 'tax-lines': [{ amount: UNREADABLE }] }, 'tax-lines.amount'],
		['the total of a line', { 'invoice-lines': [{ total: UNREADABLE }] }, 'invoice-lines.total'],
		['a price', { 'invoice-lines': [{ price: UNREADABLE, quantity: '1' }] }, 'invoice-lines.price'],
		['a quantity', { 'invoice-lines': [{ price: '110', quantity: UNREADABLE }] }, 'invoice-lines.quantity'],
		[
			'the share of an account',
			{
				'invoice-lines': [
					{ total: '110', 'account-allocations': [{ amount: UNREADABLE }, { amount: '10' }] },
				],
			},
			'account-allocations.amount',
		],
	])('in %s of an invoice', async (_, more, column) => {
		const { error, act } = await plan({ invoices: [invoice(more)] });

		expect(act).toEqual([]);
		expect(error).toMatchObject({ code: 'AMOUNT_UNREADABLE', category: 'validation' });
		expect(error?.message).toContain("'INV-1'");
		expect(error?.message).toContain(`'${column}'`);
		expect(error?.description).toContain(UNREADABLE);
	});

	it('in a payment of Coupa, which would be left out without a word', async () => {
		const paid = invoice({ payments: [{ id: 5, 'amount-paid': UNREADABLE, 'payment-date': '2026-11-21' }] });
		const { error } = await plan({ invoices: [paid], vouchers: [voucher()], settings: PAYING });

		expect(error).toMatchObject({ code: 'AMOUNT_UNREADABLE', category: 'validation' });
		expect(error?.message).toContain("'payments.amount-paid'");
	});

	it('in a voucher of JD Edwards: its own invoice is parked, and no other', async () => {
		const other = invoice({ id: 48, 'invoice-number': 'INV-2' });
		const unreadable = voucher({ KCO: '00001', DCT: 'PV', DOC: 900, AAP: UNREADABLE });
		const { settled, act, error } = await plan({ invoices: [invoice(), other], vouchers: [unreadable] });

		expect(act.map(({ key }) => key)).toEqual(['C48']);
		expect(settled).toEqual([]);
		expect(error).toBeUndefined();
		const alone = await plan({ vouchers: [unreadable] });
		expect(alone.error).toMatchObject({
			code: 'AMOUNT_UNREADABLE',
			message: "Voucher 00001-PV-900 has something else than an amount in 'AAP'",
		});
	});
});
