/** Faults in a row, without one answer between them, after which a host counts as down. */
const OPENS_AFTER = 10;
/** How long it is left alone before one call tries again. */
const COOL_DOWN_MS = 30_000;

/** Spares a host that is down, and the user a wait for the same bad news a thousand times. */
export class Breaker {
	private faultsInARow = 0;
	private openUntil = 0;

	isOpen(now: number): boolean {
		return now < this.openUntil;
	}

	answered(): void {
		this.faultsInARow = 0;
		this.openUntil = 0;
	}

	fault(now: number): void {
		this.faultsInARow += 1;
		if (this.faultsInARow >= OPENS_AFTER) this.openUntil = now + COOL_DOWN_MS;
	}
}

/**
 * Caps repetitions at a share of the calls, so that a half-broken server does not get five times the traffic.
 * Starts with a reserve, because a short run may be unlucky.
 */
export class RetryBudget {
	private credit: number;

	/** @param reserve repetitions that are always allowed @param share repetitions earned by each call */
	constructor(
		private readonly reserve = 20,
		private readonly share = 0.2,
	) {
		this.credit = reserve;
	}

	earn(): void {
		this.credit = Math.min(this.reserve * 10, this.credit + this.share);
	}

	spend(): boolean {
		if (this.credit < 1) return false;
		this.credit -= 1;
		return true;
	}
}
