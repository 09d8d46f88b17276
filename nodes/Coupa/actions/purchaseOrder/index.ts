import type { INodeProperties } from 'n8n-workflow';

import { ORDER_ACTIONS } from '../../model/actions';
import { purchaseOrderModel } from '../../model/purchaseOrder';
import { pathAction } from '../shared/act';
import type { Acts } from '../shared/act';
import { actionEntry, neededText } from '../shared/actionEntry';
import { locatorFor } from '../shared/locator';
import { exportMark } from '../shared/markExported';
import { menuOf, standardEntries } from '../shared/standard';
import type { MenuEntry } from '../shared/standard';

const locator = locatorFor({
	displayName: 'Purchase Order',
	byKey: 'By PO Number',
	placeholder: 'e.g. 1-OP-123-001',
	hint: 'PO number, exactly as in Coupa',
});

const REASON: INodeProperties[] = [
	{
		displayName: 'Reason Code',
		name: 'reasonCode',
		type: 'string',
		default: '',
		required: true,
		description: 'Code of the reason insight that Coupa wants for reopening',
	},
	{
		displayName: 'Comment',
		name: 'reasonComment',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. Reopened in JD Edwards',
		description: 'Comment that Coupa wants for reopening',
	},
];

const reopenMessage: Acts['messageOf'] = (read, itemIndex) => {
	const code = neededText(read, itemIndex, 'reasonCode', 'Reason Code');
	if (!code.ok) return code;
	const comment = neededText(read, itemIndex, 'reasonComment', 'Comment');
	if (!comment.ok) return comment;
	const body = { 'reason-insight-code': code.value, 'reason-insight-event-comment': comment.value };
	return { ok: true, value: { body } };
};

function act(
	value: keyof typeof ORDER_ACTIONS,
	name: string,
	description: string,
	more: INodeProperties[] = [],
	messageOf?: Acts['messageOf'],
): MenuEntry {
	const action = `${name} purchase order`.replace(
		/^(\w+)(.*)/,
		(_, first: string, rest: string) => first + rest.toLowerCase(),
	);
	return actionEntry(
		{ value, name, action, description },
		[locator, ...more],
		pathAction(purchaseOrderModel, ORDER_ACTIONS[value], { messageOf }),
	);
}

const spec = { resource: 'purchaseOrder', noun: 'purchase order', plural: 'purchase orders' };

export const { operations, description } = menuOf(spec, [
	...standardEntries({
		...spec,
		model: purchaseOrderModel,
		locator: [locator],
		offers: ['checkReferences', 'create', 'upsert', 'get', 'getAll', 'update'],
		isExportable: true,
	}),
	act('cancel', 'Cancel', 'Cancel a purchase order that is neither received nor invoiced'),
	act('close', 'Close', 'Close a purchase order softly; one that is closed already is left alone'),
	act('issue', 'Issue', 'Issue a purchase order and send it to the supplier, once'),
	act('issueWithoutSending', 'Issue Without Sending', 'Issue a purchase order and send it to nobody'),
	act('release', 'Release From Hold', 'Release a purchase order from the hold of its buyer'),
	act('reopen', 'Reopen', 'Reopen a purchase order that is softly closed', REASON, reopenMessage),
	actionEntry(
		{
			value: 'markExported',
			name: 'Mark Exported',
			action: 'Mark purchase order as exported',
			description: 'Mark a purchase order as taken over, and change nothing else',
		},
		[locator],
		exportMark(purchaseOrderModel),
	),
]);
