import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../../../lib/diff';

/** The envelope of an exception, whatever the HTTP status was. */
export function isException(body: IDataObject): boolean {
	const isEnvelope = typeof body.exception === 'string' && 'message' in body;
	return isEnvelope || body.status === 'ERROR' || /^(error|fail)/i.test(String(body.jde__status));
}

/** What an exception says; `message` is a text or an object, the whole answer of the form that failed. */
export function exceptionText({ userDefinedErrorText, message, errorText }: IDataObject): string {
	return [userDefinedErrorText, messageText(message), errorText].filter(isText).join(' · ');
}

/** Everything that went wrong by an answer that came with HTTP 200. */
export function errorsIn(body: IDataObject): string[] {
	return isException(body) ? [exceptionText(body)] : formErrors(body);
}

/** The errors of every form in an answer, however deep: entries of `sysErrors`, and of `errors` in `fs_…`. */
export function formErrors(value: unknown, key = ''): string[] {
	if (Array.isArray(value)) {
		if (key === 'sysErrors') return value.map(entryText);
		return value.flatMap((entry) => formErrors(entry));
	}
	if (!isRecord(value)) return [];
	const own = key.startsWith('fs_') && Array.isArray(value.errors) ? value.errors.map(entryText) : [];
	return [...own, ...Object.entries(value).flatMap(([name, entry]) => formErrors(entry, name))];
}

function entryText(entry: unknown): string {
	return isRecord(entry) ? String(entry.TITLE ?? entry.DESC ?? JSON.stringify(entry)) : String(entry);
}

export function messageText(message: unknown): string | undefined {
	if (message === undefined || message === null || typeof message === 'string') return message ?? undefined;
	const said = formErrors(message);
	return said.length > 0 ? said.join(' · ') : JSON.stringify(message);
}

export function isText(value: unknown): value is string {
	return typeof value === 'string' && value.trim() !== '';
}
