import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import type { Settled } from '../../../../lib/failure';
import { eachItem } from '../../../../lib/node/operation';
import type { ItemResult } from '../../../../lib/node/operation';
import { parameterReader } from '../../../../lib/node/parameters';
import { documentOf, keyText } from '../../model/document';
import { accountModel } from '../../model/setup';
import { coupaFor } from '../../transport/connection';
import { wasRefused } from '../../transport/failures';
import { CHECK_PARAMETERS } from '../shared/check';
import { sourceOf } from '../shared/source';
import { rulesOf } from '../shared/write';

export const description: INodeProperties[] = CHECK_PARAMETERS;

/**
 * Asks Coupa whether it would take an account: chart, segments and the validation rules of the chart. What it says
 * against it is a result and no failure.
 */
export async function execute(this: IExecuteFunctions, items: INodeExecutionData[]): Promise<ItemResult[]> {
	const coupa = await coupaFor(this);
	const read = parameterReader(this);
	const rules = rulesOf(read('options', 0, {}) as IDataObject);
	return await eachItem(items, async (itemIndex): Promise<Settled<IDataObject[]>> => {
		const source = sourceOf(items[itemIndex].json, itemIndex, read);
		const { [accountModel.key]: code, ...document } = documentOf(source, accountModel, rules);
		const key = keyText(code) || accountModel.keyOf!(document);
		const { result } = await coupa.send({
			method: 'POST',
			path: 'accounts/validate_account',
			body: document,
			// What it creates, if anything, nobody documents.
			effect: 'once',
			about: `account '${key}'`,
			scope: accountModel.scope,
			references: Object.keys(accountModel.references),
		});
		const refused = !result.ok && wasRefused(result.failure);
		if (!result.ok && !refused) return result;
		const says = result.ok ? [] : ((result.failure.details.says ?? []) as string[]);
		return { ok: true, value: [{ record: { type: 'account', key }, isValid: result.ok, says }] };
	});
}
