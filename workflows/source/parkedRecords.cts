import { Template } from './builder.cts';
import { settings } from './flow.cts';
import { formEnd, formEntry, formPage } from './forms.cts';
import {
	Is,
	bridge,
	editFields,
	findTables,
	getRows,
	insertRows,
	route,
	toCsv,
	updateRows,
} from './nodes.cts';
import { FLOWS } from './setup.cts';

/** Categories of failures, and what a record may wait for. */
const REASONS = [
	...['authentication', 'conflict', 'configuration', 'duplicate', 'period-closed', 'permission', 'reference'],
	...['throttled', 'unavailable', 'unknown-outcome', 'validation', 'waiting-for-approval'],
];
const ALL = 'all';

const asked = (field: string) => `$('Parked Records').first().json['${field}']`;
/** A choice, or nothing where all are wanted. */
const choice = (field: string) =>
	`={{ [undefined, null, '', '${ALL}'].includes(${asked(field)}) ? '' : ${asked(field)} }}`;
const STATUS = `={{ (${asked('Status')} || 'open').toLowerCase() }}`;
const answer = (field: string) => `={{ $('Choose').first().json['${field}'] ?? '' }}`;
const all = (node: string) => `={{ $('${node}').all().map((item) => item.json) }}`;

/** Relative to the address of a page, so that it names no server. */
const BACK = '<br><a href="../form/{{ $("Parked Records").params.options.path }}">Back to the list</a>';

export function parkedRecords(): Template {
	const template = new Template('JD Edwards and Coupa: parked records');
	addEntries(template);
	addList(template);
	addDecision(template);
	addExport(template);
	addNotes(template);
	return template;
}

function addEntries(template: Template): void {
	const flows = [ALL, ...FLOWS];
	formEntry(
		template,
		'Parked Records',
		{
			path: 'parked-records',
			title: 'Parked records',
			description: 'What could not be posted between JD Edwards and Coupa. Choose what you want to see.',
			button: 'Show',
			fields: [
				{ fieldLabel: 'Flow', fieldType: 'dropdown', choices: flows, defaultValue: ALL },
				{ fieldLabel: 'Reason', fieldType: 'dropdown', choices: [ALL, ...REASONS], defaultValue: ALL },
				{
					fieldLabel: 'Status',
					fieldType: 'dropdown',
					choices: ['Open', 'Linked', 'Dismissed'],
					defaultValue: 'Open',
				},
				{ fieldLabel: 'Key', placeholder: 'Empty for all' },
				{ fieldLabel: 'Parked for at Least (Days)', fieldType: 'number', defaultValue: '0' },
			],
		},
		{ position: [0, 300] },
	);
	formEntry(
		template,
		'Export Audit',
		{
			path: 'audit-export',
			title: 'Audit as CSV',
			description: 'One line for each run, and for each record that was written, refused, parked or settled.',
			button: 'Export',
			fields: [
				{ fieldLabel: 'Flow', fieldType: 'dropdown', choices: flows, defaultValue: ALL },
				{ fieldLabel: 'From', fieldType: 'date', requiredField: true },
				{ fieldLabel: 'To', fieldType: 'date' },
			],
		},
		{ position: [0, 560] },
	);
	editFields(
		template,
		'Settings',
		[
			{ name: 'recordsShown', value: 50, type: 'number' },
			{ name: 'trailShown', value: 5, type: 'number' },
		],
		{ position: [260, 420], executeOnce: true },
	);
	findTables(template, [520, 740], 420);
	route(
		template,
		'Which Entry',
		{
			records: "={{ $('Parked Records').isExecuted }}",
			export: "={{ $('Export Audit').isExecuted }}",
		},
		{ position: [960, 420] },
	);
	template.chain('Parked Records', 'Settings');
	template.chain('Export Audit', 'Settings');
	template.chain('Settings', 'List Tables', 'Find Tables', 'Which Entry');
}

function addList(template: Template): void {
	getRows(template, 'Read Parked', 'jde_coupa_parked', { status: STATUS }, { position: [1220, 160] });
	bridge(
		template,
		'List Parked',
		{
			resource: 'parkedRecord',
			operation: 'list',
			rows: all('Read Parked'),
			flow: choice('Flow'),
			reason: choice('Reason'),
			key: choice('Key'),
			minimumDays: `={{ Number(${asked('Parked for at Least (Days)')}) || 0 }}`,
			limit: settings('recordsShown'),
		},
		{ position: [1440, 160], alwaysOutputData: true },
	);
	route(
		template,
		'Any Found',
		{ found: '={{ $json.id > 0 }}', none: '={{ !($json.id > 0) }}' },
		{ position: [1660, 160] },
	);
	getRows(
		template,
		'Read Trail',
		'jde_coupa_audit',
		{ flow: '={{ $json.flow }}', key: '={{ $json.key }}' },
		{
			position: [1880, 160],
			executeOnce: false,
			sorted: { by: 'id', direction: 'DESC', limit: settings('trailShown') },
		},
	);
	bridge(
		template,
		'Show Records',
		{
			resource: 'parkedRecord',
			operation: 'show',
			records: all('List Parked'),
			trail: all('Read Trail'),
		},
		{ position: [2100, 160] },
	);
	formPage(
		template,
		'Choose',
		{
			title: 'Parked records',
			description:
				'Tick records, choose what is to be done with them, and say who you are and why. Nothing is posted by this page itself.',
			button: 'Do it',
			elements: "={{ $('Show Records').first().json.form }}",
		},
		{ position: [2320, 160] },
	);
	formEnd(
		template,
		'Nothing Found',
		{
			title: 'Nothing is parked',
			message: `=No record fits what you chose.${BACK}`,
		},
		{ position: [1880, -40] },
	);
	template.connect('Which Entry', 'Read Parked', { output: 0 });
	template.chain('Read Parked', 'List Parked', 'Any Found');
	template.connect('Any Found', 'Read Trail', { output: 0 });
	template.connect('Any Found', 'Nothing Found', { output: 1 });
	template.chain('Read Trail', 'Show Records', 'Choose');
}

function addDecision(template: Template): void {
	route(
		template,
		'Was It Answered',
		{ answered: '={{ Array.isArray($json.Records) }}' },
		{ position: [2540, 160], notes: 'Not within an hour: ends' },
	);
	// Anew, because a run may have settled a record while the page was open.
	getRows(template, 'Read Again', 'jde_coupa_parked', { status: STATUS }, { position: [2760, 160] });
	bridge(
		template,
		'Decide',
		{
			resource: 'parkedRecord',
			operation: 'decide',
			rows: all('Read Again'),
			records: "={{ $('Choose').first().json.Records ?? [] }}",
			action: answer('Action'),
			person: answer('Your Name'),
			reason: answer('Reason'),
		},
		{ position: [2980, 160], alwaysOutputData: true },
	);
	updateRows(
		template,
		'Save Decision',
		'jde_coupa_parked',
		{ id: '={{ $json.id ?? -1 }}', status: "={{ $json.was ?? '' }}" },
		{
			status: '={{ $json.status }}',
			replay: '={{ $json.replay }}',
			closed_at: '={{ $json.closed_at }}',
			closed_by: '={{ $json.closed_by }}',
			note: '={{ $json.note }}',
		},
		{ position: [3200, 160], executeOnce: false, alwaysOutputData: true },
	);
	route(
		template,
		'Was It Saved',
		{ saved: '={{ $json.id > 0 }}', not: '={{ !($json.id > 0) }}' },
		{ position: [3420, 160] },
	);
	insertRows(
		template,
		'Record Decision',
		'jde_coupa_audit',
		{
			flow: '={{ $json.flow }}',
			key: '={{ $json.key }}',
			run_id: '={{ $execution.id }}',
			execution_id: '={{ $execution.id }}',
			at: '={{ new Date().toISOString() }}',
			action: "={{ $('Decide').item.json.action }}",
			category: "={{ $('Decide').item.json.category }}",
			message: "={{ $('Decide').item.json.message }}",
		},
		{ position: [3640, 160] },
	);
	const saved = "$('Save Decision').all().filter((item) => item.json.id > 0)";
	const ticked = "$('Choose').first().json.Records.length";
	formEnd(
		template,
		'Done',
		{
			title: `={{ ${saved}.length }}{{ ${saved}.length < ${ticked} ? ' of ' + ${ticked} : '' }} {{ ${ticked} === 1 ? 'record' : 'records' }} {{ $('Decide').first().json.action ?? 'changed' }}`,
			message: `={{ ${saved}.map((item) => item.json.flow + ' ' + item.json.key).join(', ') }}{{ $('Decide').first().json.action === 're-opened' ? '<br>The next run of the flow takes them up.' : '' }}{{ ${saved}.length < ${ticked} ? '<br>The others were settled by a run in the meantime.' : '' }}${BACK}`,
		},
		{ position: [3860, 160] },
	);
	template.chain('Choose', 'Was It Answered', 'Read Again', 'Decide', 'Save Decision', 'Was It Saved');
	template.connect('Was It Saved', 'Record Decision', { output: 0 });
	template.connect('Was It Saved', 'Done', { output: 1 });
	template.chain('Record Decision', 'Done');
}

function addExport(template: Template): void {
	const wanted = (field: string) => `$('Export Audit').first().json['${field}']`;
	getRows(
		template,
		'Read Audit',
		'jde_coupa_audit',
		{ at: new Is('gte', `={{ ${wanted('From')} }}`) },
		{ position: [1220, 640] },
	);
	bridge(
		template,
		'Prepare Export',
		{
			resource: 'run',
			operation: 'prepareExport',
			rows: all('Read Audit'),
			flow: `={{ [undefined, null, '', '${ALL}'].includes(${wanted('Flow')}) ? '' : ${wanted('Flow')} }}`,
			until: `={{ ${wanted('To')} ?? '' }}`,
		},
		{ position: [1440, 640] },
	);
	toCsv(template, 'Make CSV', `={{ 'audit-' + ${wanted('From')} + '.csv' }}`, { position: [1660, 640] });
	formEnd(
		template,
		'Download',
		{
			title: 'The audit is ready',
			message: "={{ $('Prepare Export').all().length }} lines. Your browser saves the file.",
			file: 'data',
		},
		{ position: [1880, 640] },
	);
	template.connect('Which Entry', 'Read Audit', { output: 1 });
	template.chain('Read Audit', 'Prepare Export', 'Make CSV', 'Download');
}

function addNotes(template: Template): void {
	template.sticky(
		'Note Entries',
		'## Two forms, with a login\n1. In **Parked Records** and **Export Audit**, choose a *Basic Auth* credential made for accounts payable. n8n may have chosen one by itself: look.\n2. Publish this workflow.\n3. Give accounts payable the *Production URL* of both nodes. They need no n8n account.\n\n**recordsShown**: records on a page. **trailShown**: lines of history for each.',
		{ x: -80, y: -20, width: 520, height: 760, color: 4 },
	);
	template.sticky('Note Tables', '## Tables\nLeave alone. Found by their exact names.', {
		x: 480,
		y: 260,
		width: 660,
		height: 320,
		color: 7,
	});
	template.sticky(
		'Note List',
		'## Parked records\nLeave alone. The list, oldest first; then what a person decides: **re-open** (the next run of the flow reads the record anew and posts it), **link** (it is already in the other system), **dismiss** (it is not to be posted). Every decision is in jde_coupa_audit, with name and reason.',
		{ x: 1160, y: -180, width: 2900, height: 500, color: 5 },
	);
	template.sticky('Note Export', '## Audit as CSV\nLeave alone.', {
		x: 1160,
		y: 520,
		width: 900,
		height: 300,
		color: 5,
	});
}
