import type { IDataObject, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import { crosswalkOf } from '../../model/crosswalk';
import type { CodeLookup } from '../../model/posting/wanted';
import { textOf } from '../../model/text';

/** A parameter that takes what an expression gives: rows or documents of another node. */
export function given(
	operation: string,
	displayName: string,
	name: string,
	description: string,
	fallback = '[]',
): INodeProperties {
	return {
		displayName,
		name,
		type: 'json',
		default: fallback,
		displayOptions: { show: { resource: ['posting'], operation: [operation] } },
		description,
	};
}

export const settingsField = (operation: string): INodeProperties =>
	given(
		operation,
		'Settings',
		'settings',
		"What the site has settled: the item of the node 'Settings'",
		'{}',
	);

export const planField = (operation: string): INodeProperties =>
	given(operation, 'Plan', 'plan', "What 'Run: Plan Step' said", '{}');

/** The crosswalk read the other way round: the table has JD Edwards as its source. */
export function codesOf(crosswalk: readonly IDataObject[]): CodeLookup {
	const turned = crosswalk
		.filter(({ kind }) => ['account', 'payment-term'].includes(textOf(kind)))
		.map((row) => ({ ...row, source: row.target, target: row.source }));
	return crosswalkOf(turned, new Date().toISOString().slice(0, 10));
}

export function items(rows: readonly IDataObject[]): INodeExecutionData[] {
	return rows.map((json) => ({ json, pairedItem: { item: 0 } }));
}
