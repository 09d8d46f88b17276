export type Encoding = 'hex' | 'base64' | 'base64url';

/** What arrived, before anybody trusts it. */
export interface Delivery {
	/** the bytes as they were sent; text made of them would not hash to the same */
	body: Buffer;
	/** as they stand on the wire, in order, so that a header given twice is seen */
	headers: ReadonlyArray<readonly [string, string]>;
}

/** How a sender signs. Everything that senders do differently, and nothing else. */
export interface Scheme {
	signatureHeader: string;
	/**
	 * `single`: one signature, behind `prefix`. `pairs`: `t=<time>,v1=<signature>[,v1=…]`.
	 * `versions`: `v1,<signature> [v1,…]`. Of several signatures one must match; unknown versions are skipped.
	 */
	layout: 'single' | 'pairs' | 'versions';
	prefix: string;
	encoding: Encoding;
	/** what is signed: text with `{body}`, and `{timestamp}` and `{id}` where they are part of it */
	signed: string;
	/** empty where no time is sent; in the layout `pairs` the time stands beside the signature */
	timestampHeader: string;
	/** how far the time may be from ours, in both directions */
	toleranceSeconds: number;
	/** empty where no event id is sent */
	idHeader: string;
	/** how the text of a secret becomes the bytes of the key; `whsec` is base64 behind an optional `whsec_` */
	secretForm: 'text' | 'hex' | 'base64' | 'whsec';
}

export type RefusalCode =
	| 'no-secret'
	| 'bad-scheme'
	| 'missing-header'
	| 'duplicate-header'
	| 'malformed-header'
	| 'too-old'
	| 'too-new'
	| 'wrong-signature'
	| 'wrong-credentials';

/** Why a delivery is not believed; the text is for the operator, not for the sender. */
export interface Refusal {
	ok: false;
	code: RefusalCode;
	why: string;
}

export interface Accepted {
	ok: true;
	/** from the id header, where there is one */
	id?: string;
	/** milliseconds since 1970, signed by the sender */
	sentAt?: number;
}

export type Verdict = Accepted | Refusal;

export function refused(code: RefusalCode, why: string): Refusal {
	return { ok: false, code, why };
}
