import { Template } from './builder.cts';
import { settings } from './flow.cts';
import {
	bridge,
	coupa,
	createTable,
	editFields,
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
	editFields(template, 'Settings', [{ name: 'flows', value: FLOWS.join(', ') }], {
		position: [260, 420],
		executeOnce: true,
	});
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
	listTables(template, 'List Tables Again', { position: [760, 980] });
	bridge(
		template,
		'Find Tables',
		{ resource: 'run', operation: 'findTables', tableNames: TABLE_NAMES.join(', '), whenMissing: 'fail' },
		{ position: [980, 980] },
	);
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

/** Both systems answer, the users see something, and the pair is pinned. */
function addChecks(template: Template): void {
	jdeAis(
		template,
		'JDE Server Time',
		{ resource: 'session', operation: 'getServerTime', options: {} },
		{ position: [1680, 500] },
	);
	jdeAis(
		template,
		'Count Suppliers',
		{
			resource: 'table',
			operation: 'count',
			table: { __rl: true, mode: 'list', value: 'F0401' },
			match: 'MATCH_ALL',
			conditions: {},
			options: {},
		},
		{ position: [1900, 500] },
	);
	coupa(
		template,
		'Check Coupa',
		{ resource: 'connection', operation: 'check', options: {} },
		{ position: [2120, 500] },
	);
	route(
		template,
		'Can They See',
		{
			yes: "={{ $('Count Suppliers').first().json.rows > 0 && $json.canReadSuppliers && $json.canReadPaymentTerms }}",
			no: "={{ !($('Count Suppliers').first().json.rows > 0 && $json.canReadSuppliers && $json.canReadPaymentTerms) }}",
		},
		{ position: [2340, 500] },
	);
	template.node(
		'Something Is Hidden',
		'n8n-nodes-base.stopAndError',
		1,
		{
			errorMessage: `={{ $('Count Suppliers').first().json.rows > 0 ? "The Coupa client may not read " + ($json.canReadSuppliers ? "payment terms: add the scope core.common.read" : "suppliers: add the scope core.supplier.read") : "The JD Edwards user sees no supplier in F0401: check row security and the environment" }}`,
		},
		{ position: [2600, 620] },
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
		},
		{ position: [2600, 420] },
	);
	upsertRow(template, 'Save State', 'jde_coupa_state', { flow: '={{ $json.flow }}' }, 'the whole item', {
		position: [2820, 420],
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
			{
				name: 'next',
				value:
					'Fill the table jde_coupa_crosswalk, publish a flow and run it: the first run of a new pair writes nothing, and waits to be confirmed here',
			},
		],
		{ position: [3040, 420], keepOthers: false, executeOnce: true },
	);
	template.connect('Which Entry', 'JDE Server Time', { output: 0 });
	template.chain('JDE Server Time', 'Count Suppliers', 'Check Coupa', 'Can They See');
	template.connect('Can They See', 'Pin Pair', { output: 0 });
	template.connect('Can They See', 'Something Is Hidden', { output: 1 });
	template.chain('Pin Pair', 'Save State', 'Result');
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
		'## Start here\n1. Choose both credentials in the JDE and Coupa nodes.\n2. Run **Set Up** (choose it in the arrow of the Execute button).\n3. Fill the table **jde_coupa_crosswalk**: kind *payment-term*, source = JDE code, target = Coupa code.\n4. Import, publish and run the flow: its first run writes nothing.\n5. Run **Confirm First Run**. There is no need to publish this workflow.\n\nAll templates must live in the same project.',
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
		'## Checks, and the pinned pair\nThe flows refuse to work with any other JD Edwards environment or Coupa host than the pair pinned here. Run Set Up again after choosing other credentials: the flow then starts from the beginning, with a dry run.',
		{ x: 1620, y: 240, width: 1640, height: 520, color: 5 },
	);
	template.sticky(
		'Note Confirmation',
		'## Confirmation of the first run\nCounts are in jde_coupa_audit, action *dry run*.',
		{ x: 1620, y: 780, width: 1640, height: 320, color: 5 },
	);
}
