import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../../../../lib/diff';
import { failure, stopsTheBatch } from '../../../../lib/failure';
import type { Failure } from '../../../../lib/failure';
import { textOf } from '../text';
import type { Act } from './acting';
import { asTheSiteHasIt } from './inputs';
import type { PostingSettings, Task } from './settings';
import { titleOf } from './wanted';

/** A call that was made for an invoice in this execution. */
export interface Call {
	task: Task;
	target: string;
	notes: string[];
	failure?: Failure;
}

/** Parked after an answer was lost: looked at again each run, and repeated when it is proved that nothing came of it. */
export const UNKNOWN = 'POSTING_UNKNOWN';

/** What was called for each invoice so far, the last round included. */
export function historyOf(
	asked: readonly IDataObject[],
	answers: readonly IDataObject[],
): Record<string, Call[]> {
	const before = isRecord(asked[0]?.history) ? (asked[0].history as unknown as Record<string, Call[]>) : {};
	const history: Record<string, Call[]> = { ...before };
	asked.forEach(({ key, task, target, notes }, i) => {
		const name = textOf(key);
		if (name === '') return;
		const error = answers[i]?.error;
		const call: Call = {
			task: task as Task,
			target: textOf(target),
			notes: (Array.isArray(notes) ? notes : []).map(textOf),
			...(isRecord(error) ? { failure: error as unknown as Failure } : {}),
		};
		history[name] = [...(history[name] ?? []), call];
	});
	return history;
}

/** As the node that runs orchestrations takes it. */
export function callOf(
	key: string,
	{ task, target, inputs, notes }: Act,
	settings: PostingSettings,
): IDataObject {
	return {
		key,
		task,
		target,
		notes,
		orchestration: settings.orchestrations[task],
		inputs: asTheSiteHasIt(inputs, settings),
	};
}

/** The ledger shows nothing of a call that was made. */
export function withoutEffect(
	{ task, failure: error }: Call,
	title: string,
	calls: readonly Call[],
): Failure {
	if (error && stopsTheBatch(error)) return error;
	const isUnknown = error === undefined || error.category === 'unknown-outcome';
	const says = error ? `${error.message}. ${error.description}` : 'It answered as if all were well.';
	return failure({
		code: isUnknown ? UNKNOWN : 'POSTING_REFUSED',
		category: isUnknown ? 'unknown-outcome' : (error?.category ?? 'validation'),
		message: isUnknown
			? `${title}: '${task}' was called, and JD Edwards shows no trace of it yet`
			: `${title} was not taken by JD Edwards in '${task}'`,
		description: `${isUnknown ? 'It is looked at again with each run, and called again once enough time has passed. ' : ''}${says}${doneBefore(calls)}`,
		details: isUnknown ? { reason: 'unknown-outcome' } : { ofRecord: true },
	});
}

/** A voucher without stamp, right after we entered one, is ours: somebody must finish it. */
export function told(error: Failure, invoice: IDataObject, calls: readonly Call[]): Failure {
	const last = calls[calls.length - 1];
	const isUnstamped =
		error.code === 'POSTING_DUPLICATE' &&
		last?.failure !== undefined &&
		['enterVoucher', 'matchVoucher'].includes(last.task);
	if (!isUnstamped) return { ...error, description: `${error.description}${doneBefore(calls)}` };
	return failure({
		code: 'POSTING_UNSTAMPED',
		category: 'unknown-outcome',
		message: `${titleOf(invoice)} was entered, but its voucher bears no origin stamp`,
		description: `${error.message}. ${error.description}. ${last.failure?.description ?? ''}`,
		// A person has to enter the stamp.
		retryable: false,
	});
}

function doneBefore(calls: readonly Call[]): string {
	const done = calls.filter((call) => call.failure === undefined).slice(0, -1);
	return done.length === 0
		? ''
		: ` Done before: ${done.map(({ task, target }) => `${task} ${target}`.trim()).join(', ')}.`;
}
