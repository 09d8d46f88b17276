/** Attributes that the editor offers for a kind of record, in the order in which a person thinks of them. */
export interface Offered {
	/** with a dot before the natural key of another record: `payment-term.code` */
	texts: readonly string[];
	flags?: readonly string[];
	lists?: readonly string[];
	choices?: Readonly<Record<string, readonly string[]>>;
}

const names = (text: string): string[] => text.split(/\s+/);
const ADDRESS = names('street1 street2 city state postal-code country.code');
const MATCHING = ['2-way', '3-way', '3-way-direct', 'none'];
const PO_METHODS = ['cxml', 'xml', 'email', 'prompt', 'mark_as_sent', 'buy_online'];
const PAYMENT_METHODS = ['invoice', 'pcard', 'invoice_only', 'pcard_only', 'virtual_card'];
const SEGMENTS = Array.from({ length: 20 }, (_, i) => `segment-${i + 1}`);

/**
 * The usual attributes by path (Coupa's OpenAPI description, R39); what else a record of the instance has, is offered
 * as it is seen. Amounts and dates are texts: n8n would turn them into floating-point numbers and times.
 */
export const OFFERED: Readonly<Record<string, Offered>> = {
	suppliers: {
		texts: [
			...names('number name display-name account-number tax-id duns website payment-term.code'),
			...names('shipping-term.code po-email parent.number commodity.name'),
			...names('primary-contact.email primary-contact.name-given primary-contact.name-family'),
			...ADDRESS.map((name) => `primary-address.${name}`),
		],
		flags: names('on-hold buyer-hold one-time-supplier'),
		lists: ['remit-to-addresses'],
		choices: {
			status: ['active', 'inactive', 'onboarding'],
			'po-method': PO_METHODS,
			'po-change-method': PO_METHODS,
			'payment-method': PAYMENT_METHODS,
			'invoice-matching-level': MATCHING,
		},
	},
	purchase_orders: {
		texts: names(
			`po-number supplier.number currency.code payment-term.code shipping-term.code ship-to-user.login
			ship-to-address.location-code ship-to-attention requester.login transmission-emails version`,
		),
		flags: ['hide-price'],
		lists: ['order-lines'],
		choices: { 'transmission-method-override': ['supplier_default', 'email', 'do_not_transmit'] },
	},
	invoices: {
		texts: names(
			`invoice-number invoice-date supplier.number account-type.name currency.code payment-term.code
			supplier-total original-invoice-number original-invoice-date shipping-amount handling-amount misc-amount
			bill-to-address.location-code ship-to-address.location-code requested-by.login`,
		),
		flags: names('line-level-taxation is-credit-note'),
		lists: ['invoice-lines'],
	},
	accounts: { texts: [...names('name account-type.name'), ...SEGMENTS], flags: ['active'] },
	addresses: { texts: [...names('location-code name attention'), ...ADDRESS], flags: ['active'] },
	departments: { texts: ['name'], flags: ['active'] },
	exchange_rates: { texts: names('from-currency.code to-currency.code rate-date rate') },
	lookup_values: {
		texts: names('name lookup.name external-ref-num account-type.name'),
		flags: ['active'],
	},
	payment_terms: {
		texts: names('code description days-for-net-payment days-for-discount-payment discount-rate type'),
		flags: ['active'],
	},
	receiving_transactions: {
		texts: names(
			`order-line.id order-line.order-header-number order-line.line-num quantity price uom.code transaction-date
			notes barcode match-reference rfid-tag`,
		),
		choices: {
			type: ['InventoryReceipt', 'ReceivingQuantityConsumption', 'ReceivingAmountConsumption'],
		},
	},
	users: {
		texts: names(
			`login email firstname lastname employee-number department.name manager.login default-account-type.name
			default-address.location-code default-currency.code`,
		),
		flags: ['active'],
	},
	'suppliers/addresses': { texts: [...names('remit-to-code name'), ...ADDRESS], flags: ['active'] },
};
