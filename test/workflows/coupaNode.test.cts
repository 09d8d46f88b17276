import { errorOf, outputOf, runsOf, type Execution, type INode, type Item } from '../n8n/n8n.cts';
import { until } from '../n8n/poll.cts';
import { sharedN8n } from '../n8n/shared.cts';
import type { IDataObject } from '../n8n/types.cts';
import { startCoupaSimulator, type CoupaSimulator } from '../simulators/coupa/index.cts';
import { invoice, order, orderLine } from '../unit/coupa/simulatedCoupa.cts';
import { FAST, writesIn } from './support.cts';
import { coupaCredential } from './world.cts';

const n8n = sharedN8n();
const NODE = { name: 'n8n-nodes-jde-coupa.coupa', version: 1 };
const MANY = 120;

let coupa: CoupaSimulator;
let credentialId: string;
const workflows: string[] = [];

beforeAll(async () => {
	coupa = await startCoupaSimulator(FAST);
	credentialId = (await n8n.createCredential('coupaOAuth2Api', 'Node: Coupa', coupaCredential(coupa.url))).id;
});

// One connection for all: a new credential's first token is waited for.
afterEach(async () => {
	for (const id of workflows.splice(0)) await n8n.deleteWorkflow(id);
	coupa.ledger.clear();
	coupa.faults.clear();
});

afterAll(async () => {
	await n8n.deleteCredential(credentialId);
	await coupa.stop();
});

/** A manual trigger with pinned items, what stands before the Coupa node, itself, and a node for each output. */
async function workflowOf(parameters: IDataObject, items: Item[], before: INode[] = []): Promise<string> {
	const node = (name: string, type: string, place: number, more: Partial<INode> = {}): INode => ({
		id: '',
		typeVersion: 1,
		name,
		type,
		position: [200 * place, 0],
		parameters: {},
		...more,
	});
	const nodes = [
		node('Start', 'n8n-nodes-base.manualTrigger', 0),
		...before,
		node('Coupa', NODE.name, 3, { parameters, onError: 'continueErrorOutput' } as Partial<INode>),
		node('Done', 'n8n-nodes-base.noOp', 4),
		node('Failed', 'n8n-nodes-base.noOp', 5),
	];
	const to = (name: string) => [{ node: name, type: 'main' as const, index: 0 }];
	const chain = nodes.slice(0, -2).map(({ name }) => name);
	const connections = {
		...Object.fromEntries(chain.slice(1).map((name, i) => [chain[i], { main: [to(name)] }])),
		Coupa: { main: [to('Done'), to('Failed')] },
	};
	const pinData = { Start: items.map((json) => ({ json: json as IDataObject })) };
	const { id } = await n8n.importWorkflow({ name: 'Node: Coupa', nodes, connections, pinData });
	workflows.push(id);
	return id;
}

async function run(parameters: IDataObject, items: Item[] = [{}], before: INode[] = []): Promise<Execution> {
	const id = await workflowOf(parameters, items, before);
	const execution = await n8n.waitForExecution(await n8n.runManually(id, { trigger: 'Start' }));
	expect(errorOf(execution)).toBeUndefined();
	return execution;
}

const done = (execution: Execution) => outputOf(execution, 'Coupa');
const failed = (execution: Execution) => outputOf(execution, 'Coupa', 1);
const pairs = (execution: Execution, output = 0) =>
	runsOf(execution, 'Coupa')
		.at(-1)!
		.data!.main![output]!.map(({ pairedItem }) => pairedItem);
const supplier = (number: string, more: IDataObject = {}) => ({
	number,
	name: `Supplier ${number}`,
	...more,
});
const one = (table: string, where: Record<string, string>) => coupa.store.find(table, where)!;

describe('Create or Update', () => {
	const upsert = { resource: 'supplier', operation: 'upsert' };

	it('answers each item on its own output, paired with what came in', async () => {
		const items = [
			supplier('N-1'),
			supplier('N-2', { 'payment-term': { code: 'Net 31' } }),
			{ name: 'No number', note: 'kept' },
			supplier('4345', { name: 'Continental Bearings', status: 'active' }),
		];
		const execution = await run(upsert, items);

		expect(done(execution)).toMatchObject([
			{ action: 'created', record: { type: 'supplier', key: 'N-1' } },
			{ action: 'updated', changes: [{ path: 'status', before: 'inactive', after: 'active' }] },
		]);
		expect(pairs(execution)).toEqual([{ item: 0 }, { item: 3 }]);
		expect(failed(execution)).toMatchObject([
			{ number: 'N-2', error: { category: 'reference', message: expect.stringContaining('Net 31') } },
			{ note: 'kept', error: { category: 'validation', description: expect.any(String) } },
		]);
		expect(pairs(execution, 1)).toEqual([{ item: 1 }, { item: 2 }]);
		expect(writesIn(coupa.ledger)).toHaveLength(2);

		expect(done(await run(upsert, items)).map(({ action }) => action)).toEqual(['unchanged', 'unchanged']);
		expect(writesIn(coupa.ledger)).toHaveLength(2);
	});

	it('takes attributes that were chosen in the editor, expressions and custom fields among them', async () => {
		const value = {
			number: '={{ $json.an8 }}',
			name: '={{ $json.called }}',
			'payment-term.code': 'Net 45',
			'custom-fields.cf-erp-search-type': '={{ $json.type }}',
		};
		const execution = await run(
			{
				...upsert,
				document: 'chooseAttributes',
				attributes: { mappingMode: 'defineBelow', value, matchingColumns: [], schema: [] },
			},
			[
				{ an8: 9001, called: 'Nine', type: 'V' },
				{ an8: 9002, called: 'Ten', type: 'V3' },
			],
		);

		expect(failed(execution)).toEqual([]);
		expect(one('suppliers', { number: '9002' })).toMatchObject({
			name: 'Ten',
			'payment-term': { code: 'Net 45' },
			'custom-fields': { 'cf-erp-search-type': 'V3' },
		});
	});

	it('leaves a note with counts in the output panel after many records', async () => {
		const items = Array.from({ length: MANY }, (_, i) =>
			supplier(`M-${i}`, { name: i === 7 ? '' : `M ${i}` }),
		);
		const execution = await run(upsert, items);

		const [{ hints }] = runsOf(execution, 'Coupa') as unknown as Array<{ hints: unknown }>;
		expect(hints).toEqual([
			expect.objectContaining({ message: expect.stringMatching(/^120 records .*: 119 created, 1 failed$/) }),
		]);
	});
});

describe('the editor', () => {
	const ask = async <T,>(kind: string, methodName: string, path: string, current: IDataObject, more = {}) =>
		await n8n.session.post<T>(`/rest/dynamic-node-parameters/${kind}`, {
			path: `parameters.${path}`,
			methodName,
			nodeTypeAndVersion: NODE,
			currentNodeParameters: current,
			credentials: { coupaOAuth2Api: { id: credentialId, name: 'Node: Coupa' } },
			projectId: await n8n.session.personalProject(),
			...more,
		});
	const choices = async (methodName: string, path: string, current: IDataObject, filter?: string) => {
		const found = await ask<{ results: Array<{ name: string; value: string }> }>(
			'resource-locator-results',
			methodName,
			path,
			current,
			{ filter },
		);
		return found.results.map(({ name }) => name);
	};

	it('lists suppliers, charts of accounts and remit-to addresses to choose from', async () => {
		const supplierGet = { resource: 'supplier', operation: 'get' };
		expect(await choices('searchRecords', 'record', supplierGet, 'emporium')).toEqual([
			'4343: Parts Emporium',
		]);
		const accountGet = { resource: 'account', operation: 'get' };
		expect(await choices('searchWithin', 'within', accountGet)).toEqual([
			'Financial Distribution Co',
			'European Trading Co',
		]);
		const remitTo = { resource: 'remitTo', operation: 'get', supplier: { mode: 'key', value: '4343' } };
		expect(await choices('searchRecords', 'record', remitTo)).toEqual(['4343-4343, PO Box 88, Denver']);
	});

	it('offers the attributes of the instance, custom fields included', async () => {
		coupa.store.insert('suppliers', {
			name: 'Newest',
			'custom-fields': { 'cf-erp-search-type': 'V' },
		});
		const { fields } = await ask<{ fields: Array<{ id: string; required: boolean }> }>(
			'resource-mapper-fields',
			'getAttributes',
			'attributes',
			{ resource: 'supplier', operation: 'upsert', document: 'chooseAttributes' },
		);
		const ids = fields.map(({ id }) => id);
		expect(ids).toEqual(expect.arrayContaining(['number', 'name', 'payment-term.code']));
		expect(ids).toContain('custom-fields.cf-erp-search-type');
		expect(fields.filter(({ required }) => required).map(({ id }) => id)).toEqual(['number']);
	});

	it('says why there is no list', async () => {
		const current = { resource: 'supplier', operation: 'get' };
		coupa.faults.add({
			name: 'denied',
			path: /suppliers/,
			effect: { answer: { status: 403, body: '{"errors":{"base":["Forbidden"]}}' } },
		});
		await expect(choices('searchRecords', 'record', current)).rejects.toThrow(
			/core\.supplier\.read|not allowed/i,
		);
		expect(coupa.faults.fired('denied')).toBe(1);
	});
});

describe('Get Many', () => {
	it('gives what meets all filters, with the fields asked for', async () => {
		const conditions = [
			{ attribute: 'payment-term.code', operator: 'in', value: 'Net 30,Net 45' },
			{ attribute: 'number', operator: 'starts_with', value: '434' },
		];
		const execution = await run({
			resource: 'supplier',
			operation: 'getAll',
			returnAll: true,
			filters: { conditions },
			options: { fields: 'number, payment-term.code' },
		});
		expect(done(execution)).toEqual([
			{ id: expect.any(Number), number: '4343', 'payment-term': { code: 'Net 30' } },
			{ id: expect.any(Number), number: '4344', 'payment-term': { code: 'Net 45' } },
		]);
		expect(pairs(execution)).toEqual([{ item: 0 }, { item: 0 }]);
	});
});

describe('documents', () => {
	const upsertInvoice = (options: IDataObject = {}) => ({
		resource: 'invoice',
		operation: 'upsert',
		options,
	});
	const numbered = (number: string) => invoice({ 'invoice-number': number });
	const CHOSEN = { record: { mode: 'key', value: 'INV-2' }, within: { mode: 'name', value: '4343' } };

	/** What Convert to File makes of the item's text. */
	const fileNode = (fileName: string): INode => ({
		id: '',
		name: 'File',
		type: 'n8n-nodes-base.convertToFile',
		typeVersion: 1.1,
		position: [200, 0],
		parameters: { operation: 'toText', sourceProperty: 'text', options: { fileName } },
	});

	it('an order is written and issued, an invoice submitted, approved and marked, each step once', async () => {
		const orders = { resource: 'purchaseOrder', operation: 'upsert' };
		const issue = { ...orders, options: { afterwards: ['issueWithoutSending', 'markExported'] } };
		for (const action of ['created', 'unchanged']) {
			const execution = await run(issue, [order([orderLine(1)])]);
			expect([done(execution).map((each) => each.action), failed(execution)]).toEqual([[action], []]);
		}
		expect(one('purchase_orders', { 'po-number': '1-OP-1' })).toMatchObject({
			status: 'issued',
			exported: true,
		});

		const pass = upsertInvoice({ afterwards: ['submit', 'bypassApprovals', 'markExported'] });
		for (const action of ['created', 'unchanged'])
			expect(done(await run(pass, [numbered('INV-1')])).map((each) => each.action)).toEqual([action]);
		const steps = coupa.ledger.effects.map(({ kind }) => kind).filter((kind) => /^invoice\./.test(kind));
		expect(steps).toEqual(['invoice.created', 'invoice.submitted', 'invoice.approved', 'invoice.exported']);
	});

	it('a file of the item becomes scan and attachment of an invoice, byte for byte', async () => {
		await run(upsertInvoice(), [numbered('INV-2')]);
		const text = 'Invoice INV-2 \u2013 100,10 \u20ac\r\n';
		for (const operation of ['imageScan', 'attach']) {
			const execution = await run(
				{ resource: 'invoice', operation, ...CHOSEN },
				[{ text }],
				[fileNode('INV-2.txt')],
			);
			expect([done(execution).length, failed(execution)]).toEqual([1, []]);
		}
		const size = String(Buffer.byteLength(text));
		expect(one('invoices', { 'invoice-number': 'INV-2' })).toMatchObject({
			'image-scan-file-name': 'INV-2.txt',
			'image-scan-file-size': size,
		});
		expect(coupa.store.all('attachments')).toMatchObject([
			{ 'file-file-name': 'INV-2.txt', 'file-file-size': size },
		]);
	});

	it('payments come as whole items and are added once', async () => {
		await run(upsertInvoice({ afterwards: ['submit', 'bypassApprovals'] }), [numbered('INV-3')]);
		const payment = (notes: string, amount: string, number = 'INV-3') => ({
			invoice: { 'invoice-number': number, supplier: { number: '4343' } },
			'amount-paid': amount,
			'payment-date': '2026-01-31',
			notes,
			paid: false,
		});
		const add = { resource: 'payment', operation: 'create', document: 'wholeItem' };
		const items = [
			payment('JDE 1 77', '40.00'),
			payment('JDE 2', '1', 'INV-0'),
			payment('JDE 3 78', '-40.00'),
		];
		const first = await run(add, items);
		expect(done(first).map(({ action }) => action)).toEqual(['created', 'created']);
		expect(failed(first)).toMatchObject([
			{ notes: 'JDE 2', error: { message: expect.stringContaining('INV-0') } },
		]);

		expect(done(await run(add, items)).map(({ action }) => action)).toEqual(['unchanged', 'unchanged']);
		const { payments } = one('invoices', { 'invoice-number': 'INV-3' });
		expect(payments).toMatchObject([{ notes: 'JDE 1 77' }, { notes: 'JDE 3 78' }]);
	});

	it('references are checked without writing, each missing or inactive one named', async () => {
		const items = [
			order([orderLine(1)]),
			order([orderLine(1, { uom: { code: 'XX' } })], { 'payment-term': { code: 'Net 120' } }),
		];
		const execution = await run({ resource: 'purchaseOrder', operation: 'checkReferences' }, items);
		expect(done(execution)).toMatchObject([
			{ allUsable: true, missing: [], inactive: [] },
			{
				allUsable: false,
				missing: [expect.objectContaining({ value: 'XX' })],
				inactive: [expect.objectContaining({ value: 'Net 120' })],
			},
		]);
		expect(writesIn(coupa.ledger)).toEqual([]);
	});
});

describe('Custom API Call', () => {
	it('sends what is worded by each item, and never to another host', async () => {
		const execution = await run(
			{
				resource: 'customCall',
				operation: 'send',
				path: '={{ $json.path }}',
				queryParameters: { values: [{ name: 'fields', value: '["code"]' }] },
			},
			[{ path: '/api/currencies' }, { path: 'https://elsewhere.example/api' }],
		);
		expect(done(execution)).toContainEqual({ code: 'USD' });
		expect(new Set(pairs(execution).map((pair) => JSON.stringify(pair)))).toEqual(new Set(['{"item":0}']));
		expect(failed(execution)).toMatchObject([
			{ error: { category: 'configuration', message: expect.stringContaining("'Path'") } },
		]);
	});
});

describe('cancelling', () => {
	it('stops the writes of a running execution', async () => {
		const items = Array.from({ length: MANY }, (_, i) => supplier(`C-${i}`));
		const options = { requestsPerSecond: 2, concurrency: 1 };
		const id = await workflowOf({ resource: 'supplier', operation: 'upsert', options }, items);
		const executionId = await n8n.runManually(id, { trigger: 'Start' });
		await until('the first write', async () => (writesIn(coupa.ledger).length > 0 ? true : undefined));

		await n8n.stopExecution(executionId);
		expect((await n8n.waitForExecution(executionId)).status).toBe('canceled');
		const written = writesIn(coupa.ledger).length;
		// Five more would have come in this time.
		await new Promise((resolve) => setTimeout(resolve, 2_500));
		expect(writesIn(coupa.ledger).length - written).toBeLessThanOrEqual(1);
		expect(written).toBeLessThan(MANY);
	});
});
