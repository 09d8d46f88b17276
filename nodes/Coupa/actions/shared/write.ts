import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { fail, failure } from '../../../../lib/failure';
import type { Settled } from '../../../../lib/failure';
import type { ItemResult } from '../../../../lib/node/operation';
import { parameterReader } from '../../../../lib/node/parameters';
import { documentOf, hyphenated, keyText } from '../../model/document';
import type { DocumentRules } from '../../model/document';
import type { ResourceModel } from '../../model/resource';
import { coupaFor } from '../../transport/connection';
import { upsertAll } from '../../upsert';
import type { Wanted, WriteMode, WriteSettings } from '../../upsert/types';
import { identified } from './locator';

type Read = ReturnType<typeof parameterReader>;

/** Creates or changes one record for each item. Results are outcomes, in the order of the items. */
export async function writeItems(
	context: IExecuteFunctions,
	items: readonly INodeExecutionData[],
	model: ResourceModel,
	mode: WriteMode,
): Promise<ItemResult[]> {
	const coupa = await coupaFor(context);
	const read = parameterReader(context);
	const options = read('options', 0, {}) as IDataObject;
	const settings = settingsOf(options, read, mode);
	const rules: DocumentRules = {
		ignore: names(options.ignoreFields),
		sendEmpty: options.sendEmptyFields === true,
	};
	const wanted = items.map(({ json }, itemIndex) => wantedOf(json, itemIndex, read, model, mode, rules));
	const results = await upsertAll(coupa, model, wanted, settings);
	return results.map((result, itemIndex) => ({
		itemIndex,
		result: result.ok ? { ok: true, value: [result.value as unknown as IDataObject] } : result,
	}));
}

function wantedOf(
	json: IDataObject,
	itemIndex: number,
	read: Read,
	model: ResourceModel,
	mode: WriteMode,
	rules: DocumentRules,
): Settled<Wanted> {
	const isWhole = read('document', itemIndex, 'wholeItem') === 'wholeItem';
	const source = isWhole ? json : listed(read('fieldsToSend', itemIndex, {}) as IDataObject);
	const document = documentOf(source, model, rules);
	if (mode === 'update') {
		const target = identified(read, itemIndex, model);
		return target.ok ? { ok: true, value: { ...target.value, document } } : target;
	}
	const key = keyText(document[model.key]);
	// Coupa compares keys as text, and so do we: the number 4343 is the key '4343'.
	if (key !== '')
		return { ok: true, value: { by: model.key, value: key, document: { ...document, [model.key]: key } } };
	return {
		ok: false,
		failure: failure({
			code: 'COUPA_NO_KEY',
			category: 'validation',
			message: `A ${model.type} has no '${model.key}'`,
			description: `Map a value to '${model.key}': by it the record is found again`,
		}),
	};
}

function settingsOf(options: IDataObject, read: Read, mode: WriteMode): WriteSettings {
	return {
		mode,
		dryRun: options.dryRun === true,
		createOnly: mode === 'upsert' ? names(read('createOnlyFields', 0, '')).map(hyphenated) : [],
		whenNameIsTaken: options.whenNameIsTaken === 'fail' ? 'fail' : 'appendNumber',
		maximumWrites: Math.max(0, Number(options.maximumWrites ?? 0)),
		// Set but empty is not the same as not set: it comes from a set-up that was never run.
		onlyAtHost: 'onlyAtHost' in options ? String(options.onlyAtHost ?? '') : undefined,
		doNotWriteAfter: 'doNotWriteAfter' in options ? instant(options.doNotWriteAfter) : undefined,
	};
}

function instant(value: unknown): number {
	const milliseconds = Date.parse(String(value ?? ''));
	if (!Number.isNaN(milliseconds)) return milliseconds;
	return fail({
		code: 'COUPA_NOT_A_TIME',
		category: 'configuration',
		message: "'Do Not Write After' is set but holds no time, so nothing was written",
		description: 'Give a time such as 2026-01-31T10:00:00Z, or remove the option',
	});
}

/** Rows of attribute and value, `payment-term.code` becoming an object. */
function listed({ values }: IDataObject): IDataObject {
	const document: IDataObject = {};
	for (const row of (values ?? []) as Array<{ attribute?: string; value?: unknown }>) {
		const path = String(row.attribute ?? '')
			.trim()
			.split('.');
		const last = path.pop()!;
		if (last === '') continue;
		let place = document;
		for (const name of path) place = (place[name] ??= {}) as IDataObject;
		place[last] = row.value as IDataObject;
	}
	return document;
}

function names(text: unknown): string[] {
	return String(text ?? '')
		.split(',')
		.map((name) => name.trim())
		.filter((name) => name !== '');
}
