import type { INodeProperties } from 'n8n-workflow';

import { keyText } from '../../model/document';
import { INVOICE_ACTIONS } from '../../model/actions';
import { invoiceModel } from '../../model/invoice';
import { pathAction } from '../shared/act';
import type { Acts } from '../shared/act';
import { actionEntry, neededText } from '../shared/actionEntry';
import { exportMark } from '../shared/markExported';
import { menuOf, standardEntries } from '../shared/standard';
import type { MenuEntry } from '../shared/standard';
import { INVOICE_LOCATOR } from './fields';
import * as findCopies from './findCopies';
import { FILE_PARAMETER, attachment, imageScan } from './upload';

const REASON: INodeProperties[] = [
	{
		displayName: 'Reason Code',
		name: 'reasonCode',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. INCORRECT-QUANTITY',
		description: 'Code of the dispute reason, as set up in Coupa',
	},
	{
		displayName: 'Comment',
		name: 'comment',
		type: 'string',
		default: '',
		description: 'What the supplier is to know about it',
	},
];

const disputeMessage: Acts['messageOf'] = (read, itemIndex) => {
	const code = neededText(read, itemIndex, 'reasonCode', 'Reason Code');
	if (!code.ok) return code;
	const comment = keyText(read('comment', itemIndex, ''));
	const reason = { 'dispute-reason': { code: code.value } };
	return { ok: true, value: { body: comment === '' ? reason : { ...reason, comment } } };
};

const ATTACHMENT: INodeProperties[] = [
	{
		displayName: 'Source',
		name: 'source',
		type: 'options',
		options: [
			{ name: 'Binary File', value: 'binary', description: 'A file of the input item' },
			{ name: 'URL', value: 'url', description: 'A link, which Coupa keeps as it is' },
		],
		default: 'binary',
		description: 'What is attached',
	},
	{ ...FILE_PARAMETER, displayOptions: { show: { source: ['binary'] } } },
	{
		displayName: 'URL',
		name: 'url',
		type: 'string',
		default: '',
		required: true,
		displayOptions: { show: { source: ['url'] } },
		placeholder: 'e.g. https://example.com/invoice.pdf',
		description: 'Address that is attached',
	},
];

function act(
	value: keyof typeof INVOICE_ACTIONS,
	name: string,
	action: string,
	description: string,
	more: INodeProperties[] = [],
	messageOf?: Acts['messageOf'],
): MenuEntry {
	return actionEntry(
		{ value, name, action, description },
		[...INVOICE_LOCATOR, ...more],
		pathAction(invoiceModel, INVOICE_ACTIONS[value], { messageOf }),
	);
}

const spec = { resource: 'invoice', noun: 'invoice', plural: 'invoices' };

export const { operations, description } = menuOf(spec, [
	...standardEntries({
		...spec,
		model: invoiceModel,
		locator: INVOICE_LOCATOR,
		offers: ['checkReferences', 'create', 'upsert', 'get', 'getAll', 'update'],
		isExportable: true,
	}),
	act('abandon', 'Abandon', 'Abandon invoice', 'Abandon an invoice that shall not be paid'),
	act(
		'bypassApprovals',
		'Bypass Approvals',
		'Bypass approvals of invoice',
		'Approve a submitted invoice without its approvers; needs the scope core.invoice.approval.bypass',
	),
	act('dispute', 'Dispute', 'Dispute invoice', 'Dispute an invoice with a reason', REASON, disputeMessage),
	act(
		'revalidate',
		'Revalidate Tolerances',
		'Revalidate tolerances of invoice',
		'Let Coupa check the tolerances of an invoice again',
	),
	act(
		'withdrawDispute',
		'Withdraw Dispute',
		'Withdraw dispute of invoice',
		'Take back the dispute of an invoice',
	),
	actionEntry(
		{
			value: 'attach',
			name: 'Add Attachment',
			action: 'Add attachment to invoice',
			description: 'Add a file or a link to an invoice, unless it has one of the same name',
		},
		[...INVOICE_LOCATOR, ...ATTACHMENT],
		attachment,
	),
	actionEntry(
		{
			value: 'imageScan',
			name: 'Upload Image Scan',
			action: 'Upload image scan of invoice',
			description: 'Give an invoice its scan; a former one is replaced',
		},
		[...INVOICE_LOCATOR, FILE_PARAMETER],
		imageScan,
	),
	{
		value: 'findCopies',
		name: 'Find Copies',
		action: 'Find copies of documents among invoices',
		description: 'Find for each document of another system the invoice that is its copy, with its payments',
		operation: findCopies,
	},
	act('submit', 'Submit', 'Submit invoice', 'Submit a draft to its approvals'),
	act('void', 'Void', 'Void invoice', 'Void an invoice that is a draft, pending receipt or approved'),
	actionEntry(
		{
			value: 'markExported',
			name: 'Mark Exported',
			action: 'Mark invoice as exported',
			description: 'Mark an invoice as taken over, and change nothing else',
		},
		INVOICE_LOCATOR,
		exportMark(invoiceModel),
	),
]);
