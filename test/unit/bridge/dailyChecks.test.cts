import type { IDataObject } from 'n8n-workflow';

import { compareVouchers } from '../../../nodes/JdeCoupa/model/daily/compareVouchers';
import { compareSuppliers } from '../../../nodes/JdeCoupa/model/daily/compareSuppliers';
import { parkedDifferences, tableDifferences } from '../../../nodes/JdeCoupa/model/daily/parkedAndTables';
import { bridge, failureOf } from './bridgeNode.cts';

const KEY = '00001-PV-7';
const voucher = (more: IDataObject = {}): IDataObject => ({
	...{
		key: KEY,
		company: '00001',
		supplier: '4343',
		invoiceNumber: 'INV-7',
		currency: 'USD',
		mode: 'domestic',
	},
	...{ grossAmount: '100', openAmount: '100', isPaid: false, voided: 'no', payments: [] },
	F0411: [{ AG: 100, AAP: 100, PST: 'A', URRF: '', UPMJ: '2026-01-10', UPMT: 80000 }],
	...more,
});
const paid = (more: IDataObject = {}): IDataObject =>
	voucher({
		...{ openAmount: '0', isPaid: true },
		F0411: [{ AG: 100, AAP: 0, PST: 'P', URRF: '', UPMJ: '2026-01-10', UPMT: 80000 }],
		payments: [
			{
				key: '90',
				number: '5',
				F0413: { GLBA: '1', DMTJ: '2026-01-09', POST: 'D' },
				F0414: [{ PAAP: -100, DCTM: 'PK', POST: 'D', UPMJ: '2026-01-09', UPMT: 0 }],
			},
		],
		...more,
	});
const list = ({ payments }: IDataObject) => payments as IDataObject[];
const payment = { notes: 'JDE 90 5; discount 1.00', 'amount-paid': '100.0' };
const invoice = (more: IDataObject = {}): IDataObject => ({
	...{ id: 12, status: 'approved', paid: false, payments: [] },
	...more,
});
const live = (flow: string, more: IDataObject = {}) => ({
	...{ flow, confirmation: 'done', watermark: '2026-01-11T00:00:00', watched: '[]' },
	...more,
});
const rules = {
	...{ invoices: true, payments: true, reservedBankAccounts: ['9'] },
	...{ goLive: '2026-01-01', stampField: 'F0411[].URRF' },
};
const found = async (
	one: IDataObject,
	copy: IDataObject | null,
	{ parked = [] as IDataObject[], states = [live('apInvoices'), live('payments')] as IDataObject[] } = {},
) => {
	const copies = new Map([[String(one.key), { invoice: copy, others: [] }]]);
	const { differences, leftToTheFlows } = await compareVouchers([one], copies, { states, parked }, rules);
	return leftToTheFlows > 0 ? 'left' : differences.map(({ kind, says }) => `${kind}: ${says}`).join('\n');
};

describe('comparing a voucher with Coupa', () => {
	it('finds nothing where both agree', async () => {
		expect(await found(voucher(), invoice())).toBe('');
		expect(await found(paid(), invoice({ paid: true, payments: [payment] }))).toBe('');
		expect(await found(voucher({ voided: 'yes' }), null)).toBe('');
		expect(await found(voucher({ voided: 'yes' }), invoice({ status: 'voided' }))).toBe('');
	});

	it.each<[string, IDataObject, IDataObject | null, RegExp]>([
		[
			'an invoice that is not there',
			voucher(),
			null,
			/^not in Coupa: Voucher 00001-PV-7, 100 USD of supplier 4343/,
		],
		['a void on one side', voucher({ voided: 'yes' }), invoice(), /^voided on one side/],
		['a void on the other side', voucher(), invoice({ status: 'voided' }), /^voided on one side/],
		['a payment that is not shown', paid(), invoice(), /^payments: .*was paid 100\.00 \(JDE 90 5\)/],
		[
			'another amount',
			paid(),
			invoice({ payments: [{ ...payment, 'amount-paid': '90' }] }),
			/Coupa shows 90/,
		],
		['a deleted payment', voucher(), invoice({ payments: [payment] }), /does not have as posted/],
		['a missing mark', paid(), invoice({ payments: [payment] }), /0 open in JD Edwards.*says not paid/],
		['a wrong mark', voucher(), invoice({ paid: true }), /100 open in JD Edwards.*says paid/],
		[
			'payments that explain nothing',
			paid({ openAmount: '50' }),
			invoice({ paid: true, payments: [payment] }),
			/^payments: Payments of -100\.00/,
		],
	])('finds %s', async (_, one, copy, says) => {
		expect(await found(one, copy)).toMatch(says);
	});

	it('leaves to the flows what stands parked, is watched, or changed since they read', async () => {
		const parked = [{ flow: 'apInvoices', key: KEY }];
		expect(await found(voucher(), null, { parked })).toBe('left');
		expect(await found(voucher(), null, { states: [live('apInvoices', { watched: `["${KEY}"]` })] })).toBe(
			'left',
		);
		expect(
			await found(voucher(), null, { states: [live('apInvoices', { watermark: '2026-01-10T07:59:59' })] }),
		).toBe('left');
		expect(
			await found(voucher(), null, { states: [live('apInvoices', { watermark: '2026-01-10T08:00:00' })] }),
		).toMatch(/^not in Coupa/);
	});

	it('leaves parked and watched payments to their flow', async () => {
		const parked = [{ flow: 'payments', key: `${KEY} JDE 90 5` }];
		const states = [live('apInvoices'), live('payments', { watched: `["${KEY} JDE 90 5"]` })];
		expect(await found(paid(), invoice(), { parked })).toBe('');
		expect(await found(paid(), invoice(), { states })).toBe('');
	});

	it('misses nothing of a flow that has not posted yet', async () => {
		expect(await found(voucher(), null, { states: [live('apInvoices', { confirmation: 'waiting' })] })).toBe(
			'',
		);
		expect(await found(paid(), invoice(), { states: [live('apInvoices')] })).toBe('');
	});

	it('misses no payment that was made before the go-live', async () => {
		const old = paid({
			payments: [{ ...list(paid())[0]!, F0413: { GLBA: '1', DMTJ: '2025-12-31', POST: 'D' } }],
		});
		expect(await found(old, invoice())).toBe('');
	});

	it('does not take payments made in Coupa for ours', async () => {
		const born = [{ AG: 100, AAP: 100, PST: 'A', URRF: 'C12', UPMJ: '2026-01-10', UPMT: 0 }];
		const own = { notes: 'Coupa Pay 1', 'amount-paid': '100' };
		expect(await found(voucher({ F0411: born }), invoice({ paid: true, payments: [own] }))).toBe('');
	});
});

describe('the other checks', () => {
	it('report suppliers of ours that are gone, and no others', () => {
		const suppliers = [
			{ id: 1, number: '4343', name: 'Acme', status: 'active' },
			{ id: 2, number: '4344', name: 'Bee', status: 'active' },
			{ id: 3, number: '4345', name: 'Cee', status: 'inactive' },
			{ id: 4, number: 'SAP-77', name: 'Foreign', status: 'active' },
			{ id: 5, number: null, name: 'None', status: 'active' },
			{ id: 6, number: '9001', name: 'Other', status: 'active' },
		];
		const gone = compareSuppliers(suppliers, new Set(['4344']), '4*');
		expect(gone).toMatchObject([{ key: '4343', kind: 'supplier gone' }]);
	});

	it('sum up what is parked by flow, company and currency, to the cent', () => {
		const row = {
			flow: 'apInvoices',
			key: '1',
			status: 'open',
			reason: '',
			company: '00001',
			currency: 'USD',
		};
		const rows = [
			{ ...row, amount: '0.1', first_at: '2026-01-01T00:00:00.000Z' },
			{ ...row, amount: '0.2', first_at: '2026-01-05T00:00:00.000Z' },
			{ ...row, amount: '5', reason: 'waiting-for-approval' },
			{ ...row, amount: '5', status: 'dismissed' },
			{},
		];
		expect(parkedDifferences(rows, '2026-01-11T12:00:00.000Z')).toMatchObject([
			{
				key: 'apInvoices',
				says: '2 records of the flow apInvoices of company 00001 of 0.3 USD are parked, the oldest for 10 days',
			},
		]);
	});

	it('warn before the tables are full', () => {
		const table = (rows: number) => [{ name: 'jde_coupa_audit', first: { id: 11 }, last: { id: 10 + rows } }];
		expect(tableDifferences(table(100_000), 200)).toEqual([]);
		expect(tableDifferences(table(180_000), 200)).toMatchObject([{ kind: 'tables nearly full' }]);
		expect(tableDifferences(table(180_000), 0)).toEqual([]);
		expect(tableDifferences([{ name: 'empty', first: {}, last: {} }], 200)).toEqual([]);
	});
});

describe('the chunks', () => {
	const run = async (compare: string, readings: IDataObject, totals: IDataObject = {}) => {
		const [rows, [next]] = await bridge('check', 'findDifferences', {
			...{ compare, readings, totals, flow: 'dailyChecks', runId: '5', flows: 'suppliers, apInvoices' },
			...{ supplierNumbers: '*', chunkSize: 2, tableLimitMiB: 0, stampField: '', reservedBankAccounts: '' },
		});
		return { rows: rows!, next: next! };
	};

	it('go from vouchers to suppliers to the end, and add up', async () => {
		const states = [live('apInvoices')];
		const more = await run('vouchers', { vouchers: [voucher()], chunk: { next: '7|PV' }, states });
		expect(more.next).toMatchObject({ step: 'vouchers', cursor: '7|PV', isDone: false });
		const last = await run(
			'vouchers',
			{ vouchers: [], chunk: { next: null } },
			more.next.totals as IDataObject,
		);
		expect(last.next).toMatchObject({ step: 'suppliers', cursor: '', isDone: false });
		const suppliers = [
			{ id: 1, number: '1', status: 'active' },
			{ id: 2, number: '2', status: 'active' },
		];
		const third = await run('suppliers', { suppliers, inJde: [{ AN8: 1 }] }, last.next.totals as IDataObject);
		expect(third.next).toMatchObject({ step: 'suppliers', cursor: '2', isDone: false });
		const end = await run('suppliers', { suppliers: [{}], inJde: [{}] }, third.next.totals as IDataObject);
		expect(end.next).toMatchObject({
			isDone: true,
			totals: {
				...{ vouchers: 1, suppliers: 2, differences: 2 },
				byKind: { 'not in Coupa': 1, 'supplier gone': 1 },
			},
		});
		expect(third.rows).toMatchObject([
			{ flow: 'dailyChecks', key: '2', action: 'supplier gone', run_id: '5' },
		]);
	});

	it('end as failed with what was found first and how to get unstuck, else quietly', async () => {
		const end = async (checkTotals: IDataObject) =>
			(await bridge('check', 'endChecks', { checkTotals, checkRunId: '5' }))[0]![0]!;
		expect(await end({})).toMatchObject({ differences: 0 });
		const failure = failureOf(
			await end({ differences: 1, byKind: { parked: 1 }, first: 'One is parked', firstTodo: 'Settle it' }),
		);
		expect(failure.message).toBe('1 thing needs a look (parked: 1). First: One is parked');
		expect(failure.description).toMatch(/^Settle it\. All of them stand in the table 'jde_coupa_audit'/);
	});
});
