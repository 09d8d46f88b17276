import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { failure } from '../../../lib/failure';
import { addCompanySums, companySums, ownership } from '../../../nodes/JdeCoupa/model/companySums';
import { bridge } from './bridgeNode.cts';

const outcome = (key: string, action: string): IDataObject => ({
	...{ record: { type: 'voucher', key }, action, target: { system: 'Coupa', id: '83', key }, changes: [] },
	...{ calls: 1, attempts: 1, waitedMs: 0, startedAt: '', finishedAt: '', fingerprint: 'f' },
});
const voucher = (key: string, grossAmount: string, more: IDataObject = {}): IDataObject => ({
	...{ key, company: '00001', currency: 'USD', grossAmount, F0411: [{ UPMJ: '2026-03-01' }] },
	...more,
});
const build = async (results: IDataObject[], more: IDataObject = {}) => {
	const parameters = {
		...{
			flow: 'apInvoices',
			runId: '70',
			keyField: 'key',
			open: '[]',
			plan: '{}',
			dryRun: false,
			totals: '{}',
		},
		...{ mapping: '{}', stampField: '', results, ...more },
	};
	return await bridge('run', 'buildAuditEntry', parameters);
};
const auditOf = async (results: IDataObject[], more: IDataObject = {}) =>
	(await build(results, more))[0]![0]!;
const sumsOf = async (results: IDataObject[], more: IDataObject = {}) =>
	((await build(results, more))[3]![0]!.totals as IDataObject).byCompany;

describe('an audit row', () => {
	const written = [voucher('1', '100'), outcome('1', 'created')];

	it('names the version of the mapping: the same for the same rows, another for changed ones', async () => {
		const version = async (mapping: unknown) =>
			(await auditOf(written, { mapping } as IDataObject)).mapping_version;
		const rows = { field: [{ target: 'tax-id', source: 'taxId' }] };
		const first = await version(rows);
		expect(first).toMatch(/^[0-9a-f]{12}$/);
		expect(await version(JSON.stringify(rows))).toBe(first);
		expect(await version({ field: [{ target: 'tax-id', source: 'F0101.TX2' }] })).not.toBe(first);
		expect(await version('{}')).toBe('');
	});

	it('names the state of the source, by a field or by a fingerprint', async () => {
		expect((await auditOf(written, { stampField: 'F0411.0.UPMJ' })).source_stamp).toBe('2026-03-01');
		const stamp = (await auditOf(written)).source_stamp;
		expect(stamp).toMatch(/^[0-9a-f]{12}$/);
		const changed = await auditOf([voucher('1', '101'), outcome('1', 'created')]);
		expect(changed.source_stamp).not.toBe(stamp);
	});

	it('of a parked record names both as well', async () => {
		const error = failure({ code: 'X', category: 'validation', message: 'No', description: 'Do' });
		const failed = { key: '1', error: error as unknown as IDataObject };
		expect(await auditOf([voucher('1', '100'), failed], { mapping: { a: 1 } })).toMatchObject({
			action: 'parked',
			source_stamp: expect.stringMatching(/^[0-9a-f]{12}$/),
			mapping_version: expect.stringMatching(/^[0-9a-f]{12}$/),
		});
	});
});

describe('counts and amounts by company', () => {
	it('are those of what is written, or would be: a person confirms the first run by them', async () => {
		const items = [
			...[voucher('1', '100.10'), outcome('1', 'planned-create')],
			...[voucher('2', '-0.20'), outcome('2', 'planned-update')],
			...[voucher('3', '7', { currency: 'EUR' }), outcome('3', 'planned-create')],
			...[voucher('4', '5', { company: '00070' }), outcome('4', 'unchanged')],
			...[voucher('5', '5', { company: '00070' }), outcome('5', 'skipped')],
		];
		expect(await sumsOf(items, { dryRun: true })).toEqual({
			'00001 USD': { count: 2, amount: '99.9' },
			'00001 EUR': { count: 1, amount: '7' },
		});
	});

	it('are added to those of the chunks before', async () => {
		const totals = { byCompany: { '00001 USD': { count: 2, amount: '0.1' } } };
		const items = [voucher('1', '0.2'), outcome('1', 'created')];
		expect(await sumsOf(items, { totals })).toEqual({ '00001 USD': { count: 3, amount: '0.3' } });
	});

	it('do not depend on how a run is cut into chunks', () => {
		const document = fc.record({
			company: fc.constantFrom('00001', '00070', ''),
			currency: fc.constantFrom('USD', 'KWD'),
			amount: fc.integer({ min: -99_999, max: 99_999 }).map((units) => (units / 1000).toFixed(3)),
		});
		fc.assert(
			fc.property(fc.array(document), fc.nat(20), (all, cut) => {
				const parts = [all.slice(0, cut), all.slice(cut)].map((part) => companySums(part));
				expect(addCompanySums(parts[0]!, parts[1]!)).toEqual(companySums(all));
			}),
		);
	});

	it('take the amount of an order from its live lines, and of a Coupa invoice the code of its currency', () => {
		const lines = [
			{ extendedAmount: '1.10' },
			{ extendedAmount: '2.20' },
			{ extendedAmount: '50', isCancelled: true },
		];
		expect(ownership({ company: '00001', currency: 'USD', lines }).amount).toBe('3.3');
		expect(ownership({ currency: { code: 'EUR' }, 'amount-paid': '5.00' })).toEqual({
			company: '',
			amount: '5.00',
			currency: 'EUR',
		});
	});
});
