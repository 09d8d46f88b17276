import type { IDataObject } from 'n8n-workflow';

/** What the caller must do about it decides the category, not where it happened. */
export type FailureCategory =
	| 'authentication'
	| 'permission'
	| 'validation'
	| 'reference'
	| 'duplicate'
	| 'conflict'
	| 'period-closed'
	| 'throttled'
	| 'unavailable'
	| 'unknown-outcome'
	| 'configuration';

/** The one shape in which anything that went wrong reaches a user, an audit row or a test. */
export interface Failure {
	/** stable, for filters in workflows: `COUPA_400`, `JDE_SESSION_REFUSED`, `CROSSWALK_MISSING` … */
	code: string;
	category: FailureCategory;
	/** what happened, in the user's words, with the record's business key */
	message: string;
	/** how to get unstuck; upstream text stands here, escaped */
	description: string;
	httpStatus: number | null;
	/** whether doing the same again later may succeed without anybody changing anything */
	retryable: boolean;
	details: IDataObject;
}

export type FailureInput = Pick<Failure, 'code' | 'category' | 'message' | 'description'> & Partial<Failure>;

const RETRYABLE: ReadonlySet<FailureCategory> = new Set(['throttled', 'unavailable', 'unknown-outcome']);

/** Categories that will hit every further record alike: the rest of a batch is not tried. */
const STOPS_THE_BATCH: ReadonlySet<FailureCategory> = new Set([
	'authentication',
	'permission',
	'configuration',
	'throttled',
	'unavailable',
]);

export function failure(input: FailureInput): Failure {
	return { httpStatus: null, retryable: RETRYABLE.has(input.category), details: {}, ...input };
}

/** What is missing for one record, such as an orchestration that a site has not built, keeps none of the others back. */
export function stopsTheBatch({ category, details }: Failure): boolean {
	return STOPS_THE_BATCH.has(category) && details.ofRecord !== true;
}

/** What passes without anybody's doing: the other system is down, or too busy. */
export function isOutage({ category }: { category?: unknown }): boolean {
	return category === 'unavailable' || category === 'throttled';
}

/** Carries a Failure through code that has nothing to add to it. Only `settle` and the routers look inside. */
export class Failed extends Error {
	constructor(readonly failure: Failure) {
		super(failure.message);
		this.name = 'Failed';
	}
}

export function fail(input: FailureInput): never {
	throw new Failed(failure(input));
}

export type Settled<T> = { ok: true; value: T } | { ok: false; failure: Failure };

/** Turns a Failure into a value; a programmer's mistake stays an exception. */
export async function settle<T>(work: () => Promise<T>): Promise<Settled<T>> {
	return await work().then(
		(value): Settled<T> => ({ ok: true, value }),
		async (error: unknown): Promise<Settled<T>> =>
			error instanceof Failed ? { ok: false, failure: error.failure } : await Promise.reject(error),
	);
}

const ESCAPES: Record<string, string> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
};
const UPSTREAM_TEXT_LIMIT = 500;

/** Text of another system, made safe for n8n's editor, which renders descriptions as HTML, and cut to a readable length. */
export function upstreamText(text: string): string {
	const oneLine = text.replace(/\s+/g, ' ').trim();
	const cut = oneLine.length > UPSTREAM_TEXT_LIMIT ? `${oneLine.slice(0, UPSTREAM_TEXT_LIMIT)}…` : oneLine;
	return cut.replace(/[&<>]/g, (character) => ESCAPES[character]);
}

/** Removes secrets that another system echoed. Values shorter than 4 characters would tear ordinary words apart. */
export function withoutSecrets(text: string, secrets: readonly string[]): string {
	return secrets
		.filter((secret) => secret.length >= 4)
		.reduce(
			(clean, secret) => clean.split(secret).join('***').split(encodeURIComponent(secret)).join('***'),
			text,
		);
}

/** The same for every text of a JSON value: in its written form a secret with a quote would not be recognised. */
export function withoutSecretsIn(value: unknown, secrets: readonly string[]): unknown {
	if (typeof value === 'string') return withoutSecrets(value, secrets);
	if (Array.isArray(value)) return value.map((entry) => withoutSecretsIn(entry, secrets));
	if (value === null || typeof value !== 'object') return value;
	return Object.fromEntries(
		Object.entries(value).map(([key, entry]) => [
			withoutSecrets(key, secrets),
			withoutSecretsIn(entry, secrets),
		]),
	);
}
