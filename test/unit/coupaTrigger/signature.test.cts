import crypto from 'node:crypto';

import fc from 'fast-check';

import {
	PRESETS,
	keysOf,
	problemOf,
	secretLines,
	sign,
	signsId,
	verify,
} from '../../../nodes/CoupaTrigger/verify';
import type { Delivery, Scheme } from '../../../nodes/CoupaTrigger/verify';
import { KEY, NOW, SCHEMES, headerOf, send, withHeader } from './sender.cts';

const BODY = Buffer.from('{"event":"invoice.approved","data":{"id":42}}');
const named = Object.entries(SCHEMES);
const { github, shopify, standard, stripe } = PRESETS;

const code = (delivery: Delivery, scheme: Scheme, keys = [KEY], now = NOW) => {
	const verdict = verify(delivery, scheme, keys, now);
	return verdict.ok ? 'ok' : verdict.code;
};

const bytes = fc.uint8Array({ maxLength: 400 }).map((each) => Buffer.from(each));
const key = fc.uint8Array({ minLength: 1, maxLength: 100 }).map((each) => Buffer.from(each));
/** What may stand in an id without ending it. */
const id = fc.stringMatching(/^[A-Za-z0-9_-]{1,40}$/);

describe.each(named)('%s', (_name, scheme) => {
	it('accepts what another implementation of HMAC-SHA256 signed, whatever the bytes and the key', () => {
		fc.assert(
			fc.property(bytes, key, id, (body, secret, event) => {
				const delivery = send(scheme, body, { key: secret, id: event });
				expect(verify(delivery, scheme, [secret], NOW)).toMatchObject({ ok: true });
			}),
		);
	});

	it('signs as the other implementation does', () => {
		fc.assert(
			fc.property(bytes, key, id, (body, secret, event) => {
				const theirs = send(scheme, body, { key: secret, id: event }).headers.filter(
					([name]) => name !== 'Content-Type',
				);
				expect(sign(body, scheme, secret, { id: event, nowMs: NOW })).toEqual(Object.fromEntries(theirs));
			}),
		);
	});

	it('refuses every change of one bit in the body', () => {
		const delivery = send(scheme, BODY);
		for (let bit = 0; bit < BODY.length * 8; bit += 1) {
			expect(code({ ...delivery, body: flipped(BODY, bit) }, scheme)).toBe('wrong-signature');
		}
	});

	it('refuses every change of one bit in the secret', () => {
		const delivery = send(scheme, BODY);
		for (let bit = 0; bit < KEY.length * 8; bit += 1) {
			expect(code(delivery, scheme, [flipped(KEY, bit)])).toBe('wrong-signature');
		}
	});

	it('refuses every change of one bit in the signature, the time and the signed id', () => {
		const delivery = send(scheme, BODY);
		const names = [scheme.signatureHeader, scheme.timestampHeader, signsId(scheme) ? scheme.idHeader : ''];
		for (const name of names.filter((each) => each !== '')) {
			const value = Buffer.from(headerOf(delivery, name), 'latin1');
			for (let bit = 0; bit < value.length * 8; bit += 1) {
				const changed = withHeader(delivery, name, flipped(value, bit).toString('latin1'));
				expect([name, bit, code(changed, scheme)]).not.toEqual([name, bit, 'ok']);
			}
		}
	});

	it('refuses a signature that is missing, empty, cut, prolonged or sent twice', () => {
		const delivery = send(scheme, BODY);
		const name = scheme.signatureHeader;
		const value = headerOf(delivery, name);
		expect(code(withHeader(delivery, name, null), scheme)).toBe('missing-header');
		expect(code(withHeader(delivery, name, ''), scheme)).toBe('missing-header');
		expect(code(withHeader(delivery, name, scheme.prefix || 'v1'), scheme)).toBe(
			scheme.layout === 'single' && scheme.prefix === '' ? 'wrong-signature' : 'malformed-header',
		);
		for (let length = 1; length < value.length - 1; length += 1) {
			expect(code(withHeader(delivery, name, value.slice(0, length)), scheme)).not.toBe('ok');
		}
		for (const more of ['0', 'A', '==']) {
			expect(code(withHeader(delivery, name, value + more), scheme)).not.toBe('ok');
		}
		const twice = { ...delivery, headers: [...delivery.headers, [name.toUpperCase(), value] as const] };
		expect(code(twice, scheme)).toBe('duplicate-header');
	});

	it('finds its headers whatever the case of their names', () => {
		const { body, headers } = send(scheme, BODY);
		const upper = headers.map(([name, value]): [string, string] => [name.toUpperCase(), value]);
		expect(code({ body, headers: upper }, scheme)).toBe('ok');
	});

	it('accepts any of several secrets, and refuses when there is none or an empty one', () => {
		const [old, other] = [Buffer.from('the old one'), Buffer.from('another')];
		expect(code(send(scheme, BODY, { key: old }), scheme, [KEY, other, old])).toBe('ok');
		expect(code(send(scheme, BODY, { key: old }), scheme, [KEY, other])).toBe('wrong-signature');
		expect(code(send(scheme, BODY), scheme, [])).toBe('no-secret');
		expect(code(send(scheme, BODY, { key: Buffer.alloc(0) }), scheme, [Buffer.alloc(0)])).toBe('no-secret');
		expect(code(send(scheme, BODY), scheme, [KEY, Buffer.alloc(0)])).toBe('no-secret');
	});
});

describe.each(named.filter(([, scheme]) => scheme.signed.includes('{timestamp}')))(
	'%s, time',
	(_name, scheme) => {
		it.each([
			[300, 'ok'],
			[301, 'too-old'],
			[86_400 * 3, 'too-old'],
			[-300, 'ok'],
			[-301, 'too-new'],
			[-86_400 * 365, 'too-new'],
		])('of %i s ago: %s', (seconds, expected) => {
			expect(code(send(scheme, BODY, { at: NOW - seconds * 1000 }), scheme)).toBe(expected);
		});

		it('says when it was sent', () => {
			expect(verify(send(scheme, BODY), scheme, [KEY], NOW + 7_000)).toMatchObject({ sentAt: NOW });
		});
	},
);

it.each([
	'',
	'hello',
	'1772366400.0',
	' 1772366400',
	'+1772366400',
	'0x69a42cc0',
	'1772366400e0',
	'99999999999999999',
	'-1',
])('refuses the time %p, although it is signed', (text) => {
	const scheme = SCHEMES['custom, hex over body and time'];
	const signed = send({ ...scheme, signed: `{body}|${text}|end` }, BODY);
	const delivery = withHeader(signed, 'X-Time', text);
	expect(code(delivery, scheme)).toBe(text === '' ? 'missing-header' : 'malformed-header');
});

it.each(['1772366400', '1772366400000', '2026-03-01T12:00:00Z', '2026-03-01T13:00:00.000+01:00'])(
	'reads the time %s',
	(text) => {
		const scheme = SCHEMES['custom, hex over body and time'];
		const signed = send({ ...scheme, signed: `{body}|${text}|end` }, BODY);
		expect(verify(withHeader(signed, 'X-Time', text), scheme, [KEY], NOW)).toEqual({ ok: true, sentAt: NOW });
	},
);

describe('published examples', () => {
	it("GitHub: It's a Secret to Everybody", () => {
		const delivery: Delivery = {
			body: Buffer.from('Hello, World!'),
			headers: [
				['X-Hub-Signature-256', 'sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17'],
			],
		};
		expect(code(delivery, github, [Buffer.from("It's a Secret to Everybody")])).toBe('ok');
	});

	const vector: Delivery = {
		body: Buffer.from('{"test": 2432232314}'),
		headers: [
			['webhook-id', 'msg_p5jXN8AQM9LWM0D4loKWxJek'],
			['webhook-timestamp', '1614265330'],
			['webhook-signature', 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE='],
		],
	};

	it.each(['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'])(
		'Standard Webhooks with the secret %s',
		(secret) => {
			const read = keysOf([secret], 'whsec');
			const keys = read.ok ? read.keys : [];
			expect(verify(vector, standard, keys, 1_614_265_330_000)).toEqual({
				ok: true,
				id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
				sentAt: 1_614_265_330_000,
			});
		},
	);

	it('Standard Webhooks: one valid signature among others of other versions and keys', () => {
		const [, , [, valid]] = vector.headers;
		const wrong = 'Ceo5qEr07ixe2NLpvHk3FH9bwy/WavXrAFQ/9tdO6mc=';
		const several = withHeader(vector, 'webhook-signature', `v1,${wrong} v2,${wrong} ${valid} v1a,${wrong}`);
		const read = keysOf(['MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'], 'whsec');
		const keys = read.ok ? read.keys : [];
		expect(code(several, standard, keys, 1_614_265_330_000)).toBe('ok');
		const none = withHeader(vector, 'webhook-signature', valid.replace('v1,', 'v1a,'));
		expect(code(none, standard, keys, 1_614_265_330_000)).toBe('malformed-header');
	});
});

describe('layouts', () => {
	it('Stripe style: one of several v1 is enough, unknown versions are skipped, two times are refused', () => {
		const delivery = send(stripe, BODY);
		const value = headerOf(delivery, 'Stripe-Signature');
		const [time] = value.split(',');
		const valued = (text: string) => code(withHeader(delivery, 'Stripe-Signature', text), stripe);
		expect(valued(`${value},v1=${'0'.repeat(64)},v0=${'1'.repeat(64)}`)).toBe('ok');
		expect(valued(`${value},${time}`)).toBe('malformed-header');
		expect(valued(value.replace('v1=', 'v0='))).toBe('malformed-header');
		expect(valued(value.replace(`${time},`, ''))).toBe('malformed-header');
	});

	it('takes hexadecimal digits in one case only, and base64 with or without its padding', () => {
		const [hex, base64] = [send(github, BODY), send(shopify, BODY)];
		const digits = headerOf(hex, 'X-Hub-Signature-256').slice('sha256='.length);
		const valued = (text: string) => code(withHeader(hex, 'X-Hub-Signature-256', text), github);
		expect(valued(`sha256=${digits.toUpperCase()}`)).toBe('ok');
		expect(valued(`sha256=${digits.slice(0, 32)}${digits.slice(32).toUpperCase()}`)).toBe('wrong-signature');
		const text = headerOf(base64, 'X-Shopify-Hmac-Sha256');
		expect(code(withHeader(base64, 'X-Shopify-Hmac-Sha256', text.replace('=', '')), shopify)).toBe('ok');
	});

	it('refuses an id in which the signed text could be cut elsewhere', () => {
		expect(code(send(standard, BODY, { id: 'evt_1.1772366400' }), standard)).toBe('malformed-header');
	});

	it('does without an id that is not signed, and refuses two of them', () => {
		const delivery = send(github, BODY);
		expect(verify(withHeader(delivery, 'X-GitHub-Delivery', null), github, [KEY], NOW)).toEqual({ ok: true });
		const two = { ...delivery, headers: [...delivery.headers, ['x-github-delivery', 'evt_2'] as const] };
		expect(code(two, github)).toBe('duplicate-header');
		expect(code(withHeader(send(standard, BODY), 'webhook-id', null), standard)).toBe('missing-header');
	});
});

it('compares in constant time, every secret with every signature, wherever they differ', () => {
	const compare = jest.spyOn(crypto, 'timingSafeEqual');
	const delivery = send(github, BODY);
	const value = headerOf(delivery, 'X-Hub-Signature-256');
	const other = Buffer.from('another');
	const early = withHeader(
		delivery,
		'X-Hub-Signature-256',
		value.replace(/=./, (text) => (text === '=0' ? '=1' : '=0')),
	);
	const counts = [
		...[
			[KEY, other, other],
			[other, other, KEY],
			[other, other, other],
		].map((keys) => [delivery, keys] as const),
		[early, [KEY, other, other]] as const,
		[withHeader(delivery, 'X-Hub-Signature-256', 'sha256=0'), [KEY, other, other]] as const,
	].map(([each, keys]) => {
		compare.mockClear();
		verify(each, github, keys, NOW);
		return compare.mock.calls.length;
	});
	compare.mockRestore();
	// Two spellings of each of three signatures.
	expect(counts).toEqual([6, 6, 6, 6, 6]);
});

describe('a scheme that protects nothing', () => {
	const custom = SCHEMES['custom, hex over body and time'];
	it.each<[string, Partial<Scheme>, RegExp]>([
		['does not sign the body', { signed: '{timestamp}' }, /\{body\}/],
		['does not sign the time', { signed: '{body}' }, /\{timestamp\}/],
		['signs a time that is not sent', { timestampHeader: '' }, /Timestamp Header/],
		['signs an id that is not sent', { signed: '{id}{timestamp}{body}' }, /ID Header/],
		['has a tolerance of nothing', { toleranceSeconds: 0 }, /Tolerance/],
		['has a tolerance that is no number', { toleranceSeconds: NaN }, /Tolerance/],
		['has a placeholder nobody knows', { signed: '{body}{timestamp}{nonce}' }, /\{nonce\}/],
		['names no header', { signatureHeader: '' }, /Signature Header/],
		['names what is no header', { signatureHeader: 'X Sig:' }, /X Sig:/],
	])('%s is named and refuses everything', (_what, changes, says) => {
		const scheme = { ...custom, ...changes };
		expect(problemOf(scheme)).toMatch(says);
		expect(code(send(custom, BODY), scheme)).toBe('bad-scheme');
	});

	it.each(named)('%s protects', (_name, scheme) => {
		expect(problemOf(scheme)).toBeUndefined();
	});
});

describe('secrets', () => {
	it('are one a line, without the blanks that copying adds', () => {
		expect(secretLines(' one \r\ntwo\n\n', '', undefined, 'three')).toEqual(['one', 'two', 'three']);
		expect(secretLines('', '  \n ', undefined)).toEqual([]);
	});

	it('are refused as a whole when one cannot be read', () => {
		for (const secret of ['whsec_', 'not base64!', 'MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaS'])
			expect(keysOf(['MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', secret], 'whsec')).toMatchObject({ ok: false });
		expect(keysOf([], 'text')).toMatchObject({ ok: false });
		expect(keysOf(['abc'], 'hex')).toMatchObject({ ok: false });
		expect(keysOf(['00ff'], 'hex')).toEqual({ ok: true, keys: [Buffer.from([0, 255])] });
		expect(keysOf(['-_8='], 'base64')).toEqual({ ok: true, keys: [Buffer.from([251, 255])] });
	});
});

function flipped(buffer: Buffer, bit: number): Buffer {
	const copy = Buffer.from(buffer);
	copy[bit >> 3] ^= 1 << (bit & 7);
	return copy;
}
