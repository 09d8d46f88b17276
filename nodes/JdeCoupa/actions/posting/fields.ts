import type { INodeProperties } from 'n8n-workflow';

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
