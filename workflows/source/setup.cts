import { Template } from './builder.cts';
import { settings } from './flow.cts';
import {
	bridge,
	coupa,
	createTable,
	editFields,
	findTables,
	getRows,
	insertRows,
	jdeAis,
	listTables,
	route,
	updateRows,
	upsertRow,
} from './nodes.cts';
import { TABLE_NAMES } from './tables.cts';

export const FLOWS = ['suppliers', 'purchaseOrders', 'apInvoices', 'payments', 'coupaToJde'];

const SETTINGS = [
	{ name: 'flows', value: FLOWS.join(', ') },
	{ name: 'companies', value: '' },
	{ name: 'orderTypes', value: 'OP' },
	{ name: 'poNumberTemplate', value: '{company}-{type}-{number}[-{suffix}]' },
	{ name: 'voucherTypes', value: 'PV' },
	{ name: 'originColumn', value: 'URRF' },
	{ name: 'invoiceStampField', value: 'cf-erp-invoice-number' },
	{ name: 'tryStampOnInvoice', value: '' },
	{ name: 'currenciesComparedByEye', value: '' },
];

export function setup(): Template {
	const template = new Template('JD Edwards and Coupa: set-up');
	addEntries(template);
	addTables(template);
	addChecks(template);
	addConfirmation(template);
	addNotes(template);
	return template;
}

function addEntries(template: Template): void {
	template.node('Set Up', 'n8n-nodes-base.manualTrigger', 1, {}, { position: [0, 300] });
	template.node(
		'Confirm First Run',
		'n8n-nodes-base.formTrigger',
		2.2,
		{
			formTitle: 'Confirm the first run',
			formDescription:
				'The first run of a flow writes nothing: its counts are in the table jde_coupa_audit, action "dry run". Confirm it here, and the next run posts.',
			formFields: {
				values: [
					{
						fieldLabel: 'Flow',
						fieldType: 'dropdown',
						fieldOptions: { values: FLOWS.map((option) => ({ option })) },
						requiredField: true,
					},
					{ fieldLabel: 'Confirmed by', placeholder: 'Your name', requiredField: true },
				],
			},
			options: {},
		},
		{ position: [0, 560] },
	);
	editFields(template, 'Settings', SETTINGS, { position: [260, 420], executeOnce: true });
	template.chain('Set Up', 'Settings');
	template.chain('Confirm First Run', 'Settings');
}

/** Creates what is missing by exact name: n8n's own look-up by name takes a part for the whole. */
function addTables(template: Template): void {
	listTables(template, 'List Tables', { position: [540, 420] });
	bridge(
		template,
		'Find Missing Tables',
		{ resource: 'run', operation: 'findTables', tableNames: TABLE_NAMES.join(', '), whenMissing: 'list' },
		{ position: [760, 200], alwaysOutputData: true },
	);
	route(
		template,
		'Which Table',
		Object.fromEntries(TABLE_NAMES.map((name) => [name, `={{ $json.missing === '${name}' }}`])),
		{ position: [980, 200] },
	);
	TABLE_NAMES.forEach((name, i) => {
		createTable(template, name, { position: [1240, -60 + i * 160] });
		template.connect('Which Table', `Create ${name}`, { output: i });
	});
	findTables(template, [760, 980], 980, 'List Tables Again');
	getRows(template, 'Read State', 'jde_coupa_state', {}, { position: [1200, 980] });
	route(
		template,
		'Which Entry',
		{
			'set up': "={{ $('Set Up').isExecuted }}",
			confirm: "={{ $('Confirm First Run').isExecuted }}",
		},
		{ position: [1420, 980] },
	);
	template.chain('Settings', 'List Tables', 'Find Missing Tables', 'Which Table');
	// The lower branch starts when the upper one is through: by then every table is there.
	template.chain('List Tables', 'List Tables Again', 'Find Tables', 'Read State', 'Which Entry');
}

/** What was asked for and refused is for Check Set-Up to judge: it matters only to a flow that is in use. */
const ASKED = { onError: 'continueRegularOutput', alwaysOutputData: true } as const;
const FIRST = 1680;
const NEXT = 220;
const A_ROW = 7;

const table = (name: string) => ({ __rl: true, mode: 'list', value: name });
const alias = (name: string) => ({ __rl: true, mode: 'alias', value: name });

/** Rows and newest change of each group. */
const counted = (name: string, groupBy: string[]) => ({
	resource: 'table',
	operation: 'aggregate',
	table: table(name),
	match: 'MATCH_ALL',
	conditions: {},
	figures: {
		figure: [
			{ aggregate: 'COUNT', column: alias('*') },
			{ aggregate: 'MAX', column: alias('UPMJ') },
		],
	},
	groupBy,
	having: {},
	options: {},
});

const counting = (name: string, conditions: Record<string, unknown>) => ({
	resource: 'table',
	operation: 'count',
	table: table(name),
	match: 'MATCH_ALL',
	conditions,
	options: {},
});

/** A few documents, to see that no column of theirs is missing. */
const few = (resource: string, options: Record<string, unknown>) => ({
	resource,
	operation: 'getAll',
	returnAll: false,
	limit: 20,
	options,
});

const equal = (column: string, value: string) => ({
	column: alias(column),
	operator: 'EQUAL',
	value,
	special: 'LITERAL',
});

/** What is read in JD Edwards, by name and in this order; the names stand in the readings below. */
const READ: Array<{ name: string; parameters: Record<string, unknown>; isForEach?: boolean }> = [
	{ name: 'Count Orders', parameters: counted('F4301', ['KCOO', 'CRCD']) },
	{ name: 'Count Ledger', parameters: counted('F0911', ['CO']) },
	{ name: 'Count Vouchers', parameters: counted('F0411', ['CO', 'CRCD']) },
	{
		name: 'Get Pay Items',
		isForEach: true,
		parameters: {
			resource: 'table',
			operation: 'getAll',
			table: table('F0411'),
			match: 'MATCH_ALL',
			conditions: {
				condition: [
					equal('CO', '={{ $json.CO }}'),
					equal('CRCD', '={{ $json.CRCD }}'),
					{ ...equal('DCT', settings('voucherTypes')), operator: 'LIST' },
				],
			},
			returnAll: false,
			limit: 50,
			options: {
				columns: 'KCO, DCT, DOC, SFX, CO, CRCD, CRRM, CRR, AG, ACR',
				orderBy: 'DOC desc',
			},
		},
	},
	{ name: 'Get Companies', parameters: { ...few('company', {}), returnAll: true } },
	{
		name: 'Find Stamped Vouchers',
		parameters: counting('F0411', {
			condition: [
				{ ...equal('={{ $("Settings").first().json.originColumn }}', ''), operator: 'STR_NOT_BLANK' },
			],
		}),
	},
	{
		name: 'Get Order Numbers',
		parameters: {
			resource: 'table',
			operation: 'getAll',
			table: table('F4301'),
			match: 'MATCH_ALL',
			conditions: { condition: [{ ...equal('DCTO', settings('orderTypes')), operator: 'LIST' }] },
			returnAll: "={{ $('Settings').first().json.flows.includes('purchaseOrders') }}",
			limit: 1,
			options: { columns: 'KCOO, DCTO, DOCO, SFXO' },
		},
	},
	{ name: 'Get Some Suppliers', parameters: few('supplier', {}) },
	{ name: 'Get Some Orders', parameters: few('purchaseOrder', { documentTypes: settings('orderTypes') }) },
	{
		name: 'Get Some Vouchers',
		parameters: few('voucher', { documentTypes: settings('voucherTypes'), includeOrderLines: true }),
	},
];

/** What Check Set-Up is told, each as the items of the node that read it. */
const READINGS = {
	connection: 'Check Coupa',
	stampField: 'Try Stamp Field',
	suppliers: 'Count Suppliers',
	orders: 'Count Orders',
	vouchers: 'Count Vouchers',
	ledger: 'Count Ledger',
	wholeSuppliers: 'Get Some Suppliers',
	wholeOrders: 'Get Some Orders',
	wholeVouchers: 'Get Some Vouchers',
	payItems: 'Get Pay Items',
	companies: 'Get Companies',
	stamped: 'Find Stamped Vouchers',
	orderKeys: 'Get Order Numbers',
};

/** Both systems answer, the users see what the flows need, amounts and stamps are proved, and the pair is pinned. */
function addChecks(template: Template): void {
	let placed = -1;
	const next = (): [number, number] => {
		placed += 1;
		return [FIRST + (placed % A_ROW) * NEXT, 60 + Math.floor(placed / A_ROW) * 220];
	};
	jdeAis(
		template,
		'JDE Server Time',
		{ resource: 'session', operation: 'getServerTime', options: {} },
		{ position: next() },
	);
	jdeAis(template, 'Count Suppliers', counting('F0401', {}), { position: next() });
	coupa(
		template,
		'Check Coupa',
		{ resource: 'connection', operation: 'check', options: {} },
		{ position: next() },
	);
	for (const { name, parameters, isForEach = false } of READ) {
		jdeAis(template, name, parameters, { position: next(), ...ASKED, executeOnce: !isForEach });
	}
	coupa(
		template,
		'Try Stamp Field',
		{
			resource: 'connection',
			operation: 'checkCustomField',
			customField: settings('invoiceStampField'),
			invoiceId: settings('tryStampOnInvoice'),
			options: {},
		},
		{ position: next(), ...ASKED, executeOnce: true },
	);
	const readings = Object.entries(READINGS)
		.map(([name, node]) => `${name}: $('${node}').all().map((item) => item.json)`)
		.join(', ');
	bridge(
		template,
		'Check Set-Up',
		{
			resource: 'check',
			operation: 'setUp',
			flows: settings('flows'),
			companies: settings('companies'),
			originColumn: settings('originColumn'),
			poNumberTemplate: settings('poNumberTemplate'),
			comparedByEye: settings('currenciesComparedByEye'),
			readings: `={{ { ${readings} } }}`,
		},
		{ position: next(), executeOnce: true },
	);
	bridge(
		template,
		'Pin Pair',
		{
			resource: 'run',
			operation: 'pinPair',
			flows: settings('flows'),
			stateRows: "={{ $('Read State').all().map((item) => item.json) }}",
			jdeConnection: "={{ $('JDE Server Time').first().json.connectedTo }}",
			coupaHost: "={{ $('Check Coupa').first().json.host }}",
			currencies: "={{ $('Check Set-Up').first().json.currencies.join(', ') }}",
		},
		{ position: next() },
	);
	upsertRow(template, 'Save State', 'jde_coupa_state', { flow: '={{ $json.flow }}' }, 'the whole item', {
		position: next(),
	});
	editFields(
		template,
		'Result',
		[
			{ name: 'jdeEdwards', value: "={{ $('JDE Server Time').first().json.connectedTo }}" },
			{ name: 'coupa', value: "={{ $('Check Coupa').first().json.host }}" },
			{
				name: 'visibleSuppliers',
				value: "={{ $('Count Suppliers').first().json.rows }}",
				type: 'number',
			},
			{ name: 'newestChange', value: "={{ $('Count Suppliers').first().json.newestChange }}" },
			{ name: 'checks', value: "={{ $('Check Set-Up').first().json.checks }}", type: 'array' },
			{
				name: 'next',
				value:
					'Fill the table jde_coupa_crosswalk, publish a flow and run it: the first run of a new pair writes nothing, and waits to be confirmed here',
			},
		],
		{ position: next(), keepOthers: false, executeOnce: true },
	);
	template.connect('Which Entry', 'JDE Server Time', { output: 0 });
	template.chain(
		...['JDE Server Time', 'Count Suppliers', 'Check Coupa', ...READ.map(({ name }) => name)],
		...['Try Stamp Field', 'Check Set-Up', 'Pin Pair', 'Save State', 'Result'],
	);
}

const CONFIRMED = "={{ $('Confirm First Run').first().json.Flow }}";

function addConfirmation(template: Template): void {
	updateRows(
		template,
		'Confirm',
		'jde_coupa_state',
		{ flow: CONFIRMED, confirmation: 'waiting' },
		{ confirmation: 'confirmed' },
		{ position: [1680, 900], notes: 'No row: no first run waits' },
	);
	insertRows(
		template,
		'Record Confirmation',
		'jde_coupa_audit',
		{
			flow: CONFIRMED,
			key: '',
			run_id: '={{ $execution.id }}',
			execution_id: '={{ $execution.id }}',
			at: '={{ new Date().toISOString() }}',
			action: 'first run confirmed',
			message: `={{ $('Confirm First Run').first().json['Confirmed by'] }}`,
		},
		{ position: [1900, 900] },
	);
	template.connect('Which Entry', 'Confirm', { output: 1 });
	template.chain('Confirm', 'Record Confirmation');
}

function addNotes(template: Template): void {
	template.sticky(
		'Note Entries',
		'## Start here\n1. Choose both credentials in the JDE and Coupa nodes.\n2. Fill in **Settings**: the *flows* in use, their *companies* and types, and *tryStampOnInvoice*, the ID of a Coupa invoice on which the custom field may be tried.\n3. Run **Set Up** (choose it in the arrow of the Execute button).\n4. Fill the table **jde_coupa_crosswalk**: kind *payment-term*, source = JDE code, target = Coupa code.\n5. Import, publish and run the flow: its first run writes nothing.\n6. Run **Confirm First Run**. There is no need to publish this workflow.\n\nAll templates must live in the same project.',
		{ x: -80, y: -180, width: 520, height: 920, color: 4 },
	);
	template.sticky('Note Tables', '## Tables\nCreated only when no table has exactly this name.', {
		x: 480,
		y: -180,
		width: 1100,
		height: 1300,
		color: 7,
	});
	template.sticky(
		'Note Checks',
		'## Checks, and the pinned pair\nWhat the two users see, the origin stamps, the decimals of amounts, the numbers of orders: *Check Set-Up* says for each whether it passed, and fails where a flow in use could not work. *Result* shows all.\n\nThe flows refuse to work with any other JD Edwards environment or Coupa host than the pair pinned here. Run Set Up again after choosing other credentials: the flow then starts from the beginning, with a dry run.',
		{ x: 1620, y: -180, width: 1660, height: 860, color: 5 },
	);
	template.sticky(
		'Note Confirmation',
		'## Confirmation of the first run\nCounts are in jde_coupa_audit, action *dry run*.',
		{ x: 1620, y: 780, width: 1660, height: 340, color: 5 },
	);
}
