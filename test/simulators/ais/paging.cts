import { randomBytes } from 'node:crypto';

import type { Clock } from '../kit/clock.cts';
import type { VisibleTable } from './access.cts';
import type { Row } from './catalogue/index.cts';
import { resultsExpired } from './errors.cts';
import type { Page, PageStyle } from './gridData.cts';

/** What is left of a query that a next-link continues. */
export interface ResultSet {
	rid: string;
	token: string;
	stackId: number;
	seen: VisibleTable;
	remaining: Row[];
	pageRows: number;
	style: PageStyle;
	returnControlIDs: string;
	usedAt: number;
}

/** The open result sets. They live in one session and die when nobody asks for the next page in time. */
export class ResultSets {
	private readonly open = new Map<string, ResultSet>();

	constructor(
		private readonly clock: Clock,
		private readonly timeoutMs: number,
	) {}

	keep(given: Omit<ResultSet, 'rid' | 'usedAt'>): ResultSet {
		const set = { ...given, rid: newRid(), usedAt: this.clock.now().getTime() };
		this.open.set(set.rid, set);
		return set;
	}

	/** The next page. A page is handed out once: asking again gives the one after it. */
	next(rid: string, token: string): { set: ResultSet; page: Page } {
		const set = this.open.get(rid);
		const now = this.clock.now().getTime();
		if (!set || set.token !== token || now - set.usedAt > this.timeoutMs) {
			this.open.delete(rid);
			throw resultsExpired();
		}
		const rows = set.remaining.splice(0, set.pageRows);
		set.usedAt = now;
		const moreRecords = set.remaining.length > 0;
		if (!moreRecords) this.open.delete(rid);
		return { set, page: { rows, moreRecords } };
	}
}

export function newRid(): string {
	return randomBytes(8).toString('hex');
}

/** The link as the server writes it: its own address, and the token in the query string. */
export function nextLink(base: string, set: ResultSet, fullGridId: number): object {
	const query = new URLSearchParams({
		stackId: String(set.stackId),
		stateId: '1',
		rid: set.rid,
		fullGridId: String(fullGridId),
		formOID: 'W0',
		token: set.token,
		outputType: set.style.outputType,
		...(set.returnControlIDs ? { returnControlIDs: set.returnControlIDs } : {}),
	});
	return { rel: 'next', href: `${base}/jderest/v2/dataservice/next?${query}` };
}
