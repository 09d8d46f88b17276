import type { ILoadOptionsFunctions } from 'n8n-workflow';

import { approvalModel } from '../model/approval';
import { keyText } from '../model/document';
import { historyRecordModel, integrationErrorModel, integrationRunModel } from '../model/integration';
import { invoiceModel } from '../model/invoice';
import { orderLineModel } from '../model/orderLine';
import { purchaseOrderModel } from '../model/purchaseOrder';
import { receiptModel } from '../model/receipt';
import { anyResource } from '../model/resource';
import type { ResourceModel } from '../model/resource';
import * as setup from '../model/setup';
import { supplierInformationModel, supplierModel } from '../model/supplier';

/** By the value of 'Resource'. */
const MODELS: Readonly<Record<string, ResourceModel>> = {
	account: setup.accountModel,
	accountType: setup.accountTypeModel,
	accountValidationRule: setup.accountValidationRuleModel,
	address: setup.addressModel,
	approval: approvalModel,
	currency: setup.currencyModel,
	department: setup.departmentModel,
	exchangeRate: setup.exchangeRateModel,
	integration: setup.integrationModel,
	integrationError: integrationErrorModel,
	integrationHistoryRecord: historyRecordModel,
	integrationRun: integrationRunModel,
	invoice: invoiceModel,
	lookupValue: setup.lookupValueModel,
	orderLine: orderLineModel,
	payment: invoiceModel,
	paymentTerm: setup.paymentTermModel,
	purchaseOrder: purchaseOrderModel,
	receipt: receiptModel('notes'),
	remitTo: setup.remitToModel('0'),
	supplier: supplierModel,
	supplierInformation: supplierInformationModel,
	unit: setup.unitModel,
	user: setup.userModel,
};

/** The kind of record that the node is set to at this moment; of Any Resource only path and key are known. */
export function chosenModel(context: ILoadOptionsFunctions): ResourceModel {
	const current = (name: string) => keyText(context.getCurrentNodeParameter(name));
	const key = current('keyAttribute');
	if (current('resource') === 'receipt' && key !== '') return receiptModel(key);
	const path = current('resourcePath').replace(/^\/?(api\/)?/, '');
	return MODELS[current('resource')] ?? anyResource(path, key || 'id');
}

/** Whether its records stand below another one, so that there is no one list of all of them. */
export function isBelowAnother({ path }: ResourceModel): boolean {
	return path.startsWith('suppliers/');
}
