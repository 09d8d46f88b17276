/** Seeded pseudo-random numbers: the same seed gives the same company on every machine. */
export class Random {
	private state: number;

	constructor(seed: number | string) {
		// FNV-1a over the seed's text, so that neighbouring seeds do not give neighbouring sequences.
		let hash = 0x811c9dc5;
		for (const character of String(seed)) {
			hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
		}
		// Zero is the one state that xorshift never leaves.
		this.state = hash >>> 0 || 1;
		for (let round = 0; round < 8; round += 1) this.next();
	}

	/** 0 inclusive to 1 exclusive (xorshift, 32 bits) */
	next(): number {
		let state = this.state;
		state ^= state << 13;
		state ^= state >>> 17;
		state ^= state << 5;
		this.state = state >>> 0;
		return this.state / 0x1_0000_0000;
	}

	/** A whole number from low to high, both included. */
	between(low: number, high: number): number {
		return low + Math.floor(this.next() * (high - low + 1));
	}

	chance(probability: number): boolean {
		return this.next() < probability;
	}

	pick<T>(choices: readonly T[]): T {
		return choices[this.between(0, choices.length - 1)];
	}

	/** A shuffled copy. */
	shuffled<T>(values: readonly T[]): T[] {
		const copy = [...values];
		for (let index = copy.length - 1; index > 0; index -= 1) {
			const other = this.between(0, index);
			[copy[index], copy[other]] = [copy[other], copy[index]];
		}
		return copy;
	}
}
