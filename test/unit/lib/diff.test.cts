import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { changedPart, diff, equalByMeaning } from '../../../lib/diff';

const records = fc.dictionary(fc.string(), fc.jsonValue()) as fc.Arbitrary<IDataObject>;

describe('differences between documents', () => {
	it('are none between a document and itself', () => {
		fc.assert(fc.property(records, (record) => expect(diff(record, structuredClone(record))).toEqual([])));
	});

	it('are found wherever one value was replaced', () => {
		fc.assert(
			fc.property(records, fc.string({ minLength: 1, maxLength: 5 }), (record, key) => {
				fc.pre(key !== '__proto__');
				const wanted = { ...record, [key]: 'another text' };
				fc.pre(record[key] !== 'another text');
				expect(diff(wanted, record).map(({ path }) => path)).toEqual([key]);
			}),
		);
	});

	it.each([
		['100.00', 100],
		['100.0', '100'],
		[0.1, '0.10'],
		['-0.00', 0],
		['2026-01-31', '2026-01-31T00:00:00Z'],
		['2026-01-31', '2026-01-31T23:00:00-08:00'],
		['2026-02-01', '2026-01-31T16:00:00-08:00'],
		['2026-02-01', '2026-02-01T09:00:00+09:00'],
		['2026-01-31T10:00:00Z', '2026-01-31T02:00:00-08:00'],
		['', null],
		[undefined, ''],
		[true, 'true'],
		[
			[1, '2.0'],
			['1.0', 2],
		],
	])('%p means the same as %p', (a, b) => {
		expect([equalByMeaning(a, b), equalByMeaning(b, a)]).toEqual([true, true]);
	});

	it.each([
		['007', '7'],
		['007', 7],
		['07.50', 7.5],
		['1e3', '1000'],
		['100', '100 USD'],
		['2026-01-31', '2026-02-01T00:00:00Z'],
		['2026-01-31', '2026-01-31T16:00:00-08:00'],
		['2026-01-31T10:00:00Z', '2026-01-31T10:00:00-08:00'],
		['', 0],
		[null, false],
		['Acme', 'ACME'],
		[
			[1, 2],
			[2, 1],
		],
		[[1], [1, 1]],
	])('%p differs from %p', (a, b) => {
		expect([equalByMeaning(a, b), equalByMeaning(b, a)]).toEqual([false, false]);
	});

	it('are looked for among the wanted attributes only', () => {
		const existing = { name: 'Acme', status: 'active', address: { city: 'Denver', state: 'CO' } };
		expect(diff({ name: 'Acme', status: undefined, address: { city: 'Boulder' } }, existing)).toEqual([
			{ path: 'address.city', before: 'Denver', after: 'Boulder' },
		]);
	});

	it('name what was there before, null where nothing was', () => {
		expect(diff({ address: { city: 'Boulder' } }, { address: null })).toEqual([
			{ path: 'address.city', before: null, after: 'Boulder' },
		]);
	});

	it('send a changed object whole, and nothing that is the same', () => {
		const wanted = { name: 'Acme', address: { city: 'Boulder', state: 'CO' }, term: { code: 'N30' } };
		const existing = { name: 'Acme', address: { city: 'Denver', state: 'CO' }, term: { code: 'N30' } };
		expect(changedPart(wanted, diff(wanted, existing))).toEqual({ address: wanted.address });
	});
});
