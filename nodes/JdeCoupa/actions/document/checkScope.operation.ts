import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { settle } from '../../../../lib/failure';
import { valueAt } from '../../model/paths';
import { checkScopeRules, scopeOf } from '../../model/scope';
import type { Exclusion, ScopeRules } from '../../model/scope';
import { textOf } from '../../model/text';
import { jsonParameter, listParameter } from '../parameters';
import { failedItem, refuse, skippedItem } from '../leftOut';

export { SCOPE_FIELDS as description } from './scopeFields';

/**
 * Two outputs: documents in scope, and what is left out: an outcome `skipped` with its reason, or a failure where the
 * company is held or the currency is not proved. What is no document, such as a report on the chunk, is dropped.
 */
export async function execute(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const text = (name: string) => String(context.getNodeParameter(name, 0, '')).trim();
	const { exclusion = [] } = context.getNodeParameter('exclusions', 0, {}) as { exclusion?: Exclusion[] };
	const rules: ScopeRules = {
		company: { field: text('companyField'), values: listParameter(context, 'companies') },
		type: { field: text('typeField'), values: listParameter(context, 'types') },
		date: { field: text('dateField'), since: text('goLive').slice(0, 10) },
		stampField: text('stampField'),
		exclusions: exclusion,
		currency: { field: text('currencyField'), proved: listParameter(context, 'provedCurrencies') },
		held: jsonParameter<ScopeRules['held']>(context, 'held', '[]'),
	};
	const items = context.getInputData();
	const checked = await settle(async () => checkScopeRules(rules));
	if (!checked.ok) return refuse(context, checked.failure, 2);
	const [keyField, type] = [text('keyField'), text('recordType')];
	const inScope: INodeExecutionData[] = [];
	const leftOut: INodeExecutionData[] = [];
	for (const [item, { json }] of items.entries()) {
		const key = textOf(valueAt(json, keyField));
		if (key === '') continue;
		const verdict = scopeOf(json, key, rules);
		if (verdict.in) inScope.push({ json, pairedItem: { item } });
		else if ('parked' in verdict) leftOut.push(failedItem(item, json, verdict.parked));
		else leftOut.push(skippedItem(item, { type, key }, json, verdict));
	}
	return [inScope, leftOut];
}
