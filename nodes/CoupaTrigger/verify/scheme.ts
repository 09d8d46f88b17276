import type { Scheme } from './types';

export type PresetName = 'github' | 'shopify' | 'standard' | 'stripe';

/** Documented by Stripe and by Standard Webhooks: five minutes. */
const TOLERANCE_SECONDS = 300;

const BODY_ONLY: Scheme = {
	signatureHeader: '',
	layout: 'single',
	prefix: '',
	encoding: 'hex',
	signed: '{body}',
	timestampHeader: '',
	toleranceSeconds: TOLERANCE_SECONDS,
	idHeader: '',
	secretForm: 'text',
};

/**
 * Ways of signing that are in wide use. None of them is Coupa's: Coupa publishes none.
 * @see https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries
 * @see https://shopify.dev/docs/apps/build/webhooks/subscribe/https
 * @see https://docs.stripe.com/webhooks#verify-manually
 * @see https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 */
export const PRESETS: Readonly<Record<PresetName, Scheme>> = {
	github: {
		...BODY_ONLY,
		signatureHeader: 'X-Hub-Signature-256',
		prefix: 'sha256=',
		idHeader: 'X-GitHub-Delivery',
	},
	shopify: {
		...BODY_ONLY,
		signatureHeader: 'X-Shopify-Hmac-Sha256',
		encoding: 'base64',
		idHeader: 'X-Shopify-Webhook-Id',
	},
	standard: {
		...BODY_ONLY,
		signatureHeader: 'webhook-signature',
		layout: 'versions',
		encoding: 'base64',
		signed: '{id}.{timestamp}.{body}',
		timestampHeader: 'webhook-timestamp',
		idHeader: 'webhook-id',
		secretForm: 'whsec',
	},
	stripe: {
		...BODY_ONLY,
		signatureHeader: 'Stripe-Signature',
		layout: 'pairs',
		signed: '{timestamp}.{body}',
	},
};

const HEADER_NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
const PLACEHOLDER = /\{(\w*)\}/g;

export function hasTime({ layout, timestampHeader }: Scheme): boolean {
	return layout === 'pairs' || timestampHeader !== '';
}

export function signsId({ signed }: Scheme): boolean {
	return signed.includes('{id}');
}

/** What keeps a scheme from protecting anything, in the user's words; undefined when it is sound. */
export function problemOf(scheme: Scheme): string | undefined {
	const { signatureHeader, timestampHeader, idHeader, signed, toleranceSeconds } = scheme;
	const names = [...signed.matchAll(PLACEHOLDER)].map(([, name]) => name);
	const count = (name: string) => names.filter((each) => each === name).length;
	const unknown = names.find((name) => !['body', 'id', 'timestamp'].includes(name));
	const badName = [signatureHeader, timestampHeader, idHeader].find(
		(name) => name !== '' && !HEADER_NAME.test(name),
	);

	if (signatureHeader === '') return "'Signature Header' is empty";
	if (badName !== undefined) return `'${badName}' cannot be the name of a header`;
	if (unknown !== undefined)
		return `'Signed Text' holds {${unknown}}: only {body}, {timestamp} and {id} are known`;
	if (count('body') !== 1) return "'Signed Text' must hold {body} once, or the body could be changed";
	if (count('timestamp') > 0 && !hasTime(scheme))
		return "'Signed Text' holds {timestamp}, but 'Timestamp Header' is empty";
	if (count('timestamp') === 0 && hasTime(scheme))
		return "'Signed Text' must hold {timestamp}: a time that is not signed can be changed at will";
	if (count('id') > 0 && idHeader === '') return "'Signed Text' holds {id}, but 'ID Header' is empty";
	if (hasTime(scheme) && !(Number.isFinite(toleranceSeconds) && toleranceSeconds > 0))
		return "'Timestamp Tolerance' must be more than 0 seconds";
	return undefined;
}

/** The bytes that are signed. Header text is taken byte by byte, as it was sent. */
export function signedBytes(
	{ signed }: Scheme,
	parts: { body: Buffer; timestamp: string; id: string },
): Buffer {
	const pieces = signed.split(/(\{(?:body|timestamp|id)\})/);
	return Buffer.concat(
		pieces.map((piece) => {
			if (piece === '{body}') return parts.body;
			if (piece === '{timestamp}') return Buffer.from(parts.timestamp, 'latin1');
			return piece === '{id}' ? Buffer.from(parts.id, 'latin1') : Buffer.from(piece, 'utf8');
		}),
	);
}

/**
 * With a dot in the id, `{id}.{timestamp}.{body}` could be cut elsewhere and still carry the same signature.
 * @returns whether the id holds the text that ends it
 */
export function isCutAmbiguously({ signed }: Scheme, id: string): boolean {
	const [, behind = ''] = signed.split('{id}');
	const [end] = behind.split(/\{(?:body|timestamp)\}/);
	return end !== '' && id.includes(end);
}
