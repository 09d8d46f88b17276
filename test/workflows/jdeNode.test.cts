import { errorOf, outputOf, runsOf, type Execution, type IDataObject, type INode } from '../n8n/n8n.cts';
import { sharedN8n } from '../n8n/shared.cts';
import {
	OrchestrationException,
	startAisSimulator,
	type AisSimulator,
	type OrchestrationDefinition,
} from '../simulators/ais/index.cts';
import { sampleCompany } from '../simulators/sample/index.cts';
import { aisCredential } from './world.cts';

const NODE_TYPE = 'n8n-nodes-jde-coupa.jdeAis';
/** Bytes that are no text, line ends that are two, and what looks like the end of a part of a request. */
const FILE = Buffer.concat([Buffer.from('%PDF-1.7\r\n--\n'), Buffer.from([0x00, 0xff, 0xfe, 0x0d, 0x0a])]);

/** Names what it was given, and refuses one invoice. */
const postVoucher: OrchestrationDefinition = {
	name: 'PostVoucher',
	omwObjectName: 'ORC_2611220009SIM',
	description: 'Enters a voucher',
	inputs: [
		{ name: 'invoice', type: 'String' },
		{ name: 'amount', type: 'Numeric' },
	],
	outputs: [{ name: 'document' }],
	run({ invoice = '', amount = '' }, { effect }) {
		if (invoice === 'BAD') throw new OrchestrationException('Supplier Number Invalid');
		effect('voucher-posted', invoice, amount);
		return { document: `PV-${invoice}`, amount };
	},
};

const company = sampleCompany({ seed: 7, suppliers: 60, orders: 60, vouchers: 60 });
const supplier = company.tables.F0101!.find(({ AT1 }) => AT1 === 'V')!;
const NUMBER = Number(supplier.AN8);
const NAME = String(supplier.ALPH);
const n8n = sharedN8n();
const workflows: string[] = [];
let ais: AisSimulator;
let credential: { id: string; name: string };

beforeAll(async () => {
	ais = await startAisSimulator({ company, orchestrations: [postVoucher] });
	const { id, name } = await n8n.createCredential('jdeAisApi', 'JDE node: JDE', aisCredential(ais.url));
	credential = { id, name };
});

afterAll(async () => {
	for (const id of workflows) await n8n.deleteWorkflow(id);
	await n8n.deleteCredential(credential.id);
	await ais.stop();
});

const picked = (value: string) => ({ __rl: true, mode: 'list', value, cachedResultName: value });
const jde = (parameters: IDataObject, more: Partial<INode> = {}): Partial<INode> => ({
	type: NODE_TYPE,
	parameters: parameters as INode['parameters'],
	credentials: { jdeAisApi: credential },
	...more,
});

/** Runs a chain of nodes by hand, behind a trigger that gives these items. Outputs other than the first lead nowhere. */
async function run(chain: Record<string, Partial<INode>>, items: IDataObject[] = [{}]): Promise<Execution> {
	const code = `return ${JSON.stringify(items.map((json) => ({ json })))};`;
	const all: Record<string, Partial<INode>> = {
		Start: { type: 'n8n-nodes-base.manualTrigger', parameters: {} },
		Items: { type: 'n8n-nodes-base.code', typeVersion: 2, parameters: { jsCode: code } },
		...chain,
	};
	const names = Object.keys(all);
	const nodes = names.map(
		(name, i) => ({ id: '', name, typeVersion: 1, position: [i * 200, 0], ...all[name] }) as INode,
	);
	const connections = Object.fromEntries(
		names
			.slice(0, -1)
			.map((name, i) => [name, { main: [[{ node: names[i + 1]!, type: 'main' as const, index: 0 }]] }]),
	);
	const { id } = await n8n.importWorkflow({ name: 'JDE node', nodes, connections }, { credentials: false });
	workflows.push(id);
	// As a user chooses it: an import leaves all credentials out.
	await n8n.saveWorkflow(id, ({ nodes: saved }) => {
		for (const node of saved) if (node.type === NODE_TYPE) node.credentials = { jdeAisApi: credential };
	});
	return await n8n.waitForExecution(await n8n.runManually(id, { trigger: 'Start' }));
}

/** One JDE node for the items. */
async function runNode(
	parameters: IDataObject,
	items: IDataObject[] = [{}],
	more: Partial<INode> = {},
): Promise<Execution> {
	return await run({ 'JDE AIS': jde(parameters, more) }, items);
}

const resultOf = async (parameters: IDataObject, items?: IDataObject[]) => {
	const execution = await runNode(parameters, items);
	expect(errorOf(execution)).toBeUndefined();
	return outputOf(execution, 'JDE AIS');
};

const posted = () => ais.ledger.effects.filter(({ kind }) => kind === 'voucher-posted');

/** What the editor asks n8n for while the node is set up. */
async function inEditor<T>(kind: string, methodName: string, parameters: IDataObject, filter?: string) {
	return await n8n.session.post<T>(`/rest/dynamic-node-parameters/${kind}`, {
		nodeTypeAndVersion: { name: NODE_TYPE, version: 1 },
		path: 'parameters.any',
		methodName,
		currentNodeParameters: parameters,
		credentials: { jdeAisApi: credential },
		...(filter === undefined ? {} : { filter }),
	});
}

describe('the editor', () => {
	const names = async (method: string, parameters: IDataObject, filter?: string) => {
		const found = await inEditor<{ results: Array<{ name: string; value: string }> }>(
			'resource-locator-results',
			method,
			parameters,
			filter,
		);
		return found.results;
	};

	it('finds tables and, in the chosen one, columns by their words', async () => {
		expect(await names('searchTables', {}, 'supplier master')).toContainEqual({
			name: expect.stringMatching(/^F0401 - /),
			value: 'F0401',
		});
		const table = { resource: 'table', operation: 'getAll', targetType: 'table', table: picked('F55SUP') };
		expect(await names('searchColumns', table, 'risk')).toEqual([
			{ name: 'Y55RISK - Risk Class', value: 'Y55RISK' },
		]);
		const several = await inEditor<Array<{ value: string }>>('options', 'getColumns', table);
		expect(several.map(({ value }) => value)).toEqual(expect.arrayContaining(['AN8', 'CO', 'Y55RISK']));
	});

	it('lists orchestrations, and the inputs of the chosen one as fields', async () => {
		const found = await names('searchOrchestrations', { resource: 'orchestration', operation: 'run' });
		expect(found.map(({ value }) => value)).toEqual(
			expect.arrayContaining(['N8N_GetAddressBook', 'PostVoucher']),
		);
		const { fields } = await inEditor<{ fields: IDataObject[] }>(
			'resource-mapper-fields',
			'orchestrationInputs',
			{ resource: 'orchestration', operation: 'run', orchestration: picked('PostVoucher') },
		);
		expect(fields).toMatchObject([
			{ id: 'invoice', displayName: 'invoice', type: 'string' },
			{ id: 'amount', displayName: 'amount (Numeric)', type: 'string' },
		]);
	});

	it('tells in words why it has nothing to list', async () => {
		await expect(names('searchColumns', { table: picked('') })).rejects.toThrow("'Table or View' first");
		const parameters = { resource: 'orchestration', operation: 'run', orchestration: picked('PostVouchr') };
		expect(await inEditor('resource-mapper-fields', 'orchestrationInputs', parameters)).toMatchObject({
			fields: [],
			emptyFieldsNotice: expect.stringContaining("does not show an orchestration 'PostVouchr'"),
		});
	});
});

describe('Orchestration: Run', () => {
	beforeEach(() => ais.ledger.clear());
	const common = { resource: 'orchestration', operation: 'run', orchestration: picked('PostVoucher') };
	const mapped = (value: IDataObject): IDataObject => ({
		...common,
		inputsAs: 'fields',
		inputs: { mappingMode: 'defineBelow', value, matchingColumns: [], schema: [] },
	});

	it('takes mapped inputs from each item, digit by digit', async () => {
		const items = [
			{ invoice: 'A-1', amount: '12345678901234.10' },
			{ invoice: 'A-2', amount: '0.01' },
		];
		const parameters = mapped({ invoice: '={{ $json.invoice }}', amount: '={{ $json.amount }}' });
		expect(await resultOf(parameters, items)).toEqual([
			{ document: 'PV-A-1', amount: '12345678901234.10' },
			{ document: 'PV-A-2', amount: '0.01' },
		]);
		expect(posted()).toHaveLength(2);
	});

	it('takes rows for an input that is an array, and numbers as text', async () => {
		const orchestration = picked('N8N Add Notes');
		const { fields } = await inEditor<{ fields: IDataObject[] }>(
			'resource-mapper-fields',
			'orchestrationInputs',
			{ ...common, orchestration },
		);
		const value = { addressNumber: '={{ $json.number }}', date: null, notes: '={{ $json.notes }}' };
		const inputs = { mappingMode: 'defineBelow', value, matchingColumns: [], schema: fields };
		const rows = [{ text: 'one' }, { text: 'two' }];
		const items = [
			{ number: NUMBER, notes: rows },
			{ number: NUMBER, notes: JSON.stringify(rows.slice(1)) },
		];
		expect(await resultOf({ ...common, orchestration, inputsAs: 'fields', inputs }, items)).toEqual([
			{ added: 2 },
			{ added: 1 },
		]);
	});

	it('leaves out inputs that were left alone', async () => {
		expect(await resultOf(mapped({ invoice: 'A-3', amount: null }))).toEqual([
			{ document: 'PV-A-3', amount: '' },
		]);
	});

	it('takes one JSON object by an expression, and each output knows its item', async () => {
		const execution = await run(
			{
				'JDE AIS': jde({ ...common, inputsAs: 'json', inputsJson: '={{ $json.inputs }}' }),
				Paired: {
					type: 'n8n-nodes-base.set',
					typeVersion: 3.4,
					parameters: {
						mode: 'raw',
						jsonOutput: "={{ { document: $json.document, from: $('Items').item.json.row } }}",
					},
				},
			},
			[
				{ row: 1, inputs: { invoice: 'B-1' } },
				{ row: 2, inputs: { invoice: 'B-2' } },
			],
		);
		expect(errorOf(execution)).toBeUndefined();
		expect(outputOf(execution, 'Paired')).toEqual([
			{ document: 'PV-B-1', from: 1 },
			{ document: 'PV-B-2', from: 2 },
		]);
	});

	it('sends what failed to the error output beside its input, and the rest on', async () => {
		const items = [{ invoice: 'C-1' }, { invoice: 'BAD' }, { invoice: 'C-2' }];
		const execution = await runNode(mapped({ invoice: '={{ $json.invoice }}' }), items, {
			onError: 'continueErrorOutput',
		});
		expect(execution.status).toBe('success');
		expect(outputOf(execution, 'JDE AIS').map(({ document }) => document)).toEqual(['PV-C-1', 'PV-C-2']);
		expect(outputOf(execution, 'JDE AIS', 1)).toEqual([
			{
				invoice: 'BAD',
				error: expect.objectContaining({ code: 'JDE_ORCHESTRATION_EXCEPTION', httpStatus: 500 }),
			},
		]);
	});

	it('stops at a failure where no error output was chosen, and says which item and why', async () => {
		const execution = await runNode(mapped({ invoice: '={{ $json.invoice }}' }), [
			{ invoice: 'D-1' },
			{ invoice: 'BAD' },
		]);
		expect(execution.status).toBe('error');
		expect(errorOf(execution)?.message).toContain("'PostVoucher'");
		expect(errorOf(execution)?.description).toContain('Supplier Number Invalid');
	});

	it('gives a file as binary, byte by byte', async () => {
		const execution = await runNode({
			resource: 'orchestration',
			operation: 'run',
			orchestration: { __rl: true, mode: 'name', value: 'N8N_AddressReport' },
			inputsAs: 'json',
			options: { binaryField: 'report' },
		});
		const [item] = runsOf(execution, 'JDE AIS')[0]!.data!.main![0]!;
		expect(item!.json).toMatchObject({ fileName: 'suppliers.csv' });
		const content = await bytesOf(item!.binary, 'report');
		expect(content[0]).toBe(0xff);
		expect(content).toHaveLength(item!.json.bytes as number);
	});
});

describe('Media Object', () => {
	const record = {
		resource: 'mediaObject',
		structure: 'abgt',
		key: String(NUMBER),
		formName: 'P01012_W01012B',
	};

	it('takes a file from an item and gives the same bytes back', async () => {
		const encode = `return [{ json: {}, binary: { scan: { data: '${FILE.toString('base64')}', mimeType: 'application/pdf', fileName: 'Rechnung "ä".pdf' } } }];`;
		const execution = await run({
			File: { type: 'n8n-nodes-base.code', typeVersion: 2, parameters: { jsCode: encode } },
			Upload: jde({ ...record, operation: 'upload', binaryField: 'scan' }),
			List: jde({ ...record, operation: 'getAll', returnAll: true }),
			Download: jde({
				...record,
				operation: 'download',
				sequence: '={{ $json.sequence }}',
				fileName: '={{ $json.itemName }}',
			}),
		});
		expect(errorOf(execution)).toBeUndefined();
		expect(outputOf(execution, 'Upload')).toEqual([{ itemName: 'Rechnung "ä".pdf', sequence: 1 }]);
		const [item] = runsOf(execution, 'Download')[0]!.data!.main![0]!;
		expect(item!.binary).toMatchObject({
			data: { fileName: 'Rechnung "ä".pdf', mimeType: 'application/pdf' },
		});
		expect(await bytesOf(item!.binary, 'data')).toEqual(FILE);
	});

	it('adds a text and reads it', async () => {
		const execution = await run({
			Add: jde({ ...record, operation: 'addText', text: 'Checked,\nfine' }),
			Read: jde({ ...record, operation: 'getText' }),
		});
		expect(outputOf(execution, 'Read')).toMatchObject([{ text: 'Checked,\nfine' }]);
	});
});

describe('Report and Form', () => {
	it('submits a report and waits until it is done', async () => {
		const isBusy = setInterval(() => ais.clock.advance(20_000), 200);
		const [report] = await resultOf({
			resource: 'report',
			operation: 'submit',
			reportName: 'R04424',
			reportVersion: 'ZJDE0001',
			wait: true,
			options: { checkEvery: 1 },
		}).finally(() => clearInterval(isBusy));
		expect(report).toMatchObject({ state: 'done', jobNumber: expect.any(Number) });
	});

	it('reads a form after a find', async () => {
		const formActions = {
			action: [
				{ command: 'SetQBEValue', controlID: '1[19]', value: '={{ $json.number }}' },
				{ command: 'DoAction', controlID: '15', value: '' },
			],
		};
		const parameters = { resource: 'form', operation: 'read', formName: 'P01012_W01012B', formActions };
		expect(await resultOf(parameters, [{ number: NUMBER }])).toMatchObject([
			{ rows: [{ z_AN8_19: NUMBER, z_ALPH_20: NAME }], moreRows: false },
		]);
	});

	it('fills a form in, and fails where the form shows an error', async () => {
		const parameters = {
			resource: 'form',
			operation: 'write',
			formName: 'P01012_W01012A',
			formInputs: { input: [{ id: '12', value: String(NUMBER) }] },
			formActions: {
				action: [
					{ command: 'SetControlValue', controlID: '28', value: '={{ $json.name }}' },
					{ command: 'DoAction', controlID: '11', value: '' },
				],
			},
		};
		const execution = await runNode(parameters, [{ name: 'Ada & Söhne' }, { name: ' ' }], {
			onError: 'continueErrorOutput',
		});
		expect(ais.tables.find('F0101', { AN8: NUMBER })?.ALPH).toBe('Ada & Söhne');
		expect(outputOf(execution, 'JDE AIS')).toHaveLength(1);
		expect(outputOf(execution, 'JDE AIS', 1)).toMatchObject([
			{ name: ' ', error: { code: 'JDE_FORM_REFUSED' } },
		]);
	});
});

describe('Custom API Call', () => {
	it('calls any service with the session of the credential', async () => {
		const [answer] = await resultOf(
			{
				resource: 'customCall',
				operation: 'send',
				method: 'POST',
				path: '/v2/dataservice',
				body: '={{ { targetName: $json.table, targetType: "table", dataServiceType: "COUNT" } }}',
				mayBeRepeated: true,
			},
			[{ table: 'F0401' }],
		);
		expect(answer).toEqual({ ds_F0401: { count: ais.tables.rows('F0401').length } });
	});

	it('refuses another server before anything is sent', async () => {
		ais.ledger.clear();
		const execution = await runNode({
			resource: 'customCall',
			operation: 'send',
			method: 'GET',
			path: 'https://elsewhere.invalid/jderest/v2/x',
		});
		expect(errorOf(execution)?.message).toContain("'Path'");
		expect(ais.ledger.exchanges).toEqual([]);
	});
});

describe('Table: Get Many', () => {
	const table = { resource: 'table', operation: 'getAll', table: picked('F0101'), returnAll: true };

	it("reads what the pickers' values say", async () => {
		const condition = [
			{ column: picked('AN8'), operator: 'EQUAL', value: '={{ $json.number }}', special: 'LITERAL' },
			{ column: { __rl: true, mode: 'alias', value: 'at1' }, operator: 'LIST', value: 'V, V3' },
		];
		const options = { columns: ['AN8', 'ALPH'] };
		const own = { AN8: NUMBER, ALPH: ais.tables.find('F0101', { AN8: NUMBER })!.ALPH };
		expect(await resultOf({ ...table, conditions: { condition }, options }, [{ number: NUMBER }])).toEqual([
			own,
		]);
	});

	it('reads all with the defaults, and as many as the limit says', async () => {
		expect(await resultOf(table)).toHaveLength(ais.tables.rows('F0101').length);
		expect(await resultOf({ ...table, returnAll: false, limit: 3 })).toHaveLength(3);
	});

	it('names table and column where one is missing', async () => {
		const condition = [{ column: { __rl: true, mode: 'alias', value: 'NOPE' }, value: '1' }];
		const execution = await runNode({ ...table, conditions: { condition } });
		const error = errorOf(execution);
		expect(`${error?.message} ${error?.description}`).toMatch(/F0101.*NOPE|NOPE.*F0101/s);
	});
});

describe('documents', () => {
	it('come whole, one by key and many by limit', async () => {
		const vouchers = await resultOf({ resource: 'voucher', operation: 'getAll', limit: 2 });
		expect(vouchers).toHaveLength(2);
		const { key } = vouchers[0] as { key: string };
		const parameters = { resource: 'voucher', operation: 'get', voucherKey: '={{ $json.key }}' };
		expect(await resultOf(parameters, [{ key }])).toEqual([vouchers[0]]);
	});

	it.each(['supplier', 'purchaseOrder', 'payment', 'account', 'businessUnit', 'company', 'paymentTerm'])(
		'%s: Get Many gives some with the defaults',
		async (resource) => {
			const found = await resultOf({ resource, operation: 'getAll', limit: 2 });
			expect(found.length).toBeGreaterThan(0);
		},
	);
});

/** A file of an item, wherever n8n keeps it. */
async function bytesOf(binary: unknown, field: string): Promise<Buffer> {
	const { data, id } = (binary as Record<string, { data: string; id?: string }>)[field]!;
	if (id === undefined) return Buffer.from(data, 'base64');
	const { url, cookie, browserId } = n8n.session.info;
	const query = new URLSearchParams({ id, action: 'download' });
	const response = await fetch(`${url}/rest/binary-data?${query}`, {
		headers: { cookie, 'browser-id': browserId },
	});
	expect(response.status).toBe(200);
	return Buffer.from(await response.arrayBuffer());
}
