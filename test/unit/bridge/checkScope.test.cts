import { NodeOperationError, type IDataObject } from 'n8n-workflow';

import { runResults } from '../../../nodes/JdeCoupa/model/runResults';
import { bridge, failureOf } from './bridgeNode.cts';

const parameters = {
	...{ keyField: 'key', recordType: 'voucher', companyField: 'company', companies: '00001, 00070' },
	...{ typeField: 'type', types: 'PV', dateField: 'glDate', goLive: '2026-01-01' },
	stampField: 'F0411[].URRF',
	exclusions: {
		exclusion: [
			{ reason: 'not posted yet', field: 'posted', values: '!posted', lookAgain: true },
			{ reason: 'manual payment', field: 'F0411[].ICUT', values: 'M, W*' },
		],
	},
	held: '[]',
};
const voucher = (key: string, more: IDataObject = {}): IDataObject => ({
	...{ key, type: 'PV', company: '00001', glDate: '2026-02-01', posted: 'posted' },
	...{ F0411: [{ ICUT: 'V', URRF: 'PO 4711' }] },
	...more,
});
const check = async (items: IDataObject[], more = {}, continueOnFail = true) =>
	await bridge('document', 'checkScope', { ...parameters, ...more }, { items, continueOnFail });
const left = async (more: IDataObject, given = {}) => (await check([voucher('1', more)], given))[1]![0]!;

describe('the scope of a flow', () => {
	it('lets its own documents pass untouched', async () => {
		const items = [voucher('1'), voucher('2', { company: '00070', glDate: '2026-01-01' })];
		expect(await check(items)).toEqual([items, []]);
	});

	it.each([
		['came from Coupa', { F0411: [{ URRF: '' }, { URRF: 'C4711' }] }],
		['company 00200', { company: '00200' }],
		['company unknown', { company: undefined }],
		['document type PM', { type: 'PM' }],
		['before 2026-01-01', { glDate: '2025-12-31' }],
		['before 2026-01-01', { glDate: null }],
		['manual payment', { F0411: [{ ICUT: 'V' }, { ICUT: 'M' }] }],
		['manual payment', { F0411: [{ ICUT: 'WX' }] }],
	])('leaves out, as an outcome with its reason: %s', async (reason, more) => {
		expect(await left(more as IDataObject)).toMatchObject({
			record: { type: 'voucher', key: '1' },
			action: 'skipped',
			reason,
			watch: false,
		});
	});

	it.each([
		['payroll', 'V', '2'],
		['tax', 'T9'],
		['batch type G', 'G'],
		['batch type blank', ''],
	])('counts by what the value is called, or by the value: %s', async (reason, ...types) => {
		const names = '2 = payroll; T* = tax';
		const exclusion = [{ reason: 'batch type {value}', field: 'F0411[].ICUT', values: '!V', names }];
		const F0411 = types.map((ICUT) => ({ ICUT }));
		expect(await left({ F0411 }, { exclusions: { exclusion } })).toMatchObject({ reason });
	});

	it.each([{ posted: 'unposted' }, { posted: 'posted, unposted' }, { posted: '' }])(
		'looks again each run at a document that is %p',
		async (more) => expect(await left(more)).toMatchObject({ reason: 'not posted yet', watch: true }),
	);

	it('knows our own stamp from any other reference', async () => {
		for (const URRF of ['CASH', 'C', 'C12X', 'c4711', 'C123456789012345']) {
			expect((await check([voucher('1', { F0411: [{ URRF }] })]))[0]).toHaveLength(1);
		}
	});

	it('counts nothing by a field that is not asked for', async () => {
		const none = {
			companyField: '',
			typeField: '',
			dateField: '',
			stampField: '',
			companies: '',
			goLive: '',
		};
		const items = [voucher('1', { company: '9', type: 'XX', glDate: '1999-01-01', F0411: [{ URRF: 'C1' }] })];
		expect((await check(items, none))[0]).toEqual(items);
	});

	it('is counted by the run report by its reasons', async () => {
		const [, out] = await check([voucher('1', { company: '00200' }), voucher('2', { posted: 'unposted' })]);
		const { totals, reasons, watched } = runResults(out!, {
			...{ flow: 'apInvoices', runId: '1', executionId: '2', now: '', keyField: 'key' },
			...{
				open: [],
				settled: [],
				keys: [],
				isReplay: false,
				watched: [],
				dryRun: false,
				frozen: '',
				parkOutages: false,
				mappingVersion: '',
				stampField: '',
			},
		});
		expect([totals.outOfScope, reasons, watched]).toEqual([
			2,
			{ 'company 00200': 1, 'not posted yet': 1 },
			['2'],
		]);
	});

	it('parks the documents of a company that is held, to be posted later', async () => {
		const held = [
			{ company: '00070', reason: 'frozen until 2026-03-06 00:00 (UTC)', until: '2026-03-06T00:00:00.000Z' },
		];
		const [inScope, out] = await check([voucher('1'), voucher('2', { company: '00070' })], { held });
		expect(inScope!.map(({ key }) => key)).toEqual(['1']);
		expect(out).toMatchObject([{ key: '2', company: '00070' }]);
		expect(failureOf(out![0])).toMatchObject({
			code: 'COMPANY_HELD',
			category: 'period-closed',
			details: { reason: 'period-closed' },
		});
	});

	it('parks documents in a currency whose decimals are not proved, and lets the usual two decimals pass', async () => {
		const given = { currencyField: 'currency', provedCurrencies: 'KWD' };
		const items = ['USD', 'KWD', 'JPY'].map((currency) => voucher(currency, { currency }));
		const [inScope, out] = await check(items, given);
		expect(inScope!.map(({ key }) => key)).toEqual(['USD', 'KWD']);
		expect(failureOf(out![0])).toMatchObject({
			code: 'CURRENCY_NOT_PROVED',
			category: 'validation',
			message: expect.stringContaining('JPY'),
			description: expect.stringContaining("Run 'setup'"),
		});
	});

	it.each([
		[{ companies: ' ' }, 'companies'],
		[{ goLive: '' }, 'go-live date'],
	])('refuses to run with %p', async (more, what) => {
		const error = await check([voucher('1')], more, false).catch((thrown: unknown) => thrown);
		expect(error).toBeInstanceOf(NodeOperationError);
		expect((error as NodeOperationError).message).toBe(
			`Nothing is posted before the settings name the ${what}`,
		);
		const [inScope, out] = await check([voucher('1')], more);
		expect([inScope, failureOf(out![0]).category]).toEqual([[], 'configuration']);
	});

	it('drops what is no document, such as a report on the chunk', async () => {
		expect(await check([{ chunk: { next: null } }])).toEqual([[], []]);
	});
});
