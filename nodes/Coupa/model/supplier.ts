import * as refers from './references';
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
		'payment-term': refers.PAYMENT_TERM,
		'shipping-term': refers.SHIPPING_TERM,
		commodity: refers.COMMODITY,
		parent: refers.SUPPLIER,
		'account-types': refers.ACCOUNT_TYPE,
		'restricted-account-types': refers.ACCOUNT_TYPE,
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

/**
 * What suppliers told about themselves (Coupa SIM), on its way to the ERP. Known by `name`, because Coupa takes the
 * number of the supplier in and does not give it out. Without `supplier-id` Coupa creates the supplier too.
 */
export const supplierInformationModel: ResourceModel = {
	path: 'supplier_information',
	type: 'supplier information',
	key: 'name',
	unique: ['id'],
	scope: 'core.supplier',
	references: {
		'payment-term': refers.PAYMENT_TERM,
		'preferred-currency': refers.CURRENCY,
		'default-commodity': refers.COMMODITY,
	},
	maxLengths: { name: 100 },
	amounts: { 'estimated-spend-amount': 4 },
	children: {},
	// Taken in and never shown, so there is nothing to compare it with.
	createOnly: ['supplier-name', 'supplier-number'],
	readOnly: [...MADE_BY_COUPA, 'exported'],
};
