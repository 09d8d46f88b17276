import type { INodePropertyOptions } from 'n8n-workflow';

import { invoiceModel } from '../Coupa/model/invoice';
import { purchaseOrderModel } from '../Coupa/model/purchaseOrder';
import type { ResourceModel } from '../Coupa/model/resource';
import * as setup from '../Coupa/model/setup';
import { supplierModel } from '../Coupa/model/supplier';

export const MODELS: Readonly<Record<string, ResourceModel>> = {
	account: setup.accountModel,
	address: setup.addressModel,
	department: setup.departmentModel,
	exchangeRate: setup.exchangeRateModel,
	invoice: invoiceModel,
	lookupValue: setup.lookupValueModel,
	paymentTerm: setup.paymentTermModel,
	purchaseOrder: purchaseOrderModel,
	supplier: supplierModel,
	user: setup.userModel,
};

export const RESOURCE_OPTIONS: INodePropertyOptions[] = [
	{ name: 'Account', value: 'account', description: 'Accounts with their segments' },
	{ name: 'Address', value: 'address', description: 'Addresses of your own company' },
	{ name: 'Any Resource', value: 'anyResource', description: "Any resource of Coupa's API by its path" },
	{ name: 'Department', value: 'department', description: 'Departments of your company' },
	{ name: 'Exchange Rate', value: 'exchangeRate', description: 'Rates from one currency to another' },
	{ name: 'Invoice', value: 'invoice', description: 'Invoices of suppliers' },
	{ name: 'Lookup Value', value: 'lookupValue', description: 'Values of lookups, such as account segments' },
	{ name: 'Payment Term', value: 'paymentTerm', description: 'When invoices are due' },
	{ name: 'Purchase Order', value: 'purchaseOrder', description: 'Purchase orders, with their lines' },
	{ name: 'Supplier', value: 'supplier', description: 'Companies that are bought from' },
	{ name: 'User', value: 'user', description: 'People who work with Coupa' },
];
