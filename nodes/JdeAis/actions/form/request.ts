import type { IDataObject } from 'n8n-workflow';

import { fail } from '../../../../lib/failure';
import type { parameterReader } from '../../../../lib/node/parameters';
import { writtenAction } from '../../model/form';
import type { FormAction, FormRequest } from '../../model/form';
import { listFrom, objectFrom } from '../../model/json';

interface Options {
	maxRows?: number;
	moreAttributes?: unknown;
	stopOnWarnings?: boolean;
}

/** What the parameters of one item ask of the form. @throws Failed */
export function formRequestOf(
	read: ReturnType<typeof parameterReader>,
	itemIndex: number,
	purpose: FormRequest['purpose'],
): FormRequest {
	const name = String(read('formName', itemIndex)).trim().toUpperCase();
	if (!/^\w+_\w+$/.test(name)) notAForm(name);
	const { input = [] } = read('formInputs', itemIndex, {}) as { input?: FormRequest['inputs'] };
	const options = read('options', itemIndex, {}) as Options;
	const { maxRows, stopOnWarnings } = options;
	return {
		name,
		version: String(read('formVersion', itemIndex, '')).trim(),
		purpose,
		inputs: input,
		actions: actionsOf(read, itemIndex),
		returnControls: String(read('returnControls', itemIndex, '')).trim(),
		more: {
			...objectFrom(options.moreAttributes ?? '{}', 'More Attributes (JSON)'),
			...(maxRows === undefined ? {} : { maxPageSize: String(maxRows) }),
			...(stopOnWarnings === true ? { stopOnWarning: 'true' } : {}),
		},
	};
}

function actionsOf(read: ReturnType<typeof parameterReader>, itemIndex: number): IDataObject[] {
	if (read('actionsAs', itemIndex, 'fields') === 'json') {
		const example = '[{ "command": "DoAction", "controlID": "15" }]';
		return listFrom(read('actionsJson', itemIndex, '[]'), 'Actions (JSON)', example);
	}
	const { action = [] } = read('formActions', itemIndex, {}) as { action?: FormAction[] };
	return action.map(writtenAction);
}

function notAForm(name: string): never {
	fail({
		code: 'JDE_FORM_NAME',
		category: 'configuration',
		message: `'Form' is not an application and a form: '${name}'`,
		description: 'Enter both, such as P01012_W01012B',
	});
}
