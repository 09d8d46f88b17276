import { Template } from './builder.cts';
import { NOW, purgeAudit, recordFailure, settings } from './flow.cts';
import {
	Is,
	bridge,
	coupa,
	editFields,
	findTables,
	getRows,
	route,
	updateRows,
	upsertRow,
} from './nodes.cts';
import { FLOWS } from './setup.cts';

/** Shows in Coupa what the flows do and what stands parked. No flow depends on it. */
export function coupaMirror(): Template {
	const template = new Template('JD Edwards and Coupa: mirror into Coupa');
	addStart(template);
	addReading(template);
	addTelling(template);
	addEnd(template);
	addNotes(template);
	return template;
}

const FLOW = 'coupaMirror';

const SETTINGS = [
	...FLOWS.map((name) => ({ name, value: '' })),
	{ name: 'contactAlertType', value: 'Functional' },
	{ name: 'alert', value: true, type: 'boolean' as const },
	{ name: 'maximumRecords', value: 200, type: 'number' as const },
	{ name: 'flow', value: FLOW },
	{ name: 'auditDays', value: 400, type: 'number' as const },
];

const FAILED = "$('When It Fails').isExecuted";
const setting = (name: string) => `$('Settings').first().json.${name}`;
const all = (node: string) => `$('${node}').all().map((item) => item.json)`;
const CODES = `={{ { ${FLOWS.map((flow) => `${flow}: ${setting(flow)}`).join(', ')} } }}`;
const ANY_CODE = FLOWS.map((flow) => `(${setting(flow)} ?? '').trim() !== ''`).join(' || ');
/** Of what runs before the mirror was ever run, a day is told. */
const SINCE = "={{ $('Own Row').first().json.watermark || new Date(Date.now() - 86400000).toISOString() }}";
/** The pair that set-up has pinned. Plan Mirror refuses flows of another. */
const HOST =
	"={{ $('Read State').all().map((item) => item.json).find((row) => row.coupa_host && ($('Settings').first().json[row.flow] ?? '').trim() !== '')?.coupa_host ?? '' }}";
const GUARDS = { onlyAtHost: HOST, doNotWriteAfter: "={{ $('Take Lease').first().json.lease_until }}" };
/** Failures go on as items: the lease is given back before the run fails with the first of them. */
const GOES_ON = { onError: 'continueRegularOutput' } as const;
const LEASE_MINUTES = 15;

function addStart(template: Template): void {
	const schedule = { rule: { interval: [{ field: 'hours', hoursInterval: 1 }] } };
	const entries: Array<[name: string, type: string, version: number, parameters: Record<string, unknown>]> = [
		['Every Hour', 'scheduleTrigger', 1.2, schedule],
		['Run Now', 'manualTrigger', 1, {}],
		['When It Fails', 'errorTrigger', 1, {}],
	];
	editFields(template, 'Settings', SETTINGS, { position: [340, 460], executeOnce: true });
	entries.forEach(([name, type, version, parameters], i) => {
		template.node(name, `n8n-nodes-base.${type}`, version, parameters, { position: [0, 300 + i * 160] });
		template.connect(name, 'Settings');
	});
	findTables(template, [660, 860], 460);
	route(
		template,
		'What to Do',
		{ mirror: `={{ !${FAILED} && (${ANY_CODE}) }}`, failed: `={{ ${FAILED} }}` },
		{ position: [1060, 460] },
	);
	purgeAudit(template, [1260, 240]);
	recordFailure(template, (what) => `$('When It Fails').first().json.execution?.${what}`, [1260, 680]);
	const own = { flow: settings('flow') };
	// It has a row of its own for its lease; a row that is there already stays as it is.
	upsertRow(template, 'Own Row', 'jde_coupa_state', own, own, {
		position: [1260, 460],
		executeOnce: true,
	});
	updateRows(
		template,
		'Take Lease',
		'jde_coupa_state',
		{
			...own,
			lease_owner:
				"={{ ($json.lease_owner ?? 'free') === 'free' || ($json.lease_until ?? '') <= new Date().toISOString() ? ($json.lease_owner ?? null) : 'nobody' }}",
		},
		{
			lease_owner: '={{ $execution.id }}',
			lease_until: `={{ new Date(Date.now() + ${LEASE_MINUTES} * 60000).toISOString() }}`,
		},
		{ position: [1460, 460], notes: 'No row: another run works' },
	);
	template.chain('Settings', 'List Tables', 'Find Tables', 'What to Do');
	// First of the two by its place: n8n works through branches from top to bottom.
	template.connect('What to Do', 'Purge Audit', { output: 0 });
	template.connect('What to Do', 'Own Row', { output: 0 });
	template.connect('What to Do', 'Record Failure', { output: 1 });
	template.chain('Own Row', 'Take Lease');
}

/** What stands open here, what the flows did, and what Coupa has of it. */
function addReading(template: Template): void {
	let column = 0;
	const position = (): [number, number] => [1740 + 200 * column++, 460];
	getRows(template, 'Read State', 'jde_coupa_state', {}, { position: position() });
	getRows(template, 'Read Open', 'jde_coupa_parked', { status: 'open' }, { position: position() });
	getRows(
		template,
		'Read Runs',
		'jde_coupa_audit',
		{ key: '', at: new Is('gte', SINCE) },
		{ position: position() },
	);
	coupa(
		template,
		'Get Told',
		{
			resource: 'integrationError',
			operation: 'getAll',
			returnAll: true,
			filters: {
				conditions: [
					{ attribute: 'resolved', operator: 'equals', value: 'false' },
					{ attribute: 'external-id', operator: 'starts_with', value: 'jde-coupa/' },
				],
			},
			options: { fields: 'id, external-id, resolved', onlyAtHost: HOST },
		},
		{ position: position(), executeOnce: true, alwaysOutputData: true, ...GOES_ON },
	);
	bridge(
		template,
		'Plan Mirror',
		{
			resource: 'mirror',
			operation: 'planMirror',
			codes: CODES,
			contactAlertType: settings('contactAlertType'),
			maximumRecords: settings('maximumRecords'),
			host: HOST,
			stateRows: `={{ ${all('Read State')} }}`,
			parkedRows: `={{ ${all('Read Open')} }}`,
			runRows: `={{ ${all('Read Runs')} }}`,
			told: `={{ ${all('Get Told')} }}`,
			since: SINCE,
		},
		{ position: position(), executeOnce: true, onError: 'continueErrorOutput' },
	);
	template.chain('Take Lease', 'Read State', 'Read Open', 'Read Runs', 'Get Told', 'Plan Mirror');
}

const TOLD = ['Tell with Alert', 'Tell Quietly'];
const BY_ID = { record: { __rl: true, mode: 'id', value: '={{ $json.id }}' } };

/** A run in Coupa for each flow that has something to tell, what is told and resolved under it, and its end. */
function addTelling(template: Template): void {
	coupa(
		template,
		'Open Runs',
		{
			resource: 'integrationRun',
			operation: 'create',
			document: 'wholeItem',
			options: { ...GUARDS, takeUpOpenRun: true },
		},
		{ position: [2800, 460], ...GOES_ON },
	);
	bridge(
		template,
		'Build Reports',
		{
			resource: 'mirror',
			operation: 'buildReports',
			plans: `={{ ${all('Plan Mirror')} }}`,
			opened: `={{ ${all('Open Runs')} }}`,
			alert: settings('alert'),
		},
		{ position: [3000, 460], executeOnce: true },
	);
	const report = (operation: string) => ({
		resource: 'integrationError',
		operation,
		document: 'wholeItem',
		options: { ...GUARDS, openAgain: true },
	});
	const run = (operation: string, more = {}) => ({
		...{ resource: 'integrationRun', operation, ...BY_ID },
		...{ ...more, options: GUARDS },
	});
	const steps: Array<[name: string, parameters: Record<string, unknown>]> = [
		['Set to Running', run('run', { totalRecords: '={{ $json.total }}' })],
		[TOLD[0], report('createAlert')],
		[TOLD[1], report('create')],
		['Resolve', { resource: 'integrationError', operation: 'resolve', ...BY_ID, options: GUARDS }],
		['Set to Finished', run('finish')],
		['Set to Failed', run('fail')],
	];
	template.chain('Plan Mirror', 'Open Runs', 'Build Reports');
	steps.forEach(([name, parameters], output) => {
		coupa(template, name, parameters, { position: [3240, 60 + 160 * output], ...GOES_ON });
		template.connect('Build Reports', name, { output });
	});
}

const IN_COUPA = [
	...['Get Told', 'Open Runs', 'Set to Running', ...TOLD],
	...['Resolve', 'Set to Finished', 'Set to Failed'],
];

function addEnd(template: Template): void {
	updateRows(
		template,
		'Free Lease',
		'jde_coupa_state',
		{ flow: settings('flow'), lease_owner: '={{ $execution.id }}' },
		{
			lease_owner: 'free',
			lease_until: NOW,
			// Counts are told once, with the run that was opened for them.
			watermark:
				"={{ $('Open Runs').isExecuted && $('Open Runs').all().some((item) => item.json.target) ? $('Plan Mirror').first().json._until : ($('Own Row').first().json.watermark ?? '') }}",
		},
		{ position: [1740, 860], alwaysOutputData: true },
	);
	const done = IN_COUPA.map(
		(node) => `...($('${node}').isExecuted ? $('${node}').all().map((item) => item.json) : [])`,
	);
	const refused = "...($('Plan Mirror').isExecuted ? $('Plan Mirror').all(1).map((item) => item.json) : [])";
	bridge(
		template,
		'End Mirror',
		{ resource: 'mirror', operation: 'endMirror', done: `={{ [${[refused, ...done].join(', ')}] }}` },
		{ position: [1940, 860], executeOnce: true, notes: 'Fails if Coupa refused' },
	);
	template.connect('Take Lease', 'Free Lease');
	template.connect('Free Lease', 'End Mirror');
}

function addNotes(template: Template): void {
	template.sticky(
		'Note Entries',
		'## 0 · Starts\nEvery hour once it is published, or by hand (**Run Now**).',
		{
			...{ x: -80, y: 140, width: 300, height: 640, color: 5 },
		},
	);
	template.sticky(
		'Note Settings',
		'## 1 · Settings\nFor each flow the **code of an integration in Coupa** that is its own (Setup > Integrations); a blank one is not mirrored. **alert**: whether Coupa mails the contacts of the integration; **contactAlertType**: which of them (Technical, Functional, Both). **maximumRecords**: reports of one run at most; the next goes on.',
		{ x: 240, y: 140, width: 340, height: 640, color: 4 },
	);
	template.sticky(
		'Note Start',
		'## 2 · May it go ahead?\nLeave alone. Finds the tables; one run works at a time.',
		{ x: 600, y: 140, width: 1040, height: 740, color: 5 },
	);
	template.sticky(
		'Note Reading',
		'## 3 · What Coupa lacks\nLeave alone. What stands open in jde_coupa_parked, compared with the *Integration Errors* that Coupa has open.',
		{ x: 1660, y: 280, width: 1060, height: 380, color: 5 },
	);
	template.sticky(
		'Note Telling',
		'## 4 · Coupa is told\nLeave alone. A run for each flow, an error for each record that is newly parked, those settled meanwhile resolved. Coupa is asked first, so nothing is told twice.',
		{ x: 2740, y: -100, width: 720, height: 1120, color: 5 },
	);
	template.sticky(
		'Note End',
		'## 5 · End\nLeave alone. Fails with what Coupa refused; the flows go on without it.',
		{
			...{ x: 1660, y: 700, width: 1060, height: 320, color: 5 },
		},
	);
}
