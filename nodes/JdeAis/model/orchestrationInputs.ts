import type { IDataObject } from 'n8n-workflow';

import { isRecord } from '../../../lib/diff';
import { fail } from '../../../lib/failure';

/** An orchestration takes the format that it was designed with. */
export type InputFormat = 'generic' | 'standard';

/** The `inputFormat` of a definition, in our words; the generic one where it says nothing. */
export function inputFormatIn(definition: IDataObject | undefined): InputFormat {
	return /^jde[ _-]?standard$/i.test(String(definition?.inputFormat)) ? 'standard' : 'generic';
}

/**
 * The body of a call: `{ name: value }` in the generic format, lists of names and values in the JDE Standard format,
 * where rows of an array go to `detailInputs`.
 * @throws Failed for a value that the format has no place for
 * @see https://docs.oracle.com/en/applications/jd-edwards/cross-product/9.2/eotos/supported-input-message-formats.html
 * @see https://docs.oracle.com/en/applications/jd-edwards/cross-product/9.2/eotos/differences-between-input-message-formats.html
 */
export function requestBody(format: InputFormat, inputs: IDataObject): IDataObject {
	if (format === 'generic') return inputs;
	const entries = Object.entries(inputs).filter(([, value]) => value !== undefined && value !== null);
	const rows = entries.filter(([, value]) => typeof value === 'object');
	const details = rows.map(([name, value]) => ({ name, repeatingInputs: repeatingInputs(name, value) }));
	return {
		inputs: pairs(entries.filter(([, value]) => typeof value !== 'object')),
		...(details.length > 0 ? { detailInputs: details } : {}),
	};
}

function repeatingInputs(name: string, value: unknown): IDataObject[] {
	const isRows = Array.isArray(value) && value.every(isRecord);
	if (!isRows) noPlace(name);
	return value.map((row) => {
		const cells = Object.entries(row).filter(([, cell]) => cell !== undefined && cell !== null);
		if (cells.some(([, cell]) => typeof cell === 'object')) noPlace(name);
		return { inputs: pairs(cells) };
	});
}

/** Values are texts in Oracle's examples, numbers too. */
function pairs(entries: Array<[string, unknown]>): IDataObject[] {
	return entries.map(([name, value]) => ({ name, value: String(value) }));
}

function noPlace(name: string): never {
	fail({
		code: 'JDE_INPUT_SHAPE',
		category: 'validation',
		message: `Input '${name}' is neither a single value nor a list of rows`,
		description:
			'The JDE Standard input format takes single values, and lists of objects whose values are single ones',
	});
}
