import { NodeConnectionTypes } from 'n8n-workflow';
import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';

import { runOperation } from '../../lib/node/router';
import { surroundingsOf } from '../../lib/node/surroundings';
import { description, operations } from './actions';
import { progressNote } from './actions/progressNote';
import { searchRecords, searchSuppliers, searchWithin } from './methods/listSearch';
import { getAttributes } from './methods/resourceMapping';

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
						name: 'Account',
						value: 'account',
						description: 'Accounts with their segments, each in a chart of accounts',
					},
					{ name: 'Account Type', value: 'accountType', description: 'Charts of accounts' },
					{
						name: 'Account Validation Rule',
						value: 'accountValidationRule',
						description: 'Which segments of accounts go together',
					},
					{
						name: 'Address',
						value: 'address',
						description: 'Addresses of your own company, such as ship-to addresses',
					},
					{
						name: 'Any Resource',
						value: 'anyResource',
						description: "Any resource of Coupa's API by its path",
					},
					{
						name: 'Approval',
						value: 'approval',
						description: 'Steps in the approval of documents, to be approved or rejected',
					},
					{
						name: 'Connection',
						value: 'connection',
						description: 'The Coupa instance that the credential leads to',
					},
					{ name: 'Currency', value: 'currency', description: 'Currencies that the instance knows' },
					{
						name: 'Custom API Call',
						value: 'customCall',
						description: 'Any call to the instance, as you word it',
					},
					{ name: 'Department', value: 'department', description: 'Departments of your company' },
					{
						name: 'Exchange Rate',
						value: 'exchangeRate',
						description: 'Rates from one currency to another, day by day',
					},
					{
						name: 'Integration',
						value: 'integration',
						description: 'Interfaces of other systems, as Coupa lists them',
					},
					{
						name: 'Integration Error',
						value: 'integrationError',
						description: 'What went wrong in a run, for the people in charge to settle',
					},
					{
						name: 'Integration History Record',
						value: 'integrationHistoryRecord',
						description: 'What became of a document in the other system',
					},
					{
						name: 'Integration Run',
						value: 'integrationRun',
						description: 'Runs of integrations from pending to their end',
					},
					{
						name: 'Invoice',
						value: 'invoice',
						description: 'Invoices of suppliers, with lines, taxes and account allocations',
					},
					{
						name: 'Invoice Payment',
						value: 'payment',
						description: 'Payments of invoices, which are only ever added',
					},
					{
						name: 'Lookup Value',
						value: 'lookupValue',
						description: 'Values of lookups, such as the segments of accounts',
					},
					{ name: 'Payment Term', value: 'paymentTerm', description: 'When invoices are due' },
					{
						name: 'Purchase Order',
						value: 'purchaseOrder',
						description: 'External purchase orders, each with its lines as one document',
					},
					{
						name: 'Purchase Order Line',
						value: 'orderLine',
						description: 'Lines of purchase orders, to be read, closed and reopened one by one',
					},
					{
						name: 'Receipt',
						value: 'receipt',
						description: 'What came in against the lines of purchase orders',
					},
					{ name: 'Remit-To Address', value: 'remitTo', description: 'Where suppliers are paid' },
					{ name: 'Supplier', value: 'supplier', description: 'Companies that are bought from' },
					{
						name: 'Supplier Information',
						value: 'supplierInformation',
						description: 'What suppliers told about themselves when they were onboarded',
					},
					{ name: 'Unit of Measure', value: 'unit', description: 'Units in which quantities are counted' },
					{ name: 'User', value: 'user', description: 'People who work with Coupa' },
				],
				default: 'supplier',
				description: 'What to work with',
			},
			...description,
		],
	};

	methods = {
		listSearch: { searchRecords, searchSuppliers, searchWithin },
		resourceMapping: { getAttributes },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const { now } = surroundingsOf(this);
		const startedAt = now();
		const results = await runOperation(this, operations);
		const message = progressNote(results, now() - startedAt);
		if (message !== undefined) this.addExecutionHints({ message, type: 'info', location: 'outputPane' });
		return [results];
	}
}
