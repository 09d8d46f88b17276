import type { ILoadOptionsFunctions } from 'n8n-workflow';

import { keyText } from '../model/document';
import { invoiceModel } from '../model/invoice';
import { purchaseOrderModel } from '../model/purchaseOrder';
import { anyResource } from '../model/resource';
import type { ResourceModel } from '../model/resource';
import * as setup from '../model/setup';
import { supplierModel } from '../model/supplier';

/** By the value of 'Resource'. */
const MODELS: Readonly<Record<string, ResourceModel>> = {
	account: setup.accountModel,
	accountType: setup.accountTypeModel,
	address: setup.addressModel,
	currency: setup.currencyModel,
	department: setup.departmentModel,
	exchangeRate: setup.exchangeRateModel,
	invoice: invoiceModel,
	lookupValue: setup.lookupValueModel,
	payment: invoiceModel,
	paymentTerm: setup.paymentTermModel,
	purchaseOrder: purchaseOrderModel,
	remitTo: setup.remitToModel('0'),
	supplier: supplierModel,
	unit: setup.unitModel,
	user: setup.userModel,
};

/** The kind of record that the node is set to at this moment; of Any Resource only path and key are known. */
export function chosenModel(context: ILoadOptionsFunctions): ResourceModel {
	const current = (name: string) => keyText(context.getCurrentNodeParameter(name));
	const path = current('resourcePath').replace(/^\/?(api\/)?/, '');
	return MODELS[current('resource')] ?? anyResource(path, current('keyAttribute') || 'id');
}

/** Whether its records stand below another one, so that there is no one list of all of them. */
export function isBelowAnother({ path }: ResourceModel): boolean {
	return path.startsWith('suppliers/');
}
