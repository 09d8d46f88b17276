import { NodeConnectionTypes } from 'n8n-workflow';
import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';

import { runOperation } from '../../lib/node/router';
import { description, operations } from './actions';

export class Coupa implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Coupa',
		name: 'coupa',
		icon: { light: 'file:coupa.svg', dark: 'file:coupa.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Read and write records in Coupa, so that only what differs is written',
		defaults: { name: 'Coupa' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'coupaOAuth2Api', required: true }],
		properties: [
			{
				displayName: 'Resource',
				name: 'resource',
				type: 'options',
				noDataExpression: true,
				options: [
					{
						name: 'Any Resource',
						value: 'anyResource',
						description: "Any resource of Coupa's API by its path",
					},
					{
						name: 'Connection',
						value: 'connection',
						description: 'The Coupa instance that the credential leads to',
					},
					{ name: 'Supplier', value: 'supplier', description: 'Companies that are bought from' },
				],
				default: 'supplier',
				description: 'What to work with',
			},
			...description,
		],
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return [await runOperation(this, operations)];
	}
}
