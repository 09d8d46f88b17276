import type { INodeProperties } from 'n8n-workflow';

import { locatorFor, withinParameter } from '../shared/locator';

/** Chooses one invoice: its number names it only together with its supplier. */
export const INVOICE_LOCATOR: INodeProperties[] = [
	locatorFor({
		displayName: 'Invoice',
		byKey: 'By Number',
		placeholder: 'e.g. INV-1001',
		hint: 'Invoice number of the supplier, exactly as in Coupa',
	}),
	withinParameter('Supplier Number', 'e.g. 4343'),
];
