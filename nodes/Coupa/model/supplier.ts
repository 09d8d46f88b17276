import { PAYMENT_TERM } from './references';
import { MADE_BY_COUPA } from './resource';
import type { ResourceModel } from './resource';

/**
 * Suppliers by `number`. Name and number are both unique. `remit-to-addresses` have a path of their own, and their
 * code is unique over all suppliers.
 */
export const supplierModel: ResourceModel = {
	path: 'suppliers',
	type: 'supplier',
	key: 'number',
	unique: ['id', 'number', 'name'],
	scope: 'core.supplier',
	references: {
		'payment-term': PAYMENT_TERM,
	},
	children: {
		'remit-to-addresses': {
			segment: 'addresses',
			key: 'remit-to-code',
			type: 'remit-to address',
			required: ['street1', 'city', 'postal-code', 'country'],
		},
	},
	createOnly: ['po-email', 'po-method', 'po-change-method', 'invoice-matching-level', 'primary-contact'],
	readOnly: MADE_BY_COUPA,
	uniqueName: { attribute: 'name', maxLength: 100 },
};
