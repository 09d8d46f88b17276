import type { IDataObject } from 'n8n-workflow';

import { SimulatedCoupa } from '../simulatedCoupa.cts';
import { FULL } from './documents.cts';
import { SCENARIOS, type Scenario } from './scenarios.cts';

jest.mock(
	'../../../../lib/node/surroundings',
	() => require('../../support/simulatedClock.cts').surroundings,
);

let world: SimulatedCoupa;
beforeEach(async () => {
	world = await SimulatedCoupa.start();
});
afterEach(() => world.coupa.stop());

/** What the scenario writes: `PUT invoices/{}/submit?x=y` and the body; IDs are left open. */
async function written(scenario: Scenario): Promise<unknown[]> {
	const { resource, operation, document, parameters = {}, file } = scenario;
	await scenario.arrange?.(world);
	world.coupa.ledger.clear();
	const item = typeof document === 'function' ? document(world) : (document ?? FULL[resource] ?? {});
	const given = typeof parameters === 'function' ? parameters(world) : parameters;
	await world.run(resource, operation, [item], given, [file && { data: file }]);
	return world.coupa.ledger.exchanges
		.filter(({ method, path }) => method !== 'GET' && path.startsWith('/api/'))
		.flatMap(({ method, path, query, body, headers }) => {
			const own = Object.entries(query).filter(([name]) => name !== 'fields');
			const text = new URLSearchParams(own).toString();
			const place = path.replace('/api/', '').replace(/\/\d+(?=\/|$)/g, '/{}');
			const isForm = headers['content-type']?.startsWith('multipart/form-data');
			const call = `${method} ${place}${text === '' ? '' : `?${text}`}`;
			return [call, isForm ? formOf(body) : body === '' ? null : (JSON.parse(body) as IDataObject)];
		});
}

function formOf(body: string): string {
	const [boundary = ''] = body.split('\r\n');
	return body
		.split(boundary)
		.slice(1, -1)
		.map((part) => part.replaceAll('\r\n', '|'))
		.join('');
}
/** The body is the full document of the resource, line IDs and runs put in. */
const DOCUMENT = Symbol('document');

it.each<[string, string, unknown]>([
	['purchaseOrder: issue', 'PUT purchase_orders/{}/issue', {}],
	['purchaseOrder: issueWithoutSending', 'PUT purchase_orders/{}/issue_without_send', {}],
	['purchaseOrder: cancel', 'PUT purchase_orders/{}/cancel', {}],
	['purchaseOrder: close', 'PUT purchase_orders/{}/close', {}],
	['purchaseOrder: release', 'PUT purchase_orders/{}/release_from_buyer_hold', {}],
	[
		'purchaseOrder: reopen',
		'PUT purchase_orders/{}/reopen',
		{ 'reason-insight-code': 'R1', 'reason-insight-event-comment': 'Reopened' },
	],
	['purchaseOrder: markExported', 'PUT purchase_orders/{}?exported=true', {}],
	['invoice: submit', 'PUT invoices/{}/submit', {}],
	['invoice: void', 'PUT invoices/{}/void', {}],
	['invoice: abandon', 'PUT invoices/{}/abandon', {}],
	[
		'invoice: dispute',
		'PUT invoices/{}/dispute',
		{ 'dispute-reason': { code: 'INCORRECT-QUANTITY' }, comment: '3 came' },
	],
	['invoice: revalidate', 'PUT invoices/{}/revalidate_tolerances', {}],
	['invoice: bypassApprovals', 'PUT invoices/{}/bypass_approvals', {}],
	['invoice: markExported', 'PUT invoices/{}?exported=true', {}],
	['account: validate', 'POST accounts/validate_account', DOCUMENT],
	['invoice: withdrawDispute', 'PUT invoices/{}/withdraw_dispute', {}],
	[
		'invoice: imageScan',
		'PUT invoices/{}/image_scan',
		'|Content-Disposition: form-data; name="file"; filename="a.pdf"|Content-Type: application/pdf||%PDF|',
	],
	[
		'invoice: attach',
		'POST invoices/{}/attachments',
		'|Content-Disposition: form-data; name="attachment[file]"; filename="a.pdf"|Content-Type: application/pdf||%PDF||Content-Disposition: form-data; name="attachment[type]"||file|',
	],
	['supplierInformation: create', 'POST supplier_information', DOCUMENT],
	[
		'supplierInformation: upsert',
		'PUT supplier_information/{}',
		{ status: 'applied', 'supplier-number': '4711', 'payment-term': { code: 'Net 45' } },
	],
	[
		'supplierInformation: update',
		'PUT supplier_information/{}',
		{ status: 'applied', 'payment-term': { code: 'Net 45' } },
	],
	['supplierInformation: markExported', 'PUT supplier_information/{}?exported=true', {}],
	['accountValidationRule: create', 'POST account_validation_rules', DOCUMENT],
	[
		'accountValidationRule: upsert',
		'PUT account_validation_rules/{}',
		{ active: false, 'segment-2-max': '9' },
	],
	[
		'accountValidationRule: update',
		'PUT account_validation_rules/{}',
		{ active: false, 'segment-2-max': '9' },
	],
	['integration: create', 'POST integrations', DOCUMENT],
	['integration: upsert', 'PUT integrations/{}', { 'integration-type': 'json' }],
	['integration: update', 'PUT integrations/{}', { 'integration-type': 'json' }],
	['orderLine: softCloseForReceiving', 'PUT purchase_order_lines/{}/soft_close_for_receiving', {}],
	['orderLine: softCloseForInvoicing', 'PUT purchase_order_lines/{}/soft_close_for_invoicing', {}],
	['orderLine: reopenForReceiving', 'PUT purchase_order_lines/{}/reopen_for_receiving', {}],
	['orderLine: reopenForInvoicing', 'PUT purchase_order_lines/{}/reopen_for_invoicing', {}],
	['orderLine: delete', 'DELETE purchase_order_lines/{}', null],
	['receipt: create', 'POST receiving_transactions', DOCUMENT],
	['receipt: void', 'PUT receiving_transactions/{}/void', {}],
	['receipt: markExported', 'PUT receiving_transactions/{}?exported=true', {}],
	['approval: approve', 'PUT approvals/{}/approve', {}],
	['approval: reject', 'PUT approvals/{}/reject?reason=Too+dear', {}],
	['approval: hold', 'PUT approvals/{}/hold', {}],
	['integrationRun: create', 'POST integration_runs', DOCUMENT],
	['integrationRun: update', 'PUT integration_runs/{}', { 'records-processed': 5, 'end-time': '2026-02-02' }],
	['integrationRun: run', 'PUT integration_runs/{}/run', { 'total-records': 7 }],
	['integrationRun: success', 'PUT integration_runs/{}/success', {}],
	['integrationRun: finish', 'PUT integration_runs/{}/finish', {}],
	['integrationRun: fail', 'PUT integration_runs/{}/fail', {}],
	['integrationRun: pause', 'PUT integration_runs/{}/pause', {}],
	['integrationRun: pending', 'PUT integration_runs/{}/pending', {}],
	['integrationHistoryRecord: create', 'POST integration_history_records', DOCUMENT],
	['integrationHistoryRecord: createAlert', 'POST integration_history_records/create_alert', DOCUMENT],
	['integrationHistoryRecord: update', 'PUT integration_history_records/{}', { status: 'Changed' }],
	['integrationHistoryRecord: resolve', 'PUT integration_history_records/{}/resolve', {}],
	['integrationHistoryRecord: unresolve', 'PUT integration_history_records/{}/unresolve', {}],
	['integrationError: create', 'POST integration_errors', DOCUMENT],
	['integrationError: createAlert', 'POST integration_errors/create_alert', DOCUMENT],
	['integrationError: update', 'PUT integration_errors/{}', { status: 'Changed' }],
	['integrationError: resolve', 'PUT integration_errors/{}/resolve', {}],
	['integrationError: unresolve', 'PUT integration_errors/{}/unresolve', {}],
	['customCall: send', 'PUT payment_terms/{}', { description: 'Thirty days' }],
])('%s sends %s', async (name, call, body) => {
	const scenario = SCENARIOS.find(({ resource, operation }) => `${resource}: ${operation}` === name)!;
	const [sent, content, ...more] = await written(scenario);
	expect([sent, more]).toEqual([call, []]);
	if (body !== DOCUMENT) expect(content).toEqual(body);
	else expect(content).toEqual({ ...FULL[scenario.resource], ...namedById(content as IDataObject) });
});

/** What only the instance knows. */
function namedById(content: IDataObject): IDataObject {
	const names = ['order-line', 'integration-run'].filter((name) => name in content);
	return Object.fromEntries(names.map((name) => [name, { id: expect.any(Number) as unknown as number }]));
}
