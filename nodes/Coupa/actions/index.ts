import type { OperationTable } from '../../../lib/node/router';
import * as anyResource from './anyResource';
import * as connection from './connection';
import * as supplier from './supplier';

export const operations: OperationTable = {
	anyResource: anyResource.operations,
	connection: connection.operations,
	supplier: supplier.operations,
};

export const description = [...anyResource.description, ...connection.description, ...supplier.description];
