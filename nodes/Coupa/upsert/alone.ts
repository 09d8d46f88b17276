import { isOutage } from '../../../lib/failure';
import type { Failure, Settled } from '../../../lib/failure';
import type { ResourceModel } from '../model/resource';
import type { Coupa } from '../transport/types';

/** So many records in a row, without an answer between them, are an outage whatever can still be read. */
const OUTAGE_FROM = 3;

/**
 * Tells a record on which Coupa stumbles each time from an outage, which would hit every record alike: Coupa answers for
 * others after it. The one is left to a later run, so that it holds nothing up; the other ends the batch.
 */
export class Suspects {
	/** since the last answer */
	private inARow: number[] = [];
	private readonly alone: number[] = [];

	constructor(
		private readonly coupa: Coupa,
		private readonly model: ResourceModel,
	) {}

	/** A write was answered, well or badly. */
	answered(): void {
		this.alone.push(...this.inARow.splice(0));
	}

	/** @returns whether it may be the record's own, so that the next one is tried */
	async add(index: number, bad: Failure): Promise<boolean> {
		// A 429 is a refusal by number of calls, and without an answer nothing was said about the record.
		if (!isOutage(bad) || (bad.httpStatus ?? 0) < 500) return false;
		this.inARow.push(index);
		return this.inARow.length < OUTAGE_FROM && (await this.isUp());
	}

	/** @param isOver whether the batch came to its end, and no outage ended it */
	told<R>(results: ReadonlyArray<Settled<R>>, isOver: boolean): Array<Settled<R>> {
		if (isOver) this.answered();
		const alone = new Set(this.alone);
		return results.map((result, i) =>
			result.ok || !alone.has(i) ? result : { ok: false, failure: ofRecord(result.failure) },
		);
	}

	/** The smallest read there is: it may be the last record, or the only one. */
	private async isUp(): Promise<boolean> {
		const { path, type, scope } = this.model;
		const query = { limit: '1', fields: '["id"]' };
		const about = `any ${type}`;
		const reply = await this.coupa.send({ method: 'GET', path, query, effect: 'repeatable', about, scope });
		return isAnswer(reply.result);
	}
}

/** Coupa read the call, whatever it thought of it. */
export function isAnswer(result: Settled<unknown>): boolean {
	return result.ok || (result.failure.httpStatus !== null && !isOutage(result.failure));
}

function ofRecord(bad: Failure): Failure {
	return {
		...bad,
		description: `Coupa answers for others, so it is this record: run it again later. ${bad.description}`,
		details: { ...bad.details, ofRecord: true },
	};
}
