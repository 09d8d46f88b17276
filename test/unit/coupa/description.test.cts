import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';

import { Coupa } from '../../../nodes/Coupa/Coupa.node';
import { operations } from '../../../nodes/Coupa/actions';

const { properties } = new Coupa().description;
const offered = Object.entries(operations).flatMap(([resource, table]) =>
	Object.keys(table).map((operation) => [resource, operation] as const),
);

function shown(resource: string, operation: string): INodeProperties[] {
	return properties.filter(({ displayOptions }) => {
		const { resource: resources, operation: names } = displayOptions?.show ?? {};
		return resources?.includes(resource) && (names === undefined || names.includes(operation));
	});
}

/** A parameter and all below it. */
function withInner(property: INodeProperties): INodeProperties[] {
	const inner = (property.options ?? []).flatMap((option) => {
		if ('values' in option) return (option as INodePropertyCollection).values;
		return 'type' in option ? [option as INodeProperties] : [];
	});
	return [property, ...inner.flatMap(withInner)];
}

it.each(offered)('%s: %s is in the menu', (resource, operation) => {
	const menu = shown(resource, operation).find(({ name }) => name === 'operation')!;
	expect((menu.options as INodePropertyOptions[]).map(({ value }) => value)).toContain(operation);
});

it.each(offered)('%s: %s has limits for its calls', (resource, operation) => {
	const options = shown(resource, operation).find(({ name }) => name === 'options')!;
	const names = (options.options as INodeProperties[]).map(({ name }) => name);
	expect(names).toEqual(
		expect.arrayContaining(['concurrency', 'maximumTries', 'requestsPerSecond', 'timeout']),
	);
	const labels = (options.options as INodeProperties[]).map(({ displayName }) => displayName);
	expect(labels).toEqual([...labels].sort((a, b) => a.localeCompare(b)));
});

it.each(offered.filter(([, name]) => ['create', 'update', 'upsert'].includes(name)))(
	'%s: %s can be run dry and kept in bounds',
	(resource, operation) => {
		const options = shown(resource, operation).find(({ name }) => name === 'options')!;
		const names = (options.options as INodeProperties[]).map(({ name }) => name);
		expect(names).toEqual(
			expect.arrayContaining(['dryRun', 'maximumWrites', 'onlyAtHost', 'doNotWriteAfter']),
		);
	},
);

it('every parameter has a description', () => {
	const silent = properties.flatMap(withInner).filter(({ description }) => !description);
	expect(silent.map(({ name }) => name)).toEqual([]);
});
