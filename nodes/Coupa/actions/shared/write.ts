import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { isRecord } from '../../../../lib/diff';
import { fail } from '../../../../lib/failure';
import type { Settled } from '../../../../lib/failure';
import type { ItemResult } from '../../../../lib/node/operation';
import type { Outcome } from '../../../../lib/outcome';
import { parameterReader } from '../../../../lib/node/parameters';
import { documentOf, hyphenated, keyText } from '../../model/document';
import type { DocumentRules } from '../../model/document';
import { exactAmounts } from '../../model/amounts';
import type { ResourceModel } from '../../model/resource';
import { coupaFor } from '../../transport/connection';
import type { Coupa } from '../../transport/types';
import { upsertAll } from '../../upsert';
import type { Content, MissingLines, Wanted, WriteMode, WriteSettings } from '../../upsert/types';
import { noKey, unfitFor } from './fitness';
import { identified } from './locator';
import { modelFor } from './models';
import type { ModelSource } from './models';
import { sourceOf } from './source';

type Read = ReturnType<typeof parameterReader>;

/** Completes the documents of all items together, such as by the IDs of what they name. */
export type DocumentSource = (
	coupa: Coupa,
	documents: readonly IDataObject[],
) => Promise<Array<Settled<IDataObject>>>;

/** Creates or changes one record for each item. Results are outcomes, in the order of the items. */
export async function writeItems(
	context: IExecuteFunctions,
	items: readonly INodeExecutionData[],
	source: ModelSource,
	mode: WriteMode,
	documentsOf?: DocumentSource,
): Promise<ItemResult[]> {
	const coupa = await coupaFor(context);
	const read = parameterReader(context);
	const sources = items.map(({ json }, i) => sourceOf(json, i, read));
	const documents = await documentsOf?.(coupa, sources);
	const options = read('options', 0, {}) as IDataObject;
	const settings = settingsOf(options, read, mode);
	const rules = rulesOf(options);
	const groups = new Map<
		string,
		{ model: ResourceModel; indexes: number[]; wanted: Array<Settled<Wanted>> }
	>();
	const results: ItemResult[] = [];
	sources.forEach((plain, itemIndex) => {
		const model = modelFor(source, itemIndex);
		const document = documents?.[itemIndex] ?? { ok: true, value: plain };
		if (!model.ok || !document.ok) {
			results[itemIndex] = { itemIndex, result: (model.ok ? document : model) as Settled<never> };
			return;
		}
		const { path } = model.value;
		const group = groups.get(path) ?? { model: model.value, indexes: [], wanted: [] };
		group.indexes.push(itemIndex);
		group.wanted.push(wantedOf(document.value, itemIndex, read, model.value, mode, rules));
		groups.set(path, group);
	});
	for (const { model, indexes, wanted } of groups.values()) {
		const outcomes = await upsertAll(coupa, model, wanted, settings);
		outcomes.forEach((result, i) => {
			results[indexes[i]] = itemResult(indexes[i], result);
		});
	}
	return results;
}

export function itemResult(itemIndex: number, result: Settled<Outcome>): ItemResult {
	return {
		itemIndex,
		result: result.ok ? { ok: true, value: [result.value as unknown as IDataObject] } : result,
	};
}

export function rulesOf(options: IDataObject): DocumentRules {
	return { ignore: names(options.ignoreFields), sendEmpty: options.sendEmptyFields === true };
}

function wantedOf(
	source: IDataObject,
	itemIndex: number,
	read: Read,
	model: ResourceModel,
	mode: WriteMode,
	rules: DocumentRules,
): Settled<Wanted> {
	const exact = exactAmounts(documentOf(source, model, rules), model.amounts ?? {});
	const { document } = exact;
	const unfit = unfitFor(model, document, exact.wrong);
	if (unfit) return { ok: false, failure: unfit };
	const version = keyText(read('options.expectedUpdatedAt', itemIndex, ''));
	const text = (name: string) => keyText(read(`options.${name}`, itemIndex, ''));
	const control = {
		expectedUpdatedAt: version === '' ? undefined : version,
		recordKey: text('recordKey') || undefined,
		content: (text('content') || 'write') as Content,
		afterwards: listed(read('options.afterwards', itemIndex, [])),
	};
	if (mode === 'update') {
		const target = identified(read, itemIndex, model);
		return target.ok ? { ok: true, value: { ...target.value, document, ...control } } : target;
	}
	const key = keyText(document[model.key]) || (model.keyOf?.(document) ?? '');
	const missing = key === '' ? model.key : model.keyParts?.find((name) => !isRecord(document[name]));
	if (missing !== undefined) return { ok: false, failure: noKey(model, missing) };
	const parts = model.keyParts?.map((name) => [name, document[name]]);
	const within = parts && (Object.fromEntries(parts) as IDataObject);
	// Coupa compares keys as text, and so do we: the number 4343 is the key '4343'.
	return {
		ok: true,
		value: {
			by: model.key,
			value: key,
			within,
			document: { ...document, [model.key]: key },
			...control,
		},
	};
}

export function settingsOf(options: IDataObject, read: Read, mode: WriteMode): WriteSettings {
	return {
		mode,
		dryRun: options.dryRun === true,
		createOnly: mode === 'upsert' ? names(read('createOnlyFields', 0, '')).map(hyphenated) : [],
		whenNameIsTaken: options.whenNameIsTaken === 'fail' ? 'fail' : 'appendNumber',
		missingLines: read('missingLines', 0, 'keep') as MissingLines,
		ownMark: mode === 'update' ? '' : keyText(options.ownMark),
		checkReferences: options.checkReferences !== false,
		maximumAmount: keyText(options.maximumAmount),
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

/** Chosen from the list, or given as text by an expression. */
function listed(value: unknown): string[] {
	return Array.isArray(value) ? value.map(String) : names(value);
}

function names(text: unknown): string[] {
	return String(text ?? '')
		.split(',')
		.map((name) => name.trim())
		.filter((name) => name !== '');
}
