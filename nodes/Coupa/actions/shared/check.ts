import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import type { ItemResult } from '../../../../lib/node/operation';
import { parameterReader } from '../../../../lib/node/parameters';
import { documentOf, keyText } from '../../model/document';
import type { ResourceModel } from '../../model/resource';
import { coupaFor } from '../../transport/connection';
import { checkReferences } from '../../upsert/references';
import { optionsCollection } from './shown';
import { sourceOf } from './source';
import { rulesOf } from './write';
import { DOCUMENT_PARAMETERS, WRITE_OPTIONS } from './writeParameters';

/** Of the options of a write, those that a look-up has too. */
const OPTIONS = new Set([
	'ignoreFields',
	'sendEmptyFields',
	'concurrency',
	'maximumTries',
	'retryBudget',
	'requestsPerSecond',
	'timeout',
]);

export const CHECK_PARAMETERS: INodeProperties[] = [
	...DOCUMENT_PARAMETERS,
	optionsCollection(WRITE_OPTIONS.filter(({ name }) => OPTIONS.has(name))),
];

/** What each document refers to and Coupa does not have, or has switched off. Writes nothing. */
export async function checkItems(
	context: IExecuteFunctions,
	items: readonly INodeExecutionData[],
	model: ResourceModel,
): Promise<ItemResult[]> {
	const coupa = await coupaFor(context);
	const read = parameterReader(context);
	const rules = rulesOf(read('options', 0, {}) as IDataObject);
	const documents = items.map(({ json }, i) => documentOf(sourceOf(json, i, read), model, rules));
	const findings = await checkReferences(coupa, model, documents);
	return findings.map((found, itemIndex) => {
		if (!found.ok) return { itemIndex, result: found };
		const named = (wanted: string) =>
			found.value
				.filter(({ state }) => state === wanted)
				.map(({ attribute, path, key, value }) => ({ attribute, path, key, value }));
		const checked: IDataObject = {
			record: { type: model.type, key: keyOf(model, documents[itemIndex]) },
			allUsable: found.value.every(({ state }) => state === 'present'),
			checked: found.value.length,
			missing: named('missing'),
			inactive: named('inactive'),
		};
		return { itemIndex, result: { ok: true, value: [checked] } };
	});
}

function keyOf({ key, keyOf: computed }: ResourceModel, document: IDataObject): string {
	return keyText(document[key]) || (computed?.(document) ?? '');
}
