import type { Values } from './attributes.cts';
import type { Client } from './oauth.cts';

/** The client every simulator accepts unless the test brings its own. */
export const DEMO_CLIENT: Client = {
	id: 'jde-coupa-demo',
	secret: 'open-sesame',
	scopes: [
		...['supplier', 'common', 'user', 'accounting', 'integration', 'purchase_order', 'invoice'].flatMap(
			(object) => [`core.${object}.read`, `core.${object}.write`],
		),
		'core.invoice.create',
		'core.invoice.approval.bypass',
		...['approval', 'inventory.receiving', 'pay.payments'].flatMap((object) => [
			`core.${object}.read`,
			`core.${object}.write`,
		]),
	],
};

/** Custom fields an administrator has opened to the API. */
export const CUSTOM_FIELDS: Record<string, readonly string[]> = {
	suppliers: ['cf-erp-supplier-number', 'cf-erp-search-type'],
	purchase_orders: ['cf-erp-order-number'],
	invoices: ['cf-erp-invoice-number', 'cf-integration-status'],
};

const net = (code: string, days: number, more: Values = {}): Values => ({
	code,
	type: 'DaysAfterNetPaymentTerm',
	'days-for-net-payment': days,
	...more,
});

const country = (code: string, name: string): Values => ({ code, name });

const countries: Values[] = [
	country('US', 'United States'),
	country('CA', 'Canada'),
	country('MX', 'Mexico'),
	country('GB', 'United Kingdom'),
	country('IE', 'Ireland'),
	country('DE', 'Germany'),
	country('FR', 'France'),
	country('NL', 'Netherlands'),
	country('BE', 'Belgium'),
	country('CH', 'Switzerland'),
	country('AT', 'Austria'),
	country('IT', 'Italy'),
	country('ES', 'Spain'),
	country('PT', 'Portugal'),
	country('SE', 'Sweden'),
	country('NO', 'Norway'),
	country('DK', 'Denmark'),
	country('FI', 'Finland'),
	country('PL', 'Poland'),
	country('CZ', 'Czechia'),
	country('JP', 'Japan'),
	country('CN', 'China'),
	country('IN', 'India'),
	country('SG', 'Singapore'),
	country('AU', 'Australia'),
	country('NZ', 'New Zealand'),
	country('BR', 'Brazil'),
	country('KW', 'Kuwait'),
	country('AE', 'United Arab Emirates'),
	country('ZA', 'South Africa'),
];

const suppliers: Values[] = [
	// The same supplier as JD Edwards address 4343.
	{
		name: 'Parts Emporium',
		number: '4343',
		status: 'active',
		'po-method': 'email',
		'po-email': 'orders@parts-emporium.example',
		'invoice-matching-level': '3-way',
		'payment-term': { code: 'Net 30' },
		'primary-contact': {
			email: 'ada.stone@parts-emporium.example',
			'name-given': 'Ada',
			'name-family': 'Stone',
		},
		'primary-address': {
			street1: '5700 Ninth Avenue',
			city: 'Denver',
			state: 'CO',
			'postal-code': '80237',
			country: { code: 'US' },
		},
		'remit-to-addresses': [
			{
				'remit-to-code': '4343-4343',
				street1: 'PO Box 88',
				city: 'Denver',
				state: 'CO',
				'postal-code': '80201',
				country: { code: 'US' },
			},
		],
	},
	// The same as JD Edwards 4344, last touched before its terms changed there.
	{
		name: 'Universal Incorporated',
		number: '4344',
		status: 'active',
		'po-method': 'prompt',
		'payment-term': { code: 'Net 45' },
	},
	// The same as JD Edwards 4345, switched off in Coupa.
	{ name: 'Continental Bearings', number: '4345', status: 'inactive', 'po-method': 'prompt' },
	// Foreign ones: made by Coupa's users or another ERP, with names that JD Edwards may want as well.
	{ name: 'ACME CORPORATION', status: 'active', 'po-method': 'prompt' },
	{ name: 'Global Office Supply', number: 'SAP-100077', status: 'active', 'po-method': 'cxml' },
	{ name: 'Riverside Consulting', number: 'WEB-9', status: 'onboarding' },
	{ name: 'Quick Draft' },
];

type SeededTable =
	| 'users'
	| 'countries'
	| 'currencies'
	| 'payment_terms'
	| 'shipping_terms'
	| 'departments'
	| 'uoms'
	| 'addresses'
	| 'account_types'
	| 'accounts'
	| 'lookups'
	| 'lookup_values'
	| 'integrations'
	| 'suppliers'
	| 'commodities';

/** What a new simulator holds, by table. */
export const SEED: Record<SeededTable, Values[]> = {
	users: [
		{
			login: 'jde-integration',
			email: 'jde-integration@buyer.example',
			firstname: 'JDE',
			lastname: 'Integration',
			'api-user': true,
		},
		{ login: 'pbuyer', email: 'pat.buyer@buyer.example', firstname: 'Pat', lastname: 'Buyer' },
	],
	countries,
	currencies: [
		{ code: 'USD', name: 'US Dollar', symbol: '$', decimals: 2, enabled: true },
		{ code: 'EUR', name: 'Euro', symbol: '€', decimals: 2, enabled: true },
		{ code: 'GBP', name: 'Pound Sterling', symbol: '£', decimals: 2, enabled: true },
		{ code: 'JPY', name: 'Japanese Yen', symbol: '¥', decimals: 0, enabled: true },
		{ code: 'KWD', name: 'Kuwaiti Dinar', symbol: 'KD', decimals: 3, enabled: true },
	],
	payment_terms: [
		net('Net 30', 30),
		net('Net 45', 45),
		net('Net 60', 60),
		net('2/10 Net 30', 30, { 'days-for-discount-payment': 10, 'discount-rate': 2 }),
		net('Due on Receipt', 0),
		net('Immediate', 0),
		net('Net 120', 120, { active: false }),
	],
	shipping_terms: [{ code: 'Standard' }, { code: 'FOB' }],
	departments: [{ name: 'Purchasing' }, { name: 'Maintenance' }],
	uoms: [
		{ code: 'EA', name: 'Each', 'allowable-precision': 0 },
		{ code: 'KG', name: 'Kilogram', 'allowable-precision': 3 },
		{ code: 'HR', name: 'Hour', 'allowable-precision': 2 },
	],
	addresses: [
		{
			name: 'Denver Plant',
			'location-code': 'M30',
			street1: '100 Foundry Road',
			city: 'Denver',
			state: 'CO',
			'postal-code': '80216',
			country: { code: 'US' },
		},
	],
	account_types: [
		{ name: 'Financial Distribution Co', currency: { code: 'USD' } },
		{ name: 'European Trading Co', currency: { code: 'EUR' } },
	],
	accounts: [
		{
			name: 'Denver, Office Supplies',
			'segment-1': '30',
			'segment-2': '8605',
			'account-type': { name: 'Financial Distribution Co' },
		},
		{
			name: 'Denver, Freight',
			'segment-1': '30',
			'segment-2': '8610',
			'segment-3': '10',
			'account-type': { name: 'Financial Distribution Co' },
		},
	],
	lookups: [{ name: 'Business Unit' }],
	lookup_values: [{ name: 'Denver', lookup: { name: 'Business Unit' }, 'external-ref-num': '30' }],
	integrations: [
		{
			name: 'JDE Suppliers',
			code: 'JDE_SUPPLIERS',
			'business-object': 'Supplier',
			direction: 'to_coupa',
			'end-system': 'JD Edwards EnterpriseOne',
			'end-system-type': 'erp',
			'integration-type': 'api',
		},
	],
	suppliers,
	commodities: [
		{ name: 'Office Supplies', category: 'goods' },
		{ name: 'Freight', category: 'services' },
	],
};
