import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../../../lib/diff';

/** The envelope of an exception, whatever the HTTP status was. */
export function isException(body: IDataObject): boolean {
	const isEnvelope = typeof body.exception === 'string' && 'message' in body;
	return isEnvelope || body.status === 'ERROR' || /^(error|fail)/i.test(String(body.jde__status));
}

/** What an exception says; `message` is a text or an object, the whole answer of the form that failed. */
export function exceptionText(body: IDataObject): string {
	const { userDefinedErrorText, message, errorText, jde__simpleMessage: simple } = body;
	const texts = [userDefinedErrorText, messageText(message), errorText, simple].filter(isText);
	return [...new Set(texts)].join(' · ');
}

/** Everything that went wrong by an answer that came with HTTP 200. */
export function errorsIn(body: IDataObject): string[] {
	return isException(body) ? [exceptionText(body)] : formErrors(body);
}

/**
 * The errors of every form and business function in an answer, however deep: entries of `sysErrors`, of `errors` in
 * `fs_…`, of `Errors` below `Errors/Warnings`, and of `error` beside `submitted`.
 */
export function formErrors(value: unknown, key = ''): string[] {
	if (Array.isArray(value)) {
		if (key === 'sysErrors') return value.map(entryText);
		return value.flatMap((entry) => formErrors(entry, key === 'Errors/Warnings' ? key : ''));
	}
	if (!isRecord(value)) return [];
	const own = [
		...(key.startsWith('fs_') ? [value.errors] : []),
		...(key === 'Errors/Warnings' ? [value.Errors] : []),
		...('submitted' in value ? [value.error] : []),
	].flatMap((list) => (Array.isArray(list) ? list.map(entryText) : []));
	return [...own, ...Object.entries(value).flatMap(([name, entry]) => formErrors(entry, name))];
}

/** The steps that failed while the orchestration, or one that it called, went on. */
export function failedSteps(value: unknown): IDataObject[] {
	if (Array.isArray(value)) return value.flatMap(failedSteps);
	if (!isRecord(value)) return [];
	return Object.entries(value).flatMap(([name, entry]) =>
		name === 'continuedOnError' ? [entry].flat().filter(isRecord) : failedSteps(entry),
	);
}

function entryText(entry: unknown): string {
	if (!isRecord(entry)) return String(entry);
	return [entry.TITLE, entry.DESC].find(isText) ?? JSON.stringify(entry);
}

export function messageText(message: unknown): string | undefined {
	if (message === undefined || message === null || typeof message === 'string') return message ?? undefined;
	const said = formErrors(message);
	return said.length > 0 ? said.join(' · ') : JSON.stringify(message);
}

export function isText(value: unknown): value is string {
	return typeof value === 'string' && value.trim() !== '';
}
