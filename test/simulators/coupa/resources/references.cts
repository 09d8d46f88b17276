import {
	customFields,
	decimal,
	each,
	flag,
	integer,
	isBlank,
	oneOf,
	opaque,
	reference,
	stamps,
	text,
} from '../attributes.cts';
import { readOnly, readWrite, type Resource } from '../resource.cts';

const active = flag({ initial: true });

export const paymentTerms: Resource = {
	table: 'payment_terms',
	noun: 'payment_term',
	verbs: readWrite(),
	keys: ['code'],
	attributes: {
		...stamps,
		code: text(255, { required: true, unique: true }),
		active,
		description: text(),
		type: oneOf([
			'DaysAfterNetPaymentTerm',
			'SpecificDayPaymentTerm',
			'BaseEomToDaysPaymentTerm',
			'DaysToBaseEomPaymentTerm',
		]),
		...each(
			`days-for-discount-payment days-for-net-payment discount-cutoff-day discount-due-day
			discount-due-month net-cutoff-day net-due-day net-due-month`,
			integer(),
		),
		'discount-rate': decimal(2),
		'content-groups': opaque(),
	},
};

/** Read-only over the API. */
export const currencies: Resource = {
	table: 'currencies',
	noun: 'currency',
	verbs: readOnly(),
	keys: ['code'],
	attributes: {
		id: integer({ readOnly: true }),
		code: text(6),
		name: text(100),
		symbol: text(10),
		decimals: integer({ readOnly: true }),
		enabled: flag(),
	},
};

/** No path in Coupa's description: countries are only referred to. */
export const countries: Resource = {
	table: 'countries',
	noun: 'country',
	verbs: {},
	keys: ['code'],
	attributes: { ...stamps, code: text(4), name: text(100) },
};

export const shippingTerms: Resource = {
	table: 'shipping_terms',
	noun: 'shipping_term',
	verbs: readWrite(),
	keys: ['code'],
	attributes: { ...stamps, code: text(255, { required: true, unique: true }), active, description: text() },
};

export const users: Resource = {
	table: 'users',
	noun: 'user',
	verbs: readWrite('core.user'),
	keys: ['login', 'email', 'employee-number'],
	attributes: {
		...stamps,
		login: text(255, { required: true, unique: true }),
		email: text(255, { required: true, unique: true, email: 'Email' }),
		...each('firstname lastname', text(40, { required: true })),
		...each(
			`employee-number middlename mention-name salesforce-id sso-identifier authentication-method
			business-function seniority-level default-locale`,
			text(),
		),
		fullname: text(255, { readOnly: true }),
		active,
		...each('purchasing-user expense-user invoicing-user inventory-user', flag({ initial: false })),
		...each('api-user supplier-user support-user', flag({ readOnly: true })),
		department: reference('departments'),
		manager: reference('users'),
		'default-account-type': reference('account_types'),
		'default-account': reference('accounts'),
		'default-address': reference('addresses'),
		'default-currency': reference('currencies'),
		...each('roles content-groups account-groups user-groups approval-groups', opaque()),
		'custom-fields': customFields(),
	},
	compute: (values) => ({
		...values,
		fullname: [values.firstname, values.lastname].filter((name) => !isBlank(name)).join(' '),
	}),
};

export const departments: Resource = {
	table: 'departments',
	noun: 'department',
	verbs: readWrite(),
	keys: ['name'],
	attributes: { ...stamps, name: text(255, { required: true, unique: true }), active },
};

export const uoms: Resource = {
	table: 'uoms',
	noun: 'uom',
	verbs: readOnly(),
	keys: ['code'],
	attributes: { ...stamps, code: text(6), name: text(100), active, 'allowable-precision': integer() },
};

export const integrations: Resource = {
	table: 'integrations',
	noun: 'integration',
	verbs: readWrite('core.integration'),
	keys: ['code', 'name'],
	attributes: {
		...stamps,
		...each('name code', text(255, { required: true, unique: true })),
		...each('business-object end-system', text(255, { required: true })),
		direction: oneOf(['to_coupa', 'from_coupa'], undefined, { required: true }),
		'end-system-type': oneOf(
			['payroll', 'erp', 'hr', 'third_party_partner', 'third_party_vendor', 'other', 'internal'],
			undefined,
			{ required: true },
		),
		'integration-type': oneOf([
			'flat_file',
			'api',
			'corporate_credit_card_file',
			'json',
			'xml',
			'original_format',
		]),
		standard: flag({ readOnly: true }),
	},
};

export const commodities: Resource = {
	table: 'commodities',
	noun: 'commodity',
	verbs: readWrite(),
	keys: ['name'],
	attributes: {
		...stamps,
		name: text(255, { required: true, unique: true }),
		active,
		category: oneOf(['goods', 'services']),
		parent: reference('commodities'),
	},
};

/** One way only: the inverse is a rate of its own. */
export const exchangeRates: Resource = {
	table: 'exchange_rates',
	noun: 'exchange_rate',
	verbs: readWrite(),
	keys: [],
	attributes: {
		...stamps,
		...each('from-currency to-currency', reference('currencies', { required: true })),
		rate: decimal(9),
		'rate-date': { kind: 'instant' },
	},
	blindTo: /^(from|to)[-_]currency\[/,
};
