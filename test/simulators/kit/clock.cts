/** A clock that tests can set and move; it runs on from there, so that tokens still age while a test waits. */
export class Clock {
	private offsetMs = 0;

	constructor(start?: string) {
		if (start !== undefined) this.set(start);
	}

	now(): Date {
		return new Date(Date.now() + this.offsetMs);
	}

	/** @param instant ISO 8601 with zone */
	set(instant: string): void {
		this.offsetMs = Date.parse(instant) - Date.now();
	}

	advance(milliseconds: number): void {
		this.offsetMs += milliseconds;
	}
}
