import type { IDataObject } from 'n8n-workflow';

import { keyText } from './document';
import * as refers from './references';
import { MADE_BY_COUPA } from './resource';
import type { ResourceModel } from './resource';

/** What all set-up records have in common; the rest is said where it differs. */
function setup(
	path: string,
	type: string,
	key: string,
	more: Partial<ResourceModel> = {},
	scope = 'core.common',
): ResourceModel {
	const common = { path, type, key, scope, unique: ['id', key], references: {}, children: {} };
	return { ...common, createOnly: [], readOnly: MADE_BY_COUPA, ...more };
}

const SEGMENTS = Array.from({ length: 20 }, (_, i) => `segment-${i + 1}`);

function codeOf(document: IDataObject): string {
	return SEGMENTS.map((name) => keyText(document[name]))
		.filter((segment) => segment !== '')
		.join('-');
}

/** Codes are made of the segments, and name an account only within its chart. */
export const accountModel = setup(
	'accounts',
	'account',
	'code',
	{
		keyParts: ['account-type'],
		keyIsComputed: true,
		keyOf: codeOf,
		unique: ['id'],
		references: { 'account-type': refers.ACCOUNT_TYPE },
	},
	'core.accounting',
);

export const accountTypeModel = setup(
	'account_types',
	'account type',
	'name',
	{ references: { currency: refers.CURRENCY } },
	'core.accounting',
);

/** Which segments of accounts go together. */
export const accountValidationRuleModel = setup(
	'account_validation_rules',
	'account validation rule',
	'name',
	{ references: { 'account-type': refers.ACCOUNT_TYPE } },
	'core.accounting',
);

/** `external-ref-num` is the value of the segment; `external-ref-code` is made by Coupa. */
export const lookupValueModel = setup('lookup_values', 'lookup value', 'external-ref-num', {
	keyParts: ['lookup'],
	unique: ['id'],
	references: {
		lookup: refers.LOOKUP,
		parent: refers.LOOKUP_VALUE,
		'account-type': refers.ACCOUNT_TYPE,
	},
	readOnly: [...MADE_BY_COUPA, 'external-ref-code', 'depth', 'children-count'],
});

export const paymentTermModel = setup('payment_terms', 'payment term', 'code', {
	amounts: { 'discount-rate': 2 },
});
export const currencyModel = setup('currencies', 'currency', 'code');
export const unitModel = setup('uoms', 'unit of measure', 'code');
export const addressModel = setup('addresses', 'address', 'location-code', { unique: ['id'] });
export const departmentModel = setup('departments', 'department', 'name');

export const userModel = setup(
	'users',
	'user',
	'login',
	{
		references: {
			department: refers.DEPARTMENT,
			manager: refers.USER,
			'default-account-type': refers.ACCOUNT_TYPE,
			'default-address': refers.ADDRESS,
			'default-currency': refers.CURRENCY,
		},
	},
	'core.user',
);

/** An interface of another system, which runs, history records and errors belong to. */
export const integrationModel = setup(
	'integrations',
	'integration',
	'code',
	{ unique: ['id', 'code', 'name'] },
	'core.integration',
);

/** One way only: the inverse is a rate of its own. Coupa finds none by the codes of its currencies. */
export const exchangeRateModel = setup('exchange_rates', 'exchange rate', 'rate-date', {
	keyParts: ['from-currency', 'to-currency'],
	keyIsDate: true,
	unique: ['id'],
	references: { 'from-currency': refers.CURRENCY, 'to-currency': refers.CURRENCY },
	amounts: { rate: 9 },
});

/** Addresses of one supplier, by their code. @param supplierId Coupa's own */
export function remitToModel(supplierId: string): ResourceModel {
	const path = `suppliers/${encodeURIComponent(supplierId)}/addresses`;
	return setup(path, 'remit-to address', 'remit-to-code', { isSmall: true }, 'core.supplier');
}
