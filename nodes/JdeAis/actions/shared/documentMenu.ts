import type { INodeProperties } from 'n8n-workflow';

import type { Operation } from '../../../../lib/node/operation';
import type { Scope } from '../../model/documents/kind';
import type { DocumentResource } from './documents';

/** The operation picker of a kind of documents, and the parameters behind it. */
export function documentMenu<R extends Scope>(
	{ resource, kind, plural }: DocumentResource<R>,
	operations: Record<string, Operation>,
	words: { one: string; changed: string },
): INodeProperties[] {
	return [
		{
			displayName: 'Operation',
			name: 'operation',
			type: 'options',
			noDataExpression: true,
			displayOptions: { show: { resource: [resource] } },
			options: [
				{ name: 'Get', value: 'get', action: `Get ${kind.name}`, description: words.one },
				{
					name: 'Get Changed',
					value: 'getChanged',
					action: `Get changed ${plural}`,
					description: words.changed,
				},
				{
					name: 'Get Many',
					value: 'getAll',
					action: `Get many ${plural}`,
					description: `Whole ${plural} in key order`,
				},
			],
			default: 'getAll',
		},
		...Object.values(operations).flatMap(({ description }) => description),
	];
}
