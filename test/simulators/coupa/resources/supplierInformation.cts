import {
	customFields,
	decimal,
	each,
	flag,
	integer,
	oneOf,
	opaque,
	reference,
	stamps,
	text,
} from '../attributes.cts';
import { readWrite, type Resource } from '../resource.cts';

const METHODS = ['cxml', 'xml', 'email', 'prompt', 'mark_as_sent', 'buy_online'];

/** What a supplier told about itself, on its way to the ERP. */
export const supplierInformation: Resource = {
	table: 'supplier_information',
	noun: 'supplier_information',
	verbs: readWrite('core.supplier'),
	keys: ['name'],
	exportable: true,
	omitsNulls: true,
	attributes: {
		...stamps,
		name: text(100, { required: true }),
		status: text(255, { required: true }),
		'supplier-id': integer(),
		...each('supplier-name supplier-number', text(255, { writeOnly: true })),
		...each(
			`display-name duns-number federal-tax-num intl-tax-num income-type industry parent-company-name
			pay-group website hold-payment comment-source tax-classification tax-region
			goods-services-provided`,
			text(),
		),
		...each('comment invoice-amount-limit', text(65_535)),
		...each('fed-reportable separate-remit-to one-time-supplier buyer-hold', flag()),
		'po-email': text(),
		...each('po-method po-change-method', oneOf(METHODS)),
		'organization-type': oneOf([
			...['Corporation', 'Foreign Corporation', 'Individual', 'Foreign Individual'],
			...['Partnership', 'Foreign Partnership'],
		]),
		'inco-terms': oneOf([
			...['EXW', 'FCA', 'CPT', 'CIP', 'DAT', 'DAP', 'DDP', 'FAS', 'FOB', 'CFR', 'CIF', 'DPU'],
		]),
		'estimated-spend-amount': decimal(4),
		'payment-term': reference('payment_terms'),
		'preferred-currency': reference('currencies'),
		'default-commodity': reference('commodities'),
		'country-of-operation': reference('countries'),
		...each(
			`supplier-information-addresses supplier-information-contacts supplier-information-tax-detail
			content-groups diversities`,
			opaque(),
		),
		'custom-fields': customFields(),
	},
};
