import type { IDataObject } from 'n8n-workflow';

import { fail } from '../../../lib/failure';
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

/** An outage is nobody's task: the schedule goes on from the next attempt, and the execution is no failure. */
const OUTAGES: ReadonlyArray<FailureCategory | string> = ['unavailable', 'throttled'];

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
	const isQuiet = OUTAGES.includes(category) && (step === 'run' || (step === 'parked' && again));
	if (category !== '' && step !== 'chunk' && !isQuiet) {
		stopped(category as FailureCategory, message, runId);
	}
	if (isOfKeys && Number(end.open_count) > 0) stillParked(step, Number(end.open_count), message, runId);
	if (step !== 'run') return [{ ...end }];
	if (category === '' && !dryRun && (totals.parked > 0 || again)) return [{ step: 'parked', runId, totals }];
	return [];
}

function stopped(category: FailureCategory, message: string, runId: string): never {
	fail({
		code: 'RUN_STOPPED',
		category,
		message: message || 'The run was stopped',
		description: `Nothing is lost: the next run goes on where this one stopped (run ${runId})`,
	});
}

function stillParked(step: Step, count: number, message: string, runId: string): never {
	fail({
		code: 'RECORDS_PARKED',
		category: 'reference',
		message: `${count} record${count === 1 ? ' is' : 's are'} parked: ${message}`,
		description: `See the table 'jde_coupa_parked' for each reason. Correct the crosswalk, the mapping or the data, publish the workflow (n8n retries published workflows only), then ${
			step === 'parked'
				? `press Retry on the run that called this one, execution ${runId}: Retry here would only repeat this message.`
				: 'replay again. A record that is settled otherwise can be linked or dismissed.'
		}`,
	});
}
