import { stopsTheBatch } from '../../../lib/failure';
import type { Failure, Settled } from '../../../lib/failure';
import { notTried } from '../../../lib/node/operation';
import type { ResourceModel } from '../model/resource';
import type { Coupa } from '../transport/types';
import { Suspects, isAnswer } from './alone';
import { leaseEnded } from './guards';
import type { WriteSettings } from './types';

/** Asked immediately before each write. */
export type Before = () => Failure | undefined;

/**
 * Works on as many records at once as calls may be under way; results keep the order. What would hit all alike ends
 * the batch, also when it was found out before any write; what is left then counts as not tried.
 */
export async function inBatch<T, R>(
	coupa: Coupa,
	model: ResourceModel,
	settings: Pick<WriteSettings, 'doNotWriteAfter'>,
	entries: ReadonlyArray<Settled<T>>,
	work: (entry: T, before: Before, index: number) => Promise<Settled<R>>,
): Promise<Array<Settled<R>>> {
	let stopped = entries
		.map((entry) => (entry.ok ? undefined : entry.failure))
		.find((bad) => bad && stopsTheBatch(bad));
	const suspects = new Suspects(coupa, model);
	const results = await inParallel(entries, coupa.concurrency, async (entry, index): Promise<Settled<R>> => {
		if (!entry.ok) return entry;
		let isSent = false;
		const before: Before = () => {
			const refusal = stopped ? notTried(stopped) : leaseEnded(settings, coupa.surroundings.now());
			isSent = refusal === undefined;
			return refusal;
		};
		const result = await work(entry.value, before, index);
		if (stopped) return result;
		if (result.ok || !stopsTheBatch(result.failure)) {
			if (isSent && isAnswer(result)) suspects.answered();
		} else if (!(await suspects.add(index, result.failure))) stopped ??= result.failure;
		return result;
	});
	return suspects.told(results, stopped === undefined);
}

async function inParallel<T, R>(
	entries: readonly T[],
	workers: number,
	work: (entry: T, index: number) => Promise<R>,
): Promise<R[]> {
	const results: R[] = [];
	let next = 0;
	const worker = async () => {
		for (let index = next++; index < entries.length; index = next++) {
			results[index] = await work(entries[index], index);
		}
	};
	await Promise.all(Array.from({ length: workers }, worker));
	return results;
}
