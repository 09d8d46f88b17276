import type { IDataObject } from 'n8n-workflow';

import { failure } from '../../../../lib/failure';
import type { Failure } from '../../../../lib/failure';
import { outcome } from '../../../../lib/outcome';
import type { OutcomeAction } from '../../../../lib/outcome';
import type { Call } from './calls';
import type { Task } from './settings';

const MAKES: readonly Task[] = ['enterVoucher', 'matchVoucher'];

export function plannedAction(task: Task): OutcomeAction {
	return MAKES.includes(task) ? 'planned-create' : 'planned-update';
}

export function actionOf(calls: readonly Call[]): OutcomeAction {
	if (calls.length === 0) return 'unchanged';
	return MAKES.includes(calls[0].task) ? 'created' : 'updated';
}

export function outcomeOf(
	key: string,
	action: OutcomeAction,
	voucher: string,
	calls: readonly Call[],
	system: string,
	now: string,
	source: IDataObject,
): IDataObject {
	return outcome({
		record: { type: 'invoice', key },
		action,
		target: { system, id: voucher === '' ? null : voucher, key: voucher },
		changes: calls.map(({ task, target, notes }) => ({
			path: task,
			before: target,
			after: [voucher, ...notes].join('; '),
		})),
		calls: calls.length,
		attempts: calls.length,
		waitedMs: 0,
		startedAt: now,
		finishedAt: now,
		wanted: source,
	}) as unknown as IDataObject;
}

export function skipped(
	key: string,
	reason: string,
	system: string,
	now: string,
	source: IDataObject,
): IDataObject {
	return { ...outcomeOf(key, 'skipped', '', [], system, now, source), reason, watch: false };
}

export function heldFailure(title: string, reason: string): Failure {
	return failure({
		code: 'COMPANY_HELD',
		category: 'period-closed',
		message: `${title} is not posted now: its company is ${reason || 'held'}`,
		description:
			"It is posted with a later run; to post it sooner, change the table 'jde_coupa_calendar' and replay it",
		details: { reason: 'period-closed' },
	});
}

export function gone(key: string): Failure {
	return failure({
		code: 'RECORD_GONE',
		category: 'reference',
		message: `Invoice ${key} is not in Coupa any more, or its user may not see it`,
		description: 'Dismiss the parked record if it was deleted there',
	});
}
