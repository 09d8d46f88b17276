import { Template } from './builder.cts';
import { row } from './documents.cts';
import { addEntries, addRunBranch, addStepStart, addWork, scope, settings, window } from './flow.cts';
import type { Work } from './flow.cts';

const cleared = { emptyIfBlank: true };

const address = (target: string, source: string) => [
	row(`${target}.street1`, `${source}.ADD1`),
	row(`${target}.street2`, `${source}.ADD2`, cleared),
	row(`${target}.street3`, `${source}.ADD3`, cleared),
	row(`${target}.street4`, `${source}.ADD4`, cleared),
	row(`${target}.city`, `${source}.CTY1`),
	row(`${target}.state`, `${source}.ADDS`, cleared),
	row(`${target}.postal-code`, `${source}.ADDZ`),
	row(`${target}.country.code`, `${source}.CTR`, { transform: 'upper' }),
];

const MAPPING = [
	row('number', 'number'),
	row('name', 'name'),
	row('display-name', 'F0101.ALPH'),
	row('status', 'searchType, hold', { transform: 'translate', argument: settings('supplierStatuses') }),
	row('on-hold', 'searchType, hold', { transform: 'translate', argument: settings('onHold') }),
	row('tax-id', 'taxId'),
	row('payment-term.code', 'F0401.TRAP'),
	...address('primary-address', 'address'),
	row('primary-contact.name-given', 'contact.givenName'),
	row('primary-contact.name-family', 'contact.surname'),
	row('primary-contact.email', 'contact.email'),
	row('primary-contact.phone-work.area-code', 'contact.areaCode', { transform: 'digits' }),
	row('primary-contact.phone-work.number', 'contact.phone', { transform: 'digits' }),
	row('po-method', '', { default: 'prompt' }),
	row('payment-method', '', { default: 'invoice' }),
	row('invoice-matching-level', '', { default: '3-way' }),
	row('remit-to-addresses[].remit-to-code', 'payees[].code'),
	row('remit-to-addresses[].name', 'payees[].name'),
	...address('remit-to-addresses[]', 'payees[].address'),
];

const SETTINGS = [
	{ name: 'flow', value: 'suppliers' },
	{ name: 'owner', value: 'JD Edwards' },
	{ name: 'searchTypes', value: 'V' },
	{ name: 'corporationCodes', value: 'C' },
	{ name: 'includePersonalTaxIds', value: false, type: 'boolean' as const },
	{ name: 'homeCountry', value: '' },
	{ name: 'supplierStatuses', value: 'V none = active; V payments = active; * = ' },
	{ name: 'onHold', value: 'V orders* = true; V none = false; V payments = false' },
	{ name: 'chunkSize', value: 200, type: 'number' as const },
	{ name: 'overlapDays', value: 1, type: 'number' as const },
	{ name: 'maximumWritesPerRun', value: 500, type: 'number' as const },
];

const WORK: Work = {
	keyField: 'number',
	read: {
		name: 'Get Suppliers',
		parameters: {
			resource: 'supplier',
			operation: 'getChanged',
			...window(),
			options: {
				...scope('supplierNumbers'),
				corporationCodes: settings('corporationCodes'),
				homeCountry: settings('homeCountry'),
				includePersonalTaxIds: settings('includePersonalTaxIds'),
				searchTypes: settings('searchTypes'),
			},
		},
	},
	mapping: MAPPING,
	crosswalk: [
		{ field: 'payment-term.code', kind: 'payment-term', whenMissing: 'park' },
		{ field: 'primary-address.country.code', kind: 'country', whenMissing: 'keep' },
		{ field: 'remit-to-addresses[].country.code', kind: 'country', whenMissing: 'keep' },
	],
	write: {
		name: 'Create or Update in Coupa',
		parameters: {
			resource: 'supplier',
			operation: 'upsert',
			document: 'wholeItem',
			createOnlyFields:
				'po-method, po-change-method, po-email, payment-method, invoice-matching-level, primary-contact',
		},
		options: { sendEmptyFields: true, whenNameIsTaken: 'appendNumber' },
	},
	words: {
		settings:
			'Which suppliers belong to this flow, and how much one run may change.\n\n**supplierStatuses** and **onHold** are small tables: search type and hold (*none*, *orders*, *payments*, *orders and payments*) = value; the first entry that fits counts, and an empty value sends nothing. **homeCountry** (such as US) stands in where an address has no country.\n\nCredentials: one for JDE AIS, one for Coupa. Servers are named nowhere else.',
		mapping:
			'**Change it here.** *Map Fields*: one row for each Coupa field. *Site Tweaks*: your own expressions, if a row cannot say it. *Apply Crosswalk*: codes by the table jde_coupa_crosswalk. *Create-Only Fields* in the Coupa node are left to Coupa after creation.',
	},
};

export function suppliers(): Template {
	const template = new Template('JD Edwards suppliers to Coupa');
	addEntries(template, SETTINGS);
	addStepStart(template);
	addRunBranch(template);
	addWork(template, WORK);
	return template;
}
