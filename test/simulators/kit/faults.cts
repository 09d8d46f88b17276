/** What a fault does to the exchange it fires on. */
export type FaultEffect =
	| { answer: { status: number; body: string; headers?: Record<string, string> } }
	/** the request is executed, its answer is lost: the socket is destroyed */
	| { dropAfter: true }
	/** the socket is destroyed before anything is executed */
	| { dropBefore: true }
	/** the request is executed and answered after this many milliseconds */
	| { delayMs: number }
	/** runs before the request is handled; the request is then handled as usual */
	| { before: () => void };

export interface Fault {
	name: string;
	method?: string;
	path?: RegExp;
	/** matching requests that pass unharmed first (default 0) */
	after?: number;
	/** how often it fires (default 1) */
	times?: number;
	effect: FaultEffect;
}

interface Armed {
	fault: Fault;
	seen: number;
	fired: number;
}

/** The faults a test has ordered, and the proof that they fired. */
export class Faults {
	private armed: Armed[] = [];

	add(fault: Fault): void {
		this.armed.push({ fault, seen: 0, fired: 0 });
	}

	clear(): void {
		this.armed = [];
	}

	fired(name: string): number {
		return this.armed.filter(({ fault }) => fault.name === name).reduce((sum, { fired }) => sum + fired, 0);
	}

	/** The fault that hits this request, if any; counts it as fired. */
	next(method: string, path: string): Fault | undefined {
		for (const entry of this.armed) {
			const { fault } = entry;
			if (fault.method !== undefined && fault.method !== method) continue;
			if (fault.path !== undefined && !fault.path.test(path)) continue;
			entry.seen += 1;
			if (entry.seen <= (fault.after ?? 0) || entry.fired >= (fault.times ?? 1)) continue;
			entry.fired += 1;
			return fault;
		}
		return undefined;
	}
}
