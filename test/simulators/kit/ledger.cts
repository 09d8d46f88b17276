export interface Exchange {
	/** ISO 8601, by the simulator's clock */
	at: string;
	method: string;
	/** path without the query string */
	path: string;
	query: Record<string, string>;
	headers: Record<string, string>;
	/** body as received */
	body: string;
	status: number;
	/** name of the fault that fired on this exchange */
	fault?: string;
}

/** One change of the simulated system: what was created, updated, posted or sent to a third party. */
export interface Effect {
	at: string;
	kind: string;
	key: string;
	detail?: unknown;
}

/** Everything that reached a simulator and everything it changed: tests read the truth here, not in the product. */
export class Ledger {
	exchanges: Exchange[] = [];
	effects: Effect[] = [];

	clear(): void {
		this.exchanges = [];
		this.effects = [];
	}

	/** `count('POST', /suppliers$/)` */
	count(method: string, path: RegExp = /./): number {
		return this.exchanges.filter((exchange) => exchange.method === method && path.test(exchange.path)).length;
	}

	/** Whether a text stands in any request: path, query, headers or body. */
	mentions(text: string): boolean {
		return JSON.stringify(this.exchanges).includes(JSON.stringify(text).slice(1, -1));
	}
}
