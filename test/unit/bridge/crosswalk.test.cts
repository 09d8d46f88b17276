import type { IDataObject } from 'n8n-workflow';

import {
	applyCrosswalk,
	crosswalkOf,
	missingFailure,
	type CrosswalkField,
} from '../../../nodes/JdeCoupa/model/crosswalk';

const TODAY = '2026-03-01';
const rows: IDataObject[] = [
	{ kind: 'term', source: 'N30', target: 'Net 30', valid_from: null, valid_to: '' },
	{ kind: 'term', source: 'OLD', target: 'Net 60', valid_from: '2020-01-01', valid_to: '2026-02-28' },
	{ kind: 'term', source: 'OLD', target: 'Net 45', valid_from: '2026-03-01T00:00:00.000Z' },
	{ kind: 'term', source: 'TWO', target: 'A' },
	{ kind: 'term', source: 'TWO', target: 'B' },
	{ kind: 'term', source: 'SAME', target: 'A' },
	{ kind: 'term', source: ' SAME ', target: 'A ' },
	{ kind: 'term', source: 'EMPTY', target: ' ' },
	{ kind: 'currency', source: 'N30', target: 'USD' },
	{ kind: 'term', source: 30, target: 7 },
];
const field = (more: Partial<CrosswalkField> = {}): CrosswalkField => ({
	field: 'payment-term.code',
	kind: 'term',
	whenMissing: 'park',
	...more,
});
const apply = (code: unknown, more: Partial<CrosswalkField> = {}, day = TODAY) =>
	applyCrosswalk({ 'payment-term': { code } } as IDataObject, [field(more)], crosswalkOf(rows, day));
const mapped = (code: unknown) => ({ mapped: { 'payment-term': { code } }, missing: [] });
const missing = (source: string, why: string) => [{ field: 'payment-term.code', kind: 'term', source, why }];

describe('the crosswalk', () => {
	it.each([
		['N30', 'Net 30'],
		[' N30 ', 'Net 30'],
		[30, '7'],
		['SAME', 'A'],
	])('replaces the code %p by %p', (source, target) => {
		expect(apply(source)).toEqual(mapped(target));
	});

	it('knows which row is in force on a day, both its ends included', () => {
		const on = (day: string) => apply('OLD', {}, day);
		expect(['2020-01-01', '2026-02-28'].map(on)).toEqual([mapped('Net 60'), mapped('Net 60')]);
		expect(['2026-03-01', '2099-12-31'].map(on)).toEqual([mapped('Net 45'), mapped('Net 45')]);
		expect(on('2019-12-31').missing).toEqual(missing('OLD', 'no row'));
	});

	it('leaves the choice between several rows to a person, whatever else is set', () => {
		for (const whenMissing of ['park', 'keep', 'default'] as const) {
			expect(apply('TWO', { whenMissing, default: 'x' }).missing).toEqual(missing('TWO', 'several rows'));
		}
	});

	it('keeps, defaults or parks a code without a row, as its field says', () => {
		expect(apply('X99', { whenMissing: 'keep' })).toEqual(mapped('X99'));
		expect(apply('X99', { whenMissing: 'default', default: 'Net 30' })).toEqual(mapped('Net 30'));
		expect(apply('X99')).toEqual({ ...mapped('X99'), missing: missing('X99', 'no row') });
		expect(apply('n30').missing).toEqual(missing('n30', 'no row'));
	});

	it('takes a row without a target for no row', () => {
		expect(apply('EMPTY').missing).toEqual(missing('EMPTY', 'no row'));
	});

	it('has nothing to replace in a blank field', () => {
		for (const blank of ['', '  ', null, undefined]) expect(apply(blank).missing).toEqual([]);
		expect(applyCrosswalk({ a: 1 }, [field()], crosswalkOf(rows, TODAY))).toEqual({
			mapped: { a: 1 },
			missing: [],
		});
	});

	it('takes the one empty item of an empty table for no row', () => {
		const lookup = crosswalkOf([{}], TODAY);
		expect([lookup('term', 'N30'), lookup('', '')]).toEqual([[], []]);
	});

	it('replaces each field by the source, not by what another row made of it, and leaves the record alone', () => {
		const record = { a: 'N30', b: 'N30' };
		const fields = [
			field({ field: 'a' }),
			field({ field: 'b', kind: 'currency' }),
			field({ field: 'a', kind: 'currency' }),
		];
		expect(applyCrosswalk(record, fields, crosswalkOf(rows, TODAY)).mapped).toEqual({ a: 'USD', b: 'USD' });
		expect(record).toEqual({ a: 'N30', b: 'N30' });
	});

	describe('with a code made of several fields', () => {
		const accounts: IDataObject[] = [
			{ kind: 'account', source: '00001|30.8310', target: 'A' },
			{ kind: 'account', source: '00070 | 30.8310', target: 'B' },
		];
		const applied = (record: IDataObject, sourceFields = 'lines[].company, lines[].account') =>
			applyCrosswalk(
				record,
				[{ field: 'lines[].coupa.code', sourceFields, kind: 'account', whenMissing: 'park' }],
				crosswalkOf(accounts, TODAY),
			);
		const line = (company: string, account: string) => ({ company, account });

		it('takes them from the same entry of a list', () => {
			const record = { lines: [line('00001', '30.8310'), line('00070', ' 30.8310 ')] };
			expect(applied(record)).toEqual({
				mapped: {
					lines: [
						{ ...record.lines[0], coupa: { code: 'A' } },
						{ ...record.lines[1], coupa: { code: 'B' } },
					],
				},
				missing: [],
			});
		});

		it('takes one of them from the record itself', () => {
			const { mapped: result } = applied(
				{ company: '00070', lines: [line('', '30.8310')] },
				'company, lines[].account',
			);
			expect(result).toMatchObject({ lines: [{ coupa: { code: 'B' } }] });
		});

		it('names the whole code where it has no row, and has nothing to do where all are blank', () => {
			const { missing: none } = applied({ lines: [line('', ''), line('00200', '30.8310')] });
			expect(none).toEqual([
				{ field: 'lines.1.coupa.code', kind: 'account', source: '00200|30.8310', why: 'no row' },
			]);
		});
	});

	it('says what to add where a code has no row, and what to remove where it has several', () => {
		const none = missingFailure('4343', apply('X99').missing);
		expect(none).toMatchObject({
			code: 'CROSSWALK_MISSING',
			category: 'reference',
			message: "Record '4343' has a code that is not in the crosswalk: term 'X99'",
			retryable: false,
		});
		expect(none.description).toContain("'jde_coupa_crosswalk'");
		const several = missingFailure('4343', [...apply('X99').missing, ...apply('TWO').missing]);
		expect(several).toMatchObject({ code: 'CROSSWALK_AMBIGUOUS', category: 'reference' });
		expect(several.message).toContain("term 'X99', term 'TWO'");
	});
});
