import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../../../lib/diff';
import { textFrom } from './json';

/** What is done to a form, one after the other, as a user would. */
export const COMMANDS = [
	'DoAction',
	'SetControlValue',
	'SetQBEValue',
	'SetCheckboxValue',
	'SetComboValue',
	'SetRadioButton',
	'SelectRow',
	'UnSelectRow',
	'SelectAllRows',
	'UnSelectAllRows',
	'ClickGridCell',
] as const;

/** As it was entered; an expression may give a number. */
export interface FormAction {
	command: (typeof COMMANDS)[number];
	controlID: unknown;
	value?: unknown;
}

export interface FormRequest {
	/** application and form: `P01012_W01012B` */
	name: string;
	version: string;
	/** create, read, update, delete */
	purpose: 'C' | 'R' | 'U' | 'D';
	inputs: Array<{ id: unknown; value?: unknown }>;
	/** as the service takes them, in their order */
	actions: IDataObject[];
	/** `1[19,20]|58`; empty returns all */
	returnControls: string;
	/** attributes that are sent as they are */
	more: IDataObject;
}

/**
 * The body of `formservice`. Values and page size are texts there.
 * @see https://docs.oracle.com/en/applications/jd-edwards/development-tools/9.2.x/eotfp/example-form-request.html
 */
export function formBody(request: FormRequest): IDataObject {
	const { name, version, purpose, inputs, actions, returnControls, more } = request;
	return {
		outputType: 'GRID_DATA',
		...more,
		formName: name,
		version,
		formServiceAction: purpose,
		...(inputs.length > 0 ? { formInputs: inputs.map(writtenInput) } : {}),
		...(actions.length > 0 ? { formActions: actions } : {}),
		...(returnControls === '' ? {} : { returnControlIDs: returnControls }),
	};
}

function writtenInput({ id, value }: FormRequest['inputs'][number]): IDataObject {
	return { id: textFrom(id).trim(), value: textFrom(value) };
}

/** An action as the service takes it: without a value where it has none. */
export function writtenAction({ command, controlID, value }: FormAction): IDataObject {
	const text = textFrom(value);
	const hasValue = command.startsWith('Set') || text !== '';
	return { command, controlID: textFrom(controlID).trim(), ...(hasValue ? { value: text } : {}) };
}

/**
 * The form that came back, which need not be the one that was asked for: its data, and the rows of its grid.
 * An answer of another shape is handed on as it is.
 */
export function formShown(body: IDataObject): IDataObject {
	const [key, form] = Object.entries(body).find(([name]) => name.startsWith('fs_')) ?? [];
	if (key === undefined || !isRecord(form)) return body;
	const { gridData, ...data } = isRecord(form.data) ? form.data : {};
	const grid = isRecord(gridData) ? gridData : {};
	const summary = isRecord(grid.summary) ? grid.summary : {};
	return {
		form: key.slice('fs_'.length),
		title: form.title ?? null,
		data,
		rows: Array.isArray(grid.rowset) ? grid.rowset : [],
		moreRows: summary.moreRecords === true || summary.moreRecords === 'true',
		warnings: Array.isArray(form.warnings) ? form.warnings : [],
	};
}
