import type { INodeProperties } from 'n8n-workflow';

import { APPROVAL_ACTIONS, approvalModel } from '../../model/approval';
import { keyText } from '../../model/document';
import { pathAction } from '../shared/act';
import type { Acts } from '../shared/act';
import { actionEntry } from '../shared/actionEntry';
import { idLocator } from '../shared/idLocator';
import { menuOf, standardEntries } from '../shared/standard';
import type { MenuEntry } from '../shared/standard';

const locator = idLocator('Approval');

const REASON: INodeProperties = {
	displayName: 'Reason',
	name: 'reason',
	type: 'string',
	default: '',
	placeholder: 'e.g. Posted in JD Edwards under another number',
	description: 'Why it is rejected, as its approvers will read it',
};

/** An argument of the address, as documented (https://compass.coupa.com, "Approvals API"). */
const rejection: Acts['messageOf'] = (read, itemIndex) => {
	const reason = keyText(read('reason', itemIndex, ''));
	return { ok: true, value: reason === '' ? {} : { query: { reason } } };
};

function act(
	value: keyof typeof APPROVAL_ACTIONS,
	name: string,
	description: string,
	more: INodeProperties[] = [],
	messageOf?: Acts['messageOf'],
): MenuEntry {
	return actionEntry(
		{ value, name, action: `${name} approval`, description },
		[locator, ...more],
		pathAction(approvalModel, APPROVAL_ACTIONS[value], { messageOf }),
	);
}

const spec = { resource: 'approval', noun: 'approval', plural: 'approvals' };

export const { operations, description } = menuOf(spec, [
	...standardEntries({ ...spec, model: approvalModel, locator: [locator], offers: ['get', 'getAll'] }),
	act('approve', 'Approve', 'Approve a pending approval, for the user of the credential'),
	act('hold', 'Hold', 'Put a pending approval on hold'),
	act('reject', 'Reject', 'Reject a pending approval', [REASON], rejection),
]);
