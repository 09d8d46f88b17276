import { menuOf } from '../shared/standard';
import * as send from './send.operation';

export const { operations, description } = menuOf({ resource: 'customCall', noun: 'call' }, [
	{
		value: 'send',
		name: 'Send',
		action: 'Send custom API call',
		description: 'Send any call to the Coupa instance of the credential',
		operation: send,
	},
]);
