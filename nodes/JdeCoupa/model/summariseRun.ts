import type { IDataObject } from 'n8n-workflow';

import { fail, isOutage } from '../../../lib/failure';
import type { FailureCategory } from '../../../lib/failure';
import type { Step } from './planStep';

/** The columns of the state row that a step leaves behind. */
export interface StepEnd {
	totals?: string | null;
	stop_category?: string | null;
	stop_message?: string | null;
	/** records that this step left parked */
	open_count?: number | null;
}

/**
 * The end of a step. Fails where a person has something to do, so that n8n shows the execution as failed; otherwise
 * returns what the workflow does next.
 * @param again whether something is to be looked at again, though this run parked nothing; in the step `parked`,
 * whether that is all there is
 */
export function summariseRun(
	step: Step,
	runId: string,
	end: StepEnd,
	dryRun: boolean,
	again = false,
): IDataObject[] {
	const totals = JSON.parse(end.totals || '{}') as Record<string, number>;
	const category = end.stop_category ?? '';
	const message = end.stop_message ?? '';
	const isOfKeys = step === 'parked' || step === 'replay';
	// An outage is nobody's task: the schedule goes on from the next attempt, and the execution is no failure.
	const isQuiet = isOutage({ category }) && (step === 'run' || (step === 'parked' && again));
	if (category !== '' && step !== 'chunk' && !isQuiet) {
		stopped(step, category as FailureCategory, message, runId);
	}
	if (isOfKeys && Number(end.open_count) > 0) stillParked(step, Number(end.open_count), message, runId);
	if (step !== 'run') return [{ ...end }];
	if (category === '' && !dryRun && (totals.parked > 0 || again)) return [{ step: 'parked', runId, totals }];
	return [];
}

function stopped(step: Step, category: FailureCategory, message: string, runId: string): never {
	const why = message || 'The run was stopped';
	if (step === 'run') {
		return fail({
			code: 'RUN_STOPPED',
			category,
			message: why,
			description: `Nothing is lost: the next run goes on where this one stopped (run ${runId})`,
		});
	}
	const byItself = isOutage({ category })
		? ' What an outage has parked is tried by each later run, too.'
		: '';
	return fail({
		code: 'RUN_STOPPED',
		category,
		message: `Not all that is parked could be tried again: ${why}`,
		description: `Nothing is lost: it stays in the table 'jde_coupa_parked'. When the cause is gone, ${wayBack(step, runId)}${byItself}`,
	});
}

function wayBack(step: Step, runId: string): string {
	if (step !== 'parked') return 'replay again.';
	return `press Retry on the run that called this one, execution ${runId}: Retry here would only repeat this message.`;
}

function stillParked(step: Step, count: number, message: string, runId: string): never {
	fail({
		code: 'RECORDS_PARKED',
		category: 'reference',
		message: `${count} record${count === 1 ? ' is' : 's are'} parked: ${message}`,
		description: `See the table 'jde_coupa_parked' for each reason. Correct the crosswalk, the mapping or the data, publish the workflow (n8n retries published workflows only), then ${wayBack(step, runId)}${
			step === 'parked' ? '' : ' A record that is settled otherwise can be linked or dismissed.'
		}`,
	});
}
