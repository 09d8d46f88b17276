import type { INodeProperties } from 'n8n-workflow';

import { listMode } from '../shared/locator';

/** Chooses one supplier. */
export const SUPPLIER_LOCATOR: INodeProperties = {
	displayName: 'Supplier',
	name: 'record',
	type: 'resourceLocator',
	default: { mode: 'key', value: '' },
	required: true,
	description: 'Supplier to work on',
	modes: [
		listMode('searchSuppliers'),
		{
			displayName: 'By Number',
			name: 'key',
			type: 'string',
			placeholder: 'e.g. 4343',
			hint: 'Supplier number, as in JD Edwards',
		},
		{
			displayName: 'By Name',
			name: 'name',
			type: 'string',
			placeholder: 'e.g. Acme Inc.',
			hint: 'Name of the supplier, exactly as in Coupa',
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 83',
			hint: "Coupa's own ID of the supplier",
		},
	],
};
