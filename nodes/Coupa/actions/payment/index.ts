import { menuOf } from '../shared/standard';
import * as add from './add.operation';
import * as getAll from './getAll.operation';

export const { operations, description } = menuOf({ resource: 'payment', noun: 'invoice payment' }, [
	{
		value: 'create',
		name: 'Add',
		action: 'Add invoice payment',
		description: 'Add a payment to an invoice, unless one with the same notes is there',
		operation: add,
	},
	{
		value: 'getAll',
		name: 'Get Many',
		action: 'Get many invoice payments',
		description: 'Retrieve the payments of an invoice',
		operation: getAll,
	},
]);
