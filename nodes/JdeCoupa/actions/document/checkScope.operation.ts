import { NodeOperationError } from 'n8n-workflow';
import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { settle } from '../../../../lib/failure';
import { outcome } from '../../../../lib/outcome';
import { valueAt } from '../../model/paths';
import { checkScopeRules, scopeOf } from '../../model/scope';
import type { Exclusion, ScopeRules } from '../../model/scope';
import { textOf } from '../../model/text';
import { jsonParameter, listParameter } from '../parameters';

export { SCOPE_FIELDS as description } from './scopeFields';

/**
 * Two outputs: documents in scope, and what is left out: an outcome `skipped` with its reason, or a failure where the
 * company is held. What is no document, such as a report on the chunk, is dropped.
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
		held: jsonParameter<ScopeRules['held']>(context, 'held', '[]'),
	};
	const items = context.getInputData();
	const checked = await settle(async () => checkScopeRules(rules));
	if (!checked.ok) {
		const { message, description } = checked.failure;
		if (!context.continueOnFail()) {
			const stop = new NodeOperationError(context.getNode(), message, { description });
			stop.context.failure = checked.failure;
			throw stop;
		}
		// n8n would pass the input of a node that throws on, untouched, to the first output.
		return [[], items.map(({ json }, i) => withError(json, checked.failure as unknown as IDataObject, i))];
	}
	const [keyField, recordType, now] = [text('keyField'), text('recordType'), new Date().toISOString()];
	const inScope: INodeExecutionData[] = [];
	const leftOut: INodeExecutionData[] = [];
	for (const [item, { json }] of items.entries()) {
		const key = textOf(valueAt(json, keyField));
		if (key === '') continue;
		const verdict = scopeOf(json, key, rules);
		if (verdict.in) inScope.push({ json, pairedItem: { item } });
		else if ('held' in verdict) leftOut.push(withError(json, verdict.held as unknown as IDataObject, item));
		else leftOut.push({ json: skipped(recordType, key, json, verdict, now), pairedItem: { item } });
	}
	return [inScope, leftOut];
}

function skipped(
	type: string,
	key: string,
	wanted: IDataObject,
	{ reason, watch }: { reason: string; watch: boolean },
	now: string,
): IDataObject {
	const done = outcome({
		record: { type, key },
		action: 'skipped',
		target: { system: '', id: null, key },
		changes: [],
		...{ calls: 0, attempts: 0, waitedMs: 0, startedAt: now, finishedAt: now },
		wanted,
	});
	return { ...(done as unknown as IDataObject), reason, watch };
}

function withError(json: IDataObject, error: IDataObject, item: number): INodeExecutionData {
	return { json: { ...json, error }, pairedItem: { item } };
}
