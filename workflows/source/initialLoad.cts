import { Template } from './builder.cts';
import { formEnd, formEntry } from './forms.cts';
import { bridge, findTables, getRows, insertRows, route, updateRows } from './nodes.cts';
import { FLOWS } from './setup.cts';

const ENTRY = 'Load Again or Look';
const LOAD = 'Load again';
const asked = (field: string) => `$('${ENTRY}').first().json['${field}']`;
const planned = (field: string) => `={{ $('Plan Back-Fill').first().json.${field} }}`;
const stateRows = (node: string) => `={{ $('${node}').all().map((item) => item.json) }}`;

/** Sets a flow back, so that its own runs load again what there is, and shows how far all flows are. */
export function initialLoad(): Template {
	const template = new Template('JD Edwards and Coupa: initial load and progress');
	addEntry(template);
	addBackFill(template);
	addProgress(template);
	addNotes(template);
	return template;
}

function addEntry(template: Template): void {
	formEntry(
		template,
		ENTRY,
		{
			path: 'initial-load',
			title: 'Initial load and progress',
			description:
				'Shows how far the flows are, or lets a flow read again from a day on. What is in the other system already is compared and left as it is.',
			button: 'Go on',
			fields: [
				{
					fieldLabel: 'What to Do',
					fieldType: 'dropdown',
					choices: ['Show progress', LOAD],
					defaultValue: 'Show progress',
				},
				{ fieldLabel: 'Flow', fieldType: 'dropdown', choices: FLOWS },
				{ fieldLabel: 'From (Empty for Everything)', fieldType: 'date' },
				{ fieldLabel: 'Requests per Second', fieldType: 'number', defaultValue: '5' },
				{ fieldLabel: 'Your Name', placeholder: 'To load again; written to the audit' },
				{ fieldLabel: 'Reason', placeholder: 'To load again; written to the audit' },
			],
		},
		{ position: [0, 300] },
	);
	findTables(template, [280, 500], 300);
	getRows(template, 'Read State', 'jde_coupa_state', {}, { position: [720, 300] });
	route(
		template,
		'What to Do',
		{
			load: `={{ ${asked('What to Do')} === '${LOAD}' }}`,
			show: `={{ ${asked('What to Do')} !== '${LOAD}' }}`,
		},
		{ position: [940, 300] },
	);
	template.chain(ENTRY, 'List Tables', 'Find Tables', 'Read State', 'What to Do');
}

function addBackFill(template: Template): void {
	bridge(
		template,
		'Plan Back-Fill',
		{
			resource: 'run',
			operation: 'planBackFill',
			stateRows: stateRows('Read State'),
			flow: `={{ ${asked('Flow')} ?? '' }}`,
			from: `={{ ${asked('From (Empty for Everything)')} ?? '' }}`,
			requestsPerSecond: `={{ Number(${asked('Requests per Second')} ?? 0) }}`,
			person: `={{ ${asked('Your Name')} ?? '' }}`,
			reason: `={{ ${asked('Reason')} ?? '' }}`,
		},
		{ position: [1200, 200] },
	);
	updateRows(
		template,
		'Set Back',
		'jde_coupa_state',
		{
			flow: planned('flow'),
			lease_owner: planned('expectedOwner'),
			lease_until: planned('expectedUntil'),
		},
		{
			watermark: planned('watermark'),
			window_until: '',
			cursor: '',
			totals: '{}',
			requests_per_second: planned('requestsPerSecond'),
			// The next run is a dry run: it shows the count and the amount, and waits to be confirmed.
			confirmation: '',
			next_attempt_at: '',
			failures: 0,
		},
		{ position: [1420, 200], alwaysOutputData: true, notes: 'No row: refused, or a run began' },
	);
	route(
		template,
		'Is It Set Back',
		{ yes: '={{ $json.id > 0 }}', no: '={{ !($json.id > 0) }}' },
		{ position: [1640, 200] },
	);
	insertRows(
		template,
		'Record It',
		'jde_coupa_audit',
		{
			flow: planned('flow'),
			key: '',
			run_id: '={{ $execution.id }}',
			execution_id: '={{ $execution.id }}',
			at: '={{ new Date().toISOString() }}',
			action: 'set back',
			message:
				"={{ $('Plan Back-Fill').first().json.message + ' (' + $('Plan Back-Fill').first().json.decision + ')' }}",
		},
		{ position: [1860, 200] },
	);
	template.connect('What to Do', 'Plan Back-Fill', { output: 0 });
	template.chain('Plan Back-Fill', 'Set Back', 'Is It Set Back');
	template.connect('Is It Set Back', 'Record It', { output: 0 });
}

function addProgress(template: Template): void {
	getRows(template, 'Read State Again', 'jde_coupa_state', {}, { position: [2120, 300] });
	bridge(
		template,
		'Show Progress',
		{ resource: 'run', operation: 'showProgress', stateRows: stateRows('Read State Again') },
		{ position: [2340, 300] },
	);
	const done = "$('Plan Back-Fill').isExecuted";
	const began = `${done} && !($('Set Back').first().json.id > 0) && $('Plan Back-Fill').first().json.expectedOwner !== 'nobody'`;
	formEnd(
		template,
		'Progress',
		{
			title: `={{ ${began} ? 'A run has begun meanwhile: try again when it has ended' : ${done} ? 'The flow ' + $('Plan Back-Fill').first().json.flow + ' ' + $('Plan Back-Fill').first().json.decision : 'Progress of the flows' }}`,
			message:
				"={{ $('Show Progress').first().json.html }}Times are UTC. <a href=\"../form/{{ $('Load Again or Look').params.options.path }}\">Back to the form</a>",
			wide: true,
		},
		{ position: [2560, 300] },
	);
	template.connect('What to Do', 'Read State Again', { output: 1 });
	template.connect('Is It Set Back', 'Read State Again', { output: 1 });
	template.chain('Record It', 'Read State Again', 'Show Progress', 'Progress');
}

function addNotes(template: Template): void {
	template.sticky(
		'Note Entry',
		'## A form, with a login\n1. Choose a *Basic Auth* credential for the people who run the integration, another than that of accounts payable.\n2. Publish, and open the *Production URL* of this node.',
		{ x: -80, y: 20, width: 280, height: 440, color: 4 },
	);
	template.sticky('Note Tables', '## Tables and state\nLeave alone.', {
		x: 220,
		y: 140,
		width: 880,
		height: 320,
		color: 7,
	});
	template.sticky(
		'Note Back-Fill',
		"## Load again\nThe work stays in the flow's own workflow: only its row in jde_coupa_state is set back, never while a run holds the lease. Its next run is a **dry run** that waits to be confirmed in the set-up; the one behind it posts, chunk by chunk, and goes on where it was interrupted. Until it is through, the flow keeps to its share of Coupa's rate.",
		{ x: 1120, y: -40, width: 900, height: 440, color: 5 },
	);
	template.sticky('Note Progress', '## Progress of all flows\nLeave alone.', {
		x: 2040,
		y: 140,
		width: 700,
		height: 320,
		color: 5,
	});
}
