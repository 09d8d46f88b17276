import type { Clock } from '../kit/clock.cts';
import type { Reply } from '../kit/server.cts';
import { proxyPage } from './errors.cts';

export interface Rate {
	/** Infinity switches the limit off */
	perSecond: number;
	burst: number;
	status: 429 | 503;
	retryAfter: 'none' | 'seconds' | 'date';
}

// The documented figures; the status and the missing header are what clients in the field report.
export const DOCUMENTED_RATE: Rate = { perSecond: 25, burst: 20, status: 429, retryAfter: 'none' };

/**
 * A token bucket over all callers of the instance. It runs on real time: a test that moves the simulator's clock
 * by a day must not thereby be forgiven its request rate.
 */
export class Throttle {
	private tokens: number;
	private filledAt: number;

	constructor(
		private readonly rate: Rate,
		private readonly clock: Clock,
		private readonly realNowMs: () => number = () => performance.now(),
	) {
		this.tokens = rate.burst;
		this.filledAt = realNowMs();
	}

	/** The refusal, if this request is over the rate. */
	refuse(): Reply | undefined {
		if (this.rate.perSecond === Infinity) return undefined;
		const now = this.realNowMs();
		const refill = ((now - this.filledAt) / 1000) * this.rate.perSecond;
		this.tokens = Math.min(this.rate.burst, this.tokens + refill);
		this.filledAt = now;
		if (this.tokens >= 1) {
			this.tokens -= 1;
			return undefined;
		}
		const title = this.rate.status === 429 ? 'Too Many Requests' : 'Service Temporarily Unavailable';
		return proxyPage(this.rate.status, title, this.retryAfter());
	}

	private retryAfter(): Record<string, string> {
		const seconds = Math.max(1, Math.ceil((1 - this.tokens) / this.rate.perSecond));
		switch (this.rate.retryAfter) {
			case 'seconds':
				return { 'retry-after': String(seconds) };
			case 'date':
				return {
					'retry-after': new Date(this.clock.now().getTime() + (seconds + 1) * 1000).toUTCString(),
				};
			default:
				return {};
		}
	}
}
