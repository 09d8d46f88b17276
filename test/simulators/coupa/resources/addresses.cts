import { each, flag, opaque, part, reference, stamps, text, type AttributeTable } from '../attributes.cts';
import { readWrite, type Resource } from '../resource.cts';

/** What all kinds of address share. */
export const addressAttributes: AttributeTable = {
	...stamps,
	...each(
		`name street1 street2 street3 street4 city state state-iso-code postal-code vat-number
		local-tax-number external-src-name external-src-ref`,
		text(),
	),
	active: flag({ initial: true }),
	country: reference('countries'),
	'vat-country': reference('countries'),
	'tax-registrations': opaque(),
};

const placed: AttributeTable = {
	...addressAttributes,
	...each('attention location-code', text()),
	'business-group-name': text(),
	...each('content-groups purposes', opaque()),
	type: text(255, { readOnly: true }),
};

export const supplierAddressAttributes = placed;

const phone = part({ ...stamps, ...each('country-code area-code number extension', text()) });

export const contactAttributes: AttributeTable = {
	...stamps,
	...each('name-additional name-family name-given name-prefix name-suffix photo', text()),
	...each('phone-work phone-mobile phone-fax', phone),
	'name-fullname': text(255, { readOnly: true }),
	active: flag({ readOnly: true }),
	email: text(255, { email: 'Supplier email' }),
	notes: text(65_535),
	purposes: opaque(),
};

export const addresses: Resource = {
	table: 'addresses',
	noun: 'address',
	verbs: readWrite(),
	attributes: placed,
	keys: ['name', 'location-code'],
};

/** A supplier's other addresses and contacts; they have no address of their own in this simulator. */
export const supplierAddresses: Resource = {
	table: 'supplier_addresses',
	noun: 'supplier_address',
	verbs: {},
	attributes: supplierAddressAttributes,
	keys: ['name'],
	parent: { table: 'suppliers' },
};

export const contacts: Resource = {
	table: 'contacts',
	noun: 'contact',
	verbs: {},
	attributes: contactAttributes,
	keys: ['email'],
	parent: { table: 'suppliers' },
};
