import { text } from '../attributes.cts';
import type { Resource } from '../resource.cts';
import { addressAttributes } from './addresses.cts';

/** `/suppliers/:id/addresses`: where a supplier is paid. The only kind here that can be deleted. */
export const remitToAddresses: Resource = {
	table: 'remit_to_addresses',
	noun: 'remit_to_address',
	effect: 'remit-to',
	verbs: {
		GET: 'core.supplier.read',
		POST: 'core.supplier.write',
		PUT: 'core.supplier.write',
		DELETE: 'core.supplier.write',
	},
	attributes: {
		...addressAttributes,
		'remit-to-code': text(255, { required: true, unique: true }),
		...Object.fromEntries(
			['street1', 'city', 'postal-code'].map((name) => [name, text(255, { required: true })]),
		),
		country: { ...addressAttributes.country!, required: true },
	},
	keys: ['remit-to-code'],
	parent: { table: 'suppliers', segment: 'addresses' },
};
