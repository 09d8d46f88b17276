import type { IDataObject } from 'n8n-workflow';

import type { TestFile } from '../../support/executeFunctions.cts';
import type { SimulatedCoupa } from '../simulatedCoupa.cts';
import { FULL } from './documents.cts';

/** One operation of the node, and what has to be there before. */
export interface Scenario {
	resource: string;
	operation: string;
	/** a call it must come to, so that nothing passes for want of requests */
	sends: RegExp;
	parameters?: IDataObject | ((world: SimulatedCoupa) => IDataObject);
	document?: IDataObject | ((world: SimulatedCoupa) => IDataObject);
	file?: TestFile;
	arrange?: (world: SimulatedCoupa) => Promise<unknown> | unknown;
}

const FILTERS = (...rows: Array<[attribute: string, operator: string, value: string]>): IDataObject => ({
	conditions: rows.map(([attribute, operator, value]) => ({ attribute, operator, value })),
});

/** The document as it is created first, so that there is something to change. */
const created =
	(resource: string, parameters: IDataObject = {}) =>
	async (world: SimulatedCoupa) =>
		await world.run(resource, 'upsert', [FULL[resource]!], parameters);

interface Usual {
	resource: string;
	path: RegExp;
	record: IDataObject;
	/** differs from the full document in every kind of attribute that may change */
	change: IDataObject;
	filters: IDataObject;
	fields: string;
	operations: string[];
	common?: IDataObject;
}

function usual({
	resource,
	path,
	record,
	change,
	filters,
	fields,
	operations,
	common = {},
}: Usual): Scenario[] {
	const ends = (verb: string, more = '') => new RegExp(`^${verb} /api/${path.source}${more}$`);
	const changed = { ...FULL[resource], ...change };
	const all: Record<string, Omit<Scenario, 'resource' | 'operation'>> = {
		checkReferences: { sends: /^GET/ },
		create: { sends: ends('POST'), parameters: common },
		upsert: {
			sends: ends('PUT', '/\\d+'),
			document: changed,
			parameters: { missingLines: 'delete', ...common },
			arrange: created(resource, common),
		},
		update: {
			sends: ends('PUT', '/\\d+'),
			document: change,
			parameters: { record, ...common },
			arrange: created(resource, common),
		},
		get: {
			sends: ends('GET'),
			parameters: { record, options: { fields }, ...common },
			arrange: created(resource, common),
		},
		getAll: {
			sends: ends('GET'),
			parameters: { filters, options: { fields, orderBy: 'updated-at' }, ...common },
		},
	};
	return operations.map((operation) => ({ resource, operation, ...all[operation]! }));
}

const WRITES = ['create', 'upsert', 'update'];
const READS = ['get', 'getAll'];
const key = (value: string, more: IDataObject = {}): IDataObject => ({ mode: 'key', value, ...more });
const CHART = 'Financial Distribution Co';

const line = (name: string, i: number) =>
	(FULL[name]![`${name === 'invoice' ? 'invoice' : 'order'}-lines`] as IDataObject[])[i]!;

const invoiceIs = (status: string) => async (world: SimulatedCoupa) => {
	await created('invoice')(world);
	world.coupa.store.update('invoices', Number(world.one('invoices', {}).id), { status });
};
const orderIs = (status: string) => async (world: SimulatedCoupa) => {
	await created('purchaseOrder')(world);
	world.coupa.store.update('purchase_orders', Number(world.one('purchase_orders', {}).id), { status });
};
const INVOICE = { record: key('INV-9'), within: '4343' };
const ORDER = { record: key('1-OP-9') };

const invoiceAct = (
	operation: string,
	path: string,
	status: string,
	parameters: IDataObject = {},
): Scenario => ({
	resource: 'invoice',
	operation,
	sends: new RegExp(`^PUT /api/invoices/\\d+${path}$`),
	parameters: { ...INVOICE, ...parameters },
	arrange: invoiceIs(status),
});
const orderAct = (
	operation: string,
	path: string,
	status: string,
	parameters: IDataObject = {},
): Scenario => ({
	resource: 'purchaseOrder',
	operation,
	sends: new RegExp(`^PUT /api/purchase_orders/\\d+${path}$`),
	parameters: { ...ORDER, ...parameters },
	arrange: orderIs(status),
});

const PDF: TestFile = { fileName: 'a.pdf', mimeType: 'application/pdf', content: Buffer.from('%PDF') };
const BY_ID = (table: string) => (world: SimulatedCoupa) => ({
	record: { mode: 'id', value: String(world.one(table, {}).id) },
});
const LINE = { record: key('1-OP-9'), lineNumber: '2' };

const orderLines: Scenario[] = [
	['softCloseForReceiving', /^PUT .*soft_close_for_receiving$/],
	['softCloseForInvoicing', /^PUT .*soft_close_for_invoicing$/],
	['reopenForReceiving', /^PUT .*reopen_for_receiving$/],
	['reopenForInvoicing', /^PUT .*reopen_for_invoicing$/],
	['delete', /^DELETE \/api\/purchase_order_lines\/\d+$/],
	['get', /^GET \/api\/purchase_order_lines$/],
].map(([operation, sends]) => ({
	resource: 'orderLine',
	operation: operation as string,
	sends: sends as RegExp,
	parameters: LINE,
	arrange: created('purchaseOrder'),
}));
orderLines.push({
	resource: 'orderLine',
	operation: 'getAll',
	sends: /^GET \/api\/purchase_order_lines$/,
	parameters: {
		filters: FILTERS(
			['status', 'not_in', 'closed'],
			['account.code', 'equals', '30-8605'],
			['order-header-id', 'gt', '1'],
		),
		options: { fields: 'line-num, order-header-number, account.code, account-allocations.account' },
	},
});

const received = async (world: SimulatedCoupa) => {
	await created('purchaseOrder')(world);
	await world.run('receipt', 'create', [FULL.receipt!]);
};
const receipts: Scenario[] = [
	{
		resource: 'receipt',
		operation: 'create',
		sends: /^POST \/api\/receiving_transactions$/,
		arrange: created('purchaseOrder'),
	},
	...[
		['get', /^GET \/api\/receiving_transactions$/],
		['void', /^PUT \/api\/receiving_transactions\/\d+\/void$/],
		['markExported', /^PUT \/api\/receiving_transactions\/\d+$/],
	].map(([operation, sends]): Scenario => ({
		resource: 'receipt',
		operation: operation as string,
		sends: sends as RegExp,
		parameters: BY_ID('receiving_transactions'),
		arrange: received,
	})),
	{
		resource: 'receipt',
		operation: 'getAll',
		sends: /^GET \/api\/receiving_transactions$/,
		parameters: {
			exported: 'false',
			filters: FILTERS(['order-line.status', 'equals', 'received'], ['type', 'equals', 'InventoryReceipt']),
			options: { fields: 'type, quantity, order-line.order-header-number' },
		},
	},
];

const approvals: Scenario[] = ['get', 'approve', 'reject', 'hold'].map((operation) => ({
	resource: 'approval',
	operation,
	sends: operation === 'get' ? /^GET/ : new RegExp(`^PUT /api/approvals/\\d+/${operation}$`),
	parameters: (world) => ({ ...BY_ID('approvals')(world), reason: 'Too dear' }),
	arrange: (world) => world.coupa.store.insert('approvals', { 'approvable-type': 'InvoiceHeader' }),
}));
approvals.push({
	resource: 'approval',
	operation: 'getAll',
	sends: /^GET \/api\/approvals$/,
	parameters: {
		filters: FILTERS(['approvable-type', 'equals', 'InvoiceHeader'], ['status', 'in', 'approved,rejected']),
		options: { fields: 'status, approvable-id, approved-by.login' },
	},
});

const opened = async (world: SimulatedCoupa) =>
	await world.run('integrationRun', 'create', [FULL.integrationRun!]);
const runs: Scenario[] = [
	{ resource: 'integrationRun', operation: 'create', sends: /^POST \/api\/integration_runs$/ },
	{
		resource: 'integrationRun',
		operation: 'getAll',
		sends: /^GET \/api\/integration_runs$/,
		parameters: {
			filters: FILTERS(['integration.code', 'equals', 'JDE_SUPPLIERS']),
			options: { fields: 'status' },
		},
	},
	...['get', 'update', 'run', 'success', 'finish', 'fail', 'pause', 'pending'].map((operation): Scenario => ({
		resource: 'integrationRun',
		operation,
		sends:
			{ get: /^GET/, update: /^PUT \/api\/integration_runs\/\d+$/ }[operation] ??
			new RegExp(`/${operation}$`),
		document: { 'records-processed': 5, 'end-time': '2026-02-02' },
		parameters: (world) => ({ ...BY_ID('integration_runs')(world), totalRecords: '7' }),
		arrange: async (world) => {
			await opened(world);
			if (operation === 'pending')
				await world.run('integrationRun', 'run', [{}], BY_ID('integration_runs')(world));
		},
	})),
];

const reports: Scenario[] = [
	['integrationHistoryRecord', 'integration_history_records'],
	['integrationError', 'integration_errors'],
].flatMap(([resource = '', table = '']) => {
	const document = (world: SimulatedCoupa): IDataObject => ({
		...FULL[resource],
		...(resource === 'integrationError'
			? { 'integration-run': { id: world.one('integration_runs', {}).id } }
			: {}),
	});
	const told = async (world: SimulatedCoupa) => {
		await opened(world);
		await world.run(resource, 'create', [document(world)]);
	};
	const own = (more: string) => new RegExp(`/api/${table}${more}$`);
	return [
		{ resource, operation: 'create', sends: own(''), arrange: opened, document },
		{ resource, operation: 'createAlert', sends: own('/create_alert'), arrange: opened, document },
		{
			resource,
			operation: 'getAll',
			sends: own(''),
			parameters: {
				filters: FILTERS(['resolved', 'equals', 'false'], ['document-type', 'in', 'InvoiceHeader,Supplier']),
				options: { fields: 'document-id, status, responses.response-code' },
			},
		},
		...['get', 'update', 'resolve', 'unresolve'].map((operation) => ({
			resource,
			operation,
			sends: operation === 'get' ? own('') : own(operation === 'update' ? '/\\d+' : `/\\d+/${operation}`),
			parameters: BY_ID(table),
			document: { status: 'Changed' },
			arrange: async (world: SimulatedCoupa) => {
				await told(world);
				if (operation === 'unresolve') await world.run(resource, 'resolve', [{}], BY_ID(table)(world));
			},
		})),
	];
});

export const SCENARIOS: Scenario[] = [
	...usual({
		resource: 'supplier',
		path: /suppliers/,
		record: { mode: 'name', value: 'Full Supplier Ltd' },
		change: {
			status: 'inactive',
			'payment-term': { code: 'Net 45' },
			'primary-address': { street1: 'Main 2', city: 'Ulm', 'postal-code': '89073', country: { code: 'DE' } },
			'custom-fields': { 'cf-erp-supplier-number': '9002' },
		},
		filters: FILTERS(
			['updated-at', 'gt_or_eq', '2026-01-01T00:00:00Z'],
			['payment-term.code', 'in', 'Net 30,Net 45'],
			['name', 'starts_with', 'A'],
			['status', 'not_eq', 'inactive'],
		),
		fields: 'number, name, payment-term.code, primary-address.city',
		operations: ['checkReferences', ...WRITES, ...READS],
	}),
	...usual({
		resource: 'remitTo',
		path: /suppliers\/\d+\/addresses/,
		record: key('4343-2'),
		change: { city: 'Bonn', active: false },
		filters: {},
		fields: 'remit-to-code, city, country.code',
		operations: [...WRITES, ...READS],
		common: { supplier: key('4343') },
	}),
	...usual({
		resource: 'purchaseOrder',
		path: /purchase_orders/,
		record: key('1-OP-9'),
		change: {
			'ship-to-attention': 'Dock 3',
			'order-lines': [
				{
					...line('purchaseOrder', 0),
					price: '13',
					account: { code: '30-8610-10', 'account-type': { name: CHART } },
				},
				{ ...line('purchaseOrder', 0), 'line-num': '3' },
			],
		},
		filters: FILTERS(
			['status', 'in', 'issued,closed'],
			['order-lines.account.code', 'equals', '30-8605'],
			['supplier.number', 'in', '4343,4344'],
			['po-number', 'contains', 'OP'],
		),
		fields: 'po-number, status, supplier.number',
		operations: ['checkReferences', ...WRITES, ...READS],
	}),
	orderAct('issue', '/issue', 'draft'),
	orderAct('issueWithoutSending', '/issue_without_send', 'draft'),
	orderAct('cancel', '/cancel', 'issued'),
	orderAct('close', '/close', 'issued'),
	orderAct('release', '/release_from_buyer_hold', 'buyer_hold'),
	orderAct('reopen', '/reopen', 'soft_closed', { reasonCode: 'R1', reasonComment: 'Reopened' }),
	orderAct('markExported', '', 'issued'),
	...usual({
		resource: 'invoice',
		path: /invoices/,
		record: key('INV-9'),
		change: {
			'internal-note': 'Changed',
			'invoice-lines': [
				{
					...line('invoice', 0),
					price: '100.12',
					'tax-lines': [{ type: 'TaxLine', amount: '8.01', rate: '8', description: 'Sales tax' }],
				},
				{ ...line('invoice', 1), 'line-num': 3 },
			],
		},
		filters: FILTERS(
			['status', 'in', 'approved,voided'],
			['invoice-date', 'gt', '2026-01-01'],
			['supplier.name', 'ends_with', 'Inc.'],
			['internal-note', 'blank', 'true'],
		),
		fields: 'invoice-number, status, supplier.number, invoice-lines.line-num',
		operations: ['checkReferences', ...WRITES, ...READS],
		common: { within: '4343' },
	}),
	invoiceAct('submit', '/submit', 'draft'),
	invoiceAct('void', '/void', 'approved'),
	invoiceAct('abandon', '/abandon', 'draft'),
	invoiceAct('dispute', '/dispute', 'approved', { reasonCode: 'INCORRECT-QUANTITY', comment: '3 came' }),
	invoiceAct('revalidate', '/revalidate_tolerances', 'pending_approval'),
	invoiceAct('bypassApprovals', '/bypass_approvals', 'pending_approval'),
	invoiceAct('markExported', '', 'approved'),
	{
		resource: 'payment',
		operation: 'create',
		sends: /^PUT \/api\/invoices\/\d+$/,
		parameters: {
			...INVOICE,
			document: 'defineBelow',
			amountPaid: '49.00',
			paymentDate: '2026-02-01',
			notes: 'JDE 77 PK',
			paid: 'true',
		},
		arrange: invoiceIs('approved'),
	},
	{
		resource: 'payment',
		operation: 'create',
		sends: /^PUT \/api\/invoices\/\d+$/,
		document: {
			'amount-paid': '-49.00',
			'payment-date': '2026-02-02',
			notes: 'JDE 77 PK VOID',
			paid: false,
			invoice: { 'invoice-number': 'INV-9', supplier: { number: '4343' } },
		},
		arrange: invoiceIs('approved'),
	},
	{
		resource: 'invoice',
		operation: 'upsert',
		sends: /^PUT \/api\/invoices\/\d+\/submit$/,
		parameters: { options: { afterwards: ['submit', 'markExported'] } },
	},
	{
		resource: 'purchaseOrder',
		operation: 'upsert',
		sends: /^PUT \/api\/purchase_orders\/\d+\/issue_without_send$/,
		parameters: { options: { afterwards: ['issueWithoutSending', 'markExported'] } },
	},
	{
		resource: 'payment',
		operation: 'getAll',
		sends: /^GET \/api\/invoices$/,
		parameters: INVOICE,
		arrange: invoiceIs('approved'),
	},
	...usual({
		resource: 'account',
		path: /accounts/,
		record: key('40-8605-10'),
		change: { name: 'Bonn, freight', active: false },
		filters: FILTERS(['account-type.name', 'equals', CHART], ['segment-1', 'in', '30,40']),
		fields: 'code, active, account-type.name',
		operations: ['checkReferences', ...WRITES, ...READS],
		common: { within: CHART },
	}),
	...usual({
		resource: 'address',
		path: /addresses/,
		record: key('M99'),
		change: { city: 'Bonn' },
		filters: FILTERS(['location-code', 'starts_with', 'M']),
		fields: 'location-code, city, country.code',
		operations: [...WRITES, ...READS],
	}),
	...usual({
		resource: 'department',
		path: /departments/,
		record: key('Sales'),
		change: { active: false },
		filters: FILTERS(['name', 'contains', 'a'], ['active', 'equals', 'true']),
		fields: 'name, active',
		operations: [...WRITES, ...READS],
	}),
	...usual({
		resource: 'exchangeRate',
		path: /exchange_rates/,
		record: {},
		change: { rate: '0.92' },
		filters: FILTERS(['rate-date', 'gt_or_eq', '2026-01-01']),
		fields: 'rate, from-currency.code, to-currency.code',
		operations: ['checkReferences', 'create', 'upsert', 'getAll'],
	}),
	...usual({
		resource: 'lookupValue',
		path: /lookup_values/,
		record: key('40'),
		change: { name: 'Bonn', active: false },
		filters: FILTERS(['lookup.name', 'equals', 'Business Unit'], ['external-ref-num', 'not_in', '1,2']),
		fields: 'name, external-ref-num, external-ref-code, lookup.name',
		operations: ['checkReferences', ...WRITES, ...READS],
		common: { within: 'Business Unit' },
	}),
	...usual({
		resource: 'paymentTerm',
		path: /payment_terms/,
		record: key('Net 10'),
		change: { description: 'Ten', 'discount-rate': '3' },
		filters: FILTERS(['code', 'starts_with', 'Net']),
		fields: 'code, description',
		operations: [...WRITES, ...READS],
	}),
	...usual({
		resource: 'user',
		path: /users/,
		record: key('vera'),
		change: { lastname: 'Nova', 'default-currency': { code: 'EUR' } },
		filters: FILTERS(['department.name', 'equals', 'Purchasing'], ['email', 'ends_with', '.example']),
		fields: 'login, email, department.name',
		operations: ['checkReferences', ...WRITES, ...READS],
	}),
	...(['accountType', 'currency', 'unit'] as const).flatMap((resource): Scenario[] => {
		const [path, value, fields] = {
			accountType: ['account_types', CHART, 'name, currency.code'],
			currency: ['currencies', 'USD', 'code, name'],
			unit: ['uoms', 'EA', 'code, name'],
		}[resource] as [string, string, string];
		const sends = new RegExp(`^GET /api/${path}$`);
		const options = { fields };
		return [
			{ resource, operation: 'get', sends, parameters: { record: key(value), options } },
			{ resource, operation: 'getAll', sends, parameters: { options } },
		];
	}),
	...['create', 'upsert', 'update', 'get', 'getAll'].map((operation): Scenario => ({
		resource: 'anyResource',
		operation,
		sends: { create: /^POST/, upsert: /^PUT/, update: /^PUT/ }[operation] ?? /^GET/,
		parameters: { resourcePath: 'payment_terms', keyAttribute: 'code', record: key('Net 30') },
		document: { code: operation === 'create' ? 'Net 11' : 'Net 30', description: 'Changed' },
	})),
	{ resource: 'connection', operation: 'check', sends: /^GET/ },
	{
		resource: 'connection',
		operation: 'checkCustomField',
		sends: /^PUT \/api\/invoices\/\d+$/,
		arrange: created('invoice'),
		parameters: (world) => ({
			customField: 'cf-erp-invoice-number',
			invoiceId: String(world.one('invoices', {}).id),
		}),
	},
	{
		resource: 'invoice',
		operation: 'findCopies',
		sends: /^GET \/api\/invoices$/,
		parameters: {
			...{ sourceKey: '00001-PV-7', supplierNumber: '4343', invoiceNumber: 'INV-7', invoiceId: '' },
			options: { ownMark: 'custom-fields.cf-erp-invoice-number' },
		},
	},
	{ resource: 'account', operation: 'validate', sends: /^POST \/api\/accounts\/validate_account$/ },
	invoiceAct('withdrawDispute', '/withdraw_dispute', 'disputed'),
	{ ...invoiceAct('imageScan', '/image_scan', 'draft'), file: PDF },
	{
		...invoiceAct('attach', '', 'draft'),
		sends: /^POST \/api\/invoices\/\d+\/attachments$/,
		file: PDF,
	},
	{
		...invoiceAct('attach', '', 'draft', { source: 'url', url: 'https://files.example/a.pdf' }),
		sends: /^POST \/api\/invoices\/\d+\/attachments$/,
	},
	...usual({
		resource: 'supplierInformation',
		path: /supplier_information/,
		record: key('New One'),
		change: { status: 'applied', 'payment-term': { code: 'Net 45' } },
		filters: FILTERS(['status', 'equals', 'applied'], ['updated-at', 'gt', '2026-01-01T00:00:00Z']),
		fields: 'name, status, payment-term.code',
		operations: ['checkReferences', ...WRITES, ...READS],
	}),
	{
		resource: 'supplierInformation',
		operation: 'getAll',
		sends: /^GET/,
		parameters: { exported: 'false' },
	},
	{
		resource: 'supplierInformation',
		operation: 'markExported',
		sends: /^PUT \/api\/supplier_information\/\d+$/,
		parameters: { record: key('New One') },
		arrange: created('supplierInformation'),
	},
	...usual({
		resource: 'accountValidationRule',
		path: /account_validation_rules/,
		record: key('Cost centers of Ulm'),
		change: { active: false, 'segment-2-max': '9' },
		filters: FILTERS(['account-type.name', 'equals', CHART], ['active', 'equals', 'true']),
		fields: 'name, error-message, account-type.name',
		operations: ['checkReferences', ...WRITES, ...READS],
	}),
	...usual({
		resource: 'integration',
		path: /integrations/,
		record: key('JDE_VOUCHERS'),
		change: { 'integration-type': 'json' },
		filters: FILTERS(['direction', 'in', 'to_coupa,from_coupa'], ['end-system-type', 'equals', 'erp']),
		fields: 'code, name',
		operations: [...WRITES, ...READS],
	}),
	...orderLines,
	...receipts,
	...approvals,
	...runs,
	...reports,
	{
		resource: 'customCall',
		operation: 'send',
		sends: /^PUT \/api\/payment_terms\/\d+$/,
		parameters: (world) => ({
			method: 'PUT',
			path: `/api/payment_terms/${String(world.one('payment_terms', { code: 'Net 30' }).id)}`,
			body: '{"description":"Thirty days"}',
		}),
	},
];
