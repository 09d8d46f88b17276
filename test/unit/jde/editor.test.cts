import { NodeHelpers } from 'n8n-workflow';
import type { INodeParameters, INodeProperties } from 'n8n-workflow';

import { JdeAis } from '../../../nodes/JdeAis/JdeAis.node';

const { description } = new JdeAis();
const { properties } = description;

const optionsOf = (name: string, resource?: string) =>
	(properties.find((one) => one.name === name && isOf(one, resource))?.options ?? []) as Array<{
		value: string;
	}>;

function isOf({ displayOptions }: INodeProperties, resource?: string): boolean {
	return resource === undefined || displayOptions?.show?.resource?.includes(resource) === true;
}

const OPERATIONS = optionsOf('resource').flatMap(({ value: resource }) =>
	optionsOf('operation', resource).map(({ value: operation }) => [resource, operation] as const),
);

describe('the form of the node', () => {
	it.each(OPERATIONS)('%s: %s has its options at the end', (resource, operation) => {
		const values: INodeParameters = { resource, operation };
		const node = { typeVersion: 1 };
		const all = NodeHelpers.getNodeParameters(properties, values, true, false, node as never, description);
		const shown = properties
			.filter((one) => NodeHelpers.displayParameter(all!, one, node as never, description))
			.map(({ name }) => name);
		expect(shown.filter((name) => name === 'options')).toHaveLength(1);
		expect(shown.at(-1)).toBe('options');
	});
});
