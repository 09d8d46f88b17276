import type { IDataObject } from 'n8n-workflow';

import type { parameterReader } from '../../../../lib/node/parameters';
import { listFrom, objectFrom } from '../../model/json';

interface Mapped {
	value?: IDataObject | null;
	schema?: Array<{ id: string; type?: string }>;
}

/** The inputs of one item, mapped one by one or given as one JSON object. @throws Failed */
export function inputsOf(read: ReturnType<typeof parameterReader>, itemIndex: number): IDataObject {
	if (read('inputsAs', itemIndex, 'fields') === 'json') {
		return objectFrom(read('inputsJson', itemIndex, '{}'), 'Inputs (JSON)', '{ "AddressNumber": "4242" }');
	}
	const { value, schema = [] } = read('inputs', itemIndex, {}) as Mapped;
	const arrays = new Set(schema.filter(({ type }) => type === 'array').map(({ id }) => id));
	// The editor stores null for an input that was left alone, and what was typed in as text, rows too.
	const given = Object.entries(value ?? {}).filter(
		([name, one]) => one !== undefined && one !== null && !(one === '' && arrays.has(name)),
	);
	return Object.fromEntries(
		given.map(([name, one]) => [name, arrays.has(name) ? listFrom(one, name, '[{ "text": "one" }]') : one]),
	);
}
