/** A throttled caller slows down to no less than this, or it would never find out that the road is free again. */
export const FLOOR_PER_SECOND = 0.5;
/** Share of the ceiling that is won back with every second without throttling. */
const RECOVERY_PER_SECOND = 0.05;

/** A caller that waits for a place, and how many may be under way for it to get one. */
interface Waiting {
	places: number;
	start: () => void;
}

/** Evenly spaced starts, with some allowed at once after a rest. */
export class Pace {
	/** when the next call may start, were there no burst allowance */
	nextStart = 0;

	claim(now: number, perSecond: number, burst: number): number {
		const spacing = 1000 / perSecond;
		const start = Math.max(this.nextStart, now - (burst - 1) * spacing);
		this.nextStart = start + spacing;
		return Math.max(0, start - now);
	}
}

/** What all callers of one host have in common, however each of them is set. */
export class Road {
	/** the rate in force now, of all together */
	perSecond = 0;
	/** highest ceiling seen: as far as the rate recovers */
	ceiling = 0;
	rateSetAt = 0;
	readonly pace = new Pace();
	/** of callers whose own ceiling is lower, by that ceiling */
	readonly slowerPaces = new Map<number, Pace>();
	/** nobody starts before this: set by throttling */
	pausedUntil = 0;
	underWay = 0;
	readonly waiting: Waiting[] = [];

	/** A caller that is faster than all before takes the rate with it, unless the host is being spared. */
	join(ceiling: number, now: number): void {
		if (ceiling <= this.ceiling) return;
		if (this.perSecond === this.ceiling) this.perSecond = ceiling;
		this.ceiling = ceiling;
		this.rateSetAt = Math.max(this.rateSetAt, now);
	}

	recover(now: number): void {
		const seconds = Math.max(0, now - Math.max(this.rateSetAt, this.pausedUntil)) / 1000;
		this.perSecond = Math.min(this.ceiling, this.perSecond + this.ceiling * RECOVERY_PER_SECOND * seconds);
		this.rateSetAt = Math.max(this.rateSetAt, now);
	}

	/** Strictly in turn: whoever needs an emptier road would otherwise be overtaken for ever. */
	admit(): void {
		while (this.waiting.length > 0 && this.underWay < this.waiting[0].places) {
			this.underWay += 1;
			this.waiting.shift()!.start();
		}
	}
}
