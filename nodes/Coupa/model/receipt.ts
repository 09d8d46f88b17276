import type { IDataObject } from 'n8n-workflow';

import { parseDecimal } from '../../../lib/decimal';
import type { RecordAction } from './actions';
import { keyText } from './document';
import * as refers from './references';
import { MADE_BY_COUPA } from './resource';
import type { ResourceModel } from './resource';

/**
 * What came in against a line of an order. Coupa has no key of its own for it and changes none of it, so one of its
 * texts is the key by which a receipt is entered once.
 * @param key `notes`, `barcode`, `match-reference`, `rfid-tag`
 */
export function receiptModel(key: string): ResourceModel {
	return {
		path: 'receiving_transactions',
		type: 'receipt',
		key,
		unique: ['id'],
		scope: 'core.inventory.receiving',
		isFixed: true,
		references: {
			account: refers.ACCOUNT,
			'account-allocations.account': refers.ACCOUNT,
			uom: refers.UNIT,
		},
		alsoRead: ['status', 'type', 'voided-value'],
		closedIn: ['voided'],
		maxLengths: { notes: 255, barcode: 255, 'match-reference': 255, 'rfid-tag': 255 },
		amounts: { quantity: 6, price: 6, 'received-weight': 6 },
		children: {},
		createOnly: [],
		readOnly: [...MADE_BY_COUPA, 'status', 'exported', 'voided-value', 'original-transaction-id'],
	};
}

export const VOID_RECEIPT: RecordAction = { path: 'void', done: 'voided', isDone: isVoided };

function isVoided({ status, type, 'voided-value': value }: IDataObject): boolean {
	return (
		/^void/i.test(keyText(status)) || /^Void/.test(keyText(type)) || (parseDecimal(value)?.units ?? 0n) !== 0n
	);
}
