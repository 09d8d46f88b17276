import type { Clock } from '../kit/clock.cts';
import type { Ledger } from '../kit/ledger.cts';
import type { Reply } from '../kit/server.cts';
import { badRequest, failed } from './errors.cts';
import type { JsonObject, Services, SignedOnCall } from './services.cts';
import type { Tables } from './tables.cts';
import { wallClock } from './zone.cts';

export interface FormAction {
	controlID: string;
	command: string;
	value?: string;
}

export interface GridRow {
	rowNumber: number;
	gridColumnEvents: Array<{ command: string; value: string; columnID: string }>;
}

export interface FormMessage {
	CODE: string;
	TITLE: string;
	ERRORCONTROL: string;
	DESC: string;
	MOBILE: string;
}

/** What a form is opened with, checked for its shape. */
export interface OpenedForm {
	action: string;
	/** form interconnect values by id */
	inputs: Record<string, string>;
	actions: FormAction[];
	/** rows of grid insert and update actions */
	gridRows: GridRow[];
	stopOnWarning: boolean;
	tables: Tables;
	effect(kind: string, key: string, detail?: unknown): void;
}

export interface FormDefinition {
	/** `P01012_W01012B` */
	name: string;
	title: string;
	run(form: OpenedForm): { data: JsonObject; errors?: FormMessage[]; warnings?: FormMessage[] };
}

export interface FormOptions {
	/** live */
	forms: FormDefinition[];
	tables: Tables;
	clock: Clock;
	ledger: Ledger;
	serverZone: string;
}

const COMMANDS =
	'ClickGridCell ClickGridColumnAggregate DoAction SelectAllRows SelectRow SetCheckBoxValue SetCheckboxValue SetComboValue SetControlValue SetRadioButton SetQBEValue UnSelectAllRows UnSelectRow'.split(
		' ',
	);

/** `formservice`, versions 1 and 2, by POST. */
export function addFormServices(services: Services, options: FormOptions): void {
	const { forms, tables, clock, ledger, serverZone } = options;
	const effect = (kind: string, key: string, detail?: unknown) =>
		void ledger.effects.push({ at: clock.now().toISOString(), kind, key, detail });

	function formService({ json, session, version }: SignedOnCall): Reply {
		const opened = { ...readForm(json), tables, effect };
		const form = forms.find(({ name }) => name === json.formName);
		if (!form) throw failed(`Form ${String(json.formName)} could not be found`);
		const { data, errors = [], warnings = [] } = form.run(opened);
		session.stackId += 1;
		const body = {
			[`fs_${form.name}`]: { title: form.title, data, errors, warnings },
			stackId: session.stackId,
			stateId: 1,
			rid: '',
			currentApp: form.name,
			timeStamp: wallClock(clock.now(), serverZone).stamp,
			sysErrors: [],
			...(version === 1 ? { deprecated: true } : {}),
		};
		return { status: 200, body };
	}

	services.add('POST /jderest/formservice', formService);
	services.add('POST /jderest/v2/formservice', formService);
}

function readForm(json: JsonObject): Omit<OpenedForm, 'tables' | 'effect'> {
	if (!/^P\w+_W\w+$/.test(String(json.formName))) throw badRequest('formName is application_form');
	const action = String(json.formServiceAction ?? 'R');
	if (!['C', 'R', 'U', 'D'].includes(action)) throw badRequest(`unknown formServiceAction ${action}`);
	for (const name of ['version', 'maxPageSize', 'returnControlIDs']) {
		if (json[name] !== undefined && typeof json[name] !== 'string') throw badRequest(`${name} is a text`);
	}
	const inputs = objects(json.formInputs, 'formInputs').map(({ id, value }) => {
		if (typeof id !== 'string' || typeof value !== 'string')
			throw badRequest('formInputs: id and value are texts');
		return [id, value];
	});
	const actions: FormAction[] = [];
	const gridRows: GridRow[] = [];
	for (const entry of objects(json.formActions, 'formActions')) {
		if (entry.gridAction === undefined) actions.push(readAction(entry));
		else gridRows.push(...readGrid(entry.gridAction as JsonObject));
	}
	const stopOnWarning = String(json.stopOnWarning).toLowerCase() === 'true';
	return { action, inputs: Object.fromEntries(inputs), actions, gridRows, stopOnWarning };
}

function readAction({ controlID, command, value }: JsonObject): FormAction {
	if (!COMMANDS.includes(String(command))) throw badRequest(`unknown command ${String(command)}`);
	if (typeof controlID !== 'string') throw badRequest(`${String(command)}: controlID is missing`);
	if (value !== undefined && typeof value !== 'string') throw badRequest(`${controlID}: value is a text`);
	return { controlID, command: String(command), value };
}

function readGrid(grid: JsonObject): GridRow[] {
	const { gridID, gridRowInsertEvents, gridRowUpdateEvents } = grid;
	if (typeof gridID !== 'string') throw badRequest('gridAction: gridID is missing');
	const rows = [
		...objects(gridRowInsertEvents, 'gridRowInsertEvents'),
		...objects(gridRowUpdateEvents, 'gridRowUpdateEvents'),
	];
	for (const { gridColumnEvents } of rows) {
		for (const { command, columnID } of objects(gridColumnEvents, 'gridColumnEvents')) {
			const isKnown = command === 'SetGridCellValue' || command === 'SetGridComboValue';
			if (!isKnown || typeof columnID !== 'string')
				throw badRequest('gridColumnEvents: command and columnID');
		}
	}
	return rows as unknown as GridRow[];
}

function objects(value: unknown, name: string): JsonObject[] {
	if (value === undefined) return [];
	const isList = Array.isArray(value) && value.every((one) => one !== null && typeof one === 'object');
	if (!isList) throw badRequest(`${name} is a list of objects`);
	return value as JsonObject[];
}
