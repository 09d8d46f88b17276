import { createHmac } from 'node:crypto';

import { anySame } from './compare';
import { onlyValue, valuesOf } from './headers';
import { hasTime, isCutAmbiguously, problemOf, signedBytes, signsId } from './scheme';
import { withinTolerance } from './timestamp';
import { refused } from './types';
import type { Delivery, Encoding, Refusal, Scheme, Verdict } from './types';

/** The version of a signature that is HMAC-SHA256, in the layouts that name one. */
const VERSION = 'v1';

/**
 * Whether somebody who knows one of the secrets sent exactly these bytes, within the tolerance of its time.
 * @param nowMs milliseconds since 1970
 */
export function verify(delivery: Delivery, scheme: Scheme, keys: readonly Buffer[], nowMs: number): Verdict {
	// An empty key would be accepted by the HMAC, and known to everybody.
	if (keys.length === 0 || keys.some((key) => key.length === 0))
		return refused('no-secret', 'No signing secret is entered');
	const problem = problemOf(scheme);
	if (problem !== undefined) return refused('bad-scheme', problem);

	const header = onlyValue(delivery.headers, scheme.signatureHeader);
	if (!header.ok) return header;
	const sent = signaturesIn(header.value, scheme);
	if (!sent.ok) return sent;
	const id = idOf(delivery, scheme);
	if (!id.ok) return id;
	const time = timestampOf(delivery, scheme, sent.timestamp);
	if (!time.ok) return time;
	const window = hasTime(scheme) ? withinTolerance(time.value, scheme.toleranceSeconds, nowMs) : undefined;
	if (window && !window.ok) return window;

	const bytes = signedBytes(scheme, { body: delivery.body, timestamp: time.value, id: id.value });
	const wanted = keys.flatMap((key) => spellings(hmac(key, bytes), scheme.encoding));
	if (!anySame(sent.signatures, wanted))
		return refused('wrong-signature', 'The signature is not of one of the secrets');
	return {
		ok: true,
		...(id.value === '' ? {} : { id: id.value }),
		...(window ? { sentAt: window.sentAt } : {}),
	};
}

/** The headers that a sender would send, for tests and demonstrations. */
export function sign(
	body: Buffer,
	scheme: Scheme,
	key: Buffer,
	{ id = '', nowMs }: { id?: string; nowMs: number },
): Record<string, string> {
	const timestamp = hasTime(scheme) ? String(Math.floor(nowMs / 1000)) : '';
	const signature = encoded(hmac(key, signedBytes(scheme, { body, timestamp, id })), scheme.encoding);
	const value = {
		single: `${scheme.prefix}${signature}`,
		pairs: `t=${timestamp},${VERSION}=${signature}`,
		versions: `${VERSION},${signature}`,
	}[scheme.layout];
	return {
		[scheme.signatureHeader]: value,
		...(scheme.timestampHeader === '' ? {} : { [scheme.timestampHeader]: timestamp }),
		...(scheme.idHeader === '' || id === '' ? {} : { [scheme.idHeader]: id }),
	};
}

type Signatures = { ok: true; signatures: string[]; timestamp: string };

function signaturesIn(value: string, { layout, prefix, signatureHeader }: Scheme): Signatures | Refusal {
	const malformed = refused(
		'malformed-header',
		`Header '${signatureHeader}' holds no signature of this kind`,
	);
	if (layout === 'single') {
		const isOne = value.startsWith(prefix) && value.length > prefix.length;
		return isOne ? { ok: true, signatures: [value.slice(prefix.length)], timestamp: '' } : malformed;
	}
	const [between, equals] = layout === 'pairs' ? [',', '='] : [' ', ','];
	const parts = value.split(between).map((part): [string, string] => {
		const at = part.indexOf(equals);
		return at < 0 ? [part, ''] : [part.slice(0, at), part.slice(at + 1)];
	});
	const of = (name: string) =>
		parts.filter(([each, text]) => each === name && text !== '').map(([, text]) => text);
	const times = of('t');
	if (layout === 'pairs' && times.length !== 1) return malformed;
	const signatures = of(VERSION);
	return signatures.length === 0 ? malformed : { ok: true, signatures, timestamp: times[0] ?? '' };
}

type Text = { ok: true; value: string };

function idOf({ headers }: Delivery, scheme: Scheme): Text | Refusal {
	if (scheme.idHeader === '') return { ok: true, value: '' };
	// What is not signed may be left out; the digest of the body takes its place.
	if (!signsId(scheme) && valuesOf(headers, scheme.idHeader).length === 0) return { ok: true, value: '' };
	const id = onlyValue(headers, scheme.idHeader);
	if (id.ok && isCutAmbiguously(scheme, id.value))
		return refused('malformed-header', `Header '${scheme.idHeader}' holds what separates it from the rest`);
	return id;
}

function timestampOf({ headers }: Delivery, scheme: Scheme, besideSignature: string): Text | Refusal {
	if (scheme.layout === 'pairs') return { ok: true, value: besideSignature };
	return scheme.timestampHeader === '' ? { ok: true, value: '' } : onlyValue(headers, scheme.timestampHeader);
}

function hmac(key: Buffer, bytes: Buffer): Buffer {
	return createHmac('sha256', key).update(bytes).digest();
}

function encoded(signature: Buffer, encoding: Encoding): string {
	return signature.toString(encoding);
}

/** Every way to write the signature: compared as text, so that no sloppy decoder accepts a changed one. */
function spellings(signature: Buffer, encoding: Encoding): string[] {
	const text = encoded(signature, encoding);
	if (encoding === 'hex') return [text, text.toUpperCase()];
	const bare = text.replace(/=+$/, '');
	return [bare, `${bare}=`];
}
