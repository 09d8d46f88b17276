import type { INodeProperties } from 'n8n-workflow';

/** Shows parameters for a resource and some of its operations only. */
export function shownFor(
	resource: string,
	operation: string[],
	properties: readonly INodeProperties[],
): INodeProperties[] {
	return properties.map((property) => {
		const own = property.displayOptions?.show ?? {};
		return { ...property, displayOptions: { show: { ...own, resource: [resource], operation } } };
	});
}

/** An Options collection; n8n wants its entries in alphabetical order. */
export function optionsCollection(entries: readonly INodeProperties[]): INodeProperties {
	return {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		description: 'What seldom has to be changed',
		options: [...entries].sort((a, b) => a.displayName.localeCompare(b.displayName)),
	};
}
