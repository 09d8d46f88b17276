import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { Failed } from '../../../lib/failure';
import { mapFields, type MappingRow } from '../../../nodes/JdeCoupa/model/mapFields';
import { setAt, valueAt } from '../../../nodes/JdeCoupa/model/paths';
import { TRANSFORMS, transformed, translated } from '../../../nodes/JdeCoupa/model/transforms';

const row = (target: string, source: string, more: Partial<MappingRow> = {}): MappingRow => ({
	target,
	source,
	transform: 'none',
	...more,
});
const map = (source: IDataObject, ...rows: MappingRow[]) => mapFields(source, rows, '4343');

describe('mapping fields', () => {
	it('reads and writes through objects and lists', () => {
		const source = { F0101: { ALPH: ' Acme ' }, F0111: [{ MLNM: 'Acme Inc.' }, { MLNM: 'Jo' }] };
		expect(map(source, row('a.b.name', 'F0101.ALPH'), row('a.contact', 'F0111.1.MLNM'))).toEqual({
			a: { b: { name: 'Acme' }, contact: 'Jo' },
		});
	});

	it('keeps numbers, yes and no, and zero as they are', () => {
		const source = { n: 0, no: false, list: ['x'] };
		expect(map(source, row('n', 'n'), row('no', 'no'), row('list', 'list'))).toEqual(source);
	});

	it('joins several sources with a blank and skips those that are blank', () => {
		const source = { area: ' 303 ', phone: '555-0100', none: ' ' };
		expect(map(source, row('p', 'area, none,phone,nowhere'), row('q', 'none,phone'))).toEqual({
			p: '303 555-0100',
			q: '555-0100',
		});
	});

	it('leaves out what is blank, and the object that would hold it', () => {
		expect(map({ a: ' ', b: null }, row('x.a', 'a'), row('x.b', 'b'), row('c', 'nowhere'))).toEqual({});
	});

	it('sends the default for a blank source, or without any source', () => {
		const rows = [row('term.code', 'term', { default: 'N30' }), row('country', '', { default: 'US' })];
		expect(map({ term: '' }, ...rows)).toEqual({ term: { code: 'N30' }, country: 'US' });
		expect(map({ term: 'N60' }, ...rows)).toMatchObject({ term: { code: 'N60' } });
	});

	it('lets the first row that has a value decide a target', () => {
		const rows = [row('name', 'mailing'), row('name', 'search'), row('name', '', { default: 'none' })];
		expect(map({ mailing: '', search: 'ACME' }, ...rows)).toEqual({ name: 'ACME' });
		expect(map({ mailing: 'Acme', search: 'ACME' }, ...rows)).toEqual({ name: 'Acme' });
	});

	it('empties a field in the target when its source was emptied, but makes no object just for that', () => {
		const rows = [
			row('address.street1', 'address.ADD1'),
			row('address.street2', 'address.ADD2', { emptyIfBlank: true }),
			row('phone', 'phone', { emptyIfBlank: true }),
		];
		expect(map({ address: { ADD1: '1 Main St', ADD2: '' } }, ...rows)).toEqual({
			address: { street1: '1 Main St', street2: '' },
			phone: '',
		});
		expect(map({ address: { ADD2: '' }, phone: '1' }, ...rows)).toEqual({ phone: '1' });
	});

	it('fills a list from a list, with fields of the record beside those of the element', () => {
		const rows = [
			row('remit[].code', 'payees[].code'),
			row('remit[].address.city', 'payees[].address.CTY1'),
			row('remit[].address.street2', 'payees[].address.ADD2', { emptyIfBlank: true }),
			row('remit[].owner', 'number'),
		];
		const payees = [
			{ code: 'A', address: { CTY1: 'Denver', ADD2: '' } },
			{ code: 'B', address: {} },
		];
		expect(map({ number: '7', payees }, ...rows)).toEqual({
			remit: [
				{ code: 'A', address: { city: 'Denver', street2: '' }, owner: '7' },
				{ code: 'B', owner: '7' },
			],
		});
	});

	it('leaves out list elements of which nothing is left, and a list without any', () => {
		const rows = [
			row('lines[].no', 'lines[].no'),
			row('lines[].text', 'lines[].text', { emptyIfBlank: true }),
		];
		expect(map({ lines: [{ no: 1 }, { no: ' ' }, {}] }, ...rows)).toEqual({ lines: [{ no: 1, text: '' }] });
		expect([map({ lines: [{}] }, ...rows), map({ lines: 'text' }, ...rows), map({}, ...rows)]).toEqual([
			{},
			{},
			{},
		]);
	});

	it('says which field of which record held a bad date or number', () => {
		const work = (value: string, transform: 'date' | 'decimal') => () =>
			map({ F: { DATE: value } }, row('paid-on', 'F.DATE', { transform }));
		expect(work('31/01/2026', 'date')).toThrow(
			"Record '4343' cannot be mapped: '31/01/2026' is not a date ('F.DATE' to 'paid-on')",
		);
		expect(work('1,000', 'decimal')).toThrow("'1,000' is not a number ('F.DATE' to 'paid-on')");
		try {
			work('x', 'date')();
		} catch (error) {
			expect((error as Failed).failure).toMatchObject({ code: 'MAPPING_VALUE', category: 'validation' });
		}
		expect.assertions(3);
	});

	it.each([
		'__proto__.polluted',
		'a.__proto__.polluted',
		'constructor.prototype.polluted',
		'__proto__[].polluted',
	])('does not write to %s', (target) => {
		map({ bad: 'yes', list: [{ bad: 'yes' }] }, row(target, target.includes('[]') ? 'list[].bad' : 'bad'));
		expect(({} as IDataObject).polluted).toBeUndefined();
	});

	it('does not change the record it maps', () => {
		const source = { a: { b: ' x ' }, list: [{ c: '1' }] };
		const before = structuredClone(source);
		map(
			source,
			row('a.b', 'a.b'),
			row('whole', 'a'),
			row('whole.b', 'nowhere', { default: 'y' }),
			row('l[].c', 'list[].c'),
		);
		expect(source).toEqual(before);
	});
});

describe('paths', () => {
	it('give back what was written, whatever the path', () => {
		const key = fc.stringMatching(/^[a-z][a-z-]{0,5}$/).filter((name) => name !== 'constructor');
		fc.assert(
			fc.property(fc.array(key, { minLength: 1, maxLength: 4 }), fc.integer(), (keys, value) => {
				const target = {};
				setAt(target, keys.join('.'), value);
				expect(valueAt(target, keys.join('.'))).toBe(value);
			}),
		);
	});
});

describe('transforms', () => {
	it.each([
		['none', ' x ', '', 'x'],
		['upper', 'straße', '', 'STRASSE'],
		['lower', 'ACME', '', 'acme'],
		['digits', '(303) 555-0100', '', '3035550100'],
		['cut', 'Zürich 😀!', '8', 'Zürich 😀'],
		['cut', 'abc', 'x', ''],
		['boolean', 'Y', '', true],
		['boolean', '1', '', true],
		['boolean', 'N', '', false],
		['date', '20260228', '', '2026-02-28'],
		['date', '2026-02-28T10:00:00Z', '', '2026-02-28'],
		['decimal', '0010.50', '', '10.5'],
		['decimal', 1e-7, '', '0.0000001'],
		['translate', 'a', 'A = x', 'x'],
		['translate', 'Y', 'Y = true; * = false', true],
		['translate', '', 'Y = true; * = false', false],
	] as const)('%s makes of %p (%p) %p', (transform, value, argument, expected) => {
		expect(transformed(value, transform, argument)).toEqual({ ok: true, value: expected });
	});

	it.each([
		['date', '2026-02-29'],
		['date', '29/01/2026'],
		['date', '0'],
		['decimal', '1,000'],
		['decimal', 'NaN'],
	] as const)('%s refuses %p', (transform, value) => {
		expect(transformed(value, transform, '')).toEqual({
			ok: false,
			why: expect.stringContaining(`'${value}'`),
		});
	});

	it('all have an outcome for any text', () => {
		fc.assert(
			fc.property(fc.constantFrom(...TRANSFORMS), fc.string(), fc.string(), (transform, value, argument) => {
				expect(typeof transformed(value, transform, argument).ok).toBe('boolean');
			}),
		);
	});
});

describe('translating', () => {
	const table = 'V orders = inactive; V * = active\nE* = employee;*none=left = right;T = ';

	it.each([
		['V orders', 'inactive'],
		['v ORDERS', 'inactive'],
		['V payments', 'active'],
		['V', ''],
		['Employee', 'employee'],
		['xnone=left', 'right'],
		['T', ''],
		['anything', ''],
	])('%p becomes %p by the first entry that fits', (text, expected) => {
		expect(translated(text, table)).toBe(expected);
	});

	it('takes * for anything and every other sign for itself', () => {
		expect([
			translated('a.b', 'a.b = x'),
			translated('axb', 'a.b = x'),
			translated('(+)', '(+) = x'),
		]).toEqual(['x', '', 'x']);
		expect(translated('', '* = all')).toBe('all');
	});

	it('is not held up by a table of many stars', () => {
		const started = performance.now();
		translated('a'.repeat(60), `${'*a'.repeat(4)}b = x`);
		expect(performance.now() - started).toBeLessThan(1_000);
	});
});
