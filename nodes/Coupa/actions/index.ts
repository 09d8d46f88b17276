import type { OperationTable } from '../../../lib/node/router';
import * as anyResource from './anyResource';
import * as connection from './connection';
import * as invoice from './invoice';
import * as payment from './payment';
import * as purchaseOrder from './purchaseOrder';
import * as remitTo from './remitTo';
import * as setup from './setup';
import * as supplier from './supplier';

export const operations: OperationTable = {
	anyResource: anyResource.operations,
	connection: connection.operations,
	invoice: invoice.operations,
	payment: payment.operations,
	purchaseOrder: purchaseOrder.operations,
	remitTo: remitTo.operations,
	supplier: supplier.operations,
	...setup.operations,
};

export const description = [
	...anyResource.description,
	...connection.description,
	...invoice.description,
	...payment.description,
	...purchaseOrder.description,
	...remitTo.description,
	...setup.description,
	...supplier.description,
];
