import type { OperationTable } from '../../../lib/node/router';
import * as anyResource from './anyResource';
import * as approval from './approval';
import * as connection from './connection';
import * as customCall from './customCall';
import * as integration from './integration';
import * as invoice from './invoice';
import * as orderLine from './orderLine';
import * as payment from './payment';
import * as purchaseOrder from './purchaseOrder';
import * as receipt from './receipt';
import * as remitTo from './remitTo';
import * as setup from './setup';
import * as supplier from './supplier';
import * as supplierInformation from './supplierInformation';

export const operations: OperationTable = {
	anyResource: anyResource.operations,
	approval: approval.operations,
	connection: connection.operations,
	customCall: customCall.operations,
	invoice: invoice.operations,
	orderLine: orderLine.operations,
	payment: payment.operations,
	purchaseOrder: purchaseOrder.operations,
	receipt: receipt.operations,
	remitTo: remitTo.operations,
	supplier: supplier.operations,
	supplierInformation: supplierInformation.operations,
	...integration.operations,
	...setup.operations,
};

export const description = [
	...anyResource.description,
	...approval.description,
	...connection.description,
	...customCall.description,
	...integration.description,
	...invoice.description,
	...orderLine.description,
	...payment.description,
	...purchaseOrder.description,
	...receipt.description,
	...remitTo.description,
	...setup.description,
	...supplier.description,
	...supplierInformation.description,
];
