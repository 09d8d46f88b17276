import type { IDataObject } from 'n8n-workflow';

import type { parameterReader } from '../../../../lib/node/parameters';
import { objectFrom } from '../../model/json';

/** The inputs of one item, mapped one by one or given as one JSON object. @throws Failed */
export function inputsOf(read: ReturnType<typeof parameterReader>, itemIndex: number): IDataObject {
	if (read('inputsAs', itemIndex, 'fields') === 'json') {
		return objectFrom(read('inputsJson', itemIndex, '{}'), 'Inputs (JSON)', '{ "AddressNumber": "4242" }');
	}
	const mapped = (read('inputs', itemIndex, {}) as { value?: IDataObject | null }).value ?? {};
	// The editor stores null for an input that was left alone.
	const given = Object.entries(mapped).filter(([, value]) => value !== undefined && value !== null);
	return Object.fromEntries(given);
}
