export interface LimiterOptions {
	/** calls a second that are never exceeded @default 20 */
	ceilingPerSecond: number;
	/** calls that may go out at once after a pause @default 5 */
	burst: number;
	/** calls under way at once @default 5 */
	concurrency: number;
}

/** A throttled caller slows down to no less than this, or it would never find out that the road is free again. */
const FLOOR_PER_SECOND = 0.5;
/** Share of the ceiling that is won back with every second without throttling. */
const RECOVERY_PER_SECOND = 0.05;

/**
 * Spaces calls to one host and counts those under way: additive increase up to the ceiling, halved when throttled.
 * Holds no timer: `reserve` says how long to wait, and the caller waits.
 */
export class Limiter {
	/** the rate in force now, never above the ceiling */
	private perSecond: number;
	private rateSetAt: number;
	/** when the next call may start, were there no burst allowance */
	private nextStart = 0;
	/** nobody starts before this: set by throttling */
	private pausedUntil = 0;
	private underWay = 0;
	private readonly waiting: Array<() => void> = [];

	constructor(
		private readonly options: LimiterOptions,
		now: number,
	) {
		this.perSecond = options.ceilingPerSecond;
		this.rateSetAt = now;
	}

	/** Claims the next free start. @returns milliseconds to wait for it */
	reserve(now: number): number {
		this.recover(now);
		const spacing = 1000 / this.perSecond;
		const earliest = now - (this.options.burst - 1) * spacing;
		const start = Math.max(this.nextStart, earliest);
		this.nextStart = start + spacing;
		return Math.max(0, start - now, this.pausedUntil - now);
	}

	/** The server asked for fewer calls. @param pauseMs what it asked for, or what the back-off chose */
	throttled(now: number, pauseMs: number): void {
		this.recover(now);
		// Calls that were under way together are throttled together: they halve the rate once.
		if (this.pausedUntil <= now) this.perSecond = Math.max(FLOOR_PER_SECOND, this.perSecond / 2);
		this.pausedUntil = Math.max(this.pausedUntil, now + pauseMs);
		this.nextStart = Math.max(this.nextStart, this.pausedUntil);
	}

	/** Waits for one of the places under way; whoever got it must `leave`. A cancelled caller gets none. */
	async enter(signal?: AbortSignal): Promise<void> {
		signal?.throwIfAborted();
		if (this.underWay < this.options.concurrency) {
			this.underWay += 1;
			return;
		}
		await new Promise<void>((resolve, reject) => {
			const start = () => {
				signal?.removeEventListener('abort', cancel);
				resolve();
			};
			const cancel = () => {
				this.waiting.splice(this.waiting.indexOf(start), 1);
				reject(signal?.reason as Error);
			};
			signal?.addEventListener('abort', cancel, { once: true });
			this.waiting.push(start);
		});
	}

	leave(): void {
		const next = this.waiting.shift();
		if (next) next();
		else this.underWay -= 1;
	}

	ratePerSecond(now: number): number {
		this.recover(now);
		return this.perSecond;
	}

	private recover(now: number): void {
		const seconds = Math.max(0, now - Math.max(this.rateSetAt, this.pausedUntil)) / 1000;
		const gained = this.options.ceilingPerSecond * RECOVERY_PER_SECOND * seconds;
		this.perSecond = Math.min(this.options.ceilingPerSecond, this.perSecond + gained);
		this.rateSetAt = Math.max(this.rateSetAt, now);
	}
}

const limiters = new Map<string, Limiter>();

/** One limiter for each host and setting, shared by all executions of the process. */
export function sharedLimiter(host: string, options: LimiterOptions, now: number): Limiter {
	const key = `${host} ${options.ceilingPerSecond} ${options.burst} ${options.concurrency}`;
	const known = limiters.get(key);
	if (known) return known;
	const made = new Limiter(options, now);
	limiters.set(key, made);
	return made;
}
