import type { Scheme } from './types';

export type Keys = { ok: true; keys: Buffer[] } | { ok: false; why: string };

const WHSEC = 'whsec_';

/**
 * The keys in fields of the credential: one a line, so that a new secret is accepted before the old one is gone.
 * Blanks around a secret come from copying it and are taken off.
 */
export function secretLines(...fields: unknown[]): string[] {
	return fields
		.flatMap((field) => String(field ?? '').split(/[\r\n]+/))
		.map((line) => line.trim())
		.filter((line) => line !== '');
}

/** Secrets as keys. One that cannot be read is a fault of the set-up: were it skipped, the sender would be refused. */
export function keysOf(secrets: readonly string[], form: Scheme['secretForm']): Keys {
	if (secrets.length === 0) return { ok: false, why: 'no signing secret is entered' };
	const keys = secrets.map((secret) => keyOf(secret, form));
	const at = keys.findIndex((key) => key === undefined || key.length === 0);
	if (at >= 0) {
		const wanted = form === 'hex' ? 'hexadecimal digits' : 'base64 text';
		return { ok: false, why: `signing secret ${at + 1} of ${secrets.length} is not ${wanted}` };
	}
	return { ok: true, keys: keys as Buffer[] };
}

function keyOf(secret: string, form: Scheme['secretForm']): Buffer | undefined {
	switch (form) {
		case 'text':
			return Buffer.from(secret, 'utf8');
		case 'hex':
			return /^([0-9a-f]{2})+$/i.test(secret) ? Buffer.from(secret, 'hex') : undefined;
		default:
			return fromBase64(form === 'whsec' && secret.startsWith(WHSEC) ? secret.slice(WHSEC.length) : secret);
	}
}

/** Only the one way to write these bytes, with or without padding: Node would skip what does not belong. */
function fromBase64(text: string): Buffer | undefined {
	const bytes = Buffer.from(text, 'base64');
	const written = [bytes.toString('base64'), bytes.toString('base64url')];
	return written.some((each) => bare(each) === bare(text)) ? bytes : undefined;
}

function bare(base64: string): string {
	return base64.replace(/={1,2}$/, '');
}
