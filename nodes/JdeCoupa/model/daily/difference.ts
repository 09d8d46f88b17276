import type { IDataObject } from 'n8n-workflow';

/** Something that a person has to look at. */
export interface Difference {
	/** key of the record in JD Edwards, or the table or flow that it is about */
	key: string;
	/** short and the same for all of its kind, for counting: `not in Coupa` */
	kind: string;
	/** what was found, with both sides */
	says: string;
	/** how to get unstuck */
	todo: string;
}

/** Counts by kind, with the first difference of all: what a run of daily checks hands on from chunk to chunk. */
export interface CheckTotals extends IDataObject {
	vouchers: number;
	suppliers: number;
	/** not judged: parked already, changed since the flow's last run, or waiting to be posted */
	leftToTheFlows: number;
	differences: number;
	byKind: Record<string, number>;
	first: string;
	firstTodo: string;
}

export const NO_CHECKS: CheckTotals = {
	...{ vouchers: 0, suppliers: 0, leftToTheFlows: 0, differences: 0 },
	byKind: {},
	first: '',
	firstTodo: '',
};

export function addDifferences(
	before: Partial<CheckTotals>,
	found: readonly Difference[],
	checked: Partial<Pick<CheckTotals, 'vouchers' | 'suppliers' | 'leftToTheFlows'>> = {},
): CheckTotals {
	const totals = { ...NO_CHECKS, ...before };
	const byKind = { ...totals.byKind };
	for (const { kind } of found) byKind[kind] = (byKind[kind] ?? 0) + 1;
	const isFirst = totals.first === '' && found.length > 0;
	return {
		vouchers: totals.vouchers + (checked.vouchers ?? 0),
		suppliers: totals.suppliers + (checked.suppliers ?? 0),
		leftToTheFlows: totals.leftToTheFlows + (checked.leftToTheFlows ?? 0),
		differences: totals.differences + found.length,
		byKind,
		first: isFirst ? found[0].says : totals.first,
		firstTodo: isFirst ? found[0].todo : totals.firstTodo,
	};
}

export interface CheckStamp {
	flow: string;
	runId: string;
	executionId: string;
	/** ISO 8601, UTC */
	now: string;
}

/** A row of `jde_coupa_audit`. */
export function differenceRow(
	{ key, kind, says, todo }: Difference,
	{ flow, runId, executionId, now }: CheckStamp,
): IDataObject {
	return {
		...{ flow, key, run_id: runId, execution_id: executionId, at: now },
		action: kind,
		category: 'conflict',
		message: `${says}. ${todo}`,
	};
}
