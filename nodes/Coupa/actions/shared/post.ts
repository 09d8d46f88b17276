import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import type { Settled } from '../../../../lib/failure';
import type { ItemResult } from '../../../../lib/node/operation';
import { parameterReader } from '../../../../lib/node/parameters';
import { documentOf } from '../../model/document';
import { coupaFor } from '../../transport/connection';
import { hostRefusal } from '../../upsert/guards';
import { postAll } from '../../upsert/postOnce';
import type { Posting } from '../../upsert/postOnce';
import { noKey } from './fitness';
import { optionsCollection } from './shown';
import type { MenuEntry } from './standard';
import { sourceOf } from './source';
import { itemResult, rulesOf, settingsOf } from './write';
import { DOCUMENT_PARAMETERS, WRITE_OPTIONS } from './writeParameters';

export interface Posts extends Posting {
	/** attributes without which Coupa does not create it; of a group one is enough */
	required: ReadonlyArray<readonly string[]>;
	/** what is done otherwise if the user switches an option on */
	ifChosen?: { option: INodeProperties; posting: Partial<Posting> };
}

/** An operation that creates a record of each document, unless one is there that it is known by. */
export function postEntry(texts: Omit<MenuEntry, 'operation'>, posts: Posts): MenuEntry {
	const options = WRITE_OPTIONS.filter(({ name }) => name !== 'expectedUpdatedAt');
	return {
		...texts,
		operation: {
			description: [
				...DOCUMENT_PARAMETERS,
				optionsCollection([...options, ...(posts.ifChosen ? [posts.ifChosen.option] : [])]),
			],
			async execute(this: IExecuteFunctions, items: INodeExecutionData[]): Promise<ItemResult[]> {
				return await postItems(this, items, posts);
			},
		},
	};
}

async function postItems(
	context: IExecuteFunctions,
	items: readonly INodeExecutionData[],
	posts: Posts,
): Promise<ItemResult[]> {
	const coupa = await coupaFor(context);
	const read = parameterReader(context);
	const options = read('options', 0, {}) as IDataObject;
	const settings = settingsOf(options, read, 'create');
	const refusal = hostRefusal(settings, coupa.host);
	if (refusal) return items.map((_, i) => itemResult(i, { ok: false, failure: refusal }));
	const documents = items.map(({ json }, i): Settled<IDataObject> => {
		const document = documentOf(sourceOf(json, i, read), posts.model, rulesOf(options));
		const missing = posts.required.find((group) => group.every((name) => document[name] === undefined));
		return missing
			? { ok: false, failure: noKey(posts.model, missing[0], 'Coupa creates none without it') }
			: { ok: true, value: document };
	});
	const { ifChosen } = posts;
	const isChosen = ifChosen !== undefined && options[ifChosen.option.name] === true;
	const posting = isChosen ? { ...posts, ...ifChosen.posting } : posts;
	const outcomes = await postAll(coupa, posting, documents, settings);
	return outcomes.map((result, i) => itemResult(i, result));
}
