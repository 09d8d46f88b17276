import { createHmac } from 'node:crypto';

import { anySame } from './compare';
import { onlyValue } from './headers';
import { refused } from './types';
import type { Delivery, Verdict } from './types';

/** As in Coupa's own example of what a token URL answers. */
export const TOKEN_LIFE_SECONDS = 86_399;

/** An access token that nobody has to remember: the end of its life, and a signature over that and whom it is for. */
export function issueToken(secret: string, audience: string, nowMs: number): string {
	const end = Math.floor(nowMs / 1000) + TOKEN_LIFE_SECONDS;
	return `${end}.${signatureOf(secret, audience, end)}`;
}

/** Whether the bearer token was given out with one of the secrets, for this audience, and still lives. */
export function verifyToken(
	{ headers }: Delivery,
	secrets: readonly string[],
	audience: string,
	nowMs: number,
): Verdict {
	if (secrets.length === 0 || secrets.includes(''))
		return refused('no-secret', 'The credential holds no client secret');
	const header = onlyValue(headers, 'Authorization');
	if (!header.ok) return header;
	const [, end, signature] = /^bearer +([1-9]\d{8,10})\.([\w-]+)$/i.exec(header.value) ?? [];
	if (end === undefined) return refused('wrong-credentials', 'The token was not given out here');
	const wanted = secrets.map((secret) => signatureOf(secret, audience, Number(end)));
	if (!anySame([signature], wanted)) return refused('wrong-credentials', 'The token was not given out here');
	return Number(end) * 1000 > nowMs ? { ok: true } : refused('too-old', 'The token has expired');
}

function signatureOf(secret: string, audience: string, end: number): string {
	return createHmac('sha256', secret).update(`access-token\n${audience}\n${end}`).digest('base64url');
}
