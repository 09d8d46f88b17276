import fc from 'fast-check';

import { isAllowed, rangesIn, verifyBasic, verifyBearer } from '../../../nodes/CoupaTrigger/verify';
import type { Delivery, Verdict } from '../../../nodes/CoupaTrigger/verify';

const sent = (...values: string[]): Delivery => ({
	body: Buffer.alloc(0),
	headers: values.map((value) => ['authorization', value]),
});
const codeOf = (verdict: Verdict) => (verdict.ok ? 'ok' : verdict.code);
const basic = (login: string) => `Basic ${Buffer.from(login).toString('base64')}`;

describe('bearer token', () => {
	const bearer = (value: string, ...tokens: string[]) => codeOf(verifyBearer(sent(value), tokens));

	it('accepts each of the tokens of the credential, and nothing like them', () => {
		expect(bearer('Bearer token-two', 'token-one', 'token-two')).toBe('ok');
		expect(bearer('bearer token-one', 'token-one')).toBe('ok');
		for (const value of [
			'Bearer token-on',
			'Bearer token-onee',
			'Bearer TOKEN-ONE',
			'Basic token-one',
			'token-one',
			'Bearer ',
		]) {
			expect([value, bearer(value, 'token-one')]).toEqual([value, 'wrong-credentials']);
		}
	});

	it('never matches a blank token', () => {
		expect(codeOf(verifyBearer(sent('Bearer '), ['']))).toBe('no-secret');
		expect(codeOf(verifyBearer(sent('Bearer x'), []))).toBe('no-secret');
	});

	it('refuses a missing header and one that was sent twice', () => {
		expect(codeOf(verifyBearer(sent(), ['t']))).toBe('missing-header');
		expect(codeOf(verifyBearer(sent('Bearer t', 'Bearer t'), ['t']))).toBe('duplicate-header');
	});
});

describe('user and password', () => {
	it('accepts exactly the user with one of the passwords', () => {
		fc.assert(
			fc.property(fc.string({ minLength: 1 }), fc.string({ minLength: 1 }), (name, password) => {
				const user = name.replace(/:/g, '_');
				const header = sent(basic(`${user}:${password}`));
				expect(codeOf(verifyBasic(header, user, ['another', password]))).toBe('ok');
				expect(codeOf(verifyBasic(header, `${user}x`, [password]))).toBe('wrong-credentials');
				expect(codeOf(verifyBasic(header, user, [`${password}x`]))).toBe('wrong-credentials');
			}),
		);
	});

	it('never matches a blank user or a blank password', () => {
		expect(codeOf(verifyBasic(sent(basic(':')), '', ['']))).toBe('no-secret');
		expect(codeOf(verifyBasic(sent(basic('user:')), 'user', ['']))).toBe('no-secret');
		expect(codeOf(verifyBasic(sent(basic('user:')), 'user', []))).toBe('no-secret');
	});
});

describe('addresses', () => {
	it.each([
		['203.0.113.7', '203.0.113.7', true],
		['203.0.113.8', '203.0.113.7', false],
		['203.0.113.200', '198.51.100.1, 203.0.113.0/24', true],
		['203.0.114.1', '203.0.113.0/24', false],
		['::ffff:203.0.113.7', '203.0.113.0/24', true],
		['2001:db8::5', '2001:db8::/32', true],
		['2001:db9::5', '2001:db8::/32', false],
		['2001:0DB8:0:0:0:0:0:5', '2001:db8::5', true],
		['127.0.0.1', '0.0.0.0/0', true],
		['::1', '0.0.0.0/0', false],
		['', '0.0.0.0/0', false],
		['203.0.113.7', 'nonsense', false],
		['203.0.113.7', '203.0.113.7/33', false],
	])('%s in %s: %s', (address, list, expected) => {
		expect(isAllowed(address, list)).toBe(expected);
	});

	it('names what it cannot read', () => {
		expect(rangesIn('10.0.0.1, 10.0.0.256; 10.1/8\n1::2::3 fe80::/129 ::/0').unreadable).toEqual([
			'10.0.0.256',
			'10.1/8',
			'1::2::3',
			'fe80::/129',
		]);
	});

	it('finds an address in its own range, whatever the length of the prefix', () => {
		const octets = fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255), fc.nat(255));
		fc.assert(
			fc.property(octets, fc.nat(32), fc.nat(31), (parts, prefix, bit) => {
				const number = parts.reduce((sum, part) => sum * 256 + part, 0);
				const other = (number ^ (1 << bit)) >>> 0;
				const text = (value: number) => [24, 16, 8, 0].map((shift) => (value >>> shift) & 255).join('.');
				expect(isAllowed(text(number), `${text(number)}/${prefix}`)).toBe(true);
				expect(isAllowed(text(other), `${text(number)}/${prefix}`)).toBe(31 - bit >= prefix);
			}),
		);
	});
});
