import type { FormDefinition, FormMessage, OpenedForm } from './forms.cts';

/** Work With Addresses: QBE on the address number (`1[19]`), Find is 15. Grid columns as the form service names them. */
const workWithAddresses: FormDefinition = {
	name: 'P01012_W01012B',
	title: 'Work With Addresses',
	run({ actions, tables }) {
		const asked = actions.find(
			({ command, controlID }) => command === 'SetQBEValue' && controlID === '1[19]',
		);
		const isFound = actions.some(({ command, controlID }) => command === 'DoAction' && controlID === '15');
		const rows = isFound ? tables.rows('F0101').filter(({ AN8 }) => String(AN8) === asked?.value) : [];
		const rowset = rows.map(({ AN8, ALPH }) => ({ z_AN8_19: AN8, z_ALPH_20: ALPH }));
		const columns = { z_AN8_19: 'Address Number', z_ALPH_20: 'Alpha Name' };
		return {
			data: { gridData: { id: 1, columns, rowset, summary: { records: rowset.length, moreRecords: false } } },
		};
	},
};

/**
 * Address Book Revision: 12 is the address number it is opened with, 28 the alpha name, 36 the search type, 11 is OK.
 * A blank name is an error; a name without capitals a warning, at which the form stops if it is told to.
 */
const addressBookRevision: FormDefinition = {
	name: 'P01012_W01012A',
	title: 'Address Book Revision',
	run(form) {
		const row = form.tables.find('F0101', { AN8: Number(form.inputs['12']) });
		if (!row) return { data: {}, errors: [message('018A', 'Address Number Invalid', '12')] };
		const name = valueOf(form, '28') ?? String(row.ALPH);
		const data = { txtAlphaName_28: { id: 28, title: 'Alpha Name', value: name, internalValue: name } };
		if (name.trim() === '') return { data, errors: [message('0019', 'Alpha Name Blank', '28')] };
		const warnings = name === name.toLowerCase() ? [message('0245', 'Name Without Capitals', '28')] : [];
		const isPressed = form.actions.some(
			({ command, controlID }) => command === 'DoAction' && controlID === '11',
		);
		if (isPressed && !(form.stopOnWarning && warnings.length > 0)) {
			form.tables.update('F0101', { AN8: row.AN8 }, { ALPH: name });
			form.effect('address-changed', String(row.AN8), name);
		}
		return { data, warnings };
	},
};

function valueOf({ actions }: OpenedForm, control: string): string | undefined {
	return actions.find(({ command, controlID }) => command === 'SetControlValue' && controlID === control)
		?.value;
}

function message(CODE: string, title: string, ERRORCONTROL: string): FormMessage {
	return { CODE, TITLE: title, ERRORCONTROL, DESC: `CAUSE . . . . ${title}.`, MOBILE: title };
}

export const sampleForms: FormDefinition[] = [workWithAddresses, addressBookRevision];
