import type { Reference } from './resource';

/** What documents refer to, and by which natural keys (Coupa's documentation and its OpenAPI description, R39). */
const common = (path: string, ...keys: string[]): Reference => ({ path, keys, scope: 'core.common' });

export const ACCOUNT: Reference = {
	path: 'accounts',
	keys: ['code'],
	scope: 'core.accounting',
	within: 'account-type',
};
export const ACCOUNT_TYPE: Reference = { path: 'account_types', keys: ['name'], scope: 'core.accounting' };
export const ADDRESS = common('addresses', 'location-code', 'name');
export const COMMODITY = common('commodities', 'name');
export const CURRENCY: Reference = { ...common('currencies', 'code'), activeBy: 'enabled' };
export const DEPARTMENT = common('departments', 'name');
export const INTEGRATION: Reference = {
	path: 'integrations',
	keys: ['code', 'name'],
	scope: 'core.integration',
	activeBy: 'none',
};
export const LOOKUP = common('lookups', 'name');
export const LOOKUP_VALUE: Reference = {
	...common('lookup_values', 'external-ref-code', 'external-ref-num'),
	within: 'lookup',
};
export const PAYMENT_TERM = common('payment_terms', 'code');
export const SHIPPING_TERM = common('shipping_terms', 'code');
export const UNIT = common('uoms', 'code');

export const SUPPLIER: Reference = {
	path: 'suppliers',
	keys: ['number', 'name'],
	scope: 'core.supplier',
	activeBy: 'status',
};
export const USER: Reference = {
	path: 'users',
	keys: ['login', 'email', 'employee-number'],
	scope: 'core.user',
};
