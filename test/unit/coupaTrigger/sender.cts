import CryptoJS from 'crypto-js';

import { PRESETS } from '../../../nodes/CoupaTrigger/verify';
import type { Delivery, Scheme } from '../../../nodes/CoupaTrigger/verify';

export const NOW = Date.parse('2026-03-01T12:00:00Z');
export const SECRET = 'a secret of some length, 32 bytes';
export const KEY = Buffer.from(SECRET);

/** Schemes that together use every layout, encoding and placeholder. */
export const SCHEMES: Record<string, Scheme> = {
	...PRESETS,
	'custom, base64url over id and body': {
		...PRESETS.github,
		signatureHeader: 'X-Sig',
		prefix: 'v0=',
		encoding: 'base64url',
		signed: 'v0:{id}:{body}',
		idHeader: 'X-Event-Id',
	},
	'custom, hex over body and time': {
		...PRESETS.github,
		signatureHeader: 'X-Sig',
		prefix: '',
		signed: '{body}|{timestamp}|end',
		timestampHeader: 'X-Time',
		idHeader: '',
	},
};

/** A sender that was written apart from the verifier, around another implementation of HMAC. */
export function send(
	scheme: Scheme,
	body: Buffer,
	{ key = KEY, id = 'evt_1', at = NOW }: { key?: Buffer; id?: string; at?: number } = {},
): Delivery {
	const time = String(Math.floor(at / 1000));
	const words = (bytes: Buffer) => CryptoJS.enc.Hex.parse(bytes.toString('hex'));
	const [before, after] = scheme.signed.replace('{timestamp}', time).replace('{id}', id).split('{body}');
	const text = Buffer.concat([Buffer.from(before), body, Buffer.from(after)]);
	const hmac = CryptoJS.HmacSHA256(words(text), words(key));
	const encoder = { hex: CryptoJS.enc.Hex, base64: CryptoJS.enc.Base64, base64url: CryptoJS.enc.Base64url };
	const signature = hmac.toString(encoder[scheme.encoding]);
	const headers: Array<[string, string]> = [['Content-Type', 'application/json']];
	if (scheme.layout === 'pairs') headers.push([scheme.signatureHeader, `t=${time},v1=${signature}`]);
	else if (scheme.layout === 'versions') headers.push([scheme.signatureHeader, `v1,${signature}`]);
	else headers.push([scheme.signatureHeader, scheme.prefix + signature]);
	if (scheme.timestampHeader) headers.push([scheme.timestampHeader, time]);
	if (scheme.idHeader) headers.push([scheme.idHeader, id]);
	return { body, headers };
}

/** The delivery with another value in one header; null leaves it out. */
export function withHeader({ body, headers }: Delivery, name: string, value: string | null): Delivery {
	const others = headers.filter(([each]) => each !== name);
	return { body, headers: value === null ? others : [...others, [name, value]] };
}

export function headerOf({ headers }: Delivery, name: string): string {
	return headers.find(([each]) => each === name)![1];
}
