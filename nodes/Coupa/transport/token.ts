import { isRecord } from '../../../lib/diff';
import type { RequestResult } from '../../../lib/request/run';
import type { Surroundings } from '../../../lib/request/types';

/** Coupa: a token may be unusable for some five seconds after it was given out. */
const FRESH_TOKEN_WAIT_MS = 5_000;
/** "Some" may be more: a token that was refused after its first rest is given these before it counts as withdrawn. */
const FRESH_TOKEN_RESTS_MS = [FRESH_TOKEN_WAIT_MS, 5_000, 10_000];
/** A token younger than this is refused because it is fresh, not because it expired. */
const FRESH_TOKEN_MS = 30_000;

/** Sends the call once, under the request policy. `renew` makes n8n fetch a new token when the old one is refused. */
export type Send = (renew: boolean) => Promise<RequestResult>;

/**
 * What happens around the access token, whatever the parallelism: the first one is fetched by one call, an expired
 * one is renewed once, and a fresh one is given the time Coupa needs to know it. n8n keeps the token itself.
 */
export class TokenGate {
	private firstCall: Promise<unknown> | undefined;
	private recovery: Promise<unknown> | undefined;
	private recoveries = 0;

	/** @param mintedAt reads from the credential when the token was given out; undefined if not known */
	constructor(
		private readonly surroundings: Surroundings,
		private readonly mintedAt: () => Promise<number | undefined>,
		private hasToken: boolean,
	) {}

	async pass(send: Send): Promise<RequestResult> {
		// A sign-on that was refused is refused to all: the shared promise rejects, and nobody asks again.
		while (!this.hasToken && this.firstCall) await this.firstCall;
		if (!this.hasToken) {
			this.firstCall = this.withRecovery(send);
			const result = (await this.firstCall) as RequestResult;
			if (result.end === 'answered') this.hasToken = true;
			else this.firstCall = undefined;
			return result;
		}
		// A call with a token that is known to be refused would only be refused, too.
		if (this.recovery) await this.recovery;
		return await this.withRecovery(send);
	}

	private async withRecovery(send: Send): Promise<RequestResult> {
		const recoveriesBefore = this.recoveries;
		const refused = await send(false);
		if (!isRefused(refused)) return refused;

		if (this.recovery) await this.recovery;
		else if (recoveriesBefore === this.recoveries) return joined(refused, await this.recoverWith(send));
		return joined(refused, await send(false));
	}

	private async recoverWith(send: Send): Promise<RequestResult> {
		const recovering = this.recover(send);
		this.recovery = recovering;
		try {
			return await recovering;
		} finally {
			this.recoveries += 1;
			this.recovery = undefined;
		}
	}

	private async recover(send: Send): Promise<RequestResult> {
		const minted = await this.mintedAt();
		const isFresh = minted !== undefined && this.surroundings.now() - minted < FRESH_TOKEN_MS;
		const renew = async () => await send(true);
		const rest = async () => await this.afterRest(send);
		const [first, second] = isFresh ? [rest, renew] : [renew, rest];
		const result = await first();
		return isRefused(result) ? joined(result, await second()) : result;
	}

	private async afterRest(send: Send): Promise<RequestResult> {
		const [first, ...more] = FRESH_TOKEN_RESTS_MS;
		let result = await this.afterWait(first, send);
		for (const restMs of more) {
			if (!isRefused(result)) break;
			result = joined(result, await this.afterWait(restMs, send));
		}
		return result;
	}

	private async afterWait(restMs: number, send: Send): Promise<RequestResult> {
		await this.surroundings.sleep(restMs, this.surroundings.signal);
		const result = await send(false);
		return { ...result, waitedMs: result.waitedMs + restMs };
	}
}

/** When n8n stored the token: it keeps the end of its life and how long that was. */
export function mintedAt(oauthTokenData: unknown): number | undefined {
	if (!isRecord(oauthTokenData)) return undefined;
	const minted = Number(oauthTokenData.n8n_expires_at) - Number(oauthTokenData.expires_in) * 1000;
	return Number.isFinite(minted) ? minted : undefined;
}

/** How long a token has still to rest before Coupa knows it for sure; 0 when that is over or not known. */
export function restMs(oauthTokenData: unknown, now: number): number {
	const minted = mintedAt(oauthTokenData);
	return minted === undefined
		? 0
		: Math.min(FRESH_TOKEN_WAIT_MS, Math.max(0, minted + FRESH_TOKEN_WAIT_MS - now));
}

function isRefused({ end, last }: RequestResult): boolean {
	return end === 'answered' && last.status === 401;
}

function joined(first: RequestResult, second: RequestResult): RequestResult {
	return {
		...second,
		attempts: first.attempts + second.attempts,
		waitedMs: first.waitedMs + second.waitedMs,
	};
}
