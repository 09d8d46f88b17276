import { createHash } from 'node:crypto';

import fc from 'fast-check';

import { canonicalJson, fingerprint } from '../../../lib/hash';

/** The same value with the keys of every object written in the opposite order. */
function reversed(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(reversed);
	if (value === null || typeof value !== 'object') return value;
	return Object.fromEntries(
		Object.entries(value)
			.reverse()
			.map(([key, inner]) => [key, reversed(inner)]),
	);
}

describe('fingerprints', () => {
	it('do not depend on the order in which keys were written', () => {
		fc.assert(
			fc.property(fc.jsonValue(), (value) => {
				expect(fingerprint(reversed(value))).toBe(fingerprint(value));
			}),
		);
	});

	it('are taken of JSON that reads back as the value', () => {
		fc.assert(
			fc.property(fc.jsonValue(), (value) => {
				expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
			}),
		);
	});

	it('depend on the order of a list', () => {
		expect(fingerprint([1, 2])).not.toBe(fingerprint([2, 1]));
	});

	it('leave undefined out, as JSON does', () => {
		expect(canonicalJson({ b: undefined, a: [undefined, 1] })).toBe('{"a":[null,1]}');
		expect(canonicalJson(undefined)).toBe('null');
	});

	it('are the SHA-256 of the sorted JSON', () => {
		const expected = createHash('sha256').update('{"a":1,"b":"x"}').digest('hex');
		expect(fingerprint({ b: 'x', a: 1 })).toBe(expected);
	});
});
