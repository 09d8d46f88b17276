import {
	children,
	customFields,
	decimal,
	each,
	flag,
	idOf,
	integer,
	isBlank,
	oneOf,
	opaque,
	part,
	reference,
	stamps,
	text,
} from '../attributes.cts';
import { readWrite, type Resource } from '../resource.cts';
import { contactAttributes, supplierAddressAttributes } from './addresses.cts';

const STATUSES = ['active', 'inactive', 'onboarding'];

// The table of attributes and the refusal text name different methods; either list's members are accepted.
const PO_METHODS = ['cxml', 'xml', 'email', 'integration', 'prompt', 'buy_online', 'mark_as_sent'];
const poMethod = (label: string) =>
	oneOf(PO_METHODS, `${label} must be one of cxml, xml, email, integration, prompt or buy_online.`, {
		label,
	});

export const suppliers: Resource = {
	table: 'suppliers',
	noun: 'supplier',
	verbs: readWrite('core.supplier'),
	keys: ['number', 'name'],
	exportable: true,
	aliases: { 'supplier-status': 'status', 'business-groups': 'content-groups' },
	attributes: {
		...stamps,
		name: text(100, { required: true, unique: true }),
		number: text(255, { unique: true }),
		// `draft` is what a supplier is without a status; it cannot be asked for.
		status: oneOf(STATUSES, 'Supplier status must be one of active, inactive, onboarding.', {
			initial: 'draft',
		}),
		'po-method': poMethod('PO method'),
		'po-change-method': poMethod('PO change method'),
		'po-email': text(255, { email: 'Supplier email', label: 'PO email' }),
		'payment-method': oneOf(
			['invoice', 'pcard', 'invoice_only', 'pcard_only', 'virtual_card'],
			'Payment method must be one of invoice, pcard, invoice_only, pcard_only, virtual_card.',
			{ initial: 'invoice' },
		),
		'invoice-matching-level': oneOf(
			['2-way', '3-way', '3-way-direct', 'none'],
			'Invoice matching level must be one of 2-way, 3-way, 3-way-direct, none.',
		),
		'order-confirmation-level': oneOf(['not_applicable', 'header', 'line']),
		'payment-term': reference('payment_terms'),
		'payment-term-id': idOf('payment-term'),
		'shipping-term': reference('shipping_terms'),
		parent: reference('suppliers'),
		'primary-contact': part(contactAttributes),
		'primary-address': part(supplierAddressAttributes),
		'remit-to-addresses': children('remit_to_addresses'),
		'supplier-addresses': children('supplier_addresses'),
		contacts: children('contacts'),
		'savings-pct': decimal(2),
		...each('confirm-by-hrs business-entity-id supplier-community-enablement', integer()),
		'remit-to-requirement': integer({ readOnly: true }),
		...each(
			`account-number corporate-url cxml-domain cxml-http-password cxml-http-username cxml-identity
			cxml-invoice-buyer-domain cxml-invoice-buyer-identity cxml-invoice-secret
			cxml-invoice-supplier-domain cxml-invoice-supplier-identity cxml-protocol cxml-secret
			cxml-ssl-version cxml-supplier-domain cxml-supplier-identity cxml-url dd-settings default-locale
			display-name duns scf-configs storefront-url tax-id website`,
			text(),
		),
		...each('coupa-connect-secret type', text(255, { readOnly: true })),
		...each(
			`allow-change-requests allow-cn-no-backing-doc-from-connect allow-csp-access-without-two-factor
			allow-cxml-invoicing allow-inv-choose-billing-account allow-inv-from-connect
			allow-inv-no-backing-doc-from-connect allow-inv-unbacked-lines-from-connect
			allow-order-confirmation-item-substitutions coupa-pay-financing-only disable-cert-verify
			do-not-accelerate hold-invoices-for-ap-review scope-three-emissions
			send-invoices-to-approvals whitelist-dd`,
			flag(),
		),
		...each('buyer-hold on-hold one-time-supplier', flag({ initial: false })),
		...each(
			`account-types commodity content-groups customer-support-contacts diversities diversity-categories
			enterprise integration-contacts inventory-organization invoice-emails online-store payment-terms
			preferred-commodities restricted-account-types supplier-account-types
			supplier-classification-detail supplier-enterprise-detail supplier-insurance-detail
			supplier-risk-detail supplier-sites supplier-tax-detail taggings tax-code`,
			opaque(),
		),
		'custom-fields': customFields(),
	},
	rules: ({ values }) =>
		values['po-method'] === 'email' && isBlank(values['po-email']) ? ["PO email can't be blank"] : [],
};
