import { FLOOR_PER_SECOND, Pace, Road } from './road';

export interface LimiterOptions {
	/** calls a second that are never exceeded @default 20 */
	ceilingPerSecond: number;
	/** calls that may go out at once after a pause @default 5 */
	burst: number;
	/** calls under way at once @default 5 */
	concurrency: number;
}

/**
 * Spaces calls to one host and counts those under way: additive increase up to the ceiling, halved when throttled.
 * Callers on the same road together stay within the highest of their ceilings, and each of them within its own. Holds
 * no timer: it says how long to wait, and the caller waits.
 */
export class Limiter {
	constructor(
		private readonly options: LimiterOptions,
		now: number,
		private readonly road = new Road(),
	) {
		road.join(options.ceilingPerSecond, now);
	}

	/**
	 * Claims the caller's own next turn, where others on the road may go faster. It is waited for before `enter`, so
	 * that a slow caller leaves its places to the others. @returns milliseconds
	 */
	ownTurn(now: number): number {
		const { road } = this;
		const { ceilingPerSecond, burst } = this.options;
		if (ceilingPerSecond >= road.ceiling) return 0;
		const pace = road.slowerPaces.get(ceilingPerSecond) ?? new Pace();
		road.slowerPaces.set(ceilingPerSecond, pace);
		return pace.claim(now, ceilingPerSecond, burst);
	}

	/** Claims the next free start on the road. @returns milliseconds to wait for it */
	reserve(now: number): number {
		const { road } = this;
		road.recover(now);
		const wait = road.pace.claim(now, road.perSecond, this.options.burst);
		return Math.max(wait, road.pausedUntil - now);
	}

	/** Whether a start that was claimed before has to be claimed anew. */
	isPaused(now: number): boolean {
		return now < this.road.pausedUntil;
	}

	/** The server asked for fewer calls. @param pauseMs what it asked for, or what the back-off chose */
	throttled(now: number, pauseMs: number): void {
		const { road } = this;
		road.recover(now);
		// Calls that were under way together are throttled together: they halve the rate once.
		if (road.pausedUntil <= now) road.perSecond = Math.max(FLOOR_PER_SECOND, road.perSecond / 2);
		road.pausedUntil = Math.max(road.pausedUntil, now + pauseMs);
		road.pace.nextStart = Math.max(road.pace.nextStart, road.pausedUntil);
	}

	/** Waits for one of the places under way; whoever got it must `leave`. A cancelled caller gets none. */
	async enter(signal?: AbortSignal): Promise<void> {
		signal?.throwIfAborted();
		const { road } = this;
		await new Promise<void>((resolve, reject) => {
			const start = () => {
				signal?.removeEventListener('abort', cancel);
				resolve();
			};
			const waiting = { places: this.options.concurrency, start };
			const cancel = () => {
				road.waiting.splice(road.waiting.indexOf(waiting), 1);
				road.admit();
				reject(signal?.reason as Error);
			};
			signal?.addEventListener('abort', cancel, { once: true });
			road.waiting.push(waiting);
			road.admit();
		});
	}

	leave(): void {
		this.road.underWay -= 1;
		this.road.admit();
	}

	/** of all callers on the road together */
	ratePerSecond(now: number): number {
		this.road.recover(now);
		return this.road.perSecond;
	}
}

const roads = new Map<string, Road>();

/** A limiter with the caller's own options, on the one road to the host that all executions of the process share. */
export function sharedLimiter(host: string, options: LimiterOptions, now: number): Limiter {
	const road = roads.get(host) ?? new Road();
	roads.set(host, road);
	return new Limiter(options, now, road);
}
