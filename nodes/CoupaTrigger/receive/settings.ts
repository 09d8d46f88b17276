import { PRESETS, isAllowed } from '../verify';
import type { Encoding, PresetName, Scheme } from '../verify';

export const CREDENTIAL = 'coupaWebhookApi';

export interface Settings {
	authentication: 'signature' | 'bearer' | 'basic' | 'callOut';
	scheme: Scheme;
	/** where the name of the event stands; empty where only the body tells it */
	eventHeader: string;
	/** patterns of the events that start an execution; empty for all */
	events: string[];
	/** empty lets every address in */
	allowedAddresses: string;
	bodyLimitBytes: number;
}

/** Reads one parameter of the node. */
export type Read = (name: string, fallback: unknown) => unknown;

const EVENT_HEADERS: Readonly<Record<string, string>> = {
	github: 'X-GitHub-Event',
	shopify: 'X-Shopify-Topic',
};

const BODY_LIMIT_KB = 1024;

export function settingsOf(read: Read): Settings {
	const text = (name: string) => String(read(name, '') ?? '').trim();
	const more = read('settings', {}) as Record<string, unknown>;
	const option = (name: string, otherwise: string) => String(more[name] ?? '').trim() || otherwise;
	const preset = text('scheme') as PresetName | 'custom';
	const scheme = preset === 'custom' ? customScheme(text, read) : (PRESETS[preset] ?? PRESETS.standard);
	const limit = Number(more.bodyLimit ?? BODY_LIMIT_KB);
	return {
		authentication: text('authentication') as Settings['authentication'],
		scheme: {
			...scheme,
			signatureHeader: option('signatureHeader', scheme.signatureHeader),
			idHeader: option('idHeader', scheme.idHeader),
			// Where the scheme has none, the time is not signed, or stands beside the signature.
			timestampHeader: scheme.timestampHeader === '' ? '' : option('timestampHeader', scheme.timestampHeader),
			toleranceSeconds: Number(more.timestampTolerance ?? scheme.toleranceSeconds),
		},
		eventHeader: option('eventHeader', EVENT_HEADERS[preset] ?? ''),
		events: text('triggerOn') === 'selected' ? patternsIn(text('events')) : [],
		allowedAddresses: option('allowedAddresses', ''),
		bodyLimitBytes: (Number.isFinite(limit) && limit > 0 ? limit : BODY_LIMIT_KB) * 1024,
	};
}

function customScheme(text: (name: string) => string, read: Read): Scheme {
	return {
		layout: 'single',
		signatureHeader: text('customSignatureHeader'),
		// Not trimmed: a prefix may end with a blank.
		prefix: String(read('customPrefix', '') ?? ''),
		encoding: text('customEncoding') as Encoding,
		signed: String(read('customSignedText', '') ?? ''),
		timestampHeader: text('customTimestampHeader'),
		toleranceSeconds: PRESETS.standard.toleranceSeconds,
		idHeader: text('customIdHeader'),
		secretForm: text('customSecretEncoding') as Scheme['secretForm'],
	};
}

function patternsIn(text: string): string[] {
	return text.split(/[\s,]+/).filter((pattern) => pattern !== '');
}

/** Whether the caller's address, as n8n sees it, is not in the list. */
export function isFromOutside({ allowedAddresses }: Settings, address: string | undefined): boolean {
	return allowedAddresses !== '' && !isAllowed(address ?? '', allowedAddresses);
}

/** Whether one of the names meets one of the patterns; `*` stands for anything, and case does not matter. */
export function isWanted(patterns: readonly string[], names: ReadonlyArray<string | undefined>): boolean {
	if (patterns.length === 0) return true;
	const forms = patterns.map((pattern) => {
		const literal = pattern.split('*').map((piece) => piece.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
		return new RegExp(`^${literal.join('.*')}$`, 'i');
	});
	return names.some((name) => name !== undefined && forms.some((form) => form.test(name)));
}
