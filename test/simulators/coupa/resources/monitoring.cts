import {
	children,
	flag,
	idOf,
	integer,
	isBlank,
	oneOf,
	reference,
	stamps,
	text,
	type AttributeTable,
	type Values,
} from '../attributes.cts';
import { readWrite, type Action, type Resource } from '../resource.cts';

const SCOPE = 'core.integration';
const instant = { kind: 'instant' } as const;

const DOCUMENT_TYPES = [
	...[
		'ContingentWorkOrderHeader',
		'ExternalOrderHeader',
		'OrderHeader',
		'InventoryTransaction',
		'InvoiceHeader',
	],
	...['ExpenseReport', 'RequisitionHeader', 'Account', 'Supplier', 'User', 'Address', 'RemitToAddress'],
	...[
		'Contract',
		'ExchangeRate',
		'Invoice',
		'Requisition',
		'Payment',
		'ApprovalChain',
		'LookupValue',
		'Item',
	],
	...['SupplierInformation', 'Asn::Header', 'AccountValidationRule', 'Payables::External::Payable', 'Charge'],
	...['Payables::Invoice', 'Payables::Expense', 'CoupaPay::Payment', 'CoupaPay::Statement', 'ReceiptRequest'],
	'InventoryRequestHeader',
];

const become =
	(status: string, more: (body: Values) => Values = () => ({})): Action['act'] =>
	({ body }) => ({ changes: { status, ...more(body) }, effects: [status] });

const total = (body: Values): Values =>
	isBlank(body['total-records']) ? {} : { 'total-records': Number(body['total-records']) };

export const integrationRuns: Resource = {
	table: 'integration_runs',
	noun: 'integration_run',
	verbs: readWrite(SCOPE),
	keys: [],
	actions: {
		run: { takes: ['total-records'], act: become('running', total) },
		success: {
			act: (call) =>
				call.tables
					.rows('integration_errors')
					.some(({ values }) => isOf(values, call.row.id) && values.resolved !== true)
					? { refusal: 'Integration run has errors' }
					: become('successful')(call),
		},
		finish: { act: become('finished') },
		fail: { act: become('failed') },
		pause: { act: become('paused') },
		pending: { act: become('pending') },
		max_updated_at: { act: () => ({ changes: {}, effects: ['max-updated-at'] }) },
	},
	attributes: {
		...stamps,
		integration: reference('integrations', { required: true }),
		status: text(255, { initial: 'pending' }),
		'records-processed': integer(),
		'total-records': integer(),
		'start-time': instant,
		'end-time': instant,
	},
};

const isOf = ({ 'integration-run': run }: Values, id: number): boolean =>
	JSON.stringify(run ?? null) === JSON.stringify({ id });

const responses = (table: string, parent: string): Resource => ({
	table,
	noun: 'response',
	verbs: {},
	keys: ['response-code'],
	attributes: { ...stamps, 'response-code': text(), 'response-message': text(65_535) },
	parent: { table: parent },
});
export const historyResponses = responses('history_responses', 'integration_history_records');
export const errorResponses = responses('error_responses', 'integration_errors');

const resolving: Record<string, Action> = {
	resolve: { act: () => ({ changes: { resolved: true }, effects: ['resolved'] }) },
	unresolve: { act: () => ({ changes: { resolved: false }, effects: ['unresolved'] }) },
};

function record(responseTable: string, required: string): AttributeTable {
	return {
		...stamps,
		'document-type': oneOf(DOCUMENT_TYPES, undefined, { required: required === 'document' }),
		'document-id': integer({ required: required === 'document' }),
		'document-revision': integer(),
		'document-status': text(),
		'contact-alert-type': oneOf(['Technical', 'Functional', 'Both'], undefined, { required: true }),
		'creation-method': text(),
		'external-id': text(),
		'integration-filename': text(),
		status: text(),
		integration: reference('integrations'),
		'integration-run': reference('integration_runs', { required: required === 'run' }),
		'integration-run-id': idOf('integration-run'),
		resolved: flag({ readOnly: true, initial: false }),
		responses: children(responseTable),
	};
}

export const integrationHistoryRecords: Resource = {
	table: 'integration_history_records',
	noun: 'integration_history_record',
	verbs: readWrite(SCOPE),
	keys: ['external-id'],
	posts: { create_alert: 'alerted' },
	actions: resolving,
	attributes: record('history_responses', 'document'),
};

export const integrationErrors: Resource = {
	table: 'integration_errors',
	noun: 'integration_error',
	verbs: readWrite(SCOPE),
	keys: ['external-id'],
	posts: { create_alert: 'alerted' },
	actions: resolving,
	attributes: record('error_responses', 'run'),
};
