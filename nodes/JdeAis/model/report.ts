import type { IDataObject } from 'n8n-workflow';

import { fail } from '../../../lib/failure';
import { textFrom } from './json';

export type JobState = 'done' | 'failed' | 'held' | 'running' | 'unknown' | 'waiting';

/** Statuses of the job queue, by their letter or, in case a server writes them out, by their first letter. */
const STATES: Record<string, JobState> = {
	D: 'done',
	E: 'failed',
	H: 'held',
	P: 'running',
	S: 'waiting',
	W: 'waiting',
};
const WORDS = /^(done|error|hold|held|processing|submitted|in queue|waiting)/i;

/**
 * The status of a job in words. The job queue's letters are Oracle's; which form AIS uses is not documented, so both
 * are read and any other is `unknown`, which counts as not done.
 * @see https://docs.oracle.com/en/applications/jd-edwards/cross-product/9.2/rest-api/op-v2-report-status-post.html
 */
export function jobState(status: unknown): JobState {
	const text = String(status ?? '').trim();
	if (/^in queue/i.test(text)) return 'waiting';
	const isKnown = text.length === 1 || WORDS.test(text);
	return (isKnown ? STATES[text[0].toUpperCase()] : undefined) ?? 'unknown';
}

/** As it was entered; an expression may give a number. */
export interface ReportValue {
	id: unknown;
	value?: unknown;
}

export interface ReportRequest {
	name: string;
	version: string;
	processingOptions: ReportValue[];
	interconnects: ReportValue[];
	/** attributes as the service takes them: `dataSelection` and others */
	more: IDataObject;
}

/**
 * The body of `report/execute`. It never waits: a job may take longer than any connection lives.
 * @see https://docs.oracle.com/en/applications/jd-edwards/cross-product/9.2/rest-api/op-v2-report-execute-post.html
 * @throws Failed where both kinds of values are given, which the service does not take
 */
export function reportBody(request: ReportRequest): IDataObject {
	const { name, version, processingOptions, interconnects, more } = request;
	if (processingOptions.length > 0 && interconnects.length > 0) {
		fail({
			code: 'JDE_REPORT_VALUES',
			category: 'validation',
			message: `Report ${name} is given both 'Processing Options' and 'Report Interconnects'`,
			description: 'JD Edwards takes either of them: remove one',
		});
	}
	return {
		...more,
		reportName: name,
		reportVersion: version,
		fireAndForget: true,
		...(processingOptions.length > 0 ? { poValues: processingOptions.map(written) } : {}),
		...(interconnects.length > 0 ? { riValues: interconnects.map(written) } : {}),
	};
}

/** The service reads dates as `20260131`. */
function written({ id, value }: ReportValue): IDataObject {
	const text = textFrom(value);
	const isDate = /^\d{4}-\d{2}-\d{2}$/.test(text);
	return { id: textFrom(id).trim(), value: isDate ? text.replace(/-/g, '') : text };
}
