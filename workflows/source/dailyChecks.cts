import { Template } from './builder.cts';
import { COMPANIES, COMPANY_WORDS } from './documents.cts';
import { NOW, failed, purgeAudit, recordFailure, settings } from './flow.cts';
import {
	Is,
	bridge,
	callThisWorkflow,
	coupa,
	editFields,
	findTables,
	getRows,
	insertRows,
	jdeAis,
	route,
} from './nodes.cts';
import type { TableName } from './tables.cts';
import { INVOICE_STAMP, ORIGIN_FIELD, VOUCHER_SETTINGS, checkVoucherScope } from './vouchers.cts';

/** Compares both systems and reports; it writes nothing into either. */
export function dailyChecks(): Template {
	const template = new Template('JD Edwards and Coupa: daily checks');
	addStart(template);
	addRun(template);
	addVouchers(template);
	addSuppliers(template);
	addChunkEnd(template);
	addNotes(template);
	return template;
}

const SETTINGS = [
	{ name: 'flow', value: 'dailyChecks' },
	{ name: 'flows', value: 'suppliers, apInvoices, payments' },
	{ name: 'companyCharts', value: '' },
	{ name: 'goLive', value: '' },
	...VOUCHER_SETTINGS,
	{ name: 'reservedBankAccounts', value: '' },
	{ name: 'supplierNumbers', value: '*' },
	{ name: 'lookBackDays', value: 90, type: 'number' as const },
	{ name: 'chunkSize', value: 100, type: 'number' as const },
	{ name: 'tableLimitMiB', value: 200, type: 'number' as const },
	{ name: 'auditDays', value: 400, type: 'number' as const },
];

const called = (name: string) => `$('Called by Itself').first().json.${name}`;
const all = (node: string) => `$('${node}').all().map((item) => item.json)`;
const inUse = (flow: string) => `$('Settings').first().json.flows.includes('${flow}')`;

function addStart(template: Template): void {
	const schedule = { rule: { interval: [{ field: 'days', daysInterval: 1, triggerAtHour: 6 }] } };
	const entries: Array<[name: string, type: string, version: number, parameters: Record<string, unknown>]> = [
		['Every Morning', 'scheduleTrigger', 1.2, schedule],
		['Check Now', 'manualTrigger', 1, {}],
		['Called by Itself', 'executeWorkflowTrigger', 1.1, { inputSource: 'passthrough' }],
		['When It Fails', 'errorTrigger', 1, {}],
	];
	editFields(template, 'Settings', SETTINGS, { position: [340, 640], executeOnce: true });
	entries.forEach(([name, type, version, parameters], i) => {
		template.node(name, `n8n-nodes-base.${type}`, version, parameters, { position: [0, 480 + i * 160] });
		template.connect(name, 'Settings');
	});
	findTables(template, [660, 860], 640);
	getRows(template, 'Read State', 'jde_coupa_state', {}, { position: [1060, 640] });
	getRows(
		template,
		'Read Parked',
		'jde_coupa_parked',
		{ status: new Is('neq', 'posted') },
		{ position: [1260, 640] },
	);
	route(
		template,
		'Which Step',
		{
			start: "={{ $('Every Morning').isExecuted || $('Check Now').isExecuted }}",
			vouchers: `={{ $('Called by Itself').isExecuted && ${called('step')} === 'vouchers' }}`,
			suppliers: `={{ $('Called by Itself').isExecuted && ${called('step')} === 'suppliers' }}`,
			// A called step fails twice: once by itself, and once in the run that called it.
			failed: `={{ $('When It Fails').isExecuted && ${failed('mode')} !== 'integrated' }}`,
		},
		{ position: [1460, 640], executeOnce: true },
	);
	recordFailure(template, failed, [1620, 860]);
	template.chain('Settings', 'List Tables', 'Find Tables', 'Read State', 'Read Parked', 'Which Step');
	template.connect('Which Step', 'Record Failure', { output: 3 });
}

/** Chunk after chunk in executions of their own, so that memory stays flat; then the tables, and the verdict. */
function addRun(template: Template): void {
	const first = `${inUse('apInvoices')} || ${inUse('payments')} ? 'vouchers' : 'suppliers'`;
	editFields(
		template,
		'Next Chunk',
		[
			{ name: 'step', value: `={{ $json.isDone === false ? $json.step : (${first}) }}` },
			{ name: 'cursor', value: "={{ $json.isDone === false ? $json.cursor : '' }}" },
			{ name: 'totals', value: '={{ $json.isDone === false ? $json.totals : {} }}', type: 'object' },
			{ name: 'runId', value: '={{ $execution.id }}' },
		],
		{ position: [1900, 240], keepOthers: false, executeOnce: true },
	);
	callThisWorkflow(template, 'Compare Chunk', { position: [2120, 240] });
	route(
		template,
		'After Chunk',
		{ 'next chunk': '={{ !$json.isDone }}', 'all read': '={{ $json.isDone }}' },
		{ position: [2340, 240] },
	);
	const edgeRow = (name: string, table: TableName, direction: 'ASC' | 'DESC', x: number) =>
		getRows(template, name, table, {}, { position: [x, 240], sorted: { by: 'id', direction, limit: 1 } });
	edgeRow('First Audit Row', 'jde_coupa_audit', 'ASC', 2560);
	edgeRow('Last Audit Row', 'jde_coupa_audit', 'DESC', 2780);
	edgeRow('First Parked Row', 'jde_coupa_parked', 'ASC', 3000);
	edgeRow('Last Parked Row', 'jde_coupa_parked', 'DESC', 3220);
	const edges = (table: string, word: string) =>
		`{ name: '${table}', first: $('First ${word} Row').first().json, last: $('Last ${word} Row').first().json }`;
	bridge(
		template,
		'Check Parked and Tables',
		{
			...comparing('parked'),
			readings: `={{ { parked: ${all('Read Parked')}, tables: [${edges('jde_coupa_audit', 'Audit')}, ${edges('jde_coupa_parked', 'Parked')}] } }}`,
			totals: "={{ $('Compare Chunk').last().json.totals }}",
			runId: '={{ $execution.id }}',
			tableLimitMiB: settings('tableLimitMiB'),
		},
		{ position: [3440, 240] },
	);
	insertRows(template, 'Save Report', 'jde_coupa_audit', 'the whole item', { position: [3680, 160] });
	editFields(template, 'Summary', [], { position: [3680, 320] });
	insertRows(
		template,
		'Record Run',
		'jde_coupa_audit',
		{
			flow: settings('flow'),
			key: '',
			run_id: '={{ $execution.id }}',
			execution_id: '={{ $execution.id }}',
			at: NOW,
			action: 'daily checks',
			message: '={{ $json.totals.first }}',
			changes: '={{ JSON.stringify($json.totals) }}',
		},
		{ position: [3900, 320] },
	);
	template.node(
		'Notify',
		'n8n-nodes-base.emailSend',
		2.1,
		{
			fromEmail: '',
			toEmail: '',
			subject:
				"={{ 'JD Edwards and Coupa: ' + $('Summary').first().json.totals.differences + ' to look at' }}",
			emailFormat: 'text',
			text: "={{ $('Summary').first().json.totals.first + '\\n' + JSON.stringify($('Summary').first().json.totals.byKind) }}",
			options: {},
		},
		{ position: [4120, 320], disabled: true, notes: 'Or any other way to tell' },
	);
	bridge(
		template,
		'End Checks',
		{
			resource: 'check',
			operation: 'endChecks',
			checkTotals: "={{ $('Summary').first().json.totals }}",
			checkRunId: '={{ $execution.id }}',
		},
		{ position: [4340, 320], notes: 'Fails if there is something' },
	);
	purgeAudit(template, [1900, 100]);
	// First of the two by its place: n8n works through branches from top to bottom.
	template.connect('Which Step', 'Purge Audit', { output: 0 });
	template.connect('Which Step', 'Next Chunk', { output: 0 });
	template.chain('Next Chunk', 'Compare Chunk', 'After Chunk');
	template.connect('After Chunk', 'Next Chunk', { output: 0 });
	template.connect('After Chunk', 'First Audit Row', { output: 1 });
	template.chain(
		'First Audit Row',
		'Last Audit Row',
		'First Parked Row',
		'Last Parked Row',
		'Check Parked and Tables',
	);
	template.connect('Check Parked and Tables', 'Save Report', { output: 0 });
	template.connect('Check Parked and Tables', 'Summary', { output: 1 });
	template.chain('Summary', 'Record Run', 'Notify', 'End Checks');
}

const comparing = (compare: string) => ({
	resource: 'check',
	operation: 'findDifferences',
	compare,
	flow: settings('flow'),
});

/** The pair that set-up has pinned: a comparison with another would be all differences. */
const PINNED = (column: string) => `={{ $('Read State').first().json.${column} ?? '' }}`;

/** Go-live, or so many days ago, whichever is later. */
const SINCE =
	"={{ $('Settings').first().json.lookBackDays > 0 ? [$('Settings').first().json.goLive, new Date(Date.now() - $('Settings').first().json.lookBackDays * 86400000).toISOString().slice(0, 10)].sort().pop() : $('Settings').first().json.goLive }}";

function addVouchers(template: Template): void {
	const { name: scopeName, parameters: scope } = checkVoucherScope('');
	jdeAis(
		template,
		'Get Vouchers',
		{
			resource: 'voucher',
			operation: 'getChanged',
			changedSince: '',
			changedUntil: '',
			overlapDays: 0,
			returnAll: false,
			limit: settings('chunkSize'),
			options: {
				onlyConnectedTo: PINNED('jde_connection'),
				reportChunk: true,
				startAfter: `={{ ${called('cursor')} }}`,
				changeTypes: settings('changeTypes'),
				companies: COMPANIES,
				documentsSince: SINCE,
				documentTypes: settings('voucherTypes'),
				includeOrderLines: true,
			},
		},
		{ position: [1900, 660], executeOnce: true },
	);
	bridge(template, scopeName, { ...scope, held: '[]' }, { position: [2120, 660], alwaysOutputData: true });
	coupa(
		template,
		'Find Copies',
		{
			resource: 'invoice',
			operation: 'findCopies',
			sourceKey: '={{ $json.key }}',
			supplierNumber: '={{ $json.supplier }}',
			invoiceNumber: '={{ $json.invoiceNumber }}',
			invoiceId:
				"={{ ($json.F0411 ?? []).map((row) => /^C(\\d{1,14})$/.exec(String(row[$('Settings').first().json.originColumn] ?? '').trim())?.[1]).find((id) => id) ?? '' }}",
			options: { ownMark: INVOICE_STAMP, onlyAtHost: PINNED('coupa_host') },
		},
		{ position: [2340, 660], alwaysOutputData: true },
	);
	bridge(
		template,
		'Compare Vouchers',
		{
			...comparing('vouchers'),
			readings: `={{ { vouchers: ${all(scopeName)}, chunk: $('Get Vouchers').first().json.chunk, copies: ${all('Find Copies')}, states: ${all('Read State')}, parked: ${all('Read Parked')}.map(({ flow, key }) => ({ flow, key })) } }}`,
			totals: `={{ ${called('totals')} }}`,
			runId: `={{ ${called('runId')} }}`,
			flows: settings('flows'),
			reservedBankAccounts: settings('reservedBankAccounts'),
			goLive: settings('goLive'),
			stampField: ORIGIN_FIELD,
		},
		{ position: [2560, 660], executeOnce: true },
	);
	template.connect('Which Step', 'Get Vouchers', { output: 1 });
	template.chain('Get Vouchers', scopeName, 'Find Copies', 'Compare Vouchers');
}

function addSuppliers(template: Template): void {
	coupa(
		template,
		'Get Coupa Suppliers',
		{
			resource: 'supplier',
			operation: 'getAll',
			returnAll: false,
			limit: settings('chunkSize'),
			filters: {
				conditions: [
					{
						attribute: `={{ ${called('cursor')} ? 'id' : '' }}`,
						operator: 'gt',
						value: `={{ ${called('cursor')} }}`,
					},
				],
			},
			options: { fields: 'id, number, name, status' },
		},
		{ position: [1900, 900], executeOnce: true, alwaysOutputData: true },
	);
	jdeAis(
		template,
		'Get These in F0401',
		{
			resource: 'table',
			operation: 'getAll',
			table: { __rl: true, mode: 'list', value: 'F0401' },
			match: 'MATCH_ALL',
			conditions: {
				condition: [
					{
						column: { __rl: true, mode: 'alias', value: 'AN8' },
						operator: 'LIST',
						value:
							"={{ ['0', ...$('Get Coupa Suppliers').all().map((item) => String(item.json.number ?? '')).filter((number) => /^[1-9]\\d{0,7}$/.test(number))].join(',') }}",
						special: 'LITERAL',
					},
				],
			},
			returnAll: true,
			options: { columns: 'AN8', onlyConnectedTo: PINNED('jde_connection') },
		},
		{ position: [2120, 900], executeOnce: true, alwaysOutputData: true },
	);
	bridge(
		template,
		'Compare Suppliers',
		{
			...comparing('suppliers'),
			readings: `={{ { suppliers: ${all('Get Coupa Suppliers')}, inJde: ${all('Get These in F0401')} } }}`,
			totals: `={{ ${called('totals')} }}`,
			runId: `={{ ${called('runId')} }}`,
			supplierNumbers: settings('supplierNumbers'),
			chunkSize: settings('chunkSize'),
		},
		{ position: [2560, 900], executeOnce: true },
	);
	template.connect('Which Step', 'Get Coupa Suppliers', { output: 2 });
	template.chain('Get Coupa Suppliers', 'Get These in F0401', 'Compare Suppliers');
}

/** The differences go into the books, the counts back to the run; the last node to run is what the call returns. */
function addChunkEnd(template: Template): void {
	insertRows(template, 'Save Differences', 'jde_coupa_audit', 'the whole item', { position: [2880, 700] });
	editFields(template, 'End Chunk', [], { position: [2880, 900] });
	for (const from of ['Compare Vouchers', 'Compare Suppliers']) {
		template.connect(from, 'Save Differences', { output: 0 });
		template.connect(from, 'End Chunk', { output: 1 });
	}
}

function addNotes(template: Template): void {
	template.sticky(
		'Note Entries',
		'## 0 · Starts\nEvery morning, or by hand (**Check Now**). Publish it first: it calls itself for each chunk.',
		{ x: -80, y: 300, width: 300, height: 800, color: 5 },
	);
	template.sticky(
		'Note Settings',
		`## 1 · Settings\nFill them in as in the flows. ${COMPANY_WORDS} **lookBackDays**: vouchers by G/L date; 0 for all since go-live. **supplierNumbers**: which numbers in Coupa are ours.`,
		{ x: 240, y: 180, width: 340, height: 620, color: 4 },
	);
	template.sticky('Note Start', '## 2 · Tables and what the flows know', {
		x: 620,
		y: 540,
		width: 1180,
		height: 460,
		color: 5,
	});
	template.sticky(
		'Note Run',
		'## 3 · The run\nIt writes nothing into JD Edwards or Coupa. Every difference is a row of jde_coupa_audit, flow *dailyChecks*, that says what to do. **End Checks** fails while there is one. *Notify* is switched off: choose how you want to be told, and switch it on.',
		{ x: 1840, y: -20, width: 2720, height: 540, color: 5 },
	);
	template.sticky(
		'Note Chunks',
		'## 4 · One chunk\nPosted vouchers and their payments with Coupa, then suppliers of Coupa with F0401. *Check Scope*: what stays out, as in the flows.',
		{ x: 1840, y: 540, width: 1260, height: 540, color: 5 },
	);
}
