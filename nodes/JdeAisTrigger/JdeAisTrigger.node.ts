import { NodeConnectionTypes } from 'n8n-workflow';
import type { INodeExecutionData, INodeType, INodeTypeDescription, IPollFunctions } from 'n8n-workflow';

import { pollFor } from '../../lib/node/poll';
import { getColumns, searchColumns, searchTables } from '../JdeAis/methods/tables';
import { eventFields } from './fields';
import { changedDocuments, newestDocuments } from './poll';

export class JdeAisTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'JDE AIS Trigger',
		name: 'jdeAisTrigger',
		icon: { light: 'file:../JdeAis/jdeAis.svg', dark: 'file:../JdeAis/jdeAis.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ $parameter["event"] }}',
		description: 'Starts the workflow when documents change in Oracle JD Edwards EnterpriseOne',
		defaults: { name: 'JDE AIS Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'jdeAisApi', required: true }],
		properties: [
			{
				displayName: 'Trigger On',
				name: 'event',
				type: 'options',
				noDataExpression: true,
				options: [
					{
						name: 'Payment Changed',
						value: 'paymentChanged',
						description: 'A payment of which the header or a detail changed, voids included',
					},
					{
						name: 'Purchase Order Changed',
						value: 'purchaseOrderChanged',
						description: 'A purchase order of which the header or a line changed',
					},
					{
						name: 'Supplier Changed',
						value: 'supplierChanged',
						description: 'A supplier of which any part changed, or an address became effective',
					},
					{
						name: 'Table Row Changed',
						value: 'tableRowChanged',
						description: 'A row of any table, user-defined ones included',
					},
					{
						name: 'Voucher Changed',
						value: 'voucherChanged',
						description: 'A voucher of which a pay item, a G/L line, a change or a payment changed',
					},
				],
				default: 'supplierChanged',
				description: 'What starts the workflow',
			},
			...eventFields,
		],
	};

	methods = { listSearch: { searchColumns, searchTables }, loadOptions: { getColumns } };

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		const isTest = this.getMode() === 'manual';
		return await pollFor(this, async () => await (isTest ? newestDocuments(this) : changedDocuments(this)));
	}
}
