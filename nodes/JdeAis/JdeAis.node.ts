import { NodeConnectionTypes } from 'n8n-workflow';
import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';

import { runOperation } from '../../lib/node/router';
import { sessionDescription, sessionOperations } from './actions/session';
import { supplierDescription, supplierOperations } from './actions/supplier';
import { tableDescription, tableOperations } from './actions/table';

const OPERATIONS = { session: sessionOperations, supplier: supplierOperations, table: tableOperations };

export class JdeAis implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'JDE AIS',
		name: 'jdeAis',
		icon: { light: 'file:jdeAis.svg', dark: 'file:jdeAis.dark.svg' },
		group: ['input'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Read Oracle JD Edwards EnterpriseOne through its AIS Server',
		defaults: { name: 'JDE AIS' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'jdeAisApi', required: true }],
		properties: [
			{
				displayName: 'Resource',
				name: 'resource',
				type: 'options',
				noDataExpression: true,
				options: [
					{ name: 'Session', value: 'session', description: 'The session on the AIS Server' },
					{ name: 'Supplier', value: 'supplier', description: 'Supplier Master with its address book' },
					{ name: 'Table', value: 'table', description: 'Any table, user-defined ones included' },
				],
				default: 'supplier',
			},
			...sessionDescription,
			...supplierDescription,
			...tableDescription,
		],
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return [await runOperation(this, OPERATIONS)];
	}
}
