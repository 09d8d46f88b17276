import type { IDataObject } from 'n8n-workflow';

import { Failed, fail, failure, settle, upstreamText } from '../../../lib/failure';
import type { Surroundings } from '../../../lib/request/types';
import { errorsIn } from '../model/answerErrors';
import { jobState, reportBody } from '../model/report';
import type { JobState, ReportRequest } from '../model/report';
import type { Ais } from './connection';

export interface Job {
	/** report and version where they are known: `R04424 ZJDE0001` */
	report?: string;
	number: number;
	/** empty is the default one */
	server: string;
}

/** What the service says about a job, with its status in words as `state`. */
export type JobReport = IDataObject & { state: JobState };

/** Submits a batch program once. @throws Failed */
export async function submitReport(
	ais: Ais,
	request: ReportRequest,
): Promise<{ job: Job; report: JobReport }> {
	const name = `${request.name} ${request.version}`;
	const body = await ais.call({
		method: 'POST',
		path: '/v2/report/execute',
		body: reportBody(request),
		effect: 'once',
		what: `report ${name}`,
	});
	failOnErrors(`Report ${name}`, body);
	const number = Number(body.jobNumber);
	if (!Number.isInteger(number) || number <= 0) noJobNumber(name, body);
	const job = { report: name, number, server: String(body.executionServer ?? '') };
	return { job, report: { ...body, state: jobState(body.jobStatus) } };
}

/** @throws Failed */
export async function reportStatus(ais: Ais, job: Job): Promise<JobReport> {
	const { number, server } = job;
	const body = await ais.call({
		method: 'POST',
		path: '/v2/report/status',
		body: { jobNumber: number, ...(server === '' ? {} : { executionServer: server }) },
		effect: 'repeatable',
		what: `job ${number}`,
	});
	failOnErrors(nameOf(job), body);
	return { ...body, state: jobState(body.jobStatus) };
}

export interface Patience {
	/** how long to wait in all */
	maxMs: number;
	/** between two looks */
	everyMs: number;
}

/** Looks until the job is done. @throws Failed where it ended in error or was not done in time */
export async function waitForReport(
	ais: Ais,
	job: Job,
	{ maxMs, everyMs }: Patience,
	{ now, sleep, signal }: Surroundings,
): Promise<JobReport> {
	const deadline = now() + maxMs;
	for (;;) {
		const seen = await settle(async () => await reportStatus(ais, job));
		if (!seen.ok) throw new Failed(endNotSeen(job, `${seen.failure.message}. ${seen.failure.description}`));
		const { state } = seen.value;
		if (state === 'done') return seen.value;
		if (state === 'failed') endedInError(job);
		if (now() + everyMs > deadline) {
			const minutes = Math.round(maxMs / 60_000);
			throw new Failed(endNotSeen(job, `After ${minutes} minutes it was: ${state}`));
		}
		await sleep(everyMs, signal);
	}
}

function failOnErrors(name: string, body: IDataObject): void {
	const says = errorsIn(body);
	if (says.length === 0) return;
	fail({
		code: 'JDE_REPORT_REFUSED',
		category: 'validation',
		message: `${name} was refused by JD Edwards`,
		description: `Check the report, its version and the values. JD Edwards says: ${upstreamText(says.join(' · '))}`,
		httpStatus: 200,
	});
}

function noJobNumber(name: string, body: IDataObject): never {
	fail({
		code: 'JDE_REPORT_NO_JOB',
		category: 'unknown-outcome',
		message: `Whether report ${name} was submitted is not known: the answer has no job number`,
		description: `Look into Work With Submitted Jobs before you submit it again. The answer has: ${upstreamText(Object.keys(body).join(', '))}`,
		httpStatus: 200,
	});
}

/** The job was submitted: doing the whole again would submit another one. */
function endNotSeen(job: Job, why: string) {
	return failure({
		code: 'JDE_REPORT_NOT_DONE',
		category: 'unknown-outcome',
		message: `${nameOf(job)} was submitted, but its end was not seen`,
		description: `Do not submit it again: look with 'Report: Get Status', or wait longer. ${why}`,
		retryable: false,
		details: detailsOf(job),
	});
}

function endedInError(job: Job): never {
	fail({
		code: 'JDE_REPORT_ERROR',
		category: 'validation',
		message: `${nameOf(job)} ended in error`,
		description: "Look into its log and into the Work Center of the credential's user",
		details: detailsOf(job),
	});
}

function detailsOf({ report, number, server }: Job): IDataObject {
	return { report, jobNumber: number, executionServer: server };
}

function nameOf({ report, number }: Job): string {
	return report === undefined ? `Job ${number}` : `Report ${report} (job ${number})`;
}
