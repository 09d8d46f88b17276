import { NodeConnectionTypes } from 'n8n-workflow';
import type { IExecuteFunctions, INodeExecutionData, INodeType, INodeTypeDescription } from 'n8n-workflow';

import { runOperation } from '../../lib/node/router';
import { accountDescription, accountOperations } from './actions/account';
import { businessUnitDescription, businessUnitOperations } from './actions/businessUnit';
import { companyDescription, companyOperations } from './actions/company';
import { customCallDescription, customCallOperations } from './actions/customCall';
import { formDescription, formOperations } from './actions/form';
import { mediaObjectDescription, mediaObjectOperations } from './actions/mediaObject';
import { orchestrationDescription, orchestrationOperations } from './actions/orchestration';
import { paymentDescription, paymentOperations } from './actions/payment';
import { paymentTermDescription, paymentTermOperations } from './actions/paymentTerm';
import { purchaseOrderDescription, purchaseOrderOperations } from './actions/purchaseOrder';
import { reportDescription, reportOperations } from './actions/report';
import { sessionDescription, sessionOperations } from './actions/session';
import { supplierDescription, supplierOperations } from './actions/supplier';
import { tableDescription, tableOperations } from './actions/table';
import { voucherDescription, voucherOperations } from './actions/voucher';
import { methods } from './methods';

const OPERATIONS = {
	account: accountOperations,
	businessUnit: businessUnitOperations,
	company: companyOperations,
	customCall: customCallOperations,
	form: formOperations,
	mediaObject: mediaObjectOperations,
	orchestration: orchestrationOperations,
	payment: paymentOperations,
	paymentTerm: paymentTermOperations,
	purchaseOrder: purchaseOrderOperations,
	report: reportOperations,
	session: sessionOperations,
	supplier: supplierOperations,
	table: tableOperations,
	voucher: voucherOperations,
};

export class JdeAis implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'JDE AIS',
		name: 'jdeAis',
		icon: { light: 'file:jdeAis.svg', dark: 'file:jdeAis.dark.svg' },
		group: ['input'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Read Oracle JD Edwards EnterpriseOne through its AIS Server and run its orchestrations',
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
					{ name: 'Account', value: 'account', description: 'Account Master with posting edit in words' },
					{ name: 'Business Unit', value: 'businessUnit', description: 'Business Unit Master' },
					{ name: 'Company', value: 'company', description: 'Companies with their open A/P periods' },
					{
						name: 'Custom API Call',
						value: 'customCall',
						description: 'Any other service of the AIS Server, with its session',
					},
					{
						name: 'Form',
						value: 'form',
						description: 'JD Edwards forms: read what they show, or fill them in',
					},
					{
						name: 'Media Object',
						value: 'mediaObject',
						description: 'Texts and files attached to records',
					},
					{
						name: 'Orchestration',
						value: 'orchestration',
						description: 'Orchestrations: the way to write to JD Edwards',
					},
					{ name: 'Payment', value: 'payment', description: 'A/P payments with the vouchers they pay' },
					{
						name: 'Payment Term',
						value: 'paymentTerm',
						description: 'Payment terms with discount and net days',
					},
					{
						name: 'Purchase Order',
						value: 'purchaseOrder',
						description: 'Purchase orders with their lines, accounts and receipts',
					},
					{
						name: 'Report',
						value: 'report',
						description: 'Batch programs (UBE): submit, and wait until done',
					},
					{ name: 'Session', value: 'session', description: 'The session on the AIS Server' },
					{ name: 'Supplier', value: 'supplier', description: 'Supplier Master with its address book' },
					{ name: 'Table', value: 'table', description: 'Any table, user-defined ones included' },
					{
						name: 'Voucher',
						value: 'voucher',
						description: 'A/P vouchers with pay items, G/L distribution, changes and payments',
					},
				],
				default: 'supplier',
			},
			...accountDescription,
			...businessUnitDescription,
			...companyDescription,
			...customCallDescription,
			...formDescription,
			...mediaObjectDescription,
			...orchestrationDescription,
			...paymentDescription,
			...paymentTermDescription,
			...purchaseOrderDescription,
			...reportDescription,
			...sessionDescription,
			...supplierDescription,
			...tableDescription,
			...voucherDescription,
		],
	};

	methods = methods;

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return [await runOperation(this, OPERATIONS)];
	}
}
